//! A quay crane: takes a bay of a ship, opens its hatch, discharges it, loads it, closes it, and takes the next.
//!
//! ```text
//! parked ─ travelling ─ awaiting ship, gang, power ─ opening ─┬─ awaiting yard ─ hoisting ─ awaiting vehicle ─ lowering ─┐
//!                                                ├─ awaiting load ─ lifting ─ stowing ──────────────────────┤
//!                                                ├─ paused, under repair, awaiting calm ────────────────────┤
//!                                                └─ closing ─ parked              ▲ next lift ──────────────┘
//! ```
//! Shift changes, breakdowns, wind and being called to another ship take effect between two lifts.

mod discharge;
mod load;

use crate::cargo::Unit;
use crate::facility::condition::{Target, TerminalPart};
use crate::facility::feeder::Consumer;
use crate::hours::{DelayCause, Ledger, Stint};
use crate::ids::{CallId, CraneId, TerminalId};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::apron;
use crate::process::breakdown::{Machine, Wear, Work};
use crate::process::{gang, power, upkeep};
use crate::record::Record;
use crate::scenario::TerminalPlan;
use crate::streams::{HATCH, QUAY_CYCLE, QUAY_FAILURE, part, place_in_bay};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, SimTime, Stage};

/// What a quay crane is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum CraneStage {
    Starting,
    Parked,
    Travelling,
    AwaitingShip,
    AwaitingGang,
    AwaitingPower,
    Opening,
    Paused,
    UnderRepair,
    AwaitingCalm,
    AwaitingYard,
    Hoisting,
    AwaitingVehicle,
    Lowering,
    AwaitingLoad,
    Lifting,
    Stowing,
    Closing,
}
use CraneStage::*;
impl Stage for CraneStage {}

impl CraneStage {
    /// What time in it is booked to, where that does not depend on the box it waits for.
    fn why(self) -> Option<DelayCause> {
        match self {
            Travelling | Opening | Hoisting | Lowering | Lifting | Stowing | Closing => Some(DelayCause::Work),
            AwaitingShip => Some(DelayCause::Upstream),
            AwaitingGang => Some(DelayCause::Labour),
            AwaitingPower => Some(DelayCause::Power),
            Paused => Some(DelayCause::ShiftChange),
            UnderRepair => Some(DelayCause::Breakdown),
            AwaitingCalm => Some(DelayCause::Weather),
            AwaitingYard => Some(DelayCause::YardRoom),
            AwaitingVehicle => Some(DelayCause::Vehicle),
            Starting | Parked | AwaitingLoad => None,
        }
    }
}

/// One quay crane.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct QuayCrane {
    terminal: TerminalId,
    crane: CraneId,
    /// The ship it is assigned to, and since when.
    assigned: Option<(CallId, SimTime)>,
    /// Has it a gang?
    manned: bool,
    /// What its time at this ship was spent on, up to when the present stage began.
    hours: Ledger,
    stage_since: SimTime,
    /// What hangs below its spreader, or is about to.
    unit: Option<Unit>,
    /// How long the present cycle takes, the hand-over in it.
    cycle: SimDuration,
    /// Identity of the present lift for random numbers.
    lift: u64,
    /// Time it has moved for the present lift, and since when it moves.
    worked: SimDuration,
    moves_since: SimTime,
    wear: Wear,
    /// What it is doing.
    pub stage: CraneStage,
}

impl QuayCrane {
    /// What it has off a ship that is not in the terminal yet.
    pub fn brings(&self) -> Option<Unit> {
        self.unit.filter(|_| matches!(self.stage, AwaitingYard | Hoisting | AwaitingVehicle | Lowering))
    }

    /// At a bay, and manned.
    pub fn consumes(&self) -> Option<Consumer> {
        let at_a_bay = !matches!(self.stage, Starting | Parked | Travelling | AwaitingShip | AwaitingGang);
        at_a_bay.then_some(Consumer::QuayCrane(self.terminal, self.crane))
    }

