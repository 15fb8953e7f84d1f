//! KPIs of power: of scenarios that have feeders.

use super::definition::{Definition, FacilityKpi, ZoneKpi};
use super::meter::Meters;
use super::power_meter::FeederMeter;
use super::terminal_meter::Meter;

const POPULATION: &str = "all that draws on feeders in the measured time";
const CENSORING: &str = "none: levels over time";

const fn definition(id: &'static str, name: &'static str, unit: &'static str, formula: &'static str) -> Definition {
    Definition { id, name, unit, formula, population: POPULATION, censoring: CENSORING, source: "Darse" }
}

pub(super) const ZONE: &[ZoneKpi] = &[
    ZoneKpi {
        definition: definition("electricity", "Electricity off all feeders", "MWh", "Σ over feeders of ∫ load dt"),
        value: |zone| zone.power.as_ref().map(|it| it.energy_kwh() / 1e3),
    },
    ZoneKpi {
        definition: definition(
            "shore_power_share",
            "Shore power",
            "%",
            "∫ power of ships off the shore dt / ∫ power that ships alongside need dt",
        ),
        value: |zone| {
            let (needed, off_shore) = zone.power.as_ref()?.hotelling_kwh();
            Some(100.0 * off_shore / needed)
        },
    },
    ZoneKpi {
        definition: definition(
            "diesel",
            "Diesel of vehicles and yard cranes",
            "l",
            "Σ km × litres a km + Σ yard moves × litres a move",
        ),
        value: diesel_l,
    },
    ZoneKpi {
        definition: definition(
            "co2",
            "Carbon dioxide",
            "t",
            "electricity × factor of the grid + energy of ships' own engines alongside × their factor + diesel × its factor",
        ),
        value: co2_t,
    },
];

/// Diesel burnt by vehicles and yard cranes of the terminals [l].
fn diesel_l(zone: &Meters) -> Option<f64> {
    let of = |(meter, (per_km, per_move)): (&Meter, &(f64, f64))| {
        (meter.driven_m.0 + meter.driven_m.1) / 1e3 * per_km + meter.yard_moves.1 as f64 * per_move
    };
    let mut litres: Vec<f64> = zone.terminals.iter().zip(&zone.power.as_ref()?.diesel).map(of).collect();
    litres.sort_by(f64::total_cmp); // their order in the file is of no account, not even to the last digit
    Some(litres.iter().sum())
}

/// Carbon dioxide of all that [t].
fn co2_t(zone: &Meters) -> Option<f64> {
    let power = zone.power.as_ref()?;
    let (needed, off_shore) = power.hotelling_kwh();
    let grid = power.energy_kwh() * power.plan.grid_g_per_kwh / 1e6;
    let engines = (needed - off_shore) * power.plan.engines_g_per_kwh / 1e6;
    Some(grid + engines + diesel_l(zone)? * power.plan.diesel_kg_per_l / 1e3)
}

fn waiting(meter: &FeederMeter, kind: usize) -> Option<f64> {
    Some(meter.waiting[kind].mean(meter.window.to) * meter.window.hours())
}

pub(super) const FEEDER: &[FacilityKpi<FeederMeter>] = &[
    FacilityKpi {
        definition: definition("feeder_load", "Load of the feeder", "%", "load / limit, mean over time, and its greatest"),
        statistics: &[
            ("", |m| Some(100.0 * m.load.mean(m.window.to) / m.limit_w as f64)),
            ("max", |m| Some(100.0 * m.load.max() as f64 / m.limit_w as f64)),
        ],
    },
    FacilityKpi {
        definition: definition("feeder_energy", "Energy off the feeder", "MWh", "∫ load dt, by kind of consumer"),
        statistics: &[
            ("reefers", |m| Some(m.energy_kwh(2) / 1e3)),
            ("cranes", |m| Some(m.energy_kwh(0) / 1e3)),
            ("ships", |m| Some(m.energy_kwh(3) / 1e3)),
            ("vehicles", |m| Some(m.energy_kwh(1) / 1e3)),
        ],
    },
    FacilityKpi {
        definition: definition(
            "power_wait",
            "Waiting for power",
            "h",
            "∫ consumers that wait dt, by kind; reefers stand unplugged and ships run their engines meanwhile",
        ),
        statistics: &[
            ("reefers", |m| waiting(m, 2)),
            ("cranes", |m| waiting(m, 0)),
            ("ships", |m| waiting(m, 3)),
            ("vehicles", |m| waiting(m, 1)),
        ],
    },
];
