//! Which machines the scenario says can be out of service, and by what.

use super::Scenario;
use super::failures::Failures;
use super::upkeep::{Maintenance, Upkeep};
use crate::facility::condition::{
    BulkPart, FactoryPart, FerryPart, MarinePart, TankPart, Target, TerminalPart, WarehousePart, ZonePart,
};
use crate::ids::{TerminalId, WorkshopId};

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
    /// Does anything ever take one out of service?
    pub fn wear(&self) -> bool {
        self.failures.is_some() || self.maintenance.is_some()
    }
}

impl Scenario {
    /// The machines that a name stands for, if they can be out of service.
    pub fn machines(&self, of: Target) -> Option<Machines<'_>> {
        Some(match of {
            Target::Terminal(terminal, part) => return self.machines_of_terminal(terminal, part),
            Target::Marine(MarinePart::Tugs) => {
                let plan = &self.marine;
                Machines::of(plan.tugs.iter().map(|class| class.count).sum(), &plan.tug_upkeep)
            }
            Target::AccessZone(zone, part) => {
                let plan = &self.access_zones[zone.index()];
                match part {
                    ZonePart::Weighbridges => Machines::of(plan.weighbridges, &plan.weighbridge_upkeep),
                    ZonePart::Booths => Machines::of(plan.booths, &plan.booth_upkeep),
                    ZonePart::Scanners => Machines::of(plan.scanners, &plan.upkeep),
                    ZonePart::Bays => return None,
                }
            }
            Target::FerryPort(port, part) => {
                let plan = &self.ferry_ports[port.index()];
                match part {
                    FerryPart::Booths => Machines::of(plan.booths, &plan.booth_upkeep),
                    FerryPart::Tugmasters => Machines::of(plan.tugmasters, &plan.tugmaster_upkeep),
                    FerryPart::ImportBooths => Machines::of(plan.import_booths, &plan.import_booth_upkeep),
                    FerryPart::Vehicles(_) | FerryPart::Foot => return None,
                }
            }
            Target::BulkTerminal(terminal, part) => {
                let plan = &self.bulk_terminals[terminal.index()];
                match part {
                    BulkPart::Grabs => Machines::of(plan.grabs, &plan.upkeep),
                    BulkPart::TruckBays => {
                        Machines::of(plan.commodities.iter().map(|it| it.truck_bays).sum(), &plan.truck_bay_upkeep)
                    }
                }
            }
            Target::TankFarm(farm, part) => {
                let plan = &self.tank_farms[farm.index()];
                match part {
                    TankPart::Lines => Machines::of(plan.lines, &plan.upkeep),
                    TankPart::TruckBays => Machines::of(plan.truck_bays, &plan.truck_bay_upkeep),
                }
            }
            Target::Warehouse(house, WarehousePart::Trucks) => {
                let plan = &self.warehouses[house.index()];
                Machines::of(plan.trucks, &plan.truck_upkeep)
            }
            Target::Drayage(pool) => {
                let plan = &self.drayages[pool.index()];
                Machines::of(plan.trucks, &plan.upkeep)
            }
            Target::Haulage => self.haulage.as_ref().map(|it| Machines::of(it.tractors, &it.upkeep))?,
            Target::Factory(factory, FactoryPart::Line) => Machines::of(1, &self.factories[factory.index()].line_upkeep),
            Target::Feeder(feeder) => Machines::of(1, &self.feeders[feeder.index()].upkeep),
            Target::RailLine(line) => {
                let plan = &self.rail_lines[line.index()];
                Machines::of(plan.locomotives, &plan.upkeep)
            }
            _ => return None,
        })
    }

    fn machines_of_terminal(&self, terminal: TerminalId, part: TerminalPart) -> Option<Machines<'_>> {
        let plan = &self.terminals[terminal.index()];
        Some(match part {
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
            TerminalPart::Chargers => plan.transport.battery.as_ref().map(|it| Machines::of(it.chargers, &it.charger_upkeep))?,
            TerminalPart::Gate => Machines::of(plan.gate.lanes_in + plan.gate.lanes_out, &plan.gate.upkeep),
            TerminalPart::RailCranes => plan.rail.as_ref().map(|it| Machines::of(it.cranes, &it.upkeep))?,
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
