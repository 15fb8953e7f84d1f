//! `[power]` and `[feeder.NAME]`: what draws electricity, how much there is, and what burning fuel and drawing power emit.

use super::Scenario;
use super::diagnostic::Code;
use super::read::Table;
use super::units::Dimension;
use super::upkeep::Upkeep;
use crate::ids::QuayId;
use borsh::{BorshDeserialize, BorshSerialize};

/// What holds everywhere.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct PowerPlan {
    /// A plugged reefer [W], on average.
    pub reefer_w: u64,
    /// Carbon dioxide of a kilowatt-hour off the grid [g].
    pub grid_g_per_kwh: f64,
    /// Carbon dioxide of a kilowatt-hour of a ship's own engines [g].
    pub engines_g_per_kwh: f64,
    /// Carbon dioxide of a litre of diesel [kg].
    pub diesel_kg_per_l: f64,
}

/// One feeder.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct FeederPlan {
    /// Its name in the scenario.
    pub name: String,
    /// The most that may be drawn [W].
    pub limit_w: u64,
    /// What cuts it off: a fault, maintenance; counted by the hour that it is live.
    pub upkeep: Upkeep,
    /// Terminals whose cranes, reefers and vehicles draw on it.
    pub terminals: Vec<usize>,
    /// Quays whose ships do.
    pub quays: Vec<QuayId>,
}

impl PowerPlan {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        PowerPlan {
            reefer_w: watts(t, "reefer", "1 MW", "A plugged reefer, on average over its cycles."),
            grid_g_per_kwh: t.number("grid-co2", 0.0..=3000.0, "Carbon dioxide of a kilowatt-hour off the grid [g]."),
            engines_g_per_kwh: t.number(
                "engines-co2",
                0.0..=3000.0,
                "Carbon dioxide of a kilowatt-hour of a ship's own engines [g].",
            ),
            diesel_kg_per_l: t.number("diesel-co2", 0.0..=10.0, "Carbon dioxide of a litre of diesel [kg]."),
        }
    }
}

impl FeederPlan {
    /// Reads the table of one feeder.
    pub fn read(name: &str, t: &mut Table<'_>, terminals: &[String], quays: &[String]) -> Self {
        t.require(&["limit"]);
        let about = "Terminals whose cranes, reefers and charging vehicles draw on it; unwritten: all.";
        let of = |index: usize| QuayId(index as u16);
        FeederPlan {
            name: name.to_owned(),
            limit_w: watts(t, "limit", "10000 MW", "The most that may be drawn."),
            upkeep: Upkeep::read(t),
            terminals: t.names_among("terminals", terminals, "terminal", about),
            quays: t
                .names_among("shore-power", quays, "terminal", "Quays whose ships draw on it; unwritten: all.")
                .into_iter()
                .map(of)
                .collect(),
        }
    }
}

/// A power in watts: energy is counted in integers.
pub(super) fn watts(t: &mut Table<'_>, key: &'static str, most: &'static str, about: &str) -> u64 {
    (1e3 * t.quantity(key, Dimension::Power, "0 kW"..=most, about)).round() as u64
}

/// No consumer is larger than its feeder, beside all quay cranes that may keep power while they wait for it, or it would wait for
/// ever; none hangs on two.
pub(super) fn check(scenario: &Scenario, t: &Table<'_>) {
    for (index, feeder) in scenario.feeders.iter().enumerate() {
        let others = &scenario.feeders[..index];
        let twice = feeder.terminals.iter().any(|it| others.iter().any(|other| other.terminals.contains(it)))
            || feeder.quays.iter().any(|it| others.iter().any(|other| other.quays.contains(it)));
        if twice {
            let message = format!("{} supplies what another feeder supplies already", feeder.name);
            t.error("feeder", Code::Duplicate, message, "a terminal hangs on one feeder, and so do the ships of a quay");
        }
        let plans = || feeder.terminals.iter().map(|it| &scenario.terminals[*it]);
        let quay_cranes: u64 = plans().map(|plan| u64::from(plan.cranes.count) * plan.cranes.power_w).sum();
        let of_terminals = plans().flat_map(|plan| {
            let charging = plan.transport.battery.as_ref().map_or(0, |battery| battery.charger_w);
            [quay_cranes + plan.yard.crane.power_w, quay_cranes + charging, scenario.power.reefer_w]
        });
        let of_ships = scenario
            .services
            .iter()
            .filter(|it| feeder.quays.contains(&it.quay))
            .flat_map(|service| service.classes().into_iter().map(|class| scenario.classes[class].hotelling_w));
        let most = of_terminals.chain(of_ships).max().unwrap_or(0);
        if most > feeder.limit_w {
            let kilowatts = |watts: u64| Dimension::Power.show(watts as f64 / 1e3);
            let message = format!(
                "{} may need {} at once (all quay cranes, and a yard crane or charger; or one ship), and has {}: they would wait for ever",
                feeder.name,
                kilowatts(most),
                kilowatts(feeder.limit_w)
            );
            t.error("feeder", Code::Inconsistent, message, "raise `limit`");
        }
    }
}
