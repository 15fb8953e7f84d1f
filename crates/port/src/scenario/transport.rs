//! `[terminal.NAME.transport]`: vehicles between quay, yard and rail.

use super::policy;
use super::power::watts;
use super::read::Table;
use super::units::Dimension;
use super::upkeep::Upkeep;
use crate::policy::Policy;
use crate::policy::charging::Charging;
use crate::policy::dispatching::Dispatching;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Variate;

/// Kinds of yard vehicles; the kind says how boxes change hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum VehicleKind {
    /// Tractor and chassis: cranes load and unload it, everywhere.
    TerminalTractor,
    /// Driverless, loaded and unloaded by cranes.
    Agv,
    /// Driverless, lifts boxes on racks at the blocks; coupled at the quay.
    LiftAgv,
    /// Lifts boxes off the ground at the quay and at the blocks; does not stack.
    ShuttleCarrier,
    /// Lifts boxes off the ground and stacks them itself; there are no yard cranes.
    StraddleCarrier,
}

/// How boxes pass between vehicle and yard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum YardHandOver {
    /// The vehicle waits below the yard crane.
    Coupled,
    /// Boxes stand at transfer points.
    Transfer,
    /// The vehicle stacks.
    SelfStacking,
}

impl VehicleKind {
    /// Does the vehicle have to stand below the quay crane?
    pub fn is_coupled_at_quay(self) -> bool {
        matches!(self, VehicleKind::TerminalTractor | VehicleKind::Agv | VehicleKind::LiftAgv)
    }
    /// How boxes pass between it and the yard.
    pub fn yard_hand_over(self) -> YardHandOver {
        match self {
            VehicleKind::TerminalTractor | VehicleKind::Agv => YardHandOver::Coupled,
            VehicleKind::LiftAgv | VehicleKind::ShuttleCarrier => YardHandOver::Transfer,
            VehicleKind::StraddleCarrier => YardHandOver::SelfStacking,
        }
    }
}

/// The fleet of a terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Transport {
    /// What they are.
    pub kind: VehicleKind,
    /// How many are manned, or available.
    pub count: u32,
    /// Speed without a box [m/s].
    pub speed_empty_m_s: f64,
    /// Speed with a box [m/s].
    pub speed_laden_m_s: f64,
    /// Driven over Manhattan distance.
    pub detour: f64,
    /// Lost on one drive at crossings and in curves.
    pub delay: Variate,
    /// To pick a box up from the ground or to set it down, where the vehicle does so itself.
    pub pick_up: Variate,
    /// To stack or to unstack one box, for vehicles that stack.
    pub stacking: Variate,
    /// Each vehicle for one crane only.
    pub dedicated: bool,
    /// Which order next.
    pub dispatching: Policy<Dispatching>,
    /// Vehicles called ahead for one crane.
    pub look_ahead: u32,
    /// Boxes (or pairs) that may stand under a crane, each way.
    pub buffer: u32,
    /// Boxes (or pairs) that may stand at a block, towards the vehicles.
    pub transfer_points: u32,
    /// Diesel for a kilometre [l].
    pub diesel_l_per_km: f64,
    /// Batteries instead.
    pub battery: Option<BatteryPlan>,
    /// What takes a vehicle out of service.
    pub upkeep: Upkeep,
    /// Gust above which no order begins [m/s].
    pub wind_limit_m_s: f64,
}

/// Batteries of vehicles, and where they are charged: at the place where the vehicle is when it needs it.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct BatteryPlan {
    /// When a vehicle charges.
    pub policy: Policy<Charging>,
    /// Driven before it must be charged [m].
    pub range_m: f64,
    /// Chargers.
    pub chargers: u32,
    /// What one draws [W].
    pub charger_w: u64,
    /// How long it takes when it is empty, the way there and back in it.
    pub charging: Variate,
    /// What takes a charger out of service.
    pub charger_upkeep: Upkeep,
}

impl BatteryPlan {
    fn read(t: &mut Table<'_>) -> Self {
        BatteryPlan {
            policy: policy::read(t, "policy", "When a vehicle charges; always when its range is driven."),
            range_m: t.metres("range", "100 m"..="1000 km", "Driven before a vehicle is charged."),
            chargers: t.count("chargers", 1..=1000, "Chargers."),
            charger_w: watts(t, "power", "10 MW", "What a charger draws."),
            charging: t.positive_variate(
                "charging",
                Dimension::Time,
                "How long an empty battery takes, the way there and back in it.",
            ),
            charger_upkeep: Upkeep::of(t, "charger-upkeep", "What takes a charger out of service; unwritten: nothing."),
        }
    }
}

impl Transport {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        Transport {
            kind: t.choice(
                "kind",
                &[
                    ("terminal-tractor", VehicleKind::TerminalTractor),
                    ("agv", VehicleKind::Agv),
                    ("lift-agv", VehicleKind::LiftAgv),
                    ("shuttle-carrier", VehicleKind::ShuttleCarrier),
                    ("straddle-carrier", VehicleKind::StraddleCarrier),
                ],
                "What the vehicles are; it says how boxes change hands.",
            ),
            count: t.count("count", 1..=2000, "Vehicles that are manned, or available."),
            upkeep: Upkeep::read(t),
            wind_limit_m_s: t.speed("wind-limit", "1 m/s"..="100 m/s", "Gust above which no order begins."),
            speed_empty_m_s: t.speed("speed-empty", "0.5 m/s"..="20 m/s", "Speed without a box."),
            speed_laden_m_s: t.speed("speed-laden", "0.5 m/s"..="20 m/s", "Speed with a box."),
            detour: t.number("detour", 1.0..=3.0, "Driven distance over the distance along and across the quay: one-way lanes."),
            delay: t.variate("delay", Dimension::Time, "Lost on one drive at crossings, in curves and queues of the lane."),
            pick_up: t.variate("pick-up", Dimension::Time, "To pick a box up or set it down, where the vehicle does it itself."),
            stacking: t.variate("stacking", Dimension::Time, "To stack or unstack one box, for vehicles that stack."),
            dedicated: t.choice(
                "use",
                &[("pooled", false), ("dedicated", true)],
                "Vehicles for all cranes, or gangs for one each.",
            ),
            dispatching: policy::read(t, "dispatching", "Which order a free vehicle takes."),
            look_ahead: t.count("look-ahead", 1..=50, "Vehicles called ahead for one crane."),
            buffer: t.count("buffer", 1..=50, "Boxes (or pairs) that may stand under a crane, each way; for vehicles that lift."),
            transfer_points: t.count("transfer-points", 1..=50, "Boxes (or pairs) that may wait at a block for such vehicles."),
            diesel_l_per_km: t.number("diesel", 0.0..=100.0, "Diesel that a vehicle burns for a kilometre [l]."),
            battery: t.optional("battery", "Batteries instead of diesel.", BatteryPlan::read),
        }
    }
}
