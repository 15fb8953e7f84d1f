//! KPIs of hours lost: at any facility, by kind of entity. Which cause they went to is in the table of causes of a run.

use super::definition::{Definition, FacilityKpi, Statistic};
use super::hours_meter::PlaceHours;
use super::window::hours;
use crate::hours::EntityKind;

/// The statistic of a kind of entity.
pub(super) fn of(kind: EntityKind) -> &'static Statistic<PlaceHours> {
    &LOST.statistics[kind as usize]
}

fn lost(meter: &PlaceHours, kind: EntityKind) -> Option<f64> {
    Some(100.0 * hours(meter.lost(kind)) / hours(meter.total(kind)))
}

pub(super) const LOST: FacilityKpi<PlaceHours> = FacilityKpi {
    definition: Definition {
        id: "hours_lost",
        name: "Hours lost",
        unit: "%",
        formula: "hours booked to any cause but work and a planned stay / all hours booked; of ships, boxes, trucks, trains, cars",
        population: "hours booked in the measured time: at the end of what they were spent on",
        censoring: "what has not ended is not booked",
        source: "Darse: docs/why.md",
    },
    // In the order of the kinds.
    statistics: &[
        ("ship", |m| lost(m, EntityKind::Ship)),
        ("box", |m| lost(m, EntityKind::Box)),
        ("truck", |m| lost(m, EntityKind::Truck)),
        ("train", |m| lost(m, EntityKind::Train)),
        ("car", |m| lost(m, EntityKind::Car)),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statistics_are_in_the_order_of_the_kinds() {
        EntityKind::ALL.iter().for_each(|kind| assert_eq!(of(*kind).0, kind.word()));
    }
}
