//! The line of a just-in-time factory: car after car, for as long as its shifts and its parts last.
//!
//! ```text
//! starting ─ closed ─┬─────────────────┬─ building ─ a car is made ─ …
//!                    └ awaiting parts ─┘   └ parts are taken, more is called or ordered    └ under repair
//! ```
//! A car that is begun when a shift ends is finished in the next one. A batch of cars leaves as soon as it is complete.

use crate::facility::condition::{FactoryPart, Target};
use crate::facility::factory::Taken;
use crate::facility::rail_line::Heading;
use crate::ids::{CarTerminalId, FactoryId, PartId, RailLineId};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::supplier::Supplier;
use crate::process::{cars, rail_run, upkeep};
use crate::record::Record;
use crate::scenario::{FactoryPlan, Supply};
use crate::streams::part;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, Stage, Timetable};

/// What the line is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum AssemblyStage {
    Starting,
    Closed,
    AwaitingParts,
    Building,
    UnderRepair,
}
use AssemblyStage::*;
impl Stage for AssemblyStage {}

/// The line of one factory.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Assembly {
    factory: FactoryId,
    hours: Box<Timetable>,
    /// What it is doing.
    pub stage: AssemblyStage,
}

impl Assembly {
    /// Before the first car.
    pub fn new(factory: FactoryId, hours: Timetable) -> Self {
        Assembly { factory, hours: Box::new(hours), stage: Starting }
    }

    /// Car after car.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<AssemblyStage> {
        let factory = self.factory;
        match self.stage {
            Starting => {
                // What is wanted above the initial stock is ordered before the first car.
                self.order_more(port, sim);
                self.go_on(port, sim)
            }
            Closed => self.go_on(port, sim),
            AwaitingParts | UnderRepair => {
                sim.record(Record::LineGoesOn { factory });
                self.go_on(port, sim)
            }
            Building => {
                sim.record(Record::CarMade { factory });
                let batch = self.plan(port).batch;
                if port.factories[factory.index()].finish(batch) {
                    hand_over(factory, batch, port, sim);
                }
                let line = Target::Factory(factory, FactoryPart::Line);
                let (takt, made) = (self.plan(port).takt, port.factories[factory.index()].made());
                let Some(outage) = upkeep::wear_out(line, made, || takt, port, sim) else { return self.go_on(port, sim) };
                sim.record(Record::LineStopped { factory });
                upkeep::repair(UnderRepair, line, outage, port, sim)
            }
        }
    }

    /// Begins a car, if the line works and all its parts are there.
    fn go_on(&mut self, port: &mut Port, sim: &mut Sim) -> Next<AssemblyStage> {
        let factory = self.factory;
        let opens = self.hours.next_open(sim.now()).expect("a line that never works is no scenario");
        if opens > sim.now() {
            return Closed.hold(opens - sim.now());
        }
        let line = Target::Factory(factory, FactoryPart::Line);
        if port.conditions.left(line) <= 0.0 {
            sim.record(Record::LineStopped { factory });
            return AwaitingParts.until(port.conditions.ask(line, sim));
        }
        if !port.factories[factory.index()].can_start() {
            sim.record(Record::LineStopped { factory });
            let missing = |nth: usize, sim: &mut Sim| {
                sim.record(Record::PartMissing { part: PartId { factory, part: nth as u8 } });
            };
            return AwaitingParts.until(port.factories[factory.index()].await_parts(missing, sim));
        }
        for nth in 0..self.plan(port).parts.len() {
            let taken = port.factories[factory.index()].take(nth, sim);
            let part = PartId { factory, part: nth as u8 };
            let Taken { units, stayed, shipped, delay } = taken;
            sim.record(Record::PartsUsed { part, units, stayed, shipped, delay });
        }
        self.order_more(port, sim);
        let takt = port.conditions.pace(line, self.plan(port).takt);
        let ends = self.hours.end_of_work(sim.now(), takt).expect("the line works again");
        Building.hold(ends - sim.now())
    }

    /// Orders suppliers' trucks until enough is under way.
    fn order_more(&self, port: &mut Port, sim: &mut Sim) {
        let scenario = port.scenario.clone();
        for (nth, plan) in scenario.factories[self.factory.index()].parts.iter().enumerate() {
            let Supply::Truck { units, .. } = plan.by else { continue };
            while let Some(number) = port.factories[self.factory.index()].stocks[nth].order(units) {
                let part = PartId { factory: self.factory, part: nth as u8 };
                sim.spawn(Kind::Supplier(Supplier::new(part, number)));
            }
        }
    }

    fn plan<'a>(&self, port: &'a Port) -> &'a FactoryPlan {
        &port.scenario.factories[self.factory.index()]
    }
}

/// A batch of finished cars leaves the factory: the one place where cars are handed over to whoever takes them on, a car terminal if
/// the factory names one. They go by train where it names a rail line, and are out of the model at its other end if nobody takes them on.
pub fn hand_over(factory: FactoryId, cars: u32, port: &mut Port, sim: &mut Sim) {
    sim.record(Record::CarsLeft { factory, cars });
    let plan = &port.scenario.factories[factory.index()];
    let it = &port.factories[factory.index()];
    let key = part(it.key, it.batches(cars));
    match (plan.cars_to, plan.rail_line) {
        (Some(terminal), line) => cars::send_batch(CarTerminalId(terminal as u8), cars, key, line, sim),
        (None, Some(line)) => rail_run::run_off(RailLineId(line as u8), key, Heading::ToPort, sim),
        (None, None) => {}
    }
}
