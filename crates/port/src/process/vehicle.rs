//! A yard vehicle: takes an order, drives to where it begins, is loaded, drives, is unloaded, and asks for the next.
//!
//! ```text
//! idle ─ (awaiting calm) ─ to pick-up ─ picking up ─ laden ─ (awaiting a transfer point) ─ setting down ─ idle … charging, repairs between two orders
//! ```
//! Whether it waits for a crane or lifts the box itself follows from its kind and from the place.

mod charging;

use crate::cargo::Unit;
use crate::facility::condition::{Target, TerminalPart};
use crate::facility::feeder::Consumer;
use crate::facility::fleet::{Errand, Order};
use crate::facility::plan::Point;
use crate::facility::weather::LimitId;
use crate::facility::yard::{Side, Task};
use crate::hours::DelayCause;
use crate::ids::{BlockId, TerminalId, VehicleId};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::breakdown::{Machine, Outage, Wear, Work};
use crate::process::{landside, power, upkeep};
use crate::record::Record;
use crate::scenario::{Transport, YardHandOver};
use crate::streams::{DRIVE, UPKEEP, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, Request, SimDuration, SimTime, Stage, Ticket};

/// What a vehicle is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum VehicleStage {
    Starting,
    Idle,
    AwaitingCalm,
    ToPickUp,
    PickingUp,
    Laden,
    AwaitingTransferPoint,
    SettingDown,
    UnderRepair,
    AwaitingCharger,
    AwaitingPower,
    Charging,
}
use VehicleStage::*;
impl Stage for VehicleStage {}

/// One vehicle.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Vehicle {
    terminal: TerminalId,
    vehicle: VehicleId,
    /// With an order, or at a charger.
    busy_since: SimTime,
    empty_m: f32,
    laden_m: f32,
    /// Driven since its battery was charged [m].
    uncharged_m: f32,
    wear: Wear,
    /// What it is doing.
    pub stage: VehicleStage,
}

/// Parts of a terminal from here on are its vehicles, for random numbers; below, its blocks and cranes.
const VEHICLES: u64 = 1 << 41;

/// Which duration of one order is drawn.
#[derive(Clone, Copy)]
enum Leg {
    Empty,
    PickUp,
    Laden,
    SetDown,
}

impl Vehicle {
    /// At a charger.
    pub fn consumes(&self) -> Option<Consumer> {
        matches!(self.stage, AwaitingPower | Charging).then_some(self.consumer())
    }

    /// A vehicle without an order.
    pub fn new(terminal: TerminalId, vehicle: VehicleId) -> Self {
        let (busy_since, wear) = (SimTime(0), Wear::default());
        Vehicle { terminal, vehicle, busy_since, empty_m: 0.0, laden_m: 0.0, uncharged_m: 0.0, wear, stage: Starting }
    }

