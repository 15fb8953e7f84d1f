//! Trains that bring new vehicles, and their timetable.
//!
//! ```text
//! timetable: starting ─ between ─ a train sets out ─ between ─ …
//! train:     expected ─ awaiting path ─ awaiting track ─ shunting in ─ unloading ─ shunting out ─ gone
//! ```

use super::{CarLife, Part, draw, draw_count, gangs_for, plan, send_gangs};
use crate::facility::car_terminal::CarSource;
use crate::ids::CarTerminalId;
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::record::Record;
use crate::scenario::{CarTrainPlan, nth_of_week};
use crate::streams::part;
use darse_engine::{Answer, Next, SimTime, Stage, stand_by};
use serde::{Deserialize, Serialize};

/// What a timetable is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimetableStage {
    Starting,
    Between,
}
impl Stage for TimetableStage {}

/// The timetable of one kind of trains.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
            sim.spawn(Kind::Cars(CarLife::Train(CarTrain::new(self.terminal, self.kind, sim.now()))));
            self.number += 1;
        }
        let trains = &plan(self.terminal, port).trains[usize::from(self.kind)].trains;
        let planned = nth_of_week(trains, self.number, port.scenario.start_hour_of_week);
        TimetableStage::Between.hold(planned.saturating_since(sim.now()))
    }
}

/// What a train is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CarTrainStage {
    Starting,
    Expected,
    AwaitingPath,
    AwaitingTrack,
    ShuntingIn,
    Unloading,
    ShuntingOut,
    Gone,
}
use CarTrainStage::*;
impl Stage for CarTrainStage {}

/// One train.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CarTrain {
    terminal: CarTerminalId,
    kind: u16,
    /// When it was planned to come: its identity.
    planned: SimTime,
    came: SimTime,
    on_track: SimTime,
    cars: u32,
    /// What it is doing.
    pub stage: CarTrainStage,
}

impl CarTrain {
    /// A train that is to come now.
    pub fn new(terminal: CarTerminalId, kind: u16, planned: SimTime) -> Self {
        CarTrain { terminal, kind, planned, came: SimTime(0), on_track: SimTime(0), cars: 0, stage: Starting }
    }

    /// One visit.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CarTrainStage> {
        let terminal = self.terminal;
        let key = self.key(port);
        match self.stage {
            Starting => Expected.hold(draw(Part::Lateness, &self.of(port).lateness, key, sim)),
            Expected => {
                self.came = sim.now();
                AwaitingPath.until(ask_path())
            }
            AwaitingPath => AwaitingTrack.until(sim.seize(port.car_terminals[terminal.index()].pools.track)),
            AwaitingTrack => {
                self.on_track = sim.now();
                ShuntingIn.hold(draw(Part::Shunting, &plan(terminal, port).shunting, key, sim))
            }
            ShuntingIn => {
                self.cars = draw_count(Part::Count, &self.of(port).cars, port.scenario.cargo_demand.cars, key, sim);
                if self.cars == 0 {
                    return Unloading.until(Answer::GRANTED);
                }
                let (plan, (answer, ticket)) = (plan(terminal, port), stand_by(sim));
                let gangs = gangs_for(self.cars, plan.train_gangs, plan);
                let job = port.car_terminals[terminal.index()].unload(key, CarSource::Train, self.cars, gangs, ticket);
                send_gangs(terminal, job, gangs, sim);
                Unloading.until(answer)
            }
            Unloading => ShuntingOut.hold(draw(Part::ShuntingOut, &plan(terminal, port).shunting, key, sim)),
            ShuntingOut => {
                sim.release(port.car_terminals[terminal.index()].pools.track);
                let (waited, stayed) = (self.on_track - self.came, sim.now() - self.on_track);
                sim.record(Record::CarTrainLeft { terminal, waited, stayed, cars: self.cars as u16 });
                Gone.done()
            }
            Gone => unreachable!("a train that is gone is not resumed"),
        }
    }

    fn key(&self, port: &Port) -> u64 {
        part(port.car_terminals[self.terminal.index()].key, self.planned.0)
    }
    fn of<'a>(&self, port: &'a Port) -> &'a CarTrainPlan {
        &plan(self.terminal, port).trains[usize::from(self.kind)]
    }
}

/// A path on the line to the terminal: the one place where a train asks for it. There is no line yet that it shares with others.
fn ask_path() -> Answer {
    Answer::GRANTED
}
