//! What comes first at one instant, and what counts as an event.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;

/// Holds so long, says its name, and may spawn another that says its own.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Crier {
    Born { name: u32, after: u64, priority: u8, heir: Option<u32> },
    Holding { name: u32, priority: u8, heir: Option<u32> },
    Silent,
}
use Crier::*;

impl Stage for Crier {}
impl Process for Crier {
    type World = ();
    type Record = u32;
    type Cause = ();
    fn resume(&mut self, (): &mut (), sim: &mut Sim<Self>) -> Step {
        match *self {
            Born { name, after, priority, heir } => Holding { name, priority, heir }.hold(SimDuration(after)),
            Holding { name, heir, priority } => {
                sim.record(name);
                if let Some(heir) = heir {
                    sim.spawn(Holding { name: heir, priority, heir: None });
                }
                Silent.done()
            }
            Silent => unreachable!("it is over"),
        }
        .enter(self)
    }
    fn priority(&self) -> u8 {
        match *self {
            Holding { priority, .. } | Born { priority, .. } => priority,
            Silent => 128,
        }
    }
}

fn cries(criers: &[Crier], ties: Option<u64>) -> (Vec<u32>, u64, u64, u64) {
    let mut simulation = Simulation::new(Streams::new(0, 0), |sim| {
        if let Some(seed) = ties {
            sim.permute_ties(seed);
        }
        criers.iter().for_each(|&crier| _ = sim.spawn(crier));
    });
    let mut log = Vec::new();
    simulation.run_until(SimTime(100), &mut log);
    let sim = simulation.sim();
    (log.into_iter().map(|(_, name)| name).collect(), sim.events(), sim.resumptions(), sim.trace_hash())
}

fn born(name: u32, after: u64, priority: u8, heir: Option<u32>) -> Crier {
    Born { name, after, priority, heir }
}

#[test]
pub fn what_an_instant_causes_comes_first_then_priority_then_who_held_first() {
    let criers =
        [born(1, 5, 128, Some(10)), born(2, 5, 200, None), born(3, 5, 128, None), born(4, 5, 7, Some(40)), born(5, 4, 255, None)];
    let (log, events, resumptions, _) = cries(&criers, None);
    assert_eq!(log, [5, 4, 40, 1, 10, 3, 2]);
    assert_eq!((events, resumptions), (5, 12), "five holds ended; two first steps at birth of heirs, five of criers");
}

#[test]
fn permuted_ties_keep_priorities_and_change_with_the_seed() {
    let criers: Vec<Crier> = (0..8).map(|name| born(name, 5, if name < 4 { 1 } else { 2 }, None)).collect();
    let mut orders: Vec<Vec<u32>> = (0..50).map(|seed| cries(&criers, Some(seed)).0).collect();
    for order in &mut orders {
        assert!(order[..4].iter().all(|&name| name < 4), "priorities are kept: {order:?}");
    }
    orders.sort_unstable();
    orders.dedup();
    assert!(orders.len() > 30, "{} different orders of 50", orders.len());
}

/// 24 bytes of what is known of it, 16 of its key, an eighth of room.
#[test]
fn a_pending_process_costs_the_engine_at_most_48_bytes() {
    for processes in [100_000, 140_000] {
        let mut simulation: Simulation<Crier> = Simulation::new(Streams::new(0, 0), |sim| {
            (0..processes).for_each(|name| _ = sim.spawn(born(name, 50 + u64::from(name), 128, None)));
        });
        simulation.run_until(SimTime(10), &mut ());
        let bytes = simulation.sim().bytes();
        assert!(simulation.sim().pending() == processes as usize && bytes <= 48 * processes as usize, "{bytes} for {processes}");
    }
}

#[test]
pub fn the_trace_tells_runs_apart() {
    let trace = |after, priority| cries(&[born(1, after, priority, None), born(2, 7, 128, None)], None).3;
    assert_eq!(trace(5, 128), trace(5, 128));
    assert!(trace(5, 128) != trace(6, 128) && trace(7, 128) != trace(7, 129));
}

#[test]
#[should_panic(expected = "the calendar ends")]
fn a_hold_beyond_the_calendar_is_our_fault() {
    cries(&[born(1, 1 << 57, 128, None)], None);
}

#[test]
pub fn an_observer_can_be_two_and_next_at_looks_ahead() {
    let mut simulation: Simulation<Crier> = Simulation::new(Streams::new(0, 0), |sim| _ = sim.spawn(born(1, 5, 128, None)));
    let crier = simulation.processes().map(|(pid, _)| pid).next().unwrap();
    assert_eq!(simulation.next_at(), Some(SimTime::ZERO));
    let mut both = (Vec::new(), Vec::new());
    simulation.run_until(SimTime(4), &mut both);
    assert_eq!((simulation.next_at(), simulation.processes().count()), (Some(SimTime(5)), 1));
    simulation.run_until(SimTime(5), &mut both);
    assert_eq!(both.0, [(SimTime(5), 1)]);
    assert_eq!(both.0, both.1);
    assert_eq!((simulation.next_at(), simulation.sim().now(), simulation.sim().living()), (None, SimTime(5), 0));
    assert!(!simulation.sim().lives(crier));
}
