//! `[bulk-terminal.NAME]`: dry bulk by grab and conveyor, general cargo by the piece.

use super::diagnostic::Code;
use super::quay::QuayPlan;
use super::read::Table;
use super::roads::RoadsPlan;
use super::tank_farm::kilograms;
use super::units::Dimension;
use super::upkeep::Upkeep;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Variate;

/// One terminal. Masses are whole kilograms, so that none is lost to rounding.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct BulkTerminalPlan {
    /// Its name in the scenario.
    pub name: String,
    /// The wall.
    pub quay: QuayPlan,
    /// What it handles, by name.
    pub commodities: Vec<CommodityPlan>,
    /// Cranes.
    pub grabs: u32,
    /// Cranes that work a ship at once.
    pub grabs_per_ship: u32,
    /// What a grab takes [kg].
    pub grab_load_kg: u64,
    /// What takes a crane out of service.
    pub upkeep: Upkeep,
    /// What takes a bay for trucks of any commodity out of service: its hopper, its loader.
    pub truck_bay_upkeep: Upkeep,
    /// Gust above which no lift begins [m/s].
    pub wind_limit_m_s: f64,
    /// From grab to grab.
    pub cycle: Variate,
    /// What the conveyor takes in an hour [kg].
    pub conveyor_kg_h: f64,
    /// What lies in the hopper at most [kg].
    pub hopper_kg: u64,
    /// Where trucks come in, as roads name it.
    pub road: Option<usize>,
}

/// One commodity and its store.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct CommodityPlan {
    /// Its name in the scenario.
    pub name: String,
    /// What one lift of general cargo takes [kg], and how long it lasts; none: bulk, by grab.
    pub piece: Option<(u64, Variate)>,
    /// What the store holds [kg].
    pub capacity_kg: u64,
    /// Room that trucks which bring it leave to ships [kg].
    pub kept_for_ships_kg: u64,
    /// What a truck takes or brings [kg].
    pub truck_load_kg: u64,
    /// Trucks that load or unload at once.
    pub truck_bays: u32,
    /// To load or unload one.
    pub truck_loading: Variate,
    /// From when a truck load is in store until a truck may fetch it.
    pub dwell: Variate,
    /// Time between two trucks that bring a load for ships [s]; none: no truck brings any.
    pub truck_every: Option<Variate>,
}

impl BulkTerminalPlan {
    /// Reads the table of one terminal.
    pub fn read(name: &str, t: &mut Table<'_>, basins: &[String], roads: &RoadsPlan) -> Self {
        let quay = t.table("quay", "The quay wall and how ships get to it.", |t| QuayPlan::read_worked(t, basins));
        let commodities = t.map("commodity", "What it handles, each with a store of its own.", CommodityPlan::read);
        let mut commodities: Vec<CommodityPlan> = commodities.into_iter().map(|(_, it)| it).collect();
        commodities.sort_by(|a, b| a.name.cmp(&b.name)); // their order in the file is of no account
        let plan = BulkTerminalPlan {
            name: name.to_owned(),
            quay,
            commodities,
            grabs: t.count("grabs", 1..=100, "Cranes, each with a grab for bulk and a hook for pieces."),
            grabs_per_ship: t.count("grabs-per-ship", 1..=20, "Cranes that work a ship at once, if there are as many."),
            grab_load_kg: kilograms(t.tonnes("grab-load", "0.1 t"..="100 t", "What a grab takes.")),
            upkeep: Upkeep::read(t),
            truck_bay_upkeep: Upkeep::of(
                t,
                "truck-bay-upkeep",
                "What takes a bay for trucks out of service; unwritten: nothing.",
            ),
            wind_limit_m_s: t.speed("wind-limit", "1 m/s"..="100 m/s", "Gust above which no lift begins."),
            cycle: t.positive_variate("cycle", Dimension::Time, "From grab to grab."),
            conveyor_kg_h: 1000.0
                * t.quantity("conveyor-rate", Dimension::MassFlow, "1 t/h"..="20000 t/h", "What the conveyor takes."),
            hopper_kg: kilograms(t.tonnes("hopper", "0.1 t"..="1000 t", "What lies in the hoppers at most.")),
            road: roads.place_of(t, "road", "Where its trucks come in, as roads name it; unwritten: they appear there."),
        };
        if plan.commodities.is_empty() {
            let help = format!("add a table `[bulk-terminal.{name}.commodity.X]`");
            t.error("commodity", Code::MissingKey, "there is no commodity", help);
        }
        if plan.hopper_kg < plan.grab_load_kg {
            t.error("hopper", Code::Inconsistent, "the hopper does not hold a grab", "it would wait for ever: enlarge `hopper`");
        }
        for it in &plan.commodities {
            let lift = it.piece.as_ref().map_or(plan.grab_load_kg, |(kg, _)| *kg);
            let least = lift.max(it.kept_for_ships_kg) + it.truck_load_kg;
            if it.capacity_kg < least {
                let message =
                    format!("the store of {} does not take a lift, or what is kept for ships, beside a truck load", it.name);
                let help = format!("they would wait for ever: give at least {} t", least.div_ceil(1000));
                t.error("commodity", Code::Inconsistent, message, help);
            }
        }
        plan
    }
}

/// How a commodity is handled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bulk,
    General,
}

impl CommodityPlan {
    fn read(name: &str, t: &mut Table<'_>) -> Self {
        let kinds = [("bulk", Kind::Bulk), ("general", Kind::General)];
        let kind = t.choice("kind", &kinds, "By grab, hopper and conveyor, or by the piece.");
        let silo = t.choice("store", &[("silo", true), ("shed", false)], "What stores it: only bulk goes into a silo.");
        if silo && kind == Kind::General {
            t.error("store", Code::Inconsistent, "pieces do not go into a silo", "write `store = \"shed\"`");
        }
        let piece = (kind == Kind::General).then(|| {
            let kg = kilograms(t.tonnes("piece", "0.1 t"..="1000 t", "What one lift takes."));
            (kg, t.positive_variate("piece-cycle", Dimension::Time, "From lift to lift."))
        });
        let trucks = t.number("trucks-per-day", 0.0..=100_000.0, "Trucks a day that bring a load for ships.");
        CommodityPlan {
            name: name.to_owned(),
            piece,
            capacity_kg: kilograms(t.tonnes("capacity", "1 t"..="10 Mt", "What the store holds.")),
            kept_for_ships_kg: kilograms(t.tonnes(
                "kept-for-ships",
                "0 t"..="10 Mt",
                "Room that trucks which bring it leave to ships.",
            )),
            truck_load_kg: kilograms(t.tonnes("truck-load", "0.1 t"..="500 t", "What a truck takes, or brings.")),
            truck_bays: t.count("truck-bays", 1..=200, "Trucks that load or unload at once."),
            truck_loading: t.variate("truck-loading", Dimension::Time, "To load or unload a truck."),
            dwell: t.variate("dwell", Dimension::Time, "From when a truck load is in store until a truck may fetch it."),
            truck_every: (trucks > 0.0).then(|| Variate::exponential(86_400.0 / trucks).expect("the mean is above 0")),
        }
    }
}
