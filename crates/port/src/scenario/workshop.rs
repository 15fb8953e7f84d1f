//! `[workshop.NAME]`: crews and spare parts for machines that are out of service.

use super::Scenario;
use super::diagnostic::Code;
use super::failures::Failures;
use super::read::Table;
use super::target;
use super::units::Dimension;
use super::upkeep::{Maintenance, Upkeep};
use crate::facility::condition::{BulkPart, TankPart, Target, TerminalPart, ZonePart};
use crate::ids::WorkshopId;
use darse_engine::Variate;
use serde::{Deserialize, Serialize};

/// One workshop.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WorkshopPlan {
    /// Its name in the scenario.
    pub name: String,
    /// Crews, each of which works on one machine.
    pub crews: u32,
    /// The machines it serves: name and kind.
    pub machines: Vec<(String, Target)>,
    /// Spare parts.
    pub spares: Vec<SparePlan>,
}

/// Spare parts of one kind.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SparePlan {
    /// Its name in the scenario.
    pub name: String,
    /// For which of the machines, by their place in the list.
    pub machines: Vec<u8>,
    /// Share of their breakdowns that need one.
    pub needed: f64,
    /// In stock at the start.
    pub stock: u32,
    /// Ordered when no more than this are in stock and on order, those waited for taken off.
    pub reorder_point: u32,
    /// Ordered at once.
    pub lot: u32,
    /// From the order until they are in store.
    pub lead: Variate,
}

/// Machines of one kind: how many, and what takes them out of service.
#[derive(Clone, Copy, Debug)]
pub struct Machines<'a> {
    /// How many.
    pub count: u32,
    /// By chance.
    pub failures: Option<&'a Failures>,
    /// By plan.
    pub maintenance: Option<&'a Maintenance>,
}

impl<'a> Machines<'a> {
    fn of(count: u32, upkeep: &'a Upkeep) -> Self {
        Machines { count, failures: upkeep.failures.as_ref(), maintenance: upkeep.maintenance.as_ref() }
    }
}

impl Scenario {
    /// The machines that a name stands for, if they can be out of service.
    pub fn machines(&self, of: Target) -> Option<Machines<'_>> {
        Some(match of {
            Target::Terminal(terminal, part) => {
                let plan = &self.terminals[terminal.index()];
                match part {
                    TerminalPart::Cranes => Machines {
                        count: plan.cranes.count,
                        failures: Some(&plan.cranes.failures),
                        maintenance: plan.cranes.maintenance.as_ref(),
                    },
                    TerminalPart::YardCranes => Machines {
                        count: plan.yard.blocks * plan.yard.crane.per_block,
                        failures: Some(&plan.yard.crane.failures),
                        maintenance: plan.yard.crane.maintenance.as_ref(),
                    },
                    TerminalPart::Transport => Machines::of(plan.transport.count, &plan.transport.upkeep),
                    TerminalPart::Gate => Machines::of(plan.gate.lanes_in + plan.gate.lanes_out, &plan.gate.upkeep),
                    TerminalPart::RailCranes => plan.rail.as_ref().map(|it| Machines::of(it.cranes, &it.upkeep))?,
                }
            }
            Target::AccessZone(zone, ZonePart::Scanners) => {
                let plan = &self.access_zones[zone.index()];
                Machines::of(plan.scanners, &plan.upkeep)
            }
            Target::BulkTerminal(terminal, BulkPart::Grabs) => {
                let plan = &self.bulk_terminals[terminal.index()];
                Machines::of(plan.grabs, &plan.upkeep)
            }
            Target::TankFarm(farm, TankPart::Lines) => {
                let plan = &self.tank_farms[farm.index()];
                Machines::of(plan.lines, &plan.upkeep)
            }
            Target::RailLine(line) => {
                let plan = &self.rail_lines[line.index()];
                Machines::of(plan.locomotives, &plan.upkeep)
            }
            _ => return None,
        })
    }

    /// Who serves such machines, and which of its kinds of machines they are.
    pub fn workshop_of(&self, of: Target) -> Option<(WorkshopId, u8)> {
        self.workshops.iter().enumerate().find_map(|(index, plan)| {
            let place = plan.machines.iter().position(|(_, target)| *target == of)?;
            Some((WorkshopId(index as u8), place as u8))
        })
    }
}

impl WorkshopPlan {
    /// Reads the table of one workshop, all else of the scenario being read; those before it have their machines already.
    pub fn read(name: &str, t: &mut Table<'_>, scenario: &Scenario, before: &[WorkshopPlan]) -> Self {
        let can_be_down = |(_, target): &(String, Target)| scenario.machines(*target).is_some();
        let all: Vec<(String, Target)> = target::all(scenario).into_iter().filter(can_be_down).collect();
        let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
        let about = "The machines it serves, by the keys that size them, such as `terminal.TC4.cranes`; unwritten: all.";
        let chosen = t.names_among("machines", &names, "kind of machines", about);
        let machines: Vec<(String, Target)> = chosen.into_iter().map(|index| all[index].clone()).collect();
        let theirs = before.iter().flat_map(|it| &it.machines);
        if let Some((twice, _)) = theirs.into_iter().find(|(_, target)| machines.iter().any(|(_, it)| it == target)) {
            let message = format!("`{twice}` has another workshop already");
            t.error("machines", Code::Duplicate, message, "machines of one kind have one workshop");
        }
        let names: Vec<&str> = machines.iter().map(|(name, _)| name.as_str()).collect();
        let spares = t.map("spare", "Spare parts that are kept.", |name, t| SparePlan::read(name, t, &names));
        let mut spares: Vec<SparePlan> = spares.into_iter().map(|(_, it)| it).collect();
        spares.sort_by(|a, b| a.name.cmp(&b.name)); // their order in the file is of no account
        let crews = t.count("crews", 1..=10_000, "Crews, each of which works on one machine.");
        WorkshopPlan { name: name.to_owned(), crews, machines, spares }
    }
}

impl SparePlan {
    fn read(name: &str, t: &mut Table<'_>, machines: &[&str]) -> Self {
        let about = "For which of the machines that the workshop serves; unwritten: all.";
        SparePlan {
            name: name.to_owned(),
            machines: t
                .names_among("machines", machines, "kind of machines that the workshop serves", about)
                .into_iter()
                .map(|it| it as u8)
                .collect(),
            needed: t.share("needed", "Share of breakdowns that need one."),
            stock: t.count("stock", 0..=100_000, "In stock at the start."),
            reorder_point: t.count(
                "reorder-point",
                0..=100_000,
                "More are ordered when no more than this are in stock and on order.",
            ),
            lot: t.count("lot", 1..=100_000, "Ordered at once."),
            lead: t.variate("lead", Dimension::Time, "From the order until they are in store."),
        }
    }
}
