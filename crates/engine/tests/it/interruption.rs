//! What interruption does to a hold, to a wait for pools, and to a wait in a line of the model's own.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;

#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
enum Cause {
    Ignored,
    Storm,
}

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Ship {
    Sailing { lasting: u64 },
    Transit { drift: u64 },
    Calling { feet: u32 },
    Anchored { feet: u32 },
    Berthed,
    Gone,
}
use Ship::*;

#[derive(Clone, Debug, PartialEq)]
enum Saw {
    Arrived,
    Broken { left: u64 },
    Berthed { feet: u32 },
    Left { feet: u32 },
}

/// A quay written by the model, with room for so many feet; a small ship does not overtake a large one.
#[derive(Clone, Default, BorshSerialize, BorshDeserialize)]
struct Quay {
    room: u32,
    line: Line<u32>,
}

impl Quay {
    fn berth(&mut self, feet: u32, sim: &mut Sim<Ship>) -> Answer {
        if self.line.is_empty(sim) && feet <= self.room {
            self.room -= feet;
            return Answer::GRANTED;
        }
        self.line.join_at(if feet > 900 { 1 } else { 2 }, feet, sim)
    }
    fn serve(&mut self, sim: &mut Sim<Ship>) {
        let room = &mut self.room;
        while self.line.wake_first(sim, |&feet| {
            let fits = feet <= *room;
            *room -= if fits { feet } else { 0 };
            fits
        }) {}
    }
    fn give_up(&mut self, sim: &mut Sim<Ship>) {
        self.line.leave(sim);
        self.serve(sim);
    }
}

impl Stage for Ship {}
impl Process for Ship {
    type World = Quay;
    type Record = Saw;
    type Cause = Cause;

    fn resume(&mut self, quay: &mut Quay, sim: &mut Sim<Self>) -> Step {
        match *self {
            Sailing { lasting } => Transit { drift: 7 }.hold(SimDuration(lasting)),
            Transit { .. } => {
                sim.record(Saw::Arrived);
                Gone.done()
            }
            Calling { feet } => Anchored { feet }.until(quay.berth(feet, sim)).or_after(SimDuration(50)),
            Anchored { feet } if sim.timed_out() => {
                quay.give_up(sim);
                sim.record(Saw::Left { feet });
                Gone.done()
            }
            Anchored { feet } => {
                sim.record(Saw::Berthed { feet });
                Berthed.hold(SimDuration(1_000))
            }
            Berthed | Gone => unreachable!("the test ends before"),
        }
        .enter(self)
    }

    fn interrupted(&mut self, cause: Cause, left: SimDuration, quay: &mut Quay, sim: &mut Sim<Self>) -> Option<Step> {
        if cause == Cause::Ignored {
            return None;
        }
        let next = match *self {
            Transit { drift } => {
                sim.record(Saw::Broken { left: left.0 });
                Transit { drift: drift + 1 }.hold(left + SimDuration(drift))
            }
            Anchored { feet } => {
                quay.give_up(sim);
                sim.record(Saw::Left { feet });
                Gone.done()
            }
            _ => return None,
        };
        Some(next.enter(self))
    }
}

fn at(time: u64, saw: Saw) -> (SimTime, Saw) {
    (SimTime(time), saw)
}

#[test]
pub fn a_hold_broken_off_knows_what_was_left_and_goes_on_as_it_likes() {
    let mut ship = None;
    let mut sea = Simulation::new(Streams::new(0, 0), |sim| {
        ship = Some(sim.spawn(Sailing { lasting: 10 }));
        Quay::default()
    });
    let (ship, mut log) = (ship.unwrap(), Vec::new());
    sea.run_until(SimTime(3), &mut log);
    sea.intervene(|_, sim| sim.interrupt(ship, Cause::Ignored));
    sea.run_until(SimTime(4), &mut log);
    sea.intervene(|_, sim| sim.interrupt(ship, Cause::Storm));
    sea.run_until(SimTime(16), &mut log);
    assert_eq!(log, [at(4, Saw::Broken { left: 6 })]);
    sea.run_until(SimTime(20), &mut log);
    assert_eq!(log[1..], [at(17, Saw::Arrived)]);
    assert_eq!(sea.sim().events(), 1, "the key of the broken hold is no event");
    sea.intervene(|_, sim| sim.interrupt(ship, Cause::Storm)); // it has ended: nobody hears
    sea.run_until(SimTime(30), &mut log);
    assert_eq!(log.len(), 2);
}

fn anchorage(feet: &[u32]) -> (Simulation<Ship>, Vec<Pid>) {
    let mut pids = Vec::new();
    let sea = Simulation::new(Streams::new(0, 0), |sim| {
        pids.extend(feet.iter().map(|&feet| sim.spawn(Calling { feet })));
        Quay { room: 1_000, line: Line::default() }
    });
    (sea, pids)
}

#[test]
pub fn a_line_of_the_models_own_knows_priorities() {
    let (mut sea, _) = anchorage(&[800, 300, 400, 950]);
    let mut log = Vec::new();
    sea.run_until(SimTime(1), &mut log);
    sea.intervene(|quay, sim| {
        assert_eq!(quay.line.wishes(sim).copied().collect::<Vec<_>>(), [950, 300, 400]);
        quay.room += 800;
        quay.serve(sim);
    });
    sea.run_until(SimTime(2), &mut log);
    assert_eq!(log, [at(0, Saw::Berthed { feet: 800 }), at(1, Saw::Berthed { feet: 950 })]);
}

#[test]
fn those_behind_a_head_that_gives_up_are_served() {
    for interrupted in [true, false] {
        let (mut sea, pids) = anchorage(&[800, 300, 200]);
        let mut log = Vec::new();
        sea.run_until(SimTime(9), &mut log);
        if interrupted {
            sea.intervene(|_, sim| [Cause::Ignored, Cause::Storm].into_iter().for_each(|cause| sim.interrupt(pids[1], cause)));
        }
        sea.run_until(SimTime(60), &mut log);
        let when = if interrupted { 9 } else { 50 };
        assert!(log.contains(&at(when, Saw::Left { feet: 300 })), "{log:?}");
        let berthed = log.iter().find(|(_, saw)| *saw == Saw::Berthed { feet: 200 });
        match interrupted {
            true => assert_eq!(berthed.unwrap().0, SimTime(9)),
            // the patience of both ends at 50; the head gives up first, and its berth goes to the next at that very instant
            false => assert_eq!(berthed.unwrap().0, SimTime(50)),
        }
    }
}

#[test]
pub fn keys_that_nobody_waits_for_are_swept_out() {
    let mut ship = None;
    let mut sea = Simulation::new(Streams::new(0, 0), |sim| {
        ship = Some(sim.spawn(Sailing { lasting: 1 << 40 }));
        sim.spawn(Sailing { lasting: 1 << 20 });
        Quay::default()
    });
    for t in 0..10_000 {
        sea.run_until(SimTime(t), &mut ());
        sea.intervene(|_, sim| sim.interrupt(ship.unwrap(), Cause::Storm));
    }
    sea.run_until(SimTime(10_000), &mut ());
    assert!(sea.sim().pending() < 200, "{} keys for one process", sea.sim().pending());
    assert_eq!(sea.next_at(), Some(SimTime(1 << 20)), "that of the other ship is kept");
}
