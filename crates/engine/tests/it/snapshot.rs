//! A run saved, loaded and continued is the same run; a branch does not disturb what it was taken from.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;

const WORK: Stream = Stream::named("work");

/// Trucks that loop for ever: wait for one of two pools, with patience or without, work, and shout at one another.
#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Truck {
    Driving { id: u64, round: u32 },
    Queueing { id: u64, round: u32 },
    Loading { id: u64, round: u32 },
}
use Truck::*;

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Site {
    cranes: [Request; 2],
    trucks: Vec<Pid>,
}

impl Stage for Truck {}
impl Process for Truck {
    type World = Site;
    type Record = (u64, u32, bool);
    type Cause = ();

    fn resume(&mut self, site: &mut Site, sim: &mut Sim<Self>) -> Step {
        match *self {
            Driving { id, round } => {
                let mut draw = sim.streams.of(WORK, id, round);
                if draw.chance(0.1) {
                    let whom = site.trucks[draw.index(site.trucks.len() as u32) as usize];
                    sim.interrupt(whom, ());
                }
                let next = Queueing { id, round }.until(sim.seize(site.cranes[id as usize % 2]));
                if draw.chance(0.5) { next.or_after(SimDuration(draw.index(30).into())) } else { next }
            }
            Queueing { id, round } if sim.timed_out() => {
                sim.record((id, round, false));
                Driving { id, round: round + 1 }.hold(SimDuration(7))
            }
            Queueing { id, round } => Loading { id, round }.hold(SimDuration(sim.streams.of(WORK, id, round).index(20).into())),
            Loading { id, round } => {
                sim.release(site.cranes[id as usize % 2]);
                sim.record((id, round, true));
                Driving { id, round: round + 1 }.hold(SimDuration(5))
            }
        }
        .enter(self)
    }

    fn interrupted(&mut self, (): (), left: SimDuration, _: &mut Site, _: &mut Sim<Self>) -> Option<Step> {
        match *self {
            Queueing { id, round } if id % 2 == 0 => Some(Driving { id, round: round + 1 }.hold(SimDuration(9)).enter(self)),
            Driving { id, round } => Some(Driving { id, round }.hold(left + SimDuration(1)).enter(self)),
            _ => None,
        }
    }
}

fn site(ties: Option<u64>) -> Simulation<Truck> {
    Simulation::new(Streams::new(5, 1), |sim| {
        ties.into_iter().for_each(|seed| sim.permute_ties(seed));
        let (a, b) = (sim.add_pool(2), sim.add_pool(1));
        let cranes = [Request::of(a, 1), Request::of(a, 1).and(b, 1)];
        Site { cranes, trucks: (0..12).map(|id| sim.spawn(Driving { id, round: 0 })).collect() }
    })
}

fn bytes(simulation: &Simulation<Truck>) -> Vec<u8> {
    borsh::to_vec(simulation).unwrap()
}

#[test]
fn a_run_saved_and_loaded_at_any_instant_ends_in_the_same_bytes() {
    for ties in [None, Some(3)] {
        let (mut whole, mut log) = (site(ties), Vec::new());
        whole.run_until(SimTime(2_000), &mut log);
        for t in (0..2_000).step_by(37) {
            let (mut first, mut second_log) = (site(ties), Vec::new());
            first.run_until(SimTime(t), &mut second_log);
            let mut resumed: Simulation<Truck> = borsh::from_slice(&bytes(&first)).unwrap();
            resumed.run_until(SimTime(2_000), &mut second_log);
            assert_eq!(bytes(&whole), bytes(&resumed), "saved at {t}");
            assert_eq!(whole.sim().trace_hash(), resumed.sim().trace_hash());
            assert_eq!(log, second_log);
        }
    }
}

#[test]
fn a_branch_does_not_disturb_its_parent() {
    let (mut alone, mut parent) = (site(None), site(None));
    parent.run_until(SimTime(500), &mut ());
    let mut branch = parent.clone();
    branch.intervene(|site, sim| site.trucks.iter().for_each(|&truck| sim.interrupt(truck, ())));
    branch.run_until(SimTime(2_000), &mut ());
    parent.run_until(SimTime(2_000), &mut ());
    alone.run_until(SimTime(2_000), &mut ());
    assert_eq!(bytes(&alone), bytes(&parent));
    assert_ne!(parent.sim().trace_hash(), branch.sim().trace_hash());
}
