//! KPIs of ships: waiting, time in port, schedule.

use super::definition::{Definition, FacilityKpi};
use super::ship_meter::HeldUp;
use super::ship_meter::{ShipMeter, Visit};
use super::window::hours;
use darse_engine::Sample;

/// What held each call up that left in the window.
fn held_up(meter: &ShipMeter) -> impl Iterator<Item = HeldUp> {
    meter.left().map(|(_, held_up)| held_up)
}
/// From arrival to first line, time under way apart; up to the end for those that still wait [h].
fn wait_h(meter: &ShipMeter, visit: &Visit) -> f64 {
    match visit.berthed {
        Some((at, _, _, under_way)) => hours(at - visit.arrived) - hours(under_way),
        None => hours(meter.window.to - visit.arrived),
    }
}
fn turnaround_h(visit: &Visit) -> Option<f64> {
    Some(hours(visit.sailed? - visit.arrived))
}
fn alongside_h(visit: &Visit) -> Option<f64> {
    Some(hours(visit.sailed? - visit.berthed?.0))
}

fn sample(values: impl Iterator<Item = f64>) -> Sample {
    let mut sample = Sample::default();
    values.for_each(|value| sample.observe(value));
    sample
}
fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (count, sum) = values.fold((0u64, 0.0), |(count, sum), value| (count + 1, sum + value));
    (count > 0).then(|| sum / count as f64)
}
fn share(values: impl Iterator<Item = bool>) -> Option<f64> {
    mean(values.map(|it| if it { 100.0 } else { 0.0 }))
}

/// Mean time in port of these [h].
pub(super) fn turnaround<'a>(visits: impl Iterator<Item = &'a Visit>) -> Option<f64> {
    mean(visits.filter_map(turnaround_h))
}
/// Waiting over time alongside of these.
pub(super) fn wait_service<'a, I: Iterator<Item = &'a Visit>>(meter: &ShipMeter, visits: impl Fn() -> I) -> Option<f64> {
    let alongside: f64 = visits().filter_map(alongside_h).sum();
    Some(visits().map(|visit| wait_h(meter, visit)).sum::<f64>() / alongside)
}

/// Of each terminal and each class of its ships, and of the zone.
pub(super) const VESSEL_CALLS: Definition = Definition {
    id: "vessel_calls",
    name: "Vessel calls",
    unit: "calls",
    formula: "number of calls that arrived at the port; at container terminals also class by class",
    population: "calls that arrived in the measured time",
    censoring: "counted at arrival",
    source: "World Bank PS-6 1993",
};

/// Of each quay, and of each class of ships of a container terminal.
pub(super) const TURNAROUND: Definition = Definition {
    id: "ship_turnaround",
    name: "Time in port",
    unit: "h",
    formula: "last line released − arrival at the port; at container terminals also class by class",
    population: "calls that sailed in the measured time",
    censoring: "those still there at the end are counted in the next window",
    source: "World Bank PS-6 1993; CPPI port hours",
};

/// Of each quay, and of each class of ships of a container terminal.
pub(super) const WAIT_SERVICE: Definition = Definition {
    id: "wait_service_ratio",
    name: "Waiting over service",
    unit: "–",
    formula: "Σ waiting time / Σ time alongside (ratio of totals); at container terminals also class by class",
    population: "calls that sailed in the measured time",
    censoring: "as population",
    source: "UNCTAD; PIANC; Groenveld tables",
};

/// Of each terminal, and of the zone.
pub(super) const CALLS_SERVED: Definition = Definition {
    id: "calls_served",
    name: "Calls served",
    unit: "calls",
    formula: "number of calls that have left the port",
    population: "calls that left in the measured time",
    censoring: "those still there at the end are not counted",
    source: "Darse",
};

/// Of container terminals alone.
pub(super) const CARGO_OPS_HOURS: Definition = Definition {
    id: "cargo_ops_hours",
    name: "First to last lift",
    unit: "h",
    formula: "last lift − first lift",
    population: "calls that sailed in the measured time and had boxes",
    censoring: "as population",
    source: "TIC 4.0",
};

