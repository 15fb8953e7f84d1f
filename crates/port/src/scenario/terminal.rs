//! `[terminal.NAME]`: a container terminal.

use super::cranes::Cranes;
use super::diagnostic::Code;
use super::gate::GatePlan;
use super::quay::QuayPlan;
use super::rail::RailPlan;
use super::read::Table;
use super::roads::RoadsPlan;
use super::shifts::Shifts;
use super::transport::Transport;
use super::yard::YardPlan;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::SimDuration;

/// One container terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct TerminalPlan {
    /// Its name in the scenario.
    pub name: String,
    /// The wall.
    pub quay: QuayPlan,
    /// The quay cranes.
    pub cranes: Cranes,
    /// Shift changes at the quay.
    pub shifts: Shifts,
    /// Vehicles.
    pub transport: Transport,
    /// Blocks.
    pub yard: YardPlan,
    /// Trucks.
    pub gate: GatePlan,
    /// Trains, if there are any.
    pub rail: Option<RailPlan>,
    /// How boxes change ships.
    pub transhipment: Transhipment,
}

/// How boxes change ships.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Transhipment {
    /// Least time from discharge to the planned arrival of the onward ship.
    pub connection: SimDuration,
    /// Share of boxes whose port of discharge or weight turns out to be another when the ship is there.
    pub late_changes: f64,
}

impl TerminalPlan {
    /// Reads the table of one terminal.
    pub fn read(name: &str, t: &mut Table<'_>, basins: &[String], roads: &RoadsPlan, lines: &[String], zones: &[String]) -> Self {
        let mut cranes_at = t.place_here();
        let plan = TerminalPlan {
            name: name.to_owned(),
            quay: t.table("quay", "The quay wall and how ships get to it.", |t| QuayPlan::read(t, basins)),
            cranes: t.table("cranes", "The quay cranes.", |t| {
                cranes_at = t.place("count");
                Cranes::read(t)
            }),
            shifts: t.table("shifts", "Shift changes at the quay.", Shifts::read),
            transport: t.table("transport", "The vehicles between quay, yard and rail.", Transport::read),
            yard: t.table("yard", "The blocks and their cranes.", YardPlan::read),
            gate: t.table("gate", "Trucks.", |t| GatePlan::read(t, roads, zones)),
            rail: t.optional("rail", "Trains; no rail if it is not written.", |t| RailPlan::read(t, lines)),
            transhipment: t.table("transhipment", "How boxes change ships.", |t| Transhipment {
                connection: t.duration(
                    "connection",
                    "0 h"..="30 days",
                    "Least time from discharge to the onward ship's planned arrival.",
                ),
                late_changes: t.share("late-changes", "Share of boxes whose stowage changes when the onward ship is alongside."),
            }),
        };
        let (count, spacing_m) = (plan.cranes.count, plan.cranes.spacing_m);
        if f64::from(count) * spacing_m > plan.quay.length_m + spacing_m {
            let message = format!("{count} cranes, {spacing_m} m apart, do not fit on a quay of {} m", plan.quay.length_m);
            t.document().error_at(cranes_at, Code::Inconsistent, message, "lower `count` or `spacing`, or lengthen the quay");
        }
        plan
    }
}
