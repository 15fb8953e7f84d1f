//! A rail crane, or a reach stacker: takes a move, lifts a box off the train for a vehicle or puts one that a vehicle brought
//! onto it, and takes the next.
//!
//! ```text
//! idle ─┬─ awaiting yard ─ lifting off ─ awaiting vehicle ─ setting down ─┬─ idle
//!       └─ awaiting load ─ taking up ─ loading ───────────────────────────┘
//! ```
//! Its post comes after those of the quay cranes. Boxes to load are called up a few at a time. Before each move it awaits calm,
//! where it blows too hard.

use crate::cargo::{Onward, Place, Unit};
use crate::facility::condition::{Target, TerminalPart};
use crate::facility::rail::{Brought, Move, Rail};
use crate::facility::weather::LimitId;
use crate::hours::{DelayCause, Ledger, Stint};
use crate::ids::{BoxId, TerminalId};
use crate::kind::Sim;
use crate::port::{Port, Terminal};
use crate::process::breakdown::{Machine, Wear, Work};
use crate::process::discharge::draw_export;
use crate::process::{apron, upkeep};
use crate::record::Record;
use crate::scenario::RailPlan;
use crate::streams::{RAIL_CYCLE, UPKEEP, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, SimTime, Stage};

/// What a rail crane is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum RailCraneStage {
    Starting,
    Idle,
    AwaitingCalm,
    AwaitingYard,
    LiftingOff,
    AwaitingVehicle,
    SettingDown,
    AwaitingLoad,
    TakingUp,
    Loading,
    UnderRepair,
}
use RailCraneStage::*;
impl Stage for RailCraneStage {}

/// One rail crane.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct RailCrane {
    terminal: TerminalId,
    /// Which of the terminal's rail cranes, from 0.
    crane: usize,
    /// What hangs below its spreader, or is about to.
    unit: Option<Unit>,
    /// How long the present cycle takes, the hand-over in it.
    cycle: SimDuration,
    /// The box that it lifts, for random numbers.
    lifted: u64,
    wear: Wear,
    /// The train it works, since when, and what its time at it was spent on up to when the present stage began.
    train: Option<u32>,
    from: SimTime,
    hours: Ledger,
    stage_since: SimTime,
    /// What it is doing.
    pub stage: RailCraneStage,
}

/// Parts of a terminal from here on are its rail cranes, for random numbers.
const RAIL_CRANES: u64 = 1 << 42;

/// Vehicles called for one rail crane, at most: fewer than for a quay crane, so that ships do not wait (assumption).
const AHEAD: u32 = 2;

impl RailCrane {
    /// What it has off a train that is not in the terminal yet.
    pub fn brings(&self) -> Option<Unit> {
        self.unit.filter(|_| matches!(self.stage, AwaitingYard | LiftingOff | AwaitingVehicle | SettingDown))
    }

    /// A crane without work.
    pub fn new(terminal: TerminalId, crane: usize) -> Self {
        let (unit, train, cycle, zero) = (None, None, SimDuration::ZERO, SimTime::ZERO);
        let (wear, hours) = (Wear::default(), Ledger::default());
        RailCrane { terminal, crane, unit, cycle, lifted: 0, wear, train, from: zero, hours, stage_since: zero, stage: Starting }
    }

