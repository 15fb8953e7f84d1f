//! KPIs of what all ships share.

use super::definition::{Definition, ZoneKpi};
use super::meter::Meters;
use super::window::hours;
use darse_engine::SimDuration;

fn utilisation(busy: SimDuration, on_watch: u32, zone: &Meters) -> Option<f64> {
    Some(100.0 * hours(busy) / (f64::from(on_watch) * zone.window.hours()))
}

pub(super) const KPIS: &[ZoneKpi] = &[
    ZoneKpi {
        definition: Definition {
            id: "pilot_utilisation",
            name: "Pilots with ships",
            unit: "%",
            formula: "Σ time pilots are with ships / (pilots on watch × period)",
            population: "services of pilots in the measured time",
            censoring: "time within the measured time; of a service that goes on at the end it is not counted, an hour or two a team",
            source: "Darse",
        },
        value: |zone| utilisation(zone.marine.busy.0, zone.marine.on_watch.0, zone),
    },
    ZoneKpi {
        definition: Definition {
            id: "tug_utilisation",
            name: "Tugs with ships",
            unit: "%",
            formula: "Σ time tugs are with ships / (tugs on watch × period)",
            population: "services of tugs in the measured time",
            censoring: "time within the measured time; of a service that goes on at the end it is not counted, an hour or two a team",
            source: "Darse",
        },
        value: |zone| utilisation(zone.marine.busy.1, zone.marine.on_watch.1, zone),
    },
    ZoneKpi {
        definition: Definition {
            id: "team_wait",
            name: "Wait for pilot and tugs",
            unit: "min",
            formula: "Σ time from asking for pilot and tugs to having them / services, entries and departures",
            population: "services that began in the measured time",
            censoring: "ships still waiting at the end are counted in the next window",
            source: "Darse",
        },
        value: |zone| Some(60.0 * hours(zone.marine.teams.1) / zone.marine.teams.0 as f64),
    },
    ZoneKpi {
        definition: Definition {
            id: "ships_waiting",
            name: "Ships waiting for a berth",
            unit: "ships",
            formula: "time-weighted mean of the ships that wait for a berth, at anchor or farther out",
            population: "the measured time",
            censoring: "none",
            source: "UNCTAD",
        },
        value: |zone| Some(zone.marine.anchored.mean(zone.window.to)),
    },
    ZoneKpi {
        definition: Definition {
            id: "ships_outside",
            name: "Ships without a place at anchor",
            unit: "ships",
            formula: "time-weighted mean of the ships that wait for a berth and found the anchorage full",
            population: "the measured time",
            censoring: "none",
            source: "Darse",
        },
        value: |zone| Some(zone.marine.outside.mean(zone.window.to)),
    },
    ZoneKpi {
        definition: Definition {
            id: "port_closed",
            name: "Port closed by weather",
            unit: "%",
            formula: "share of time in which wind, swell or fog keep ships from berthing and sailing",
            population: "the measured time",
            censoring: "none",
            source: "Darse",
        },
        value: |zone| Some(100.0 * zone.marine.closed.mean(zone.window.to)),
    },
];
