//! Waiting, patience and interruption against pools of units.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;

#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
enum Boat {
    Sent { asks: Request, after: u64, patience: Option<u64> },
    Queueing { asks: Request },
    Towed { asks: Request },
    Home,
    Whistle { whom: Pid, after: u64 },
    Blowing { whom: Pid },
}
use Boat::*;
impl Stage for Boat {}

#[derive(Debug, Clone, PartialEq)]
enum Saw {
    Towed(u64),
    GaveUp(u64),
}

impl Process for Boat {
    type World = ();
    type Record = Saw;
    type Cause = ();

    fn resume(&mut self, (): &mut (), sim: &mut Sim<Self>) -> Step {
        match *self {
            Sent { asks, after, patience } if after > 0 => Sent { asks, after: 0, patience }.hold(SimDuration(after)),
            Sent { asks, patience: Some(patience), .. } => {
                Queueing { asks }.until(sim.seize(asks)).or_after(SimDuration(patience))
            }
            Sent { asks, .. } => Queueing { asks }.until(sim.seize(asks)),
            Queueing { .. } if sim.timed_out() => {
                sim.record(Saw::GaveUp(sim.now().0));
                Home.done()
            }
            Queueing { asks } => {
                sim.record(Saw::Towed(sim.now().0));
                Towed { asks }.hold(SimDuration(10))
            }
            Towed { asks } => {
                sim.release(asks);
                Home.done()
            }
            Whistle { whom, after } => Blowing { whom }.hold(SimDuration(after)),
            Blowing { whom } => {
                sim.interrupt(whom, ());
                Home.done()
            }
            Home => unreachable!("it is over"),
        }
        .enter(self)
    }

    fn interrupted(&mut self, (): (), _: SimDuration, (): &mut (), sim: &mut Sim<Self>) -> Option<Step> {
        match self {
            Queueing { .. } => {
                sim.record(Saw::GaveUp(sim.now().0));
                Some(Home.done().enter(self))
            }
            _ => None,
        }
    }
}

#[derive(Default)]
struct Log(Vec<Saw>);
impl Observer<Saw> for Log {
    fn record(&mut self, _: SimTime, saw: &Saw) {
        self.0.push(saw.clone());
    }
}

fn run(build: impl FnOnce(&mut Sim<Boat>, Request, Request)) -> (Vec<Saw>, f64) {
    let mut tugs = None;
    let mut simulation = Simulation::new(Streams::new(0, 0), |sim| {
        let (pilots, tug) = (sim.add_pool(1), sim.add_pool(2));
        tugs = Some(tug);
        build(sim, Request::of(pilots, 1).and(tug, 2), Request::of(tug, 1));
    });
    let mut log = Log::default();
    simulation.run_until(SimTime(100), &mut log);
    (log.0, simulation.sim().pool_means(tugs.expect("built")).0 * 100.0)
}

#[test]
pub fn nothing_overtakes_a_team_that_heads_the_line() {
    let (saw, tug_time) = run(|sim, team, one| {
        for (asks, after) in [(one, 0), (team, 1), (one, 2)] {
            sim.spawn(Sent { asks, after, patience: None });
        }
    });
    assert_eq!(saw, [Saw::Towed(0), Saw::Towed(10), Saw::Towed(20)]);
    assert_eq!(tug_time.round() as u64, 10 + 2 * 10 + 10);
}

#[test]
pub fn those_behind_go_when_the_head_loses_patience_or_is_called_off() {
    for called_off in [false, true] {
        let (saw, tug_time) = run(|sim, team, one| {
            sim.spawn(Sent { asks: one, after: 0, patience: None });
            let head = sim.spawn(Sent { asks: team, after: 1, patience: (!called_off).then_some(4) });
            sim.spawn(Sent { asks: one, after: 2, patience: None });
            if called_off {
                sim.spawn(Whistle { whom: head, after: 5 });
            }
        });
        assert_eq!(saw, [Saw::Towed(0), Saw::GaveUp(5), Saw::Towed(5)]);
        assert_eq!(tug_time.round() as u64, 20);
    }
}
