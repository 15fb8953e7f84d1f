//! `[warehouse.NAME]`: a warehouse of the free zone that imports through a terminal.

use super::access_zone;
use super::diagnostic::Code;
use super::drayage;
use super::read::Table;
use super::roads::RoadsPlan;
use super::roster::Roster;
use super::units::Dimension;
use super::upkeep::Upkeep;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, Variate};

const ABOUT_SHIFTS: &str =
    "Gangs at work in each shift of eight hours, at most `gangs`: three numbers, or 21 for a week; unwritten: all.";

/// One warehouse.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct WarehousePlan {
    /// Its name in the scenario.
    pub name: String,
    /// Index of the terminal its containers come through.
    pub terminal: usize,
    /// Share of the terminal's import boxes that are for it.
    pub import_share: f64,
    /// From discharge until customs let a container go.
    pub release: Variate,
    /// Trucks of its own drayage.
    pub trucks: u32,
    /// What takes one of these out of service.
    pub truck_upkeep: Upkeep,
    /// Or the pool that it shares.
    pub drayage: Option<usize>,
    /// Where it stands, as roads name it: then its trucks take the roads, and `drive` does not count.
    pub road: Option<usize>,
    /// From the terminal's gate to its docks, one way.
    pub drive: Variate,
    /// Docks for containers.
    pub docks_in: u32,
    /// Docks for trucks that fetch pallets.
    pub docks_out: u32,
    /// Gangs that unstuff, put away, pick and load.
    pub gangs: u32,
    /// Of these at work, shift by shift; none: all are always at work.
    pub shifts: Option<Roster>,
    /// Share of its containers whose pallets are not stored.
    pub cross_dock_share: f64,
    /// To unstuff one container.
    pub unstuffing: Variate,
    /// Pallets in a 20 ft and in a 40 ft box.
    pub pallets_per_box: [u32; 2],
    /// Pallet places.
    pub places: u32,
    /// To bring one pallet into storage, or to pick one.
    pub handling: Variate,
    /// From the storage of pallets until they are ordered.
    pub dwell: Variate,
    /// Pallets that one dispatch truck takes.
    pub truck_load: u32,
    /// To load it at its dock.
    pub loading: Variate,
    /// The access zone that dispatch trucks for other countries pass.
    pub access_zone: Option<usize>,
    /// Share of dispatch trucks that leave the country.
    pub export_share: f64,
    /// From the order of a truck load until it is to leave.
    pub promised: SimDuration,
}

impl WarehousePlan {
    /// Reads the table of one warehouse.
    pub fn read(
        name: &str,
        t: &mut Table<'_>,
        terminals: &[String],
        drayages: &[String],
        roads: &RoadsPlan,
        zones: &[String],
    ) -> Self {
        t.require(&["terminal"]);
        let plan = WarehousePlan {
            name: name.to_owned(),
            terminal: t.name_among("terminal", terminals, "terminal", "The terminal its containers come through."),
            import_share: t.share("import-share", "Share of that terminal's import boxes that are for it."),
            release: t.variate("release", Dimension::Time, "From discharge until customs let a container go."),
            road: roads.place_of(t, "road", "Where it stands, as roads name it; unwritten: `drive` says how far it is."),
            trucks: t.count("trucks", 1..=1000, "Trucks of its own that bring its containers."),
            truck_upkeep: Upkeep::of(t, "truck-upkeep", "What takes a truck of its own out of service; unwritten: nothing."),
            drayage: drayage::shared(t, drayages),
            drive: t.variate("drive", Dimension::Time, "From the terminal's gate to its docks, one way."),
            docks_in: t.count("docks-in", 1..=500, "Docks for containers."),
            docks_out: t.count("docks-out", 1..=500, "Docks for trucks that fetch pallets."),
            gangs: t.count("gangs", 1..=500, "Gangs that unstuff, put away, pick and load."),
            shifts: Roster::read(t, ABOUT_SHIFTS),
            cross_dock_share: t
                .share("cross-dock-share", "Share of its containers whose pallets go from dock to dock and are not stored."),
            unstuffing: t.variate("unstuffing", Dimension::Time, "To unstuff one container."),
            pallets_per_box: [
                t.count("pallets-per-20-ft", 1..=100, "Pallets in a 20 ft box."),
                t.count("pallets-per-40-ft", 1..=100, "Pallets in a 40 ft box."),
            ],
            places: t.count("places", 1..=1_000_000, "Pallet places."),
            handling: t.variate("handling", Dimension::Time, "To bring one pallet into storage, or to pick one."),
            dwell: t.variate("dwell", Dimension::Time, "From the storage of a container's pallets until they are ordered."),
            truck_load: t.count("truck-load", 1..=100, "Pallets that one dispatch truck takes."),
            loading: t.variate("loading", Dimension::Time, "To load a dispatch truck at its dock."),
            access_zone: access_zone::named(
                t,
                zones,
                "The access zone that its trucks for other countries pass; unwritten: none.",
            ),
            export_share: t
                .share("export-share", "Share of its dispatch trucks that leave the country, through the access zone."),
            promised: t.duration("promised", "0 h"..="30 days", "From the order of a truck load until it is to leave."),
        };
        // Fewer places, and a truck load that is not complete could block the container that would complete it.
        let least = plan.pallets_per_box[0].max(plan.pallets_per_box[1]) + plan.truck_load;
        if plan.places < least {
            let message = format!("{} places are too few for the pallets of a container and a truck load", plan.places);
            t.error("places", Code::Inconsistent, message, format!("they would wait for ever: give at least {least} places"));
        }
        plan
    }
}
