//! Trains that bring new vehicles: by a timetable, or with what a factory has made.
//!
//! ```text
//! timetable: starting ─ between ─ a train sets out ─ between ─ …
//! train:     expected ─ on the line ─ awaiting track ─ shunting in ─ unloading ─ shunting out ─ gone
//! ```

use super::{CarLife, Part, draw, draw_count, gangs_for, plan, send_gangs};
use crate::facility::car_terminal::CarSource;
use crate::facility::condition::{CarPart, Target};
use crate::facility::rail_line::Heading;
use crate::hours::{Account, DelayCause, Entity, EntityKind, Place};
use crate::ids::{CarTerminalId, RailLineId};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::rail_run;
use crate::record::Record;
use crate::scenario::{CarTrainPlan, QuayOwner, nth_of_week};
use crate::streams::part;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Next, SimDuration, SimTime, Stage, stand_by};

/// What a timetable is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum TimetableStage {
    Starting,
    Between,
}
impl Stage for TimetableStage {}

/// The timetable of one kind of trains.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Timetable {
    terminal: CarTerminalId,
    kind: u16,
    /// Number of the next train.
    number: u32,
    /// What it is doing.
    pub stage: TimetableStage,
}

impl Timetable {
    /// Before the first train.
    pub fn new(terminal: CarTerminalId, kind: u16) -> Self {
        Timetable { terminal, kind, number: 0, stage: TimetableStage::Starting }
    }

    /// Train after train.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TimetableStage> {
        if self.stage == TimetableStage::Between {
            let key = self.key_of_train(port, sim.now());
            let train = CarTrain::new(self.terminal, Bringing::ByTimetable(self.kind), key, plan(self.terminal, port).line);
            sim.spawn(Kind::Cars(CarLife::Train(train)));
            self.number += 1;
        }
        let trains = &plan(self.terminal, port).trains[usize::from(self.kind)].trains;
        let planned = nth_of_week(trains, self.number, port.scenario.start_hour_of_week);
        TimetableStage::Between.hold(planned.saturating_since(sim.now()))
    }

    /// A train is known by when it is planned, and where trains of several kinds are planned at once, by which of these it is.
    fn key_of_train(&self, port: &Port, planned: SimTime) -> u64 {
        let week = SimDuration::hours(7 * 24).0;
        let moment = SimDuration((planned.0 + SimDuration::hours(port.scenario.start_hour_of_week).0) % week);
        let before = &plan(self.terminal, port).trains[..usize::from(self.kind)];
        let same = before.iter().filter(|kind| kind.trains.contains(&moment)).count() as u64;
        let key = part(port.car_terminals[self.terminal.index()].key, planned.0);
        if same == 0 { key } else { part(key, same) }
    }
}

/// What a train is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum CarTrainStage {
    Starting,
    Expected,
    OnTheLine,
    AwaitingTrack,
    ShuntingIn,
    Unloading,
    ShuntingOut,
    Gone,
}
use CarTrainStage::*;
impl Stage for CarTrainStage {}

/// What a train brings.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Bringing {
    /// What trains of this kind bring.
    ByTimetable(u16),
    /// So many cars, which a factory has made.
    Batch(u32),
}

/// One train.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct CarTrain {
    terminal: CarTerminalId,
    brings: Bringing,
    /// Its identity: by when it was planned to come, or which batch it is.
    key: u64,
    /// The line it comes and goes by.
    line: Option<RailLineId>,
    came: SimTime,
    on_track: SimTime,
    cars: u32,
    hours: Option<Account>,
    /// The job of gangs that unload it.
    job: u32,
    /// What it is doing.
    pub stage: CarTrainStage,
}

