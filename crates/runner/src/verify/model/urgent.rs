//! One machine whose work is broken off by whoever is more urgent, and goes on later where it stopped.
//!
//! ```text
//! Source ─ spawns ─▶ Arriving ─▶ Waiting ⇄ Working ─▶ gone
//! ```

use super::queue::Class;
use super::unit::{Unit, Window};
use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, Pid, Process, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, Tally};

const GAP: Stream = Stream::named("verify/gap");
const SERVICE: Stream = Stream::named("verify/service");

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Machine {
    classes: Vec<Class>,
    at_work: Option<(Pid, u8)>,
    line: Line<(Pid, u8)>,
    sojourns: Vec<Tally>,
}

impl Machine {
    /// The machine, now or later; who is less urgent makes way. Who was broken off stands before its own class.
    fn ask(&mut self, class: u8, broken_off: bool, sim: &mut Sim<Job>) -> Answer {
        match self.at_work {
            None => {
                self.at_work = Some((sim.me(), class));
                return Answer::GRANTED;
            }
            Some((other, theirs)) if class < theirs => sim.interrupt(other, ()),
            Some(_) => {}
        }
        let me = sim.me();
        self.line.join_at(2 * class + u8::from(!broken_off), (me, class), sim)
    }
    fn free(&mut self, sim: &mut Sim<Job>) {
        self.at_work = self.line.take(0, sim).map(|(ticket, next)| {
            sim.wake(ticket);
            next
        });
    }
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Job {
    Source { class: u8, next: u64 },
    Arriving { class: u8, id: u64 },
    Waiting { class: u8, since: SimTime, left: SimDuration },
    Working { class: u8, since: SimTime },
    Gone,
}
use Job::{Arriving, Gone, Source, Waiting, Working};

impl Stage for Job {}
impl Process for Job {
    type World = Machine;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, machine: &mut Machine, sim: &mut Sim<Self>) -> Step {
        match *self {
            Source { class, next } => {
                sim.spawn(Arriving { class, id: next });
                let gap = &machine.classes[usize::from(class)].gap;
                let gap = gap.sample_duration(&mut sim.streams.of(GAP, next << 8 | u64::from(class), 0));
                Source { class, next: next + 1 }.hold(gap)
            }
            Arriving { class, id } => {
                let service = &machine.classes[usize::from(class)].service;
                let left = service.sample_duration(&mut sim.streams.of(SERVICE, id << 8 | u64::from(class), 0));
                Waiting { class, since: sim.now(), left }.until(machine.ask(class, false, sim))
            }
            Waiting { class, since, left } => Working { class, since }.hold(left),
            Working { class, since } => {
                machine.sojourns[usize::from(class)].observe(sim.now() - since);
                machine.free(sim);
                Gone.done()
            }
            Gone => unreachable!("it has left"),
        }
        .enter(self)
    }

    fn interrupted(&mut self, (): (), left: SimDuration, machine: &mut Machine, sim: &mut Sim<Self>) -> Option<Step> {
        let Working { class, since } = *self else { return None };
        machine.free(sim); // to who broke in
        Some(Waiting { class, since, left }.until(machine.ask(class, true, sim)).enter(self))
    }
}

/// The mean sojourn of each class.
pub fn observe(classes: &[Class], unit: Unit, window: Window, streams: Streams) -> Row {
    let sojourns = vec![Tally::default(); classes.len()];
    let mut run = Simulation::new(streams, |sim| {
        for class in 0..classes.len() {
            sim.spawn(Source { class: class as u8, next: 0 });
        }
        Machine { classes: classes.to_vec(), at_work: None, line: Line::default(), sojourns: sojourns.clone() }
    });
    run.run_until(unit.instant(window.warm_up), &mut ());
    run.intervene(|machine, _| machine.sojourns = sojourns);
    run.run_until(unit.instant(window.warm_up + window.length), &mut ());
    let mean = |it: &Tally| Seen::Ratio(unit.of_micros(it.total_micros()), it.count() as f64);
    let named = |(class, it): (usize, &Tally)| seen(format!("preemptive_resume_sojourn[{class}]"), mean(it));
    run.world.sojourns.iter().enumerate().map(named).collect()
}
