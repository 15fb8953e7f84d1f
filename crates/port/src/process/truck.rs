//! A road truck: brings an export box, fetches an import box, or both. Trucks of warehouses, and tractors between terminals, pass
//! the gate as it does.
//!
//! ```text
//! booked ─ on the road ─ at gate ─ checking in ─ to block ─ being unloaded ─┬──────────────────────────┬─ to exit ─ at exit ─ checking out ─ gone
//!                                                      └ (room for its box) └ to next ─ being loaded ──┘
//! ```
//! A truck with an export box passes the access zone of the terminal first, if there is one. Where the scenario has roads, it comes from outside over them, and stands on the last one until a lane of the gate is free.

mod booking;

use crate::canary::{Slip, planted};
use crate::cargo::{LoadClass, Unit};
use crate::facility::condition::{Target, TerminalPart};
use crate::facility::plan::{Point, time_for};
use crate::facility::yard::{Side, Task, stacked_in};
use crate::hours::{Account, Entity, EntityKind, Place};
use crate::ids::{BlockId, BoxId, CallId, TerminalId, Way};
use crate::kind::{Cause, Sim};
use crate::port::Port;
use crate::process::booking::expected;
use crate::process::discharge::{book_again, draw_export, hauled_for};
use crate::process::{clearance, trip, upkeep};
use crate::record::Record;
use crate::scenario::YardHandOver;
use crate::streams::{TRIP, TRUCK, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Next, Request, SimDuration, SimTime, Stage, Ticket, Variate};

/// What a truck is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum TruckStage {
    Starting,
    Booked,
    ToAccessZone,
    InAccessZone,
    OnTheRoad,
    AtGate,
    CheckingIn,
    AwaitingRoom,
    ToBlock,
    BeingUnloaded,
    ToNext,
    BeingLoaded,
    ToExit,
    AtExit,
    CheckingOut,
    Gone,
}
use TruckStage::*;
impl Stage for TruckStage {}

/// What it brings: an export box that is drawn when it passes the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
struct Delivery {
    call: CallId,
    key: u64,
    /// By how much it comes later than its call's plan asked for.
    put_off: SimDuration,
    /// What it is, if it comes from another terminal; drawn at the gate if it does not.
    hauled: Option<LoadClass>,
    entered: Option<BoxId>,
}

/// One truck visit.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Truck {
    terminal: TerminalId,
    due: SimTime,
    brings: Option<Delivery>,
    takes: Option<BoxId>,
    /// Who sent it: a consignment that waits at the terminal, and drives on with the box.
    sender: Option<Ticket>,
    /// The road on which it stands before the gate.
    on: Option<Way>,
    /// Identity for random numbers: that of its first box.
    key: u64,
    /// Its own, or those of whoever sent it.
    hours: Account,
    at: Point,
    /// The lane of the gate in which it stands, in, then out.
    lane: u16,
    came: SimTime,
    went_in: SimTime,
    /// How long it has driven inside.
    drove: SimDuration,
    /// What it is doing.
    pub stage: TruckStage,
}

/// Which duration of a visit is drawn.
#[derive(Clone, Copy)]
enum Part {
    CheckIn,
    ToBlock,
    ToNext,
    ToExit,
    CheckOut,
    Dual,
    Again,
    LaneIn,
    LaneOut,
}

