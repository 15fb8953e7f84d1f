//! A yard crane: takes a job, travels to its bay, moves the boxes (those that lie above first), and takes the next.
//!
//! ```text
//! idle ─ (awaiting calm) ─ awaiting power ─ working ─ idle … with a repair between two jobs now and then
//! ```

use crate::facility::condition::{Target, TerminalPart};
use crate::facility::feeder::Consumer;
use crate::facility::fleet::{Errand, Order};
use crate::facility::weather::LimitId;
use crate::facility::yard::Task;
use crate::ids::{BlockId, TerminalId};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::breakdown::{Machine, Wear, Work};
use crate::process::{landside, power, upkeep};
use crate::streams::{YARD_CYCLE, YARD_FAILURE, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, Stage};

/// What a yard crane is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum YardCraneStage {
    Starting,
    Idle,
    AwaitingCalm,
    AwaitingPower,
    Working,
    UnderRepair,
}
use YardCraneStage::*;
impl Stage for YardCraneStage {}

/// One yard crane.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct YardCrane {
    terminal: TerminalId,
    block: BlockId,
    crane: usize,
    wear: Wear,
    busy: SimDuration,
    /// What it is doing.
    pub stage: YardCraneStage,
}

impl YardCrane {
    /// On a job.
    pub fn consumes(&self) -> Option<Consumer> {
        matches!(self.stage, AwaitingPower | Working).then_some(self.consumer())
    }

    /// A sound crane without work.
    pub fn new(terminal: TerminalId, block: BlockId, crane: usize) -> Self {
        YardCrane { terminal, block, crane, wear: Wear::default(), busy: SimDuration::ZERO, stage: Starting }
    }

    /// Job after job.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<YardCraneStage> {
        match self.stage {
            Starting => self.ask_job(port, sim),
            Idle if !port.weather.permits(self.limit(port)) => AwaitingCalm.until(port.weather.ask(self.limit(port), sim)),
            Idle | AwaitingCalm => {
                let watts = port.plan(self.terminal).yard.crane.power_w;
                AwaitingPower.until(power::ask(power::feeder_of(self.terminal, port), self.consumer(), watts, port, sim))
            }
            AwaitingPower => {
                self.busy = self.draw_job(port, sim);
                self.wear_out(port, sim);
                Working.hold(self.busy)
            }
            Working => {
                let watts = port.plan(self.terminal).yard.crane.power_w;
                power::end(power::feeder_of(self.terminal, port), self.consumer(), watts, port, sim);
                self.finish(port, sim);
                let Some(outage) = self.wear.take_outage() else { return self.ask_job(port, sim) };
                port.terminals[self.terminal.index()].yard.set_down(self.block, self.crane, true);
                upkeep::repair(UnderRepair, Target::Terminal(self.terminal, TerminalPart::YardCranes), outage, port, sim)
            }
            UnderRepair => {
                port.terminals[self.terminal.index()].yard.set_down(self.block, self.crane, false);
                self.ask_job(port, sim)
            }
        }
    }

    fn limit(&self, port: &Port) -> LimitId {
        port.limits.terminals[self.terminal.index()].yard_cranes
    }

    fn consumer(&self) -> Consumer {
        Consumer::YardCrane(self.terminal, self.block, self.crane as u8)
    }

    fn ask_job(&self, port: &mut Port, sim: &mut Sim) -> Next<YardCraneStage> {
        let yard = &mut port.terminals[self.terminal.index()].yard;
        Idle.until(yard.next_job(self.block, self.crane, &mut port.boxes, sim))
    }

    /// Travel, and one cycle for each box that is moved.
    fn draw_job(&self, port: &Port, sim: &Sim) -> SimDuration {
        let plan = &port.plan(self.terminal).yard;
        let running = port.terminals[self.terminal.index()].yard.running(self.block, self.crane);
        let (task, first) = (running.job.task, running.job.task.unit().first());
        let mut draw = sim.streams.of(YARD_CYCLE, port.boxes[first].key, purpose(task));
        let travel = f64::from(running.travel_bays) * 2.0 * plan.bay_length_m / plan.crane.gantry_speed_m_s;
        let moves = (0..running.moves).map(|_| plan.crane.cycle.sample_duration(&mut draw));
        let lasting = moves.fold(SimDuration::from_seconds_f64(travel), |sum, cycle| sum + cycle);
        port.conditions.slow(Target::Terminal(self.terminal, TerminalPart::YardCranes), lasting)
    }

    /// The boxes are where they were wanted: whoever waited goes on.
    fn finish(&self, port: &mut Port, sim: &mut Sim) {
        let terminal = &mut port.terminals[self.terminal.index()];
        let running = terminal.yard.running(self.block, self.crane);
        let job = terminal.yard.finish(self.block, self.crane);
        if !matches!(job.task, Task::Uncover(_)) {
            let rehandle = self.busy * u64::from(running.rehandles) / u64::from(running.moves);
            job.task.unit().boxes().for_each(|id| port.boxes.handled(id, self.busy, rehandle, sim));
        }
        let busy = if terminal.yard.is_overflow(self.block) { SimDuration::ZERO } else { self.busy };
        landside::report_yard_moves(self.terminal, job.task, running.rehandles, busy, port, sim);
        match (job.task, job.waiting) {
            (Task::Retrieve(unit), None) => {
                let terminal = &mut port.terminals[self.terminal.index()];
                let (block, from) = (self.block, terminal.yard.blocks[self.block.index()].at);
                let post = job.post.expect("a unit at a transfer point is for a post");
                terminal.fleet.order(
                    Order {
                        post,
                        key: port.boxes[unit.first()].key,
                        errand: Errand::Deliver { unit, block },
                        from,
                        since: sim.now(),
                    },
                    sim,
                );
            }
            (_, Some(waiting)) => sim.wake(waiting),
            (Task::Stack(_) | Task::Uncover(_), None) => {}
        }
        if let Task::Stack(unit) = job.task {
            landside::stacked(unit, port, sim);
        }
    }

    fn wear_out(&mut self, port: &Port, sim: &Sim) {
        let task = port.terminals[self.terminal.index()].yard.running(self.block, self.crane).job.task;
        let work = part(port.boxes[task.unit().first()].key, u64::from(purpose(task)));
        let crane = part(part(port.terminals[self.terminal.index()].key, u64::from(self.block.0)), self.crane as u64);
        let (yard, plan) = (&port.plan(self.terminal).yard, &port.plan(self.terminal).yard.crane);
        let place = u32::from(self.block.0) * plan.per_block + self.crane as u32;
        let machine = Machine::one(crane, place, yard.blocks * plan.per_block);
        let work = Work { lasting: self.busy, key: work, machine, stream: YARD_FAILURE };
        self.wear.add(work, Some(&plan.failures), plan.maintenance.as_ref(), sim.now(), &sim.streams);
    }
}

/// What a box is moved for, as a number: each at most once.
fn purpose(task: Task) -> u32 {
    match task {
        Task::Retrieve(_) => 0,
        Task::Stack(_) => 1,
        Task::Uncover(_) => 2,
    }
}
