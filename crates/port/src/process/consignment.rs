//! A container for a warehouse of the free zone, from the stacks of the terminal until its pallets are ordered.
//!
//! ```text
//! held ─ awaiting truck ─ to terminal ─ at terminal ─ to warehouse ─ awaiting dock ─ awaiting places ─ awaiting gang ─┐
//!  └ customs                             └ a `Truck` passes the gate                                                 │
//!                                 gone ─ stored ─ putting away ─ unstuffing ─────────────────────────────────────────┘
//!                                          └ dwell                └ then truck and dock are free again
//! ```
//! A container that crosses the dock takes no places: its pallets are carried from dock to dock, where they wait until they are a
//! truck load with those of others.
//!
//! Where the empty container goes is not followed.

use crate::facility::condition::{Target, WarehousePart};
use crate::facility::warehouse::Warehouse;
use crate::hours::{Account, DelayCause, Entity, EntityKind, Place};
use crate::ids::{BoxId, DrayageId, TerminalId, WarehouseId};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::dispatch::Dispatch;
use crate::process::truck::Truck;
use crate::process::{haul, trip};
use crate::record::Record;
use crate::scenario::WarehousePlan;
use crate::streams::WAREHOUSE;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, SimTime, Stage, Variate, stand_by};

/// What a consignment is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ConsignmentStage {
    Starting,
    Held,
    AwaitingTruck,
    ToTerminal,
    AtTerminal,
    ToWarehouse,
    AwaitingDock,
    AwaitingPlaces,
    AwaitingGang,
    Unstuffing,
    PuttingAway,
    Stored,
    Gone,
}
use ConsignmentStage::*;
impl Stage for ConsignmentStage {}

/// The container, as far as the warehouse has to know it.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Arrival {
    /// The box, while it is in the terminal.
    pub id: BoxId,
    /// Its identity for random numbers.
    pub key: u64,
    /// Lifted off its ship.
    pub since: SimTime,
    /// Pallets inside.
    pub pallets: u32,
}

/// One container and then its pallets.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Consignment {
    warehouse: WarehouseId,
    container: Arrival,
    /// When a truck may fetch it.
    due: SimTime,
    /// A truck was asked for, and then had, since.
    truck_since: SimTime,
    /// At the warehouse since.
    came: SimTime,
    /// At the dock since.
    docked: SimTime,
    /// Its pallets are not stored.
    crosses: bool,
    /// Those of its truck.
    hours: Account,
    /// What it is doing.
    pub stage: ConsignmentStage,
}

/// Which duration is drawn.
#[derive(Clone, Copy)]
enum Part {
    ToTerminal,
    ToWarehouse,
    Unstuffing,
    PuttingAway,
    Dwell,
    Crossing,
}

impl Consignment {
    /// The hours of its truck, which is free when the container is unstuffed.
    pub fn account(&self) -> Option<Account> {
        (!matches!(self.stage, PuttingAway | Stored)).then_some(self.hours)
    }

    /// A container in the stacks that may be fetched at `due`.
    pub fn new(warehouse: WarehouseId, container: Arrival, due: SimTime) -> Self {
        let (truck_since, came, docked) = (SimTime(0), SimTime(0), SimTime(0));
        let hours = Account::unopened(EntityKind::Truck, Place::Warehouse(warehouse));
        Consignment { warehouse, container, due, truck_since, came, docked, crosses: false, hours, stage: Starting }
    }

