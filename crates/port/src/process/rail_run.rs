//! A train on a rail line that others share.
//!
//! ```text
//! asked for ─ (awaiting yard) ─ awaiting locomotive ─ awaiting turn ─ awaiting path ─ running ─┬─ whoever sent it is told
//!                   └ to the port                      └ no train comes towards it             └─ shunting ─ gone: the locomotive is free
//! ```
//! To the port it sets out when a track of the yard is kept for it there, and stands on it until its terminal has a track of its own for
//! it. Trains that leave do so from there: the yard can be full, and never in the way of itself.
//! Locomotives are at hand at both ends: that one runs alone to where it is wanted is not followed.

use crate::facility::condition::Target;
use crate::facility::rail_line::{Heading, RailLine, RailLinePlan};
use crate::hours::{Account, DelayCause};
use crate::ids::RailLineId;
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::upkeep;
use crate::record::Record;
use crate::streams::{RAIL_LINE, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Next, SimDuration, SimTime, Stage, Ticket, Variate, stand_by};

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum RailRunStage {
    Starting,
    AwaitingYard,
    AwaitingLocomotive,
    AwaitingTurn,
    AwaitingPath,
    Running,
    Shunting,
    Gone,
}
use RailRunStage::*;
impl Stage for RailRunStage {}

/// One run.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct RailRun {
    line: RailLineId,
    /// Identity for random numbers: that of the train.
    key: u64,
    heading: Heading,
    asked: SimTime,
    /// A track is kept for it since.
    kept: SimTime,
    /// Has a locomotive since.
    drawn: SimTime,
    sender: Option<Ticket>,
    /// The hours of the train for which somebody waits.
    hours: Option<Account>,
    /// What it is doing.
    pub stage: RailRunStage,
}

/// Which duration is drawn; of the other direction the odd ones.
#[derive(Clone, Copy)]
enum Part {
    Running = 0,
    Shunting = 2,
}

/// Sends a train of this key over a line; the running process is told when it is at the other end.
pub fn run(line: RailLineId, key: u64, heading: Heading, hours: Account, sim: &mut Sim) -> Answer {
    let (answer, ticket) = stand_by(sim);
    sim.spawn(Kind::RailRun(RailRun::new(line, key, heading, Some(ticket), Some(hours))));
    answer
}

/// The running process, a train that was told of its arrival, leaves the yard at the port for a track of its terminal.
pub fn leave_yard(line: RailLineId, port: &Port, sim: &mut Sim) {
    sim.release(port.rail_lines[line.index()].yard_track);
    sim.record(Record::RailYard { rail_line: line, change: -1 });
}

/// Sends a train for which nobody waits at the other end.
pub fn run_off(line: RailLineId, key: u64, heading: Heading, sim: &mut Sim) {
    sim.spawn(Kind::RailRun(RailRun::new(line, key, heading, None, None)));
}

impl RailRun {
    fn new(line: RailLineId, key: u64, heading: Heading, sender: Option<Ticket>, hours: Option<Account>) -> Self {
        let (asked, kept, drawn) = (SimTime::ZERO, SimTime::ZERO, SimTime::ZERO);
        RailRun { line, key, heading, asked, kept, drawn, sender, hours, stage: Starting }
    }

    /// From one end to the other.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<RailRunStage> {
        let (rail_line, heading) = (self.line, self.heading);
        if let (Some(hours), false) = (&mut self.hours, self.stage == Shunting) {
            let cause = if self.stage == Running { DelayCause::Work } else { DelayCause::Rail };
            hours.book(Some(cause), sim);
        }
        match self.stage {
            Starting => {
                self.asked = sim.now();
                sim.record(Record::RailRunAsked { rail_line });
                match heading {
                    Heading::ToPort => AwaitingYard.until(sim.seize(self.at(port).yard_track)),
                    Heading::Inland => self.ask_locomotive(port, sim),
                }
            }
            AwaitingYard => {
                sim.record(Record::RailYard { rail_line, change: 1 });
                self.ask_locomotive(port, sim)
            }
            AwaitingLocomotive => {
                self.drawn = sim.now();
                AwaitingTurn.until(self.at(port).ask(heading, sim))
            }
            AwaitingTurn => {
                let plan = &port.scenario.rail_lines[self.line.index()];
                let path = port.rail_lines[self.line.index()].take_path(heading, plan, sim.now());
                AwaitingPath.hold(path - sim.now())
            }
            AwaitingPath if !self.at(port).is_open() => AwaitingTurn.until(self.at(port).ask_again(heading, sim)),
            AwaitingPath => {
                let waited = sim.now() - self.asked;
                let (for_yard, for_locomotive) = (self.kept - self.asked, self.drawn - self.kept);
                sim.record(Record::RailRunBegan { rail_line, waited, for_yard, for_locomotive });
                let running = self.draw(Part::Running, &self.plan(port).running, sim);
                Running.hold(port.conditions.slow(Target::RailLine(rail_line), running))
            }
            Running => {
                self.at(port).leave(heading, sim);
                if let Some(sender) = self.sender {
                    let train = sim.waiting(sender).expect("who sent a train waits for it");
                    sim.hand_over(self.at(port).yard_track, train);
                    sim.wake(sender);
                }
                Shunting.hold(self.draw(Part::Shunting, &self.plan(port).shunting, sim))
            }
            Shunting => {
                let (locomotive, drawn) = (self.at(port).locomotive, sim.now() - self.drawn);
                let key = part(self.key, heading as u64);
                upkeep::put_back(Target::RailLine(rail_line), locomotive, key, || drawn, port, sim);
                sim.record(Record::RailRunEnded { rail_line, drawn });
                if self.sender.is_none() && heading == Heading::ToPort {
                    leave_yard(rail_line, port, sim);
                }
                Gone.done()
            }
            Gone => unreachable!("a run that has ended is not resumed"),
        }
    }

    fn ask_locomotive(&mut self, port: &mut Port, sim: &mut Sim) -> Next<RailRunStage> {
        self.kept = sim.now();
        AwaitingLocomotive.until(sim.seize(self.at(port).locomotive))
    }
    fn plan<'a>(&self, port: &'a Port) -> &'a RailLinePlan {
        &port.scenario.rail_lines[self.line.index()]
    }
    fn at<'a>(&self, port: &'a mut Port) -> &'a mut RailLine {
        &mut port.rail_lines[self.line.index()]
    }
    fn draw(&self, part: Part, variate: &Variate, sim: &Sim) -> SimDuration {
        variate.sample_duration(&mut sim.streams.of(RAIL_LINE, self.key, part as u32 + self.heading as u32))
    }
}
