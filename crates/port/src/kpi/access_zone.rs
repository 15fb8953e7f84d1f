//! KPIs of export access zones.

use super::access_zone_meter::AccessZoneMeter;
use super::definition::{Definition, FacilityKpi};
use super::window::hours;

fn quantile(m: &AccessZoneMeter, level: f64) -> Option<f64> {
    (m.cleared.0 > 0).then(|| m.transit.1.quantile(level))
}

pub(super) const KPIS: &[FacilityKpi<AccessZoneMeter>] = &[
    FacilityKpi {
        definition: Definition {
            id: "access_trucks",
            name: "Trucks cleared for export",
            unit: "trucks",
            formula: "number of trucks that left the access zone cleared",
            population: "trucks cleared in the measured time",
            censoring: "counted when they leave the yard",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.cleared.0 as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "access_transit",
            name: "Transit of the access zone",
            unit: "min",
            formula: "arrival before the yard → out of it, cleared; mean, median and p95 over the trucks of a replication",
            population: "trucks cleared in the measured time",
            censoring: "those not yet cleared at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[
            ("", |m| Some(60.0 * hours(m.transit.0) / m.cleared.0 as f64)),
            ("p50", |m| quantile(m, 0.5)),
            ("p95", |m| quantile(m, 0.95)),
        ],
    },
    FacilityKpi {
        definition: Definition {
            id: "access_inside",
            name: "Trucks not yet cleared",
            unit: "trucks",
            formula: "trucks between arrival and clearance, those on the road before the yard included; mean over time, and largest",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(m.inside.mean(m.window.to))), ("max", |m| Some(m.inside.max() as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "scanner_queue",
            name: "Trucks that wait for a scanner",
            unit: "trucks",
            formula: "trucks in the queue before the scanners, mean over time, and largest",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(m.queue.mean(m.window.to))), ("max", |m| Some(m.queue.max() as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "scanner_wait",
            name: "Wait for a scanner",
            unit: "min",
            formula: "papers shown → at a scanner",
            population: "trucks that came to a scanner in the measured time",
            censoring: "those still waiting at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| Some(60.0 * hours(m.scan_waits.1) / m.scan_waits.0 as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "scanner_utilisation",
            name: "Scanners at work",
            unit: "%",
            formula: "time scanners scan / (scanners × time)",
            population: "the measured time",
            censoring: "scans that go on at the end are not in it",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * hours(m.scanned) / (f64::from(m.scanners) * m.window.hours())))],
    },
    FacilityKpi {
        definition: Definition {
            id: "access_inspected",
            name: "Trucks inspected by hand",
            unit: "%",
            formula: "trucks inspected / trucks cleared",
            population: "trucks cleared in the measured time",
            censoring: "counted when they leave the yard",
            source: "Darse",
        },
        statistics: &[("", |m| Some(100.0 * m.cleared.1 as f64 / m.cleared.0 as f64))],
    },
];