    /// A sound crane without work.
    pub fn new(terminal: TerminalId, crane: CraneId) -> Self {
        let (zero, hours) = (SimDuration::ZERO, Ledger::default());
        let (assigned, stage_since, unit, cycle, wear) = (None, SimTime(0), None, zero, Wear::default());
        let (worked, moves_since) = (zero, SimTime(0));
        let stage = Starting;
        QuayCrane {
            terminal,
            crane,
            assigned,
            manned: false,
            hours,
            stage_since,
            unit,
            cycle,
            lift: 0,
            worked,
            moves_since,
            wear,
            stage,
        }
    }

    /// Bay after bay.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CraneStage> {
        let since = self.book(port, sim);
        match self.stage {
            Starting => Parked.until(port.terminals[self.terminal.index()].line.ask_bay(self.crane, sim)),
            Parked => self.go_to_bay(port, sim),
            Travelling => {
                let ready = port.terminals[self.terminal.index()].line.operation(self.call()).ready;
                AwaitingShip.hold(ready.saturating_since(sim.now()))
            }
            AwaitingShip if self.manned => self.ask_power(port, sim),
            AwaitingShip => AwaitingGang.until(gang::ask(self.terminal, port, sim)),
            AwaitingGang => {
                self.manned = true;
                if let Some((labour, _)) = port.terminals[self.terminal.index()].gang {
                    gang::begin(labour, since, sim);
                }
                self.ask_power(port, sim)
            }
            AwaitingPower => {
                if port.terminals[self.terminal.index()].line.bay_of(self.crane).open {
                    return self.next_lift(port, sim);
                }
                Opening.hold(self.draw_hatch(0, port, sim))
            }
            Opening => {
                port.terminals[self.terminal.index()].line.bay_of(self.crane).open = true;
                self.next_lift(port, sim)
            }

            AwaitingYard if self.is_coupled(port) => self.moves(Hoisting, self.cycle - self.hand_over(port), sim),
            AwaitingYard => AwaitingVehicle.until(port.terminals[self.terminal.index()].posts[self.crane.index()].ask_room(sim)),
            Hoisting if self.is_coupled(port) => {
                self.has_moved(sim);
                AwaitingVehicle.until(port.terminals[self.terminal.index()].posts[self.crane.index()].ask_room(sim))
            }
            AwaitingVehicle if self.is_coupled(port) => self.moves(Lowering, self.hand_over(port), sim),
            AwaitingVehicle => self.moves(Hoisting, self.cycle, sim),
            Hoisting | Lowering => {
                self.has_moved(sim);
                self.put_down(port, sim);
                self.next_lift(port, sim)
            }

            AwaitingLoad => self.moves(Lifting, self.hand_over(port), sim),
            Lifting => {
                self.has_moved(sim);
                self.unit = Some(port.terminals[self.terminal.index()].posts[self.crane.index()].lift(sim));
                self.call_up_loads(port, sim);
                self.moves(Stowing, self.cycle - self.hand_over(port), sim)
            }
            Stowing => {
                self.has_moved(sim);
                self.stow(port, sim);
                self.next_lift(port, sim)
            }

            Paused | UnderRepair | AwaitingCalm => self.next_lift(port, sim),

            Closing => {
                port.terminals[self.terminal.index()].line.bay_of(self.crane).open = false;
                self.leave_bay(port, sim)
            }
        }
    }

    /// Books the time of the stage that ends, and says when it began. Time without a load belongs to what the load did.
    fn book(&mut self, port: &Port, sim: &Sim) -> SimTime {
        let (since, now) = (std::mem::replace(&mut self.stage_since, sim.now()), sim.now());
        if self.stage == AwaitingLoad {
            let load = port.terminals[self.terminal.index()].posts[self.crane.index()].next_load();
            apron::book_wait_for_load(load, (since, now), &mut self.hours, port);
        } else if let Some(cause) = self.stage.why() {
            match self.waits_for(port) {
                Some(target) => self.hours.add_wait(cause, target, (since, now), &port.blame),
                None => self.hours.add(cause, now - since),
            }
        }
        since
    }

    /// What it waits for that may be in a worse condition.
    fn waits_for(&self, port: &Port) -> Option<Target> {
        let terminal = &port.terminals[self.terminal.index()];
        match self.stage {
            AwaitingVehicle => Some(Target::Terminal(self.terminal, TerminalPart::Transport)),
            AwaitingGang => terminal.gang.map(|(labour, _)| Target::Labour(labour)),
            AwaitingPower => terminal.feeder.map(Target::Feeder),
            _ => None,
        }
    }

    /// Manned: it may begin once there is power for it.
    fn ask_power(&self, port: &mut Port, sim: &mut Sim) -> Next<CraneStage> {
        let (consumer, watts) = (Consumer::QuayCrane(self.terminal, self.crane), self.plan(port).cranes.power_w);
        AwaitingPower.until(power::ask(power::feeder_of(self.terminal, port), consumer, watts, port, sim))
    }

    /// A bay was found: the crane is assigned to its ship, and travels there.
    fn go_to_bay(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CraneStage> {
        let speed = port.plan(self.terminal).cranes.gantry_speed_m_s;
        let terminal = &mut port.terminals[self.terminal.index()];
        let (call, _) = terminal.line.cranes[self.crane.index()].bay.expect("a crane is woken with a bay");
        if self.assigned.is_none_or(|(ship, _)| ship != call) {
            self.assigned = Some((call, sim.now()));
            sim.record(Record::CraneOn { terminal: self.terminal });
            self.hours = Ledger::default();
        }
        let post = &mut terminal.posts[self.crane.index()];
        let metres = (terminal.line.cranes[self.crane.index()].at_m - post.at.x).abs();
        post.at.x = terminal.line.cranes[self.crane.index()].at_m;
        Travelling.hold(SimDuration::from_seconds_f64(metres / speed))
    }

    /// Between two lifts: leave, pause, or lift.
    fn next_lift(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CraneStage> {
        let plan = port.plan(self.terminal);
        let pause = plan.shifts.pause_left(sim.now());
        let terminal = &mut port.terminals[self.terminal.index()];
        let leaves = terminal.line.is_called_away(self.crane) && terminal.line.bay_of(self.crane).loads_called == 0;
        if leaves {
            return self.leave_bay(port, sim);
        }
        if gang::is_called_off(self.terminal, port, sim) {
            return self.lay_down(port, sim);
        }
        if power::is_overdrawn(power::feeder_of(self.terminal, port), self.plan(port).cranes.power_w, port) {
            self.end_power(port, sim);
            return self.ask_power(port, sim);
        }
        if pause > SimDuration::ZERO {
            return Paused.hold(pause);
        }
        if let Some(outage) = self.wear.take_outage() {
            return upkeep::repair(UnderRepair, Target::Terminal(self.terminal, TerminalPart::Cranes), outage, port, sim);
        }
        let terminal = &mut port.terminals[self.terminal.index()];
        if !port.weather.permits(terminal.crane_limit) {
            return AwaitingCalm.until(port.weather.ask(terminal.crane_limit, sim));
        }
        let bay = terminal.line.bay_of(self.crane);
        if bay.discharge_left > 0 {
            self.begin_discharge(port, sim)
        } else if bay.loads_left > 0 {
            self.begin_load(port, sim)
        } else {
            Closing.hold(self.draw_hatch(1, port, sim))
        }
    }

    /// Its gang has gone; it goes on with the next one.
    fn lay_down(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CraneStage> {
        self.end_power(port, sim);
        self.manned = false;
        gang::end(self.terminal, port, sim);
        AwaitingGang.until(gang::ask(self.terminal, port, sim))
    }

    fn end_power(&self, port: &mut Port, sim: &mut Sim) {
        let consumer = Consumer::QuayCrane(self.terminal, self.crane);
        power::end(power::feeder_of(self.terminal, port), consumer, self.plan(port).cranes.power_w, port, sim);
    }

    // ---- the end of a bay ----

    /// Takes another bay of the same ship at once if there is one within reach; else it is no longer assigned.
    fn leave_bay(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CraneStage> {
        apron::send_vehicles_away(self.terminal, self.crane.index(), port, sim);
        self.end_power(port, sim);
        let terminal = &mut port.terminals[self.terminal.index()];
        let (call, since) = self.assigned.expect("a crane with a bay is assigned");
        let stint = Stint { from: since, to: sim.now(), hours: self.hours.clone() };
        debug_assert_eq!(stint.hours.total(), stint.to - stint.from, "all time of a crane at a ship is booked");
        terminal.line.leave_bay(self.crane, stint, sim);
        let answer = terminal.line.ask_bay(self.crane, sim);
        let goes_on = terminal.line.cranes[self.crane.index()].bay.is_some_and(|(next, _)| next == call);
        if !goes_on {
            sim.record(Record::CraneOff { terminal: self.terminal, call, logged: sim.now() - since });
            for (cause, time) in self.hours.iter() {
                sim.record(Record::CraneSpent { terminal: self.terminal, call, cause, time });
            }
            self.assigned = None;
            self.manned = false;
            gang::end(self.terminal, port, sim);
        }
        Parked.until(answer)
    }

    /// Moves for so long.
    fn moves(&mut self, stage: CraneStage, time: SimDuration, sim: &Sim) -> Next<CraneStage> {
        self.moves_since = sim.now();
        stage.hold(time)
    }
    fn has_moved(&mut self, sim: &Sim) {
        self.worked += sim.now() - self.moves_since;
    }

    fn report_lift(&mut self, unit: Unit, port: &Port, sim: &mut Sim) {
        let crane = part(port.terminals[self.terminal.index()].key, u64::from(self.crane.0));
        let machine = Machine::one(crane, u32::from(self.crane.0), self.plan(port).cranes.count);
        let work = Work { lasting: self.cycle, key: self.lift, machine, stream: QUAY_FAILURE };
        let plan = &self.plan(port).cranes;
        self.wear.add(work, Some(&plan.failures), plan.maintenance.as_ref(), sim.now(), &sim.streams);
        let teu: u32 = unit.boxes().map(|id| port.boxes[id].class.length().teu()).sum();
        let (terminal, call, worked) = (self.terminal, self.call(), std::mem::take(&mut self.worked));
        sim.record(Record::Lifted { terminal, call, boxes: unit.count() as u8, teu: teu as u8, worked });
    }

    // ---- small questions ----

    /// Vehicles that may be under way for it at once.
    fn look_ahead(&self, port: &Port) -> u32 {
        if port.terminals[self.terminal.index()].blind { 1 } else { port.plan(self.terminal).transport.look_ahead }
    }
    fn call(&self) -> CallId {
        self.assigned.expect("a crane at work is assigned to a ship").0
    }
    fn plan<'a>(&self, port: &'a Port) -> &'a TerminalPlan {
        port.plan(self.terminal)
    }
    fn target(&self) -> Target {
        Target::Terminal(self.terminal, TerminalPart::Cranes)
    }
    fn is_coupled(&self, port: &Port) -> bool {
        self.plan(port).transport.kind.is_coupled_at_quay()
    }
    fn hand_over(&self, port: &Port) -> SimDuration {
        self.plan(port).cranes.hand_over.min(self.cycle)
    }
    /// A cycle belongs to a box or a place in a loading list, not to the crane that happens to lift it.
    fn draw_cycle(&self, port: &Port, sim: &Sim) -> SimDuration {
        let cycle = self.plan(port).cranes.cycle.sample_duration(&mut sim.streams.of(QUAY_CYCLE, self.lift, 0));
        port.conditions.slow(self.target(), cycle)
    }
    fn draw_hatch(&self, what: u32, port: &mut Port, sim: &Sim) -> SimDuration {
        let call = port.calls[self.call()].key;
        let key = place_in_bay(call, port.terminals[self.terminal.index()].line.bay_of(self.crane).number, 0);
        let moving = self.plan(port).cranes.hatch_cover.sample_duration(&mut sim.streams.of(HATCH, key, what));
        port.conditions.slow(self.target(), moving)
    }
}
