//! `[terminal.NAME.cranes]`: ship-to-shore cranes.

use super::diagnostic::Code;
use super::failures::Failures;
use super::policy;
use super::power::watts;
use super::read::Table;
use super::units::Dimension;
use super::upkeep::Maintenance;
use crate::policy::Policy;
use crate::policy::crane_assignment::CraneAssignment;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, Variate};

/// What one cycle lifts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Lift {
    /// One box.
    Single,
    /// One box, or two of 20 ft.
    Twin,
    /// As twin, with a platform between two trolleys: two more places between crane and vehicles, where these do not come below it.
    DualTrolley,
}

/// The quay cranes of a terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Cranes {
    /// How many.
    pub count: u32,
    /// From one lift to the next, vehicles and delays apart.
    pub cycle: Variate,
    /// Of it, the time a vehicle stands below the crane.
    pub hand_over: SimDuration,
    /// What one cycle lifts.
    pub lift: Lift,
    /// Share of pairs of 20 ft boxes that may be lifted together.
    pub twin_share: f64,
    /// Least distance between two cranes at work [m].
    pub spacing_m: f64,
    /// Travel along the quay [m/s].
    pub gantry_speed_m_s: f64,
    /// How cranes are shared among ships.
    pub policy: Policy<CraneAssignment>,
    /// To open or to close the hatch of one bay.
    pub hatch_cover: Variate,
    /// Gust above which cranes stop [m/s].
    pub wind_limit_m_s: f64,
    /// What a crane draws while it works a bay [W], on average.
    pub power_w: u64,
    /// Breakdowns.
    pub failures: Failures,
    /// Maintenance, if there is any.
    pub maintenance: Option<Maintenance>,
}

impl Cranes {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        let cranes = Cranes {
            count: t.count("count", 1..=200, "Cranes on the quay."),
            cycle: t.positive_variate("cycle", Dimension::Time, "From one lift to the next, waiting and delays apart."),
            hand_over: t.duration("hand-over", "0 s"..="10 min", "Of the cycle, the time a vehicle stands below the crane."),
            lift: t.choice(
                "lift",
                &[("single", Lift::Single), ("twin", Lift::Twin), ("dual-trolley", Lift::DualTrolley)],
                "What one cycle lifts.",
            ),
            twin_share: t.share("twin-share", "Share of pairs of 20 ft boxes that may be lifted together."),
            spacing_m: t.metres("spacing", "5 m"..="100 m", "Least distance between two cranes at work: a bay apart."),
            gantry_speed_m_s: t.speed("gantry-speed", "0.05 m/s"..="5 m/s", "Travel along the quay."),
            policy: policy::read(t, "policy", "How cranes are shared among the ships alongside."),
            hatch_cover: t.variate("hatch-cover", Dimension::Time, "To open, and again to close, the hatch of one bay."),
            wind_limit_m_s: t.speed("wind-limit", "1 m/s"..="100 m/s", "Gust above which cranes stop."),
            power_w: watts(t, "power", "10 MW", "What a crane draws while it works a bay, on average."),
            failures: t.table("failures", "Breakdowns of a crane.", Failures::read),
            maintenance: Maintenance::read(t),
        };
        let (hand_over, cycle) = (cranes.hand_over.as_seconds_f64(), cranes.cycle.mean());
        if hand_over > cycle && cycle > 0.0 && t.is_written() {
            let [hand_over, cycle] = [hand_over, cycle].map(|it| Dimension::Time.show(it));
            let message =
                format!("the hand-over takes {hand_over}, but it is a part of the cycle, which takes {cycle} on average");
            let key = if t.has("hand-over") { "hand-over" } else { "cycle" };
            t.error(key, Code::Inconsistent, message, "lower `hand-over`, or write the whole of `cycle`");
        }
        cranes
    }
}