    /// Order after order.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<VehicleStage> {
        match self.stage {
            Starting => self.ask_order(port, sim),
            Idle if !port.weather.permits(self.limit(port)) => AwaitingCalm.until(port.weather.ask(self.limit(port), sim)),
            Idle | AwaitingCalm => {
                (self.busy_since, self.laden_m) = (sim.now(), 0.0);
                let to = self.order(port).from;
                ToPickUp.hold(self.drive(to, false, port, sim))
            }
            ToPickUp => self.pick_up(port, sim),
            PickingUp => {
                if !self.has_load(port, sim) {
                    return self.end_order(port, sim); // not needed any more, or a truck has the box
                }
                let to = self.destination(port);
                Laden.hold(self.drive(to, true, port, sim))
            }
            Laden => self.arrive_laden(port, sim),
            AwaitingTransferPoint => {
                book(self.load(port), DelayCause::YardCrane, port, sim);
                SettingDown.hold(self.draw_lift(Leg::SetDown, port, sim))
            }
            SettingDown => {
                self.set_down(port, sim);
                self.end_order(port, sim)
            }
            UnderRepair => self.charge_or_go_on(port, sim),
            AwaitingCharger => {
                let watts = self.battery(port).charger_w;
                AwaitingPower.until(power::ask(power::feeder_of(self.terminal, port), self.consumer(), watts, port, sim))
            }
            AwaitingPower => {
                self.busy_since = sim.now();
                Charging.hold(self.draw_charging(port, sim))
            }
            Charging => {
                let watts = self.battery(port).charger_w;
                power::end(power::feeder_of(self.terminal, port), self.consumer(), watts, port, sim);
                let charger = Request::of(port.terminals[self.terminal.index()].chargers, 1);
                let (key, charged) = (self.charge_key(port, sim), sim.now() - self.busy_since);
                upkeep::put_back(self.chargers(), charger, key, || charged, port, sim);
                self.uncharged_m = 0.0;
                self.ask_order(port, sim)
            }
        }
    }

    /// At the place where the order begins.
    fn pick_up(&mut self, port: &mut Port, sim: &mut Sim) -> Next<VehicleStage> {
        let order = *self.order(port);
        let hand_over = self.plan(port).kind.yard_hand_over();
        let terminal = &mut port.terminals[self.terminal.index()];
        match order.errand {
            Errand::Fetch if terminal.posts[order.post].is_coupled() => {
                PickingUp.until(terminal.posts[order.post].stand_empty(self.vehicle, sim))
            }
            Errand::Fetch => PickingUp.hold(self.draw_lift(Leg::PickUp, port, sim)),
            Errand::Deliver { unit, block } => match hand_over {
                YardHandOver::Coupled => {
                    let task = Task::Retrieve(unit);
                    unit.boxes().for_each(|id| port.boxes.book(id, DelayCause::Vehicle, sim));
                    PickingUp.until(terminal.yard.post_and_wait(block, task, Side::Water, &mut port.boxes, sim))
                }
                YardHandOver::Transfer => PickingUp.hold(self.draw_lift(Leg::PickUp, port, sim)),
                YardHandOver::SelfStacking => {
                    let dug = terminal.yard.retrieve_directly(block, unit, &mut port.boxes, sim);
                    landside::report_yard_moves(self.terminal, Task::Retrieve(unit), dug, SimDuration::ZERO, port, sim);
                    PickingUp.hold(self.handle(unit, unit.count() + dug, dug, port, sim))
                }
            },
            Errand::Attend { task, block, .. } => self.attend(task, block, port, sim),
        }
    }

    /// A truck waits for the vehicle to stack its box, or to fetch one for it.
    fn attend(&mut self, task: Task, block: BlockId, port: &mut Port, sim: &mut Sim) -> Next<VehicleStage> {
        let yard = &mut port.terminals[self.terminal.index()].yard;
        let (moves, dug) = match task {
            Task::Stack(unit) => (yard.stack_directly(block, unit, &mut port.boxes), 0),
            Task::Retrieve(unit) | Task::Uncover(unit) => {
                let dug = yard.retrieve_directly(block, unit, &mut port.boxes, sim);
                landside::report_yard_moves(self.terminal, task, dug, SimDuration::ZERO, port, sim);
                (unit.count() + dug, dug)
            }
        };
        PickingUp.hold(self.handle(task.unit(), moves, dug, port, sim))
    }

    /// Moves so many boxes of a pile, some of which lie above: how long that takes.
    fn handle(&self, unit: Unit, moves: u32, dug: u32, port: &mut Port, sim: &mut Sim) -> SimDuration {
        let busy = self.draw_stacking(Leg::PickUp, moves, port, sim);
        let rehandle = busy * u64::from(dug) / u64::from(moves.max(1));
        unit.boxes().for_each(|id| port.boxes.begin_handling(id, DelayCause::Vehicle, busy, rehandle, sim));
        busy
    }

    /// The box is on the truck, or off it.
    fn end_attendance(&self, task: Task, truck: Ticket, port: &mut Port, sim: &mut Sim) {
        task.unit().boxes().for_each(|id| port.boxes.end_handling(id, sim));
        sim.wake(truck);
        if let Task::Stack(unit) = task {
            landside::report_yard_moves(self.terminal, task, 0, SimDuration::ZERO, port, sim);
            landside::stacked(unit, port, sim);
        }
    }

    /// The box is on the vehicle; false if it goes on without one.
    fn has_load(&mut self, port: &mut Port, sim: &mut Sim) -> bool {
        let order = *self.order(port);
        let hand_over = self.plan(port).kind.yard_hand_over();
        let terminal = &mut port.terminals[self.terminal.index()];
        let load = match order.errand {
            Errand::Fetch if terminal.posts[order.post].is_coupled() => terminal.fleet.vehicles[self.vehicle.index()].load,
            Errand::Fetch => {
                let unit = terminal.posts[order.post].take_up(sim);
                unit.boxes().for_each(|id| port.boxes.book(id, DelayCause::Vehicle, sim));
                Some(unit)
            }
            Errand::Deliver { unit, block } => {
                match hand_over {
                    YardHandOver::Transfer => {
                        unit.boxes().for_each(|id| port.boxes.book(id, DelayCause::Vehicle, sim));
                        terminal.yard.free_transfer(block, &mut port.boxes, sim);
                    }
                    YardHandOver::SelfStacking => unit.boxes().for_each(|id| port.boxes.end_handling(id, sim)),
                    YardHandOver::Coupled => {}
                }
                Some(unit)
            }
            Errand::Attend { task, truck, .. } => {
                self.end_attendance(task, truck, port, sim);
                return false;
            }
        };
        terminal.fleet.vehicles[self.vehicle.index()].load = load;
        load.is_some()
    }

    fn destination(&self, port: &Port) -> Point {
        let order = self.order(port);
        let terminal = &port.terminals[self.terminal.index()];
        match order.errand {
            Errand::Fetch => terminal.yard.blocks[self.block(port).index()].at,
            Errand::Deliver { .. } => terminal.posts[order.post].at,
            Errand::Attend { .. } => unreachable!("a truck's box is not carried away"),
        }
    }

    /// At the place where the order ends.
    fn arrive_laden(&mut self, port: &mut Port, sim: &mut Sim) -> Next<VehicleStage> {
        let (order, unit) = (*self.order(port), self.load(port));
        book(unit, DelayCause::Work, port, sim);
        let hand_over = self.plan(port).kind.yard_hand_over();
        if let Errand::Deliver { .. } = order.errand {
            let post = &mut port.terminals[self.terminal.index()].posts[order.post];
            if post.is_coupled() {
                return SettingDown.until(post.stand_laden(unit, sim));
            }
            return SettingDown.hold(self.draw_lift(Leg::SetDown, port, sim));
        }
        let block = self.block(port);
        let terminal = &mut port.terminals[self.terminal.index()];
        match hand_over {
            YardHandOver::Coupled => {
                SettingDown.until(terminal.yard.post_and_wait(block, Task::Stack(unit), Side::Water, &mut port.boxes, sim))
            }
            YardHandOver::Transfer => AwaitingTransferPoint.until(terminal.yard.ask_set_down(block, sim)),
            YardHandOver::SelfStacking => {
                let moves = terminal.yard.stack_directly(block, unit, &mut port.boxes);
                SettingDown.hold(self.draw_stacking(Leg::SetDown, moves, port, sim))
            }
        }
    }

    /// The box is off the vehicle.
    fn set_down(&mut self, port: &mut Port, sim: &mut Sim) {
        let (order, unit) = (*self.order(port), self.load(port));
        let hand_over = self.plan(port).kind.yard_hand_over();
        let terminal = &mut port.terminals[self.terminal.index()];
        terminal.fleet.vehicles[self.vehicle.index()].load = None;
        let mut book_lift = || unit.boxes().for_each(|id| port.boxes.book(id, DelayCause::Work, sim));
        match (order.errand, hand_over) {
            (Errand::Deliver { .. }, _) if terminal.posts[order.post].is_coupled() => {}
            (Errand::Deliver { .. }, _) => {
                book_lift();
                terminal.posts[order.post].set_down(unit, sim);
            }
            (Errand::Fetch, YardHandOver::Coupled) => {}
            (Errand::Attend { .. }, _) => unreachable!("a truck's box is not carried away"),
            (Errand::Fetch, YardHandOver::Transfer) => {
                book_lift();
                let block = terminal.yard.promised_block(unit, &port.boxes);
                terminal.yard.post_transfer(block, Task::Stack(unit), None, &mut port.boxes, sim);
            }
            (Errand::Fetch, YardHandOver::SelfStacking) => {
                book_lift();
                landside::report_yard_moves(self.terminal, Task::Stack(unit), 0, SimDuration::ZERO, port, sim);
                landside::stacked(unit, port, sim);
            }
        }
    }

    fn end_order(&mut self, port: &mut Port, sim: &mut Sim) -> Next<VehicleStage> {
        let (empty_m, laden_m, busy) = (self.empty_m, self.laden_m, sim.now() - self.busy_since);
        sim.record(Record::Drove { terminal: self.terminal, empty_m, laden_m, busy });
        self.uncharged_m += empty_m + laden_m;
        if let Some(outage) = self.wear_out(busy, port, sim) {
            return upkeep::repair(UnderRepair, Target::Terminal(self.terminal, TerminalPart::Transport), outage, port, sim);
        }
        self.charge_or_go_on(port, sim)
    }

    fn wear_out(&mut self, lasting: SimDuration, port: &Port, sim: &Sim) -> Option<Outage> {
        let plan = &port.plan(self.terminal).transport.upkeep;
        if plan.is_none() {
            return None;
        }
        let (errand, order) = self.errand(port);
        let own = part(port.terminals[self.terminal.index()].key, VEHICLES | u64::from(self.vehicle.0));
        let machine = Machine::one(own, u32::from(self.vehicle.0), port.plan(self.terminal).transport.count);
        let work = Work { lasting, key: part(order, errand), machine, stream: UPKEEP };
        self.wear.add(work, plan.failures.as_ref(), plan.maintenance.as_ref(), sim.now(), &sim.streams);
        self.wear.take_outage()
    }

    fn ask_order(&self, port: &mut Port, sim: &mut Sim) -> Next<VehicleStage> {
        Idle.until(port.terminals[self.terminal.index()].fleet.next_order(self.vehicle, sim))
    }

    fn drive(&mut self, to: Point, laden: bool, port: &mut Port, sim: &Sim) -> SimDuration {
        let plan = self.plan(port);
        let speed = if laden { plan.speed_laden_m_s } else { plan.speed_empty_m_s };
        let at = port.terminals[self.terminal.index()].fleet.vehicles[self.vehicle.index()].at;
        let metres = at.to(to) * plan.detour;
        let delay = plan.delay.sample_duration(&mut self.draws(if laden { Leg::Laden } else { Leg::Empty }, port, sim));
        if laden {
            self.laden_m = metres as f32;
        } else {
            self.empty_m = metres as f32;
        }
        port.terminals[self.terminal.index()].fleet.vehicles[self.vehicle.index()].at = to;
        port.conditions.slow(self.target(), crate::facility::plan::time_for(metres, speed) + delay)
    }

    // ---- small questions ----

    fn target(&self) -> Target {
        Target::Terminal(self.terminal, TerminalPart::Transport)
    }
    fn limit(&self, port: &Port) -> LimitId {
        port.limits.terminals[self.terminal.index()].vehicles
    }
    fn consumer(&self) -> Consumer {
        Consumer::Vehicle(self.terminal, self.vehicle)
    }
    fn plan<'a>(&self, port: &'a Port) -> &'a Transport {
        &port.plan(self.terminal).transport
    }
    fn order<'a>(&self, port: &'a Port) -> &'a Order {
        let order = &port.terminals[self.terminal.index()].fleet.vehicles[self.vehicle.index()].order;
        order.as_ref().expect("a vehicle under way has an order")
    }
    fn load(&self, port: &Port) -> Unit {
        port.terminals[self.terminal.index()].fleet.vehicles[self.vehicle.index()].load.expect("a laden vehicle has a load")
    }
    fn block(&self, port: &Port) -> BlockId {
        port.terminals[self.terminal.index()].yard.promised_block(self.load(port), &port.boxes)
    }
    /// Draws belong to the box, or to the one the vehicle is called for; not to the vehicle, nor to the order of its orders.
    fn draws(&self, leg: Leg, port: &Port, sim: &Sim) -> darse_engine::Draw {
        let load = port.terminals[self.terminal.index()].fleet.vehicles[self.vehicle.index()].load;
        let (errand, order) = self.errand(port);
        let key = load.map_or(order, |unit| port.boxes[unit.first()].key);
        sim.streams.of(DRIVE, key, errand as u32 * 4 + leg as u32)
    }
    /// What its order is for, as a number, and the key of the order.
    fn errand(&self, port: &Port) -> (u64, u64) {
        let order = self.order(port);
        let errand = match order.errand {
            Errand::Fetch => 0,
            Errand::Deliver { .. } => 1,
            Errand::Attend { task: Task::Stack(_), .. } => 2,
            Errand::Attend { .. } => 3,
        };
        (errand, order.key)
    }
    fn draw_lift(&self, leg: Leg, port: &Port, sim: &Sim) -> SimDuration {
        port.conditions.slow(self.target(), self.plan(port).pick_up.sample_duration(&mut self.draws(leg, port, sim)))
    }
    fn draw_stacking(&self, leg: Leg, moves: u32, port: &Port, sim: &Sim) -> SimDuration {
        let mut draw = self.draws(leg, port, sim);
        let each = &self.plan(port).stacking;
        let lasting = (0..moves).fold(SimDuration::ZERO, |sum, _| sum + each.sample_duration(&mut draw));
        port.conditions.slow(self.target(), lasting)
    }
}

/// The time of both boxes of a unit.
fn book(unit: Unit, cause: DelayCause, port: &mut Port, sim: &mut Sim) {
    unit.boxes().for_each(|id| port.boxes.book(id, cause, sim));
}
