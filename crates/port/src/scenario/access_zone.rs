//! `[access-zone.NAME]`: what trucks that leave the country pass before the quay: weighbridge, documents, scanner, inspection.

use super::read::Table;
use super::roads::RoadsPlan;
use super::units::Dimension;
use super::upkeep::Upkeep;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Variate;

/// One access zone.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct AccessZonePlan {
    /// Its name in the scenario.
    pub name: String,
    /// Where it lies, as roads name it.
    pub road: Option<usize>,
    /// Trucks that have room in its yard, those at stations included.
    pub places: u32,
    /// Weighbridges.
    pub weighbridges: u32,
    /// What takes a weighbridge out of service.
    pub weighbridge_upkeep: Upkeep,
    /// To weigh one truck.
    pub weighing: Variate,
    /// Booths for documents.
    pub booths: u32,
    /// What takes a booth out of service.
    pub booth_upkeep: Upkeep,
    /// The documents of one truck.
    pub documents: Variate,
    /// Scanners.
    pub scanners: u32,
    /// What takes a scanner out of service.
    pub upkeep: Upkeep,
    /// To scan one truck.
    pub scan: Variate,
    /// Share of trucks that are scanned.
    pub scanned: f64,
    /// Bays for inspection by hand.
    pub inspection_bays: u32,
    /// To inspect one truck.
    pub inspection: Variate,
    /// Share of trucks that are inspected.
    pub inspected: f64,
    /// Share of trucks that are held back without a station: a missing paper, a seal.
    pub held: f64,
    /// For how long.
    pub hold: Variate,
}

impl AccessZonePlan {
    /// Reads the table of one access zone.
    pub fn read(name: &str, t: &mut Table<'_>, roads: &RoadsPlan) -> Self {
        AccessZonePlan {
            name: name.to_owned(),
            road: roads.place_of(t, "road", "Where it lies, as roads name it; unwritten: trucks appear before it."),
            places: t.count("places", 1..=100_000, "Trucks that have room in its yard, those at stations included."),
            weighbridges: t.count("weighbridges", 1..=100, "Weighbridges."),
            weighbridge_upkeep: Upkeep::of(
                t,
                "weighbridge-upkeep",
                "What takes a weighbridge out of service; unwritten: nothing.",
            ),
            weighing: t.variate("weighing", Dimension::Time, "To weigh one truck."),
            booths: t.count("booths", 1..=500, "Booths for documents."),
            booth_upkeep: Upkeep::of(t, "booth-upkeep", "What takes a booth out of service; unwritten: nothing."),
            documents: t.variate("documents", Dimension::Time, "The documents of one truck."),
            scanners: t.count("scanners", 1..=100, "Scanners."),
            upkeep: Upkeep::read(t),
            scan: t.variate("scan", Dimension::Time, "To scan one truck."),
            scanned: t.share("scanned", "Share of trucks that are scanned."),
            inspection_bays: t.count("inspection-bays", 1..=500, "Bays for inspection by hand."),
            inspection: t.variate("inspection", Dimension::Time, "To inspect one truck."),
            inspected: t.share("inspected", "Share of trucks that are inspected by hand."),
            held: t.share("held", "Share of trucks that are held back where they stand: a missing paper, a seal."),
            hold: t.variate("hold", Dimension::Time, "For how long these are held."),
        }
    }
}

/// The access zone that a facility names as its own, if it names one.
pub fn named(t: &mut Table<'_>, zones: &[String], about: &str) -> Option<usize> {
    t.maybe("access-zone", |t| t.name_among("access-zone", zones, "access zone", about))
}