    /// Move after move.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<RailCraneStage> {
        self.book(port, sim);
        match self.stage {
            Starting => self.next_move(port, sim),
            Idle if !port.weather.permits(self.limit(port)) => self.await_calm(port, sim),
            Idle | AwaitingCalm => match self.rail(port).take_given(self.crane) {
                Some(Move::Unload(brought)) => self.begin_unload(brought, port, sim),
                Some(Move::Load(id)) => self.begin_load(id, port, sim),
                None => self.next_move(port, sim), // what it waited for calm with had been called up for it
            },

            AwaitingYard => LiftingOff.hold(self.cycle - self.hand_over(port)),
            LiftingOff => {
                let place = self.place(port);
                AwaitingVehicle.until(self.terminal(port).posts[place].ask_room(sim))
            }
            AwaitingVehicle => SettingDown.hold(self.hand_over(port)),
            SettingDown => {
                self.put_down(port, sim);
                self.end_move(0, port, sim)
            }

            AwaitingLoad => {
                let place = self.place(port);
                let next = self.terminal(port).posts[place].next_load().first();
                self.lifted = port.boxes[next].key;
                self.cycle = self.draw_cycle(self.lifted, 1, port, sim);
                TakingUp.hold(self.hand_over(port))
            }
            TakingUp => {
                let place = self.place(port);
                self.unit = Some(self.terminal(port).posts[place].lift(sim));
                self.call_up_loads(port, sim);
                Loading.hold(self.cycle - self.hand_over(port))
            }
            Loading => {
                self.stow(port, sim);
                self.end_move(1, port, sim)
            }
            UnderRepair => self.next_move(port, sim),
        }
    }

    /// It may have broken down, or be due for a service.
    fn end_move(&mut self, way: u64, port: &mut Port, sim: &mut Sim) -> Next<RailCraneStage> {
        let rail = port.plan(self.terminal).rail.as_ref().expect("rail cranes stand in a rail yard");
        let own = part(port.terminals[self.terminal.index()].key, RAIL_CRANES | self.crane as u64);
        let (plan, machine) = (&rail.upkeep, Machine::one(own, self.crane as u32, rail.cranes));
        let work = Work { lasting: self.cycle, key: part(self.lifted, way), machine, stream: UPKEEP };
        self.wear.add(work, plan.failures.as_ref(), plan.maintenance.as_ref(), sim.now(), &sim.streams);
        match self.wear.take_outage() {
            None => self.next_move(port, sim),
            Some(outage) => {
                upkeep::repair(UnderRepair, Target::Terminal(self.terminal, TerminalPart::RailCranes), outage, port, sim)
            }
        }
    }

    /// Books the time of the stage that ends; with another train, its stint begins anew.
    fn book(&mut self, port: &mut Port, sim: &Sim) {
        let (since, now) = (std::mem::replace(&mut self.stage_since, sim.now()), sim.now());
        match self.stage {
            Starting => {}
            Idle => {
                let (crane, before) = (self.crane, self.train);
                self.train = self.rail(port).train_at(crane);
                if self.train != before {
                    (self.from, self.hours) = (now, Ledger::default());
                }
                // Between two moves of one train it was free, and the train had none for it.
                self.hours.add(DelayCause::Work, (now - since).min(now - self.from));
            }
            AwaitingCalm => self.hours.add(DelayCause::Weather, now - since),
            AwaitingYard => self.hours.add(DelayCause::YardRoom, now - since),
            AwaitingVehicle => self.hours.add(DelayCause::Vehicle, now - since),
            AwaitingLoad => {
                let place = self.place(port);
                let load = self.terminal(port).posts[place].next_load();
                apron::book_wait_for_load(load, (since, now), &mut self.hours, port);
            }
            UnderRepair => self.hours.add(DelayCause::Breakdown, now - since),
            LiftingOff | SettingDown | TakingUp | Loading => self.hours.add(DelayCause::Work, now - since),
        }
    }

    fn stint(&self, sim: &Sim) -> Stint {
        Stint { from: self.from, to: sim.now(), hours: self.hours.clone() }
    }

    /// What was called up for it first; then whatever a train has for it.
    fn next_move(&self, port: &mut Port, sim: &mut Sim) -> Next<RailCraneStage> {
        let place = self.place(port);
        let post = &mut self.terminal(port).posts[place];
        if post.loads_ordered == 0 {
            return Idle.until(self.rail(port).ask_move(self.crane, sim));
        }
        if !port.weather.permits(self.limit(port)) {
            return self.await_calm(port, sim);
        }
        AwaitingLoad.until(self.terminal(port).posts[place].ask_load(sim))
    }

    fn await_calm(&self, port: &mut Port, sim: &mut Sim) -> Next<RailCraneStage> {
        AwaitingCalm.until(port.weather.ask(self.limit(port), sim))
    }

    // ---- off the train ----

    fn begin_unload(&mut self, brought: Brought, port: &mut Port, sim: &mut Sim) -> Next<RailCraneStage> {
        let unit = Unit::one(port.boxes.enter(draw_export(brought.call, brought.key, port, sim)));
        (self.unit, self.lifted) = (Some(unit), brought.key);
        self.cycle = self.draw_cycle(brought.key, 0, port, sim);
        let (place, left) = (self.place(port), self.rail(port).unloads_left(self.crane));
        let box_after = |others: u32| part(brought.key, u64::from(others));
        apron::call_vehicles(self.terminal, place, AHEAD.min(1 + left), box_after, port, sim);
        let terminal = &mut port.terminals[self.terminal.index()];
        let from = terminal.posts[place].at;
        AwaitingYard.until(terminal.yard.ask_room(unit, from, &mut port.boxes, sim))
    }

    fn put_down(&mut self, port: &mut Port, sim: &mut Sim) {
        let unit = self.unit.take().expect("a box hangs below the spreader");
        let place = self.place(port);
        apron::put_down(self.terminal, place, unit, port, sim);
        let it = &mut port.boxes[unit.first()];
        it.since = sim.now();
        sim.record(Record::BoxIn { terminal: self.terminal, flow: it.flow, teu: it.class.length().teu() as u8 });
        port.boxes.begin(unit.first(), sim);
        if self.rail(port).unloads_left(self.crane) == 0 {
            apron::send_vehicles_away(self.terminal, place, port, sim);
        }
        let stint = self.stint(sim);
        self.rail(port).finish(self.crane, stint, sim);
    }

    // ---- onto the train ----

    fn begin_load(&mut self, id: BoxId, port: &mut Port, sim: &mut Sim) -> Next<RailCraneStage> {
        let place = self.place(port);
        self.call_up(id, port, sim);
        self.call_up_loads(port, sim);
        AwaitingLoad.until(self.terminal(port).posts[place].ask_load(sim))
    }

    /// While the wind stops it, and where it is out of service, it calls up no more.
    fn call_up_loads(&self, port: &mut Port, sim: &mut Sim) {
        if !port.weather.permits(self.limit(port)) {
            return;
        }
        let place = self.place(port);
        let ahead = AHEAD.min(self.terminal(port).posts[place].room_for_loads());
        while self.terminal(port).posts[place].loads_ordered < ahead {
            let Some(id) = self.rail(port).take_load(self.crane) else { return };
            self.call_up(id, port, sim);
        }
    }

    fn call_up(&self, id: BoxId, port: &mut Port, sim: &mut Sim) {
        let block = port.terminals[self.terminal.index()].yard.call_up_one(id, &port.boxes);
        apron::send_for(self.terminal, self.place(port), Unit::one(id), block, port, sim);
    }

    fn stow(&mut self, port: &mut Port, sim: &mut Sim) {
        let unit = self.unit.take().expect("a box hangs below the spreader");
        debug_assert_eq!(port.boxes[unit.first()].onward(), Onward::Train, "a box goes its own way");
        debug_assert_eq!(port.boxes[unit.first()].place(), Place::Moving, "a box is not in two places");
        apron::book_taken_on(unit.first(), self.cycle, port, sim);
        let it = port.boxes.leave(unit.first());
        let (teu, dwelt) = (it.class.length().teu() as u8, sim.now() - it.since);
        sim.record(Record::BoxOut { terminal: self.terminal, flow: it.flow, teu, dwelt });
        let stint = self.stint(sim);
        self.rail(port).finish(self.crane, stint, sim);
    }

    // ---- small questions ----

    fn limit(&self, port: &Port) -> LimitId {
        port.limits.terminals[self.terminal.index()].rail_cranes
    }
    fn plan<'a>(&self, port: &'a Port) -> &'a RailPlan {
        port.plan(self.terminal).rail.as_ref().expect("rail cranes stand in a rail yard")
    }
    fn terminal<'a>(&self, port: &'a mut Port) -> &'a mut Terminal {
        &mut port.terminals[self.terminal.index()]
    }
    fn rail<'a>(&self, port: &'a mut Port) -> &'a mut Rail {
        self.terminal(port).rail.as_mut().expect("rail cranes stand in a rail yard")
    }
    /// Its post among those of the terminal.
    fn place(&self, port: &Port) -> usize {
        port.terminals[self.terminal.index()].line.cranes.len() + self.crane
    }
    fn hand_over(&self, port: &Port) -> SimDuration {
        self.plan(port).hand_over.min(self.cycle)
    }
    /// A cycle belongs to a box, not to the crane that happens to lift it.
    fn draw_cycle(&self, key: u64, way: u32, port: &Port, sim: &Sim) -> SimDuration {
        let cycle = self.plan(port).cycle.sample_duration(&mut sim.streams.of(RAIL_CYCLE, key, way));
        port.conditions.slow(Target::Terminal(self.terminal, TerminalPart::RailCranes), cycle)
    }
}
