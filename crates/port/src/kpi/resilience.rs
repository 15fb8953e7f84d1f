//! KPIs of what a disruption costs: a disrupted run against its twin, which is the same run, with the same random numbers, without
//! the disruptions.

use super::definition::{Definition, ZoneKpi};
use super::meter::Meters;
use super::shortfall::Resilience;

/// What all of them have in common.
const fn definition(id: &'static str, name: &'static str, unit: &'static str, formula: &'static str) -> Definition {
    let population = "the measured time of a disrupted run and of its twin, which has the same random numbers and no disruptions";
    Definition {
        id,
        name,
        unit,
        formula,
        population,
        censoring: "both runs are cut at the end of the measured time",
        source: "Darse",
    }
}

/// The same of a time to recover.
const fn recovery_definition(id: &'static str, name: &'static str, formula: &'static str) -> Definition {
    let censoring = "no value in a replication that has not recovered at the end; `recovered_…` says how many have, and the mean over \
                     these alone is too short if some have not";
    let population = "replications that have recovered";
    Definition { id, name, unit: "h", formula, population, censoring, source: "WSC Simulation Challenge 2026; Darse" }
}

/// The share of replications that have.
const fn recovered_definition(id: &'static str, name: &'static str) -> Definition {
    let formula = "100 if it has recovered within the measured time, 0 if not; its mean is the share of replications that have";
    Definition { censoring: "none", ..definition(id, name, "%", formula) }
}

fn of(value: fn(&Resilience) -> f64, meters: &Meters) -> Option<f64> {
    meters.against_twin.as_ref().map(value)
}
fn share(recovery_h: Option<f64>) -> f64 {
    if recovery_h.is_some() { 100.0 } else { 0.0 }
}

/// Of any disrupted scenario.
pub(super) const KPIS: &[ZoneKpi] = &[
    ZoneKpi {
        definition: definition(
            "calls_late",
            "Calls late for the disruption",
            "calls",
            "number of the twin's calls that sailed more than an hour later, or not at all",
        ),
        value: |zone| of(|it| it.calls_late, zone),
    },
    ZoneKpi {
        definition: definition(
            "backlog_ships",
            "Peak backlog of ships",
            "ships",
            "most ships that had come and were not yet alongside, beyond those of the twin, on any hour",
        ),
        value: |zone| of(|it| it.backlog[0], zone),
    },
    ZoneKpi {
        definition: definition(
            "backlog_trucks",
            "Peak backlog of trucks",
            "trucks",
            "most trucks that waited at gates, access zones, ferry booths and for room on a road, beyond those of the twin, on any hour",
        ),
        value: |zone| of(|it| it.backlog[1], zone),
    },
    ZoneKpi {
        definition: definition(
            "trucks_lost",
            "Trucks lost",
            "trucks",
            "trucks that the twin served − those served here; served: out of a gate, aboard a ferry, or away from a terminal without boxes",
        ),
        value: |zone| of(|it| it.trucks.lost, zone),
    },
    ZoneKpi {
        definition: definition(
            "trucks_late",
            "Trucks late",
            "trucks",
            "most trucks that service was behind the twin, less those lost at the end",
        ),
        value: |zone| of(|it| it.trucks.late, zone),
    },
    ZoneKpi {
        definition: definition(
            "loss_trucks",
            "Loss in trucks",
            "truck-h",
            "∫ max(0, trucks served by the twin so far − served here so far) dt",
        ),
        value: |zone| of(|it| it.trucks.loss, zone),
    },
    ZoneKpi {
        definition: recovery_definition(
            "recovery_trucks",
            "Time to recover, trucks",
            "from the beginning of the disruption to the first hour from which on, for a day, the trucks served since then are at least 95 % of the twin's; 0 if they always are",
        ),
        value: |zone| zone.against_twin.as_ref()?.trucks.recovery_h,
    },
    ZoneKpi {
        definition: recovered_definition("recovered_trucks", "Replications that recovered, trucks"),
        value: |zone| of(|it| share(it.trucks.recovery_h), zone),
    },
];

/// Where there are container terminals.
pub(super) const OF_BOXES: &[ZoneKpi] = &[
    ZoneKpi {
        definition: definition("teu_lost", "TEU lost", "TEU", "TEU that the twin's quay cranes moved − those moved here"),
        value: |zone| of(|it| it.teu.lost, zone),
    },
    ZoneKpi {
        definition: definition(
            "teu_late",
            "TEU late",
            "TEU",
            "most TEU that the quays were behind the twin, less those lost at the end",
        ),
        value: |zone| of(|it| it.teu.late, zone),
    },
    ZoneKpi {
        definition: definition(
            "backlog_teu",
            "Peak backlog in the yards",
            "TEU",
            "most TEU in the yards beyond those of the twin, on any hour",
        ),
        value: |zone| of(|it| it.backlog[2], zone),
    },
    ZoneKpi {
        definition: definition(
            "loss_teu",
            "Loss in TEU",
            "TEU-h",
            "∫ max(0, TEU moved by the twin so far − moved here so far) dt",
        ),
        value: |zone| of(|it| it.teu.loss, zone),
    },
    ZoneKpi {
        definition: recovery_definition(
            "recovery_teu",
            "Time to recover, TEU",
            "from the beginning of the disruption to the first hour from which on, for a day, the TEU moved at the quays since then are at least 95 % of the twin's; 0 if they always are",
        ),
        value: |zone| zone.against_twin.as_ref()?.teu.recovery_h,
    },
    ZoneKpi {
        definition: recovered_definition("recovered_teu", "Replications that recovered, TEU"),
        value: |zone| of(|it| share(it.teu.recovery_h), zone),
    },
];

/// Where there are ferry ports.
pub(super) const OF_FERRIES: &[ZoneKpi] = &[
    ZoneKpi {
        definition: definition(
            "left_behind_more",
            "Vehicles left behind for the disruption",
            "vehicles",
            "Σ over ferries of vehicles that stood in the lanes when loading ended − the same of the twin; one that misses two ferries counts twice",
        ),
        value: |zone| of(|it| it.left_behind, zone),
    },
    ZoneKpi {
        definition: definition(
            "backlog_cars",
            "Peak backlog of cars",
            "cars",
            "most cars before the booths and in the lanes of ferry ports beyond those of the twin, on any hour",
        ),
        value: |zone| of(|it| it.backlog[3], zone),
    },
];

/// Where there are factories.
pub(super) const OF_FACTORIES: &[ZoneKpi] = &[ZoneKpi {
    definition: definition(
        "line_stop_more",
        "Line stops for the disruption",
        "min",
        "working time in which lines stood − the same of the twin, all factories",
    ),
    value: |zone| of(|it| it.line_stop_min, zone),
}];
