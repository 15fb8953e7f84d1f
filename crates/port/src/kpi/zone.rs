//! KPIs of the whole zone: totals over its terminals.

use super::definition::ZoneKpi;
use super::meter::Meters;
use super::{quay, ships};

pub(super) const KPIS: &[ZoneKpi] = &[
    ZoneKpi {
        definition: quay::THROUGHPUT_QUAY_TEU,
        value: |zone: &Meters| Some(zone.terminals.iter().map(|meter| meter.lifted.1 as f64).sum()),
    },
    ZoneKpi {
        definition: ships::VESSEL_CALLS,
        value: |zone: &Meters| {
            let arrived = |meter: &super::Meter| meter.visits.values().filter(|visit| zone.window.has(visit.arrived)).count();
            Some(zone.terminals.iter().map(arrived).sum::<usize>() as f64)
        },
    },
    ZoneKpi {
        definition: ships::CALLS_SERVED,
        value: |zone: &Meters| {
            let left = |meter: &super::Meter| {
                meter.visits.values().filter(|visit| visit.left.is_some_and(|(at, _)| zone.window.has(at))).count()
            };
            Some(zone.terminals.iter().map(left).sum::<usize>() as f64)
        },
    },
];
