//! KPIs of ferry ports.

use super::definition::{Definition, FacilityKpi, ZoneKpi};
use super::ferry_meter::FerryMeter;
use super::meter::Meters;
use super::window::hours;
use darse_engine::Sample;

const TRUCKS: usize = 0;
const CARS: usize = 1;

fn both((out, back): (u64, u64)) -> f64 {
    (out + back) as f64
}
fn sum(zone: &Meters, of: fn(&FerryMeter) -> (u64, u64)) -> Option<f64> {
    Some(zone.ferry_ports.iter().map(|meter| both(of(meter))).sum())
}
fn fills(m: &FerryMeter) -> Sample {
    let mut sample = Sample::default();
    m.fills.iter().for_each(|it| sample.observe(f64::from(*it)));
    sample
}
fn mean_fill(m: &FerryMeter) -> Option<f64> {
    (!m.fills.is_empty()).then(|| m.fills.iter().map(|it| f64::from(*it)).sum::<f64>() / m.fills.len() as f64)
}
fn lanes(m: &FerryMeter, kind: usize) -> Option<f64> {
    Some(100.0 * m.lanes[kind].mean(m.window.to) / f64::from(m.places[kind]))
}
fn most_lanes(m: &FerryMeter, kind: usize) -> Option<f64> {
    Some(100.0 * m.lanes[kind].max() as f64 / f64::from(m.places[kind]))
}

const VEHICLES: Definition = Definition {
    id: "",
    name: "",
    unit: "",
    formula: "",
    population: "vehicles called aboard, or off the ramp, in the measured time",
    censoring: "counted when they are called aboard, or are off the ramp",
    source: "Darse",
};

/// Of the whole zone, where there is a ferry port.
pub(super) const OF_ZONE: &[ZoneKpi] = &[
    ZoneKpi {
        definition: Definition {
            id: "tir_trucks",
            name: "TIR trucks",
            unit: "trucks",
            formula: "number of trucks and trailers that boarded or landed, both directions",
            ..VEHICLES
        },
        value: |zone| sum(zone, FerryMeter::trucks),
    },
    ZoneKpi {
        definition: Definition {
            id: "passengers",
            name: "Passengers",
            unit: "people",
            formula: "number of people in cars and on foot who boarded or landed, both directions; drivers of trucks apart",
            population: "people aboard or off a ferry in the measured time",
            ..VEHICLES
        },
        value: |zone| sum(zone, |meter| meter.people),
    },
    ZoneKpi {
        definition: Definition {
            id: "passenger_cars",
            name: "Passengers' cars",
            unit: "cars",
            formula: "number of passengers' cars that boarded or landed, both directions",
            ..VEHICLES
        },
        value: |zone| sum(zone, FerryMeter::cars),
    },
];

pub(super) const KPIS: &[FacilityKpi<FerryMeter>] = &[
    FacilityKpi {
        definition: Definition {
            id: "ferry_trucks",
            name: "Trucks and trailers",
            unit: "trucks",
            formula: "number of trucks and trailers that boarded or landed, those that boarded (.out), and that landed (.in)",
            ..VEHICLES
        },
        statistics: &[
            ("", |m| Some(both(m.trucks()))),
            ("out", |m| Some(m.trucks().0 as f64)),
            ("in", |m| Some(m.trucks().1 as f64)),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "ferry_cars",
            name: "Cars",
            unit: "cars",
            formula: "number of cars that boarded or landed, those that boarded (.out), and that landed (.in)",
            ..VEHICLES
        },
        statistics: &[("", |m| Some(both(m.cars()))), ("out", |m| Some(m.cars().0 as f64)), ("in", |m| Some(m.cars().1 as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "ferry_passengers",
            name: "Passengers of the port",
            unit: "people",
            formula: "number of people in cars and on foot who boarded or landed; drivers of trucks apart",
            population: "people aboard or off a ferry in the measured time",
            ..VEHICLES
        },
        statistics: &[("", |m| Some(both(m.people)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "ferry_sailings",
            name: "Sailings",
            unit: "calls",
            formula: "number of ferries that ended loading",
            population: "ferries that ended loading in the measured time",
            censoring: "counted when loading ends",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.sailings as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "truck_fill",
            name: "Truck deck taken",
            unit: "%",
            formula: "trucks and trailers aboard / truck capacity, mean and p90 over sailings",
            population: "ferries that ended loading in the measured time and take trucks",
            censoring: "as population",
            source: "general",
        },
        statistics: &[("", mean_fill), ("p90", |m| fills(m).told_quantile(0.9))],
    },
    FacilityKpi {
        definition: Definition {
            id: "left_behind",
            name: "Trucks left behind",
            unit: "trucks",
            formula: "Σ over sailings of trucks and trailers in the boarding lanes when loading ends, each as often as it is left; and of cars",
            population: "ferries that ended loading in the measured time",
            censoring: "as population",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.behind[TRUCKS] as f64)), ("cars", |m| Some(m.behind[CARS] as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "truck_wait_ashore",
            name: "Trucks' time ashore",
            unit: "min",
            formula: "before the booths → called aboard; mean, median and p95 over trucks and trailers",
            population: "trucks and trailers called aboard in the measured time",
            censoring: "those still ashore at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[
            ("", |m| m.waits[TRUCKS].mean()),
            ("p50", |m| m.waits[TRUCKS].quantile(0.5)),
            ("p95", |m| m.waits[TRUCKS].quantile(0.95)),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "car_wait_ashore",
            name: "Cars' time ashore",
            unit: "min",
            formula: "before the booths → called aboard; mean, median and p95 over cars",
            population: "cars called aboard in the measured time",
            censoring: "those still ashore at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[
            ("", |m| m.waits[CARS].mean()),
            ("p50", |m| m.waits[CARS].quantile(0.5)),
            ("p95", |m| m.waits[CARS].quantile(0.95)),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "ashore",
            name: "Trucks ashore",
            unit: "trucks",
            formula: "trucks and trailers before the booths, at them and in the lanes, averaged over time; and cars",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(m.ashore[TRUCKS].mean(m.window.to))), ("cars", |m| Some(m.ashore[CARS].mean(m.window.to)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "lanes_used",
            name: "Boarding lanes used",
            unit: "%",
            formula: "trucks and trailers in the lanes / truck places, averaged over time, and largest; the same of cars",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[
            ("", |m| lanes(m, TRUCKS)),
            ("max", |m| most_lanes(m, TRUCKS)),
            ("cars", |m| lanes(m, CARS)),
            ("cars_max", |m| most_lanes(m, CARS)),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "ramp_utilisation",
            name: "Ramps taken",
            unit: "%",
            formula: "time vehicles are on ramps / (berths × time)",
            population: "ferries that ended loading in the measured time",
            censoring: "the whole of a call is counted when its loading ends",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * hours(m.ramp) / (f64::from(m.berths) * m.window.hours())))],
    },
    FacilityKpi {
        definition: Definition {
            id: "landing_time",
            name: "Ramp to road",
            unit: "min",
            formula: "off the ramp → out of import customs; mean and p95 over trucks and trailers; mean over cars",
            population: "vehicles that left the port in the measured time",
            censoring: "those still in the port at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[
            ("", |m| m.landings[TRUCKS].mean()),
            ("p95", |m| m.landings[TRUCKS].quantile(0.95)),
            ("cars", |m| m.landings[CARS].mean()),
        ],
    },
];
