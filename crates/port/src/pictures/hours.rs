//! Whose hours went where: the table of causes of each facility, and how much its resources were used.

use crate::hours::{DelayCause, EntityKind, Place};
use crate::kpi::{Meter, Meters, ShipMeter, counted};
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};

/// The hours booked at one facility in the measured time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FacilityHours {
    /// Its name.
    pub name: String,
    /// By kind of entity.
    pub kinds: Vec<KindHours>,
    /// How much of what is waited for was used, by the cause that waits for it [0–1]; where it is measured.
    pub used: Vec<(DelayCause, f64)>,
}

/// Those of one kind of entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KindHours {
    /// Which.
    pub kind: EntityKind,
    /// By cause, as far as there are any [h].
    pub hours: Vec<(DelayCause, f64)>,
}

/// Of all facilities.
pub(super) fn draw(scenario: &Scenario, meters: &Meters) -> Vec<FacilityHours> {
    let of_facility = |(index, it): (usize, crate::kpi::Counted)| {
        let spent = &meters.hours.at(it.place).spent;
        let of_kind = |kind: &EntityKind| {
            let by_cause = DelayCause::ALL.iter().map(|cause| (*cause, spent[*kind as usize][cause.index()].as_hours_f64()));
            KindHours { kind: *kind, hours: by_cause.filter(|(_, hours)| *hours > 0.0).collect() }
        };
        let kinds = it.kinds.iter().map(of_kind).collect();
        let used = match it.place {
            Place::Quay(_) => used(meters, index),
            Place::AccessZone(_) | Place::Warehouse(_) | Place::Factory(_) => Vec::new(),
        };
        FacilityHours { name: it.name, kinds, used }
    };
    counted(scenario).into_iter().enumerate().map(of_facility).collect()
}

/// Of the facility with this quay.
fn used(meters: &Meters, quay: usize) -> Vec<(DelayCause, f64)> {
    let berth = |ships: &ShipMeter| (DelayCause::Berth, ships.occupancy() / 100.0);
    let marine = &meters.marine;
    let on_watch = f64::from(marine.on_watch.0.max(1)) * meters.window.hours();
    let pilots = (DelayCause::Pilot, marine.busy.0.as_hours_f64() / on_watch);
    let mut used = match meters.terminals.get(quay) {
        Some(meter) => [vec![berth(&meter.ships)], of_machines(meter)].concat(),
        None => vec![berth(&meters.others[quay - meters.terminals.len()])],
    };
    used.push(pilots);
    used
}

/// Cranes, vehicles, yard cranes and the yard itself of a container terminal.
fn of_machines(meter: &Meter) -> Vec<(DelayCause, f64)> {
    let (sizes, hours) = (&meter.sizes, meter.window.hours());
    let share = |busy: f64, count: u32| busy / (f64::from(count.max(1)) * hours);
    vec![
        (DelayCause::Crane, share(meter.crane_time(), sizes.cranes)),
        (DelayCause::Vehicle, share(meter.vehicle_busy.as_hours_f64(), sizes.vehicles)),
        (DelayCause::YardCrane, share(meter.yard_busy.as_hours_f64(), sizes.yard_cranes)),
        (DelayCause::YardRoom, meter.stacked_teu.mean(meter.window.to) / sizes.slots_teu),
    ]
}