impl CarTrain {
    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        self.hours
    }

    /// A train that is to come now.
    fn new(terminal: CarTerminalId, brings: Bringing, key: u64, line: Option<usize>) -> Self {
        let line = line.map(|line| RailLineId(line as u8));
        let (came, on_track) = (SimTime(0), SimTime(0));
        CarTrain { terminal, brings, key, line, came, on_track, cars: 0, hours: None, job: 0, stage: Starting }
    }

    /// One visit.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CarTrainStage> {
        let terminal = self.terminal;
        let key = self.key;
        self.book(port, sim);
        match self.stage {
            Starting => Expected.hold(match self.brings {
                Bringing::ByTimetable(kind) => draw(Part::Lateness, &of(terminal, kind, port).lateness, key, sim),
                Bringing::Batch(_) => SimDuration::ZERO,
            }),
            Expected => OnTheLine.until(match self.line {
                Some(line) => rail_run::run(line, key, Heading::ToPort, self.hours.expect("it has set out"), sim),
                None => Answer::GRANTED,
            }),
            OnTheLine => {
                self.came = sim.now();
                AwaitingTrack.until(sim.seize(port.car_terminals[terminal.index()].pools.track))
            }
            AwaitingTrack => {
                self.on_track = sim.now();
                if let Some(line) = self.line {
                    rail_run::leave_yard(line, port, sim);
                }
                ShuntingIn.hold(shunting(Part::Shunting, terminal, key, port, sim))
            }
            ShuntingIn => {
                self.cars = match self.brings {
                    Bringing::ByTimetable(kind) => {
                        draw_count(Part::Count, &of(terminal, kind, port).cars, port.scenario.cargo_demand.cars, key, sim)
                    }
                    Bringing::Batch(cars) => cars,
                };
                if self.cars == 0 {
                    return Unloading.until(Answer::GRANTED);
                }
                let (plan, (answer, ticket)) = (plan(terminal, port), stand_by(sim));
                let gangs = gangs_for(self.cars, plan.train_gangs, plan);
                let job = port.car_terminals[terminal.index()].unload(key, CarSource::Train, self.cars, gangs, ticket);
                self.job = job;
                send_gangs(terminal, job, gangs, sim);
                Unloading.until(answer)
            }
            Unloading => ShuntingOut.hold(shunting(Part::ShuntingOut, terminal, key, port, sim)),
            ShuntingOut => {
                sim.release(port.car_terminals[terminal.index()].pools.track);
                let (waited, stayed) = (self.on_track - self.came, sim.now() - self.on_track);
                sim.record(Record::CarTrainLeft { terminal, waited, stayed, cars: self.cars as u16 });
                self.hours.expect("it has set out").close(sim);
                // From the track it has left: where it waits for a path, there is room.
                if let Some(line) = self.line {
                    rail_run::run_off(line, key, Heading::Inland, sim);
                }
                Gone.done()
            }
            Gone => unreachable!("a train that is gone is not resumed"),
        }
    }
}

fn shunting(part: Part, terminal: CarTerminalId, key: u64, port: &Port, sim: &Sim) -> SimDuration {
    let lasting = draw(part, &plan(terminal, port).shunting, key, sim);
    port.conditions.slow(Target::CarTerminal(terminal, CarPart::Tracks), lasting)
}

impl CarTrain {
    /// Books the time of the stage that ends, from when it sets out; at work, what the gang says that ended last.
    fn book(&mut self, port: &mut Port, sim: &mut Sim) {
        if self.stage == Expected {
            let quay = port.scenario.quay_of(QuayOwner::CarTerminal(self.terminal.index()));
            self.hours = Some(Account::open(Entity::running(EntityKind::Train, sim), Place::Quay(quay), sim));
        }
        let Some(hours) = &mut self.hours else { return };
        let cause = match self.stage {
            Starting | Expected | OnTheLine | Gone => None,
            AwaitingTrack => Some(DelayCause::Rail),
            ShuntingIn | ShuntingOut => Some(DelayCause::Work),
            Unloading => {
                let sums = port.car_terminals[self.terminal.index()].take_hours(self.job);
                hours.book_sums(&sums, sim);
                return;
            }
        };
        hours.book(cause, sim);
    }
}

/// A train with a batch of cars that a factory hands over, which comes and goes by this line.
pub fn send_batch(terminal: CarTerminalId, cars: u32, key: u64, line: Option<usize>, sim: &mut Sim) {
    sim.spawn(Kind::Cars(CarLife::Train(CarTrain::new(terminal, Bringing::Batch(cars), key, line))));
}

fn of(terminal: CarTerminalId, kind: u16, port: &Port) -> &CarTrainPlan {
    &plan(terminal, port).trains[usize::from(kind)]
}
