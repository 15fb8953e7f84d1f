//! A container train: comes, late or not, takes a track, is unloaded and loaded, and leaves when all is done.
//!
//! ```text
//! expected ─ on the line ─ awaiting track ─ shunting in ─ at work ─ shunting out ─ gone
//!     └ lateness                 list closed ┘└ rail cranes move its boxes
//! ```
//! Its boxes for ships were booked when it set out; what it takes away is what is ready when it stands below the cranes.

use crate::facility::rail::{Brought, Rail};
use crate::facility::rail_line::Heading;
use crate::hours::{self, Account, DelayCause, EntityKind, Place};
use crate::ids::{CallId, RailLineId, ServiceId, TerminalId};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::booking::{expected, first_call};
use crate::process::rail_run;
use crate::record::Record;
use crate::scenario::RailPlan;
use crate::streams::{TRAIN, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Entity, Next, SimDuration, SimTime, Stage, Variate};
use std::collections::VecDeque;

/// What a train is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum TrainStage {
    Starting,
    Expected,
    OnTheLine,
    AwaitingTrack,
    ShuntingIn,
    AtWork,
    ShuntingOut,
    Gone,
}
use TrainStage::*;
impl Stage for TrainStage {}

/// One train.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Train {
    terminal: TerminalId,
    /// Which train of the timetable, from 0.
    number: u32,
    came: SimTime,
    /// On its track since.
    on_track: SimTime,
    brings: u16,
    takes: u16,
    left_behind: u16,
    hours: Account,
    /// What it is doing.
    pub stage: TrainStage,
}

/// What is drawn for a train.
#[derive(Clone, Copy)]
enum Part {
    Lateness,
    Brings,
    Booking,
    ShuntingIn,
    ShuntingOut,
}

