//! KPIs of the whole zone: totals over its quays.

use super::definition::ZoneKpi;
use super::meter::Meters;
use super::ship_meter::ShipMeter;
use super::{factory, quay, ships};

pub(super) const KPIS: &[ZoneKpi] = &[
    ZoneKpi {
        definition: quay::THROUGHPUT_QUAY_TEU,
        value: |zone: &Meters| Some(zone.terminals.iter().map(|meter| meter.lifted.1 as f64).sum()),
    },
    ZoneKpi {
        definition: ships::VESSEL_CALLS,
        value: |zone: &Meters| Some(zone.ships().map(|ships| ships.arrived().count()).sum::<usize>() as f64),
    },
    ZoneKpi {
        definition: ships::CALLS_SERVED,
        value: |zone: &Meters| Some(zone.ships().map(ShipMeter::served).sum::<usize>() as f64),
    },
];

/// Where there is a factory.
pub(super) const OF_FACTORIES: &[ZoneKpi] = &[ZoneKpi {
    definition: factory::CARS_MADE,
    value: |zone: &Meters| Some(zone.factories.iter().map(|meter| meter.made as f64).sum()),
}];