/// Of each quay.
pub(super) const BERTH_OCCUPANCY: Definition = Definition {
    id: "berth_occupancy",
    name: "Berth occupancy",
    unit: "%",
    formula: "Σ (length over all + gap) × time alongside / (quay length × period); with discrete berths Σ time alongside / (berths × period)",
    population: "ships alongside in the measured time",
    censoring: "time within the measured time, whenever it began or ends",
    source: "PIANC; UNCTAD",
};

/// Of a quay that is of no container terminal, whose own list has it further down.
pub(super) const OCCUPANCY: &[FacilityKpi<ShipMeter>] =
    &[FacilityKpi { definition: BERTH_OCCUPANCY, statistics: &[("", |m| Some(m.occupancy()))] }];

pub(super) const KPIS: &[FacilityKpi<ShipMeter>] = &[
    FacilityKpi { definition: VESSEL_CALLS, statistics: &[("", |m| Some(m.arrived().count() as f64))] },
    FacilityKpi { definition: CALLS_SERVED, statistics: &[("", |m| Some(m.served() as f64))] },
    FacilityKpi {
        definition: Definition {
            id: "vessel_wait",
            name: "Vessel waiting time",
            unit: "h",
            formula: "first line fast − arrival at the port − time under way with the pilot; p95 over the calls of a replication",
            population: "calls that arrived in the measured time",
            censoring: "those not yet alongside count with the time waited so far",
            source: "World Bank PS-6 1993",
        },
        statistics: &[
            ("", |m| mean(m.arrived().map(|visit| wait_h(m, visit)))),
            ("p95", |m| sample(m.arrived().map(|visit| wait_h(m, visit))).told_quantile(0.95)),
        ],
    },
    FacilityKpi { definition: TURNAROUND, statistics: &[("", |m| turnaround(m.sailed()))] },
    FacilityKpi {
        definition: Definition {
            id: "marine_wait",
            name: "Held up on the way in and out",
            unit: "h",
            formula: "time held up with a berth promised, and again when ready to sail, by low water (tide), wind, want of a pilot or of tugs for whatever reason (tugs); mean over calls",
            population: "calls that left in the measured time",
            censoring: "those still there at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[
            ("tide", |m| mean(held_up(m).map(|it| hours(it.tide)))),
            ("wind", |m| mean(held_up(m).map(|it| hours(it.wind)))),
            ("tugs", |m| mean(held_up(m).map(|it| hours(it.tugs)))),
        ],
    },
    FacilityKpi { definition: WAIT_SERVICE, statistics: &[("", |m| wait_service(m, || m.sailed()))] },
    FacilityKpi {
        definition: Definition {
            id: "delayed_share",
            name: "Calls that waited over 2 h",
            unit: "%",
            formula: "calls with waiting time > 2 h / arrived calls",
            population: "calls that arrived in the measured time",
            censoring: "those not yet alongside count with the time waited so far",
            source: "WSC Simulation Challenge 2025",
        },
        statistics: &[("", |m| share(m.arrived().map(|visit| wait_h(m, visit) > 2.0)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "direct_berthing_rate",
            name: "Calls berthed at once",
            unit: "%",
            formula: "calls with waiting time < 0.1 h / arrived calls",
            population: "calls that arrived in the measured time",
            censoring: "those not yet alongside count with the time waited so far",
            source: "port agents' statistics",
        },
        statistics: &[("", |m| share(m.arrived().map(|visit| wait_h(m, visit) < 0.1)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "gross_berth_hours",
            name: "Time alongside",
            unit: "h",
            formula: "last line released − first line fast, without deduction",
            population: "calls that sailed in the measured time",
            censoring: "those still alongside at the end are counted in the next window",
            source: "TIC 4.0 GBH",
        },
        statistics: &[("", |m| mean(m.sailed().filter_map(alongside_h)))],
    },
    FacilityKpi {
        definition: CARGO_OPS_HOURS,
        statistics: &[("", |m| mean(m.sailed().filter_map(|visit| visit.lifts.map(|(first, last)| hours(last - first)))))],
    },
    FacilityKpi {
        definition: Definition {
            id: "schedule_reliability",
            name: "Calls within a day of plan",
            unit: "%",
            formula: "calls that arrived within ±24 h of their planned arrival / arrived calls",
            population: "calls that arrived in the measured time",
            censoring: "counted at arrival",
            source: "industry rule",
        },
        statistics: &[("", |m| share(m.arrived().map(|visit| visit.on_schedule)))],
    },
];