impl Truck {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        Some(self.hours)
    }

    /// The road on which it takes a place.
    pub fn stands_on(&self) -> Option<Way> {
        self.on
    }

    /// A truck booked for an import box.
    pub fn to_collect(terminal: TerminalId, takes: BoxId, due: SimTime) -> Self {
        Truck { takes: Some(takes), ..Truck::new(terminal, due) }
    }
    /// A truck of a warehouse that has come for a box, on this road; whoever sent it waits with the ticket until it is out again.
    pub fn sent_for(terminal: TerminalId, takes: BoxId, sender: Ticket, hours: Account, on: Option<Way>) -> Self {
        let hours = hours.at(Place::Quay(terminal.quay()));
        Truck { takes: Some(takes), sender: Some(sender), hours, on, ..Truck::new(terminal, hours.upto()) }
    }
    /// A tractor that has come on this road with a box from another terminal, for a call; whoever sent it waits with the ticket
    /// until it is out again.
    pub fn sent_with(
        terminal: TerminalId,
        call: CallId,
        key: u64,
        class: LoadClass,
        sender: Ticket,
        hours: Account,
        on: Option<Way>,
    ) -> Self {
        let brings = Delivery { call, key, put_off: SimDuration::ZERO, hauled: Some(class), entered: None };
        let key = part(key, u64::from(u32::MAX)); // of this visit: at the other gate it was that of the box
        let hours = hours.at(Place::Quay(terminal.quay()));
        Truck { brings: Some(brings), sender: Some(sender), hours, on, key, ..Truck::new(terminal, hours.upto()) }
    }
    /// A truck that brings an export box for a call.
    pub fn to_deliver(terminal: TerminalId, call: CallId, key: u64, due: SimTime) -> Self {
        Truck {
            brings: Some(Delivery { call, key, put_off: SimDuration::ZERO, hauled: None, entered: None }),
            key,
            ..Truck::new(terminal, due)
        }
    }
    fn new(terminal: TerminalId, due: SimTime) -> Self {
        let zero = SimTime(0);
        let (brings, takes, sender, on, at) = (None, None, None, None, Point::default());
        let (came, went_in, drove) = (zero, zero, SimDuration::ZERO);
        let hours = Account::unopened(EntityKind::Truck, Place::Quay(terminal.quay()));
        let (key, lane) = (0, 0);
        Truck { terminal, due, brings, takes, sender, on, key, hours, at, lane, came, went_in, drove, stage: Starting }
    }

    /// One visit.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TruckStage> {
        self.book(port, sim);
        match self.stage {
            Starting => Booked.hold(SimDuration(self.due.0.saturating_sub(sim.now().0))),
            Booked if self.is_put_off(port, sim.now()) => self.put_off(port, sim),
            Booked => {
                if self.sender.is_none() {
                    self.hours = Account::open(Entity::running(EntityKind::Truck, sim), self.hours.at, sim);
                }
                if let Some(id) = self.takes {
                    self.key = port.boxes[id].key;
                    if self.sender.is_none() {
                        port.terminals[self.terminal.index()].gate.collection_begins(self.due, id);
                    }
                }
                match (self.way_to_access_zone(port, sim), self.journey(port, sim)) {
                    (Some((from, to)), _) => ToAccessZone.until(trip::drive(from, to, self.key, 2, self.hours, sim)),
                    (None, _) if self.access_zone(port).is_some() => self.be_cleared(port, sim),
                    (None, Some((from, to))) if self.sender.is_none() => {
                        OnTheRoad.until(trip::drive(from, to, self.key, 0, self.hours, sim))
                    }
                    _ => self.queue_up(port, sim),
                }
            }
            ToAccessZone => {
                let (from, to) = self.way_to_access_zone(port, sim).expect("it came over the road");
                self.on = trip::last_way(from, to, port);
                self.be_cleared(port, sim)
            }
            InAccessZone => match self.journey(port, sim) {
                Some((from, to)) => OnTheRoad.until(trip::drive(from, to, self.key, 0, self.hours, sim)),
                None => self.queue_up(port, sim),
            },
            OnTheRoad => {
                let (from, to) = self.journey(port, sim).expect("it came over the road");
                self.on = trip::last_way(from, to, port);
                self.queue_up(port, sim)
            }
            AtGate => {
                if let Some(way) = self.on.take() {
                    port.roads.leave(way, sim);
                }
                CheckingIn.hold(self.draw_check(Part::CheckIn, &port.plan(self.terminal).gate.check_in, port, sim))
            }
            CheckingIn => {
                self.leave_lane(Part::CheckIn, port, sim);
                self.went_in = sim.now();
                sim.record(Record::TruckIn { terminal: self.terminal, queued: self.went_in - self.came });
                self.at = gate_point(port, self.terminal);
                self.enter(port, sim)
            }
            AwaitingRoom => {
                let unit = self.unit_brought();
                let block = port.terminals[self.terminal.index()].yard.promised_block(unit, &port.boxes);
                let to = port.terminals[self.terminal.index()].yard.blocks[block.index()].at;
                ToBlock.hold(self.drive(to, Part::ToBlock, port, sim))
            }
            ToBlock => {
                let unit = self.unit_brought();
                let block = port.terminals[self.terminal.index()].yard.promised_block(unit, &port.boxes);
                BeingUnloaded.until(self.be_served(block, Task::Stack(unit), port, sim))
            }
            BeingUnloaded => {
                self.take_over_collection(port, sim);
                match self.takes {
                    Some(id) => self.drive_to_box(id, port, sim),
                    None => self.leave(port, sim),
                }
            }
            ToNext => {
                let unit = Unit::one(self.takes.expect("it came for a box"));
                self.book_stay(unit.first(), port, sim);
                let block = stacked_in(&port.boxes, unit.first());
                BeingLoaded.until(self.be_served(block, Task::Retrieve(unit), port, sim))
            }
            BeingLoaded => self.leave(port, sim),
            ToExit => {
                let lanes = &port.terminals[self.terminal.index()].gate.lanes_out;
                self.lane = lanes.choose(self.brings.is_some(), || self.lot(Part::LaneOut, sim), sim);
                AtExit.until(sim.seize(lanes.lane(self.lane)))
            }
            AtExit => CheckingOut.hold(self.draw_check(Part::CheckOut, &port.plan(self.terminal).gate.check_out, port, sim)),
            CheckingOut => {
                self.leave_lane(Part::CheckOut, port, sim);
                self.report(port, sim);
                match self.sender {
                    Some(sender) => sim.wake(sender),
                    None => self.hours.close(sim),
                }
                if let (None, Some((from, to))) = (self.sender, self.journey(port, sim)) {
                    trip::drive_off(to, from, self.key, 1, sim);
                }
                Gone.done()
            }
            Gone => unreachable!("a truck that is gone is not resumed"),
        }
    }

    fn lane_in(&mut self, port: &Port, sim: &Sim) -> Request {
        let lanes = &port.terminals[self.terminal.index()].gate.lanes_in;
        self.lane = lanes.choose(self.brings.is_some(), || self.lot(Part::LaneIn, sim), sim);
        let lane = lanes.lane(self.lane);
        if planted(Slip::LastComeFirstServedAtTheGate) {
            return lane.with_priority(u16::MAX - (sim.now().0 / SimDuration::seconds(10).0) as u16);
        }
        lane
    }

    /// At the gate: for a lane.
    fn queue_up(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TruckStage> {
        self.came = sim.now();
        sim.record(Record::TruckCame { terminal: self.terminal });
        AtGate.until(sim.seize(self.lane_in(port, sim)))
    }

    /// Where it comes from, or was cleared, and where the gate is, if roads lead there.
    fn journey(&self, port: &Port, sim: &Sim) -> Option<(usize, usize)> {
        let to = port.plan(self.terminal).gate.road?;
        let cleared_at = self.access_zone(port).filter(|_| !self.is_on_the_way_out());
        let from = cleared_at.and_then(|zone| port.scenario.access_zones[zone].road);
        Some((from.or_else(|| self.origin(port, sim))?, to))
    }
    fn origin(&self, port: &Port, sim: &Sim) -> Option<usize> {
        port.scenario.roads.origin(sim.streams.of(TRIP, self.key, u32::MAX).open_unit())
    }
    fn is_on_the_way_out(&self) -> bool {
        self.stage == CheckingOut
    }

    /// The access zone that it passes with its export box; a box that is hauled from another terminal is no export.
    fn access_zone(&self, port: &Port) -> Option<usize> {
        port.plan(self.terminal).gate.access_zone.filter(|_| self.brings.is_some() && self.sender.is_none())
    }
    /// Where it comes from, and where its access zone is, if roads lead there.
    fn way_to_access_zone(&self, port: &Port, sim: &Sim) -> Option<(usize, usize)> {
        let to = port.scenario.access_zones[self.access_zone(port)?].road?;
        Some((self.origin(port, sim)?, to))
    }
    fn be_cleared(&mut self, port: &Port, sim: &mut Sim) -> Next<TruckStage> {
        let zone = self.access_zone(port).expect("it passes an access zone");
        InAccessZone.until(clearance::pass(zone, self.key, self.on.take(), self.hours, sim))
    }

    /// Is the ship of its box so late that it would come a day or more too early?
    fn is_put_off(&self, port: &Port, now: SimTime) -> bool {
        self.sender.is_none()
            && self.brings.as_ref().is_some_and(|it| {
                let call = &port.calls[it.call];
                !call.has_left && expected(it.call, port, now) >= call.planned + it.put_off + SimDuration::hours(24)
            })
    }

    /// Comes as much later as its ship does.
    fn put_off(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TruckStage> {
        let it = self.brings.as_mut().expect("only what is brought for a ship can wait for it");
        let behind = expected(it.call, port, sim.now()) - port.calls[it.call].planned;
        let later = self.due + (behind - it.put_off);
        it.put_off = behind;
        let days = behind.0 / SimDuration::hours(24).0;
        let unit = sim.streams.of(TRUCK, part(self.key, days), Part::Again as u32).open_unit();
        let gate = &mut port.terminals[self.terminal.index()].gate;
        self.due = gate.book(gate.profile.draw_arrival(later, unit));
        Booked.hold(self.due - sim.now())
    }

    /// Another truck took its box: it need not come.
    pub fn interrupted(&self, cause: Cause) -> Option<Next<TruckStage>> {
        (self.stage == Booked && cause == Cause::NotNeeded).then(|| Gone.done())
    }

    /// Through the gate: an export box enters the terminal and asks for a place.
    fn enter(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TruckStage> {
        let Some(delivery) = &mut self.brings else {
            let id = self.takes.expect("a truck brings or takes a box");
            return self.drive_to_box(id, port, sim);
        };
        let mut container = match delivery.hauled {
            Some(class) => hauled_for(delivery.call, delivery.key, class, port, sim.now()),
            None => draw_export(delivery.call, delivery.key, port, sim),
        };
        let (flow, teu) = (container.flow, container.class.length().teu() as u8);
        if port.calls[delivery.call].has_left {
            book_again(&mut container, delivery.call, port, sim.now());
            sim.record(Record::Rolled { terminal: self.terminal, boxes: 1 });
        }
        let id = port.boxes.enter(container);
        delivery.entered = Some(id);
        sim.record(Record::BoxIn { terminal: self.terminal, flow, teu });
        port.boxes.begin(id, sim);
        let at = self.at;
        AwaitingRoom.until(port.terminals[self.terminal.index()].yard.ask_room(Unit::one(id), at, &mut port.boxes, sim))
    }

    /// Having brought a box, it may take one for which another truck was booked soon.
    fn take_over_collection(&mut self, port: &mut Port, sim: &mut Sim) {
        let plan = &port.plan(self.terminal).gate;
        if self.sender.is_some() || !sim.streams.of(TRUCK, self.key, Part::Dual as u32).chance(plan.dual_share) {
            return;
        }
        let within = plan.dual_within;
        if let Some((id, truck)) = port.terminals[self.terminal.index()].gate.take_over_collection(sim.now(), within) {
            sim.interrupt(truck, Cause::NotNeeded);
            self.takes = Some(id);
        }
    }

    /// By a crane of the block, or by a vehicle where these stack.
    fn be_served(&self, block: BlockId, task: Task, port: &mut Port, sim: &mut Sim) -> Answer {
        let stacks_itself = port.plan(self.terminal).transport.kind.yard_hand_over() == YardHandOver::SelfStacking;
        let terminal = &mut port.terminals[self.terminal.index()];
        if !stacks_itself {
            return terminal.yard.post_and_wait(block, task, Side::Land, &mut port.boxes, sim);
        }
        if matches!(task, Task::Retrieve(_)) {
            terminal.yard.call_for_truck(block);
        }
        terminal.fleet.attend(task, port.boxes[task.unit().first()].key, block, terminal.yard.blocks[block.index()].at, sim)
    }

    fn drive_to_box(&mut self, id: BoxId, port: &mut Port, sim: &mut Sim) -> Next<TruckStage> {
        let block = stacked_in(&port.boxes, id);
        let to = port.terminals[self.terminal.index()].yard.blocks[block.index()].at;
        ToNext.hold(self.drive(to, Part::ToNext, port, sim))
    }

    /// It has been checked: the lane is free for the next, or out of service.
    fn leave_lane(&self, check: Part, port: &mut Port, sim: &mut Sim) {
        let (gate, scenario) = (&port.terminals[self.terminal.index()].gate, port.scenario.clone());
        let plan = &scenario.terminals[self.terminal.index()].gate;
        let (lane, law) = match check {
            Part::CheckOut => (gate.lanes_out.lane(self.lane), &plan.check_out),
            _ => (gate.lanes_in.lane(self.lane), &plan.check_in),
        };
        let (of, key) = (Target::Terminal(self.terminal, TerminalPart::Gate), part(self.key, check as u64));
        let mut draw = sim.streams.of(TRUCK, self.key, check as u32);
        upkeep::put_back(of, lane, key, || law.sample_duration(&mut draw), port, sim);
    }

    fn leave(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TruckStage> {
        let to = gate_point(port, self.terminal);
        ToExit.hold(self.drive(to, Part::ToExit, port, sim))
    }

    fn report(&self, port: &mut Port, sim: &mut Sim) {
        if let Some(id) = self.takes {
            port.boxes.end(id, sim);
            let it = port.boxes.leave(id);
            let (teu, dwelt) = (it.class.length().teu() as u8, sim.now() - it.since);
            sim.record(Record::BoxOut { terminal: self.terminal, flow: it.flow, teu, dwelt });
        }
        let (queued, inside) = (self.went_in - self.came, sim.now() - self.went_in);
        sim.record(Record::TruckOut { terminal: self.terminal, queued, inside, drove: self.drove });
    }

    fn unit_brought(&self) -> Unit {
        Unit::one(self.brings.and_then(|it| it.entered).expect("it brought a box through the gate"))
    }

    fn drive(&mut self, to: Point, part: Part, port: &Port, sim: &Sim) -> SimDuration {
        let plan = &port.plan(self.terminal).gate;
        let metres = self.at.to(to);
        self.at = to;
        let time = time_for(metres, plan.speed_m_s) + self.draw(part, &plan.delay, port, sim);
        self.drove += time;
        time
    }

    /// In a lane of the gate.
    fn draw_check(&self, part: Part, variate: &Variate, port: &Port, sim: &Sim) -> SimDuration {
        let gate = Target::Terminal(self.terminal, TerminalPart::Gate);
        port.conditions.slow(gate, self.draw(part, variate, port, sim))
    }

    /// By which it takes a lane.
    fn lot(&self, part: Part, sim: &Sim) -> f64 {
        sim.streams.of(TRUCK, self.key, part as u32).unit()
    }

    fn draw(&self, part: Part, variate: &Variate, _: &Port, sim: &Sim) -> SimDuration {
        variate.sample_duration(&mut sim.streams.of(TRUCK, self.key, part as u32))
    }
}

/// The gate lies behind the last block of the yard proper, at the middle of the quay.
fn gate_point(port: &Port, terminal: TerminalId) -> Point {
    let plan = port.plan(terminal);
    let proper = port.terminals[terminal.index()].yard.blocks.iter().filter(|block| !block.is_overflow());
    let last = proper.map(|block| block.at.y).fold(0.0, f64::max);
    Point { x: plan.quay.length_m / 2.0, y: last + plan.yard.aisle_m + f64::from(plan.yard.rows) * plan.yard.row_width_m }
}