impl Train {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        Some(self.hours)
    }

    /// A train that sets out now.
    pub fn new(terminal: TerminalId, number: u32) -> Self {
        let zero = SimTime(0);
        let hours = Account::unopened(EntityKind::Train, Place::Quay(terminal.quay()));
        Train { terminal, number, came: zero, on_track: zero, brings: 0, takes: 0, left_behind: 0, hours, stage: Starting }
    }

    /// One visit.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TrainStage> {
        self.book(port, sim);
        match self.stage {
            Starting => Expected.hold(self.draw(Part::Lateness, &self.plan(port).lateness, port, sim)),
            Expected => match self.line(port) {
                Some(line) => OnTheLine.until(rail_run::run(line, self.key(port), Heading::ToPort, self.hours, sim)),
                None => self.arrive(port, sim),
            },
            OnTheLine => self.arrive(port, sim),
            AwaitingTrack => {
                self.on_track = sim.now();
                if let Some(line) = self.line(port) {
                    rail_run::leave_yard(line, port, sim);
                }
                ShuntingIn.hold(self.draw(Part::ShuntingIn, &self.plan(port).shunting, port, sim))
            }
            ShuntingIn => {
                let unload = self.draw_brought(port, sim);
                let capacity = self.plan(port).capacity;
                let (load, left_behind) = self.rail(port).close_list(sim.now(), capacity);
                (self.brings, self.takes, self.left_behind) = (unload.len() as u16, load.len() as u16, left_behind as u16);
                AtWork.until(self.rail(port).work(self.number, unload, load, sim))
            }
            AtWork => ShuntingOut.hold(self.draw(Part::ShuntingOut, &self.plan(port).shunting, port, sim)),
            ShuntingOut => {
                sim.release(self.rail(port).track);
                let (waited, stayed) = (self.on_track - self.came, sim.now() - self.on_track);
                let (terminal, brought, took, left_behind) = (self.terminal, self.brings, self.takes, self.left_behind);
                sim.record(Record::TrainLeft { terminal, waited, stayed, brought, took, left_behind });
                self.hours.close(sim);
                // From the track it has left: where it waits for a path, there is room.
                if let Some(line) = self.line(port) {
                    rail_run::run_off(line, self.key(port), Heading::Inland, sim);
                }
                Gone.done()
            }
            Gone => unreachable!("a train that is gone is not resumed"),
        }
    }

    /// Books the time of the stage that ends; at work, what the rail crane says that ended last.
    fn book(&mut self, port: &mut Port, sim: &mut Sim) {
        let cause = match self.stage {
            Starting | Gone => return,
            Expected => {
                self.hours = Account::open(hours::Entity::running(EntityKind::Train, sim), self.hours.at, sim);
                return;
            }
            OnTheLine => None, // the run has booked it
            AwaitingTrack => Some(DelayCause::Rail),
            ShuntingIn | ShuntingOut => Some(DelayCause::Work),
            AtWork => {
                let sums = self.rail(port).take_hours(self.number);
                self.hours.book_sums(&sums, sim);
                return;
            }
        };
        self.hours.book(cause, sim);
    }

    fn arrive(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TrainStage> {
        self.came = sim.now();
        sim.record(Record::TrainCame { terminal: self.terminal });
        AwaitingTrack.until(sim.seize(self.rail(port).track))
    }

    /// The boxes it brings, each booked on the first call of a service that can be reached. A train brings nothing for
    /// ships that do not come any more.
    fn draw_brought(&self, port: &Port, sim: &Sim) -> VecDeque<Brought> {
        let (plan, key) = (self.plan(port), self.key(port));
        let mut draw = sim.streams.of(TRAIN, key, Part::Brings as u32);
        let wanted = plan.brings.sample(&mut draw) * port.scenario.demand;
        let count = ((wanted + draw.unit() - 1e-9).max(0.0) as u32).min(plan.capacity); // rounds up with the right chance
        let reachable = self.reachable(port, sim.now());
        let total: f64 = reachable.iter().map(|(share, _)| share).sum();
        let book = |nth: u32| {
            let key = part(key, u64::from(nth));
            let mut left = sim.streams.of(TRAIN, key, Part::Booking as u32).open_unit() * total;
            let chosen = reachable.iter().find(|(share, _)| {
                left -= share;
                left <= 0.0
            });
            chosen.or(reachable.last()).map(|(_, call)| Brought { call: *call, key })
        };
        (0..count).filter_map(book).collect()
    }

    /// The first call of each service of the terminal that a box can still reach, and the boxes an hour the service carries.
    fn reachable(&self, port: &Port, now: SimTime) -> Vec<(f64, CallId)> {
        let from = now + port.plan(self.terminal).gate.cut_off;
        let all = port.scenario.services.iter().enumerate();
        let mut services: Vec<_> = all.filter(|(_, it)| it.quay == self.terminal.quay()).collect();
        services.sort_by_key(|(_, it)| &it.name); // their order in the file is of no account
        let first_call = services.into_iter().filter_map(|(index, service)| {
            let call = first_call(ServiceId(index as u16), from, port, now).filter(|call| expected(*call, port, now) >= from)?;
            let carries = service.calls_per_hour()? * (service.discharge_mean() + service.exports.mean());
            Some((carries, call))
        });
        first_call.collect()
    }

    // ---- small questions ----

    fn plan<'a>(&self, port: &'a Port) -> &'a RailPlan {
        port.plan(self.terminal).rail.as_ref().expect("trains come where there is a rail yard")
    }
    fn line(&self, port: &Port) -> Option<RailLineId> {
        self.plan(port).line.map(|index| RailLineId(index as u8))
    }
    fn rail<'a>(&self, port: &'a mut Port) -> &'a mut Rail {
        port.terminals[self.terminal.index()].rail.as_mut().expect("trains come where there is a rail yard")
    }
    fn key(&self, port: &Port) -> u64 {
        Entity::named(&port.plan(self.terminal).name).part("train").at(u64::from(self.number))
    }
    fn draw(&self, part: Part, variate: &Variate, port: &Port, sim: &Sim) -> SimDuration {
        variate.sample_duration(&mut sim.streams.of(TRAIN, self.key(port), part as u32))
    }
}
