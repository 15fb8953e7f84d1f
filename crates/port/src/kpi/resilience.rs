//! KPIs of what a disruption costs: a disrupted run against its twin, which is the same run, with the same random numbers, without
//! the disruptions.

use super::definition::{Definition, ZoneKpi};
use super::meter::Meters;
use super::pulse::{Flow, Level, Pulse};
use serde::{Deserialize, Serialize};

/// Recovered: as much of what the twin has done since the disruption began has been done here (the issue of 2025 and the Simulation
/// Challenge of 2026 have 95 %).
const ENOUGH: f64 = 0.95;

/// And stays so for as long [h] (assumption: a day).
const STAYS: usize = 24;

/// A call is late that sails so much later than in the twin [h] (assumption).
const LATE_H: f64 = 1.0;

/// How far one kind of work is behind the twin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shortfall {
    /// At the end; below 0 if more was done than in the twin.
    pub lost: f64,
    /// Most at once, beyond what was lost at the end: it was done later.
    pub late: f64,
    /// Behind the twin, over time [work·h].
    pub loss: f64,
    /// From the beginning of the disruption until it has recovered [h]; none if it has not within the measured time.
    pub recovery_h: Option<f64>,
}

/// A disrupted run against its twin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resilience {
    teu: Shortfall,
    trucks: Shortfall,
    calls_late: f64,
    /// Most ships, trucks, TEU and cars at once that waited beyond those of the twin.
    backlog: [f64; 4],
    left_behind: f64,
    line_stop_min: f64,
}

impl Shortfall {
    /// Of work by the hour; the disruption begins in hour `from`.
    pub fn of(done: &[f64], by_twin: &[f64], from: usize) -> Self {
        let (mut behind, mut most, mut loss) = (0.0, 0.0f64, 0.0);
        for (done, by_twin) in done.iter().zip(by_twin) {
            behind += by_twin - done;
            most = most.max(behind);
            loss += f64::max(behind, 0.0);
        }
        let recovery_h = recovery(done, by_twin, from).map(|hours| hours as f64);
        Shortfall { lost: behind, late: most - behind.max(0.0), loss, recovery_h }
    }
}

/// Hours from `from` until the work done since then is enough, and stays so; 0 if it always is.
fn recovery(done: &[f64], by_twin: &[f64], from: usize) -> Option<usize> {
    let (mut sum, mut of_twin, mut enough_for, mut fell) = (0.0, 0.0, 0, false);
    for (hour, (done, by_twin)) in done.iter().zip(by_twin).enumerate().skip(from) {
        (sum, of_twin) = (sum + done, of_twin + by_twin);
        if sum < ENOUGH * of_twin {
            (fell, enough_for) = (true, 0);
            continue;
        }
        enough_for += 1;
        if fell && enough_for == STAYS {
            return Some(hour + 1 - STAYS - from);
        }
    }
    (!fell).then_some(0)
}

impl Resilience {
    /// Between two runs that have ended; none if they have no pulse.
    pub(super) fn between(disrupted: &Meters, twin: &Meters) -> Option<Self> {
        let (here, there) = (disrupted.pulse.as_ref()?, twin.pulse.as_ref()?);
        let from = here.began.map_or(usize::MAX, |at| here.hour(at));
        let shortfall = |flow| Shortfall::of(here.flow(flow), there.flow(flow), from);
        let more = |flow| here.flow(flow).iter().sum::<f64>() - there.flow(flow).iter().sum::<f64>();
        let most = |level| {
            let beyond = here.level(level).iter().zip(there.level(level)).map(|(here, there)| here - there);
            beyond.fold(0.0, f64::max)
        };
        Some(Resilience {
            teu: shortfall(Flow::Teu),
            trucks: shortfall(Flow::Trucks),
            calls_late: calls_late(here, there),
            backlog: [most(Level::Ships), most(Level::Trucks), most(Level::Teu), most(Level::Cars)],
            left_behind: more(Flow::LeftBehind),
            line_stop_min: more(Flow::LineStop),
        })
    }
}

/// Of the calls that the twin served, those that sailed later here, or not at all.
fn calls_late(here: &Pulse, there: &Pulse) -> f64 {
    let is_late = |(call, at): &(&crate::ids::CallId, &darse_engine::SimTime)| {
        here.sailed().get(call).is_none_or(|sailed| sailed.saturating_since(**at).as_seconds_f64() > 3600.0 * LATE_H)
    };
    there.sailed().iter().filter(is_late).count() as f64
}

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
            "most ships that waited for a berth beyond those of the twin, on any hour",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand_four_hours_of_nothing() {
        // Ten an hour; nothing in hours 2 to 5, then fifteen an hour until all is made up for.
        let twin = vec![10.0; 60];
        let mut done = twin.clone();
        done[2..6].fill(0.0);
        done[6..14].fill(15.0);
        let it = Shortfall::of(&done, &twin, 2);
        assert_eq!((it.lost, it.late), (0.0, 40.0));
        // Behind by 10, 20, 30, 40, then 35, 30, … 0.
        assert_eq!(it.loss, 100.0 + 140.0);
        // Since hour 2: after n hours of making up, 15 n of 10 (4 + n) are done: 95 % when 15 n >= 38 + 9.5 n, n = 7: in hour 12.
        assert_eq!(it.recovery_h, Some(10.0));
    }

    #[test]
    fn what_is_not_made_up_for_is_lost_and_has_not_recovered() {
        let twin = vec![10.0; 40];
        let mut done = twin.clone();
        done[10..20].fill(0.0);
        let it = Shortfall::of(&done, &twin, 10);
        assert_eq!((it.lost, it.late, it.recovery_h), (100.0, 0.0, None));
        assert_eq!(Shortfall::of(&twin, &twin, 10).recovery_h, Some(0.0), "nothing fell short");
        // Recovered for less than a day at the end is not recovered.
        let mut late = done.clone();
        late[20..30].fill(20.0);
        assert_eq!(Shortfall::of(&late, &twin, 10).recovery_h, None);
    }
}