    /// From the ship's side to the pallet places.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<ConsignmentStage> {
        let (warehouse, pallets) = (self.warehouse, self.container.pallets);
        self.book(port, sim);
        match self.stage {
            Starting => Held.hold(self.due.saturating_since(sim.now())),
            Held => {
                self.truck_since = sim.now();
                AwaitingTruck.until(haul::ask(self.at(port).truck, self.trucks(port), false, sim))
            }
            AwaitingTruck => {
                haul::begin(self.trucks(port), self.truck_since, sim);
                self.truck_since = sim.now();
                match self.road(port) {
                    Some((house, gate)) => ToTerminal.until(trip::drive(house, gate, self.container.key, 0, self.hours, sim)),
                    None => ToTerminal.hold(self.draw(Part::ToTerminal, &self.plan(port).drive, sim)),
                }
            }
            ToTerminal => {
                let on = self.road(port).and_then(|(house, gate)| trip::last_way(house, gate, port));
                let (terminal, (answer, ticket)) = (TerminalId(self.plan(port).terminal as u16), stand_by(sim));
                sim.spawn(Kind::Truck(Truck::sent_for(terminal, self.container.id, ticket, self.hours, on)));
                AtTerminal.until(answer)
            }
            AtTerminal => match self.road(port) {
                Some((house, gate)) => ToWarehouse.until(trip::drive(gate, house, self.container.key, 1, self.hours, sim)),
                None => ToWarehouse.hold(self.draw(Part::ToWarehouse, &self.plan(port).drive, sim)),
            },

            ToWarehouse => {
                // The yard of a warehouse has room for all that wait for a dock.
                if let Some(way) = self.road(port).and_then(|(house, gate)| trip::last_way(gate, house, port)) {
                    port.roads.leave(way, sim);
                }
                self.came = sim.now();
                AwaitingDock.until(sim.seize(self.at(port).dock_in))
            }
            AwaitingDock => {
                self.docked = sim.now();
                sim.record(Record::Dock { warehouse, out: false, change: 1 });
                let share = self.plan(port).cross_dock_share;
                let mut draw = sim.streams.of(WAREHOUSE, self.container.key, Part::Crossing as u32);
                self.crosses = share > 0.0 && draw.chance(share);
                if self.crosses {
                    return AwaitingGang.until(sim.seize(self.at(port).gang));
                }
                AwaitingPlaces.until(self.at(port).ask_places(pallets, sim))
            }
            AwaitingPlaces => {
                self.at(port).keep_places(pallets);
                AwaitingGang.until(sim.seize(self.at(port).gang))
            }
            AwaitingGang => {
                let unstuffing = self.draw(Part::Unstuffing, &self.plan(port).unstuffing, sim);
                Unstuffing.hold(port.conditions.slow(self.gangs(), unstuffing))
            }
            Unstuffing => {
                self.report_unstuffed(sim);
                sim.release(self.at(port).dock_in);
                let job = (self.container.key, sim.now() - self.truck_since);
                haul::end(self.at(port).truck, self.trucks(port), job, port, sim);
                self.hours.close(sim);
                PuttingAway.hold(port.conditions.slow(self.gangs(), self.draw_putting_away(port, sim)))
            }
            PuttingAway if self.crosses => {
                sim.release(self.at(port).gang);
                sim.record(Record::PalletsCrossed { warehouse, pallets });
                for number in self.at(port).cross(pallets) {
                    sim.spawn(Kind::Dispatch(Dispatch::across(warehouse, number, sim.now())));
                }
                Gone.done()
            }
            PuttingAway => {
                self.at(port).put_away(pallets);
                sim.release(self.at(port).gang);
                sim.record(Record::PalletsIn { warehouse, pallets });
                Stored.hold(self.draw(Part::Dwell, &self.plan(port).dwell, sim))
            }
            Stored => {
                for number in self.at(port).order(pallets) {
                    sim.spawn(Kind::Dispatch(Dispatch::new(warehouse, number, sim.now())));
                }
                Gone.done()
            }
            Gone => unreachable!("a consignment that is gone is not resumed"),
        }
    }

    /// Books the time of the stage that ends: the box's until it is released, then the truck's from when it sets out.
    fn book(&mut self, port: &mut Port, sim: &mut Sim) {
        let cause = match self.stage {
            Starting | PuttingAway | Stored | Gone => return,
            Held => return port.boxes.book(self.container.id, DelayCause::Customs, sim),
            AwaitingTruck => {
                self.hours = Account::open(Entity::running(EntityKind::Truck, sim), self.hours.at, sim);
                return;
            }
            ToTerminal | ToWarehouse => self.road(port).is_none().then_some(DelayCause::Work),
            AtTerminal => None,
            AwaitingDock => Some(DelayCause::Bay),
            AwaitingPlaces => Some(DelayCause::YardRoom),
            AwaitingGang => Some(DelayCause::Labour),
            Unstuffing => Some(DelayCause::Work),
        };
        self.hours.book(cause, sim);
    }

    fn report_unstuffed(&self, sim: &mut Sim) {
        let waited = self.docked - self.came;
        let delay = sim.now() - self.container.since;
        sim.record(Record::Dock { warehouse: self.warehouse, out: false, change: -1 });
        sim.record(Record::ContainerUnstuffed { warehouse: self.warehouse, waited, delay });
    }

    /// Where the warehouse and the gate of its terminal stand, if both are on roads.
    fn road(&self, port: &Port) -> Option<(usize, usize)> {
        let plan = self.plan(port);
        Some((plan.road?, port.scenario.terminals[plan.terminal].gate.road?))
    }
    /// Whose trucks fetch it.
    fn trucks(&self, port: &Port) -> Target {
        let shared = self.plan(port).drayage.map(|index| Target::Drayage(DrayageId(index as u8)));
        shared.unwrap_or(Target::Warehouse(self.warehouse, WarehousePart::Trucks))
    }
    fn gangs(&self) -> Target {
        Target::Warehouse(self.warehouse, WarehousePart::Gangs)
    }
    fn plan<'a>(&self, port: &'a Port) -> &'a WarehousePlan {
        &port.scenario.warehouses[self.warehouse.index()]
    }
    fn at<'a>(&self, port: &'a mut Port) -> &'a mut Warehouse {
        &mut port.warehouses[self.warehouse.index()]
    }
    fn draw(&self, part: Part, variate: &Variate, sim: &Sim) -> SimDuration {
        variate.sample_duration(&mut sim.streams.of(WAREHOUSE, self.container.key, part as u32))
    }
    fn draw_putting_away(&self, port: &Port, sim: &Sim) -> SimDuration {
        let mut draw = sim.streams.of(WAREHOUSE, self.container.key, Part::PuttingAway as u32);
        (0..self.container.pallets).map(|_| self.plan(port).handling.sample_duration(&mut draw)).sum()
    }
}
