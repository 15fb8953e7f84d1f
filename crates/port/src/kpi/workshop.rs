//! KPIs of workshops, of the machines that they serve, and of their spare parts.

use super::definition::{Definition, FacilityKpi};
use super::window::hours;
use super::workshop_meter::{MachinesMeter, SpareMeter, WorkshopMeter};
use darse_engine::SimDuration;

fn mean_h((count, sum): (u64, SimDuration)) -> Option<f64> {
    (count > 0).then(|| hours(sum) / count as f64)
}

pub(super) const KPIS: &[FacilityKpi<WorkshopMeter>] = &[
    FacilityKpi {
        definition: Definition {
            id: "crew_utilisation",
            name: "Crews at a machine",
            unit: "%",
            formula: "crews at a machine / crews, averaged over time",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * m.at_work.mean(m.window.to) / f64::from(m.crews)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "crew_jobs",
            name: "Crews sent",
            unit: "jobs",
            formula: "number of times a crew came to a machine",
            population: "jobs that began in the measured time",
            censoring: "counted when the crew comes",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.came.0 as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "crew_wait",
            name: "Wait for a crew",
            unit: "h",
            formula: "mean time from when a machine that is down has its parts until a crew comes",
            population: "jobs that began in the measured time",
            censoring: "machines still waiting at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| mean_h(m.came))],
    },
    FacilityKpi {
        definition: Definition {
            id: "machines_waiting",
            name: "Machines that wait for a crew",
            unit: "machines",
            formula: "machines that have their parts and wait for a crew, averaged over time, and most at once",
            population: "the measured time",
            censoring: "none",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.waiting.mean(m.window.to))), ("max", |m| Some(m.waiting.max() as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "part_wait",
            name: "Wait for a spare part",
            unit: "h",
            formula: "mean time from when a machine that is down needs a part until it has it",
            population: "parts taken in the measured time",
            censoring: "machines still waiting at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| mean_h(m.parts))],
    },
];

pub(super) const MACHINES: &[FacilityKpi<MachinesMeter>] = &[
    FacilityKpi {
        definition: Definition {
            id: "availability",
            name: "Availability",
            unit: "%",
            formula: "1 − machines that are down / machines, averaged over time; waits for parts and crews, and services, are down",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * (1.0 - m.down.mean(m.window.to) / f64::from(m.count))))],
    },
    FacilityKpi {
        definition: Definition {
            id: "breakdowns",
            name: "Breakdowns",
            unit: "breakdowns",
            formula: "number of breakdowns",
            population: "breakdowns that ended in the measured time",
            censoring: "counted when the machine is up again",
            source: "general",
        },
        statistics: &[("", |m| Some(m.repaired.0 as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "services_done",
            name: "Services",
            unit: "services",
            formula: "number of services by plan",
            population: "services that ended in the measured time",
            censoring: "counted when the machine is up again",
            source: "general",
        },
        statistics: &[("", |m| Some(m.serviced as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "mttr",
            name: "Mean time to restore",
            unit: "h",
            formula: "mean time from a breakdown until the machine is up again, waits for parts and crew in it",
            population: "breakdowns that ended in the measured time",
            censoring: "machines still down at the end are counted in the next window",
            source: "general",
        },
        statistics: &[("", |m| mean_h(m.repaired))],
    },
];

pub(super) const SPARES: &[FacilityKpi<SpareMeter>] = &[
    FacilityKpi {
        definition: Definition {
            id: "spare_stock",
            name: "Spare parts in store",
            unit: "parts",
            formula: "parts in store, averaged over time",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(m.stock.mean(m.window.to)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "spare_used",
            name: "Spare parts used",
            unit: "parts",
            formula: "number of parts taken",
            population: "parts taken in the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(m.used as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "spare_out",
            name: "Out of spare parts",
            unit: "%",
            formula: "share of time in which none is in store",
            population: "the measured time",
            censoring: "none",
            source: "general",
        },
        statistics: &[("", |m| Some(100.0 * m.none.mean(m.window.to)))],
    },
];
