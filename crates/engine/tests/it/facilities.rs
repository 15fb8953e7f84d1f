//! Levels, stores and the check of holders.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Act {
    Get(u64),
    Put(u64),
    TryGet(u64, u64),
    Lay(u8),
    Fetch,
    Leak,
    Steal,
    Pass(Pid),
    Return,
}
use Act::*;

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Hand {
    Resting { after: u64, act: Act },
    Acting { act: Act },
    Waiting { act: Act },
    Gone,
}
use Hand::*;

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Depot {
    tank: Level,
    keys: Store<u8>,
    tug: Request,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Saw {
    Done(u64),
    Took(u8),
    GaveUp(u64),
}

impl Stage for Hand {}
impl Process for Hand {
    type World = Depot;
    type Record = Saw;
    type Cause = ();

    fn resume(&mut self, depot: &mut Depot, sim: &mut Sim<Self>) -> Step {
        match *self {
            Resting { after, act } => Acting { act }.hold(SimDuration(after)),
            Acting { act } => {
                let next = Waiting { act };
                match act {
                    Get(n) => next.until(depot.tank.get(n, sim)),
                    Put(n) => next.until(depot.tank.put(n, sim)),
                    TryGet(n, patience) => next.until(depot.tank.get(n, sim)).or_after(SimDuration(patience)),
                    Fetch => next.until(depot.keys.get(sim)),
                    Lay(key) => {
                        depot.keys.put(key, sim);
                        Gone.done()
                    }
                    Leak | Pass(_) => next.until(sim.seize(depot.tug)),
                    Steal | Return => {
                        sim.release(depot.tug);
                        Gone.done()
                    }
                }
            }
            Waiting { act: TryGet(n, _) } if sim.timed_out() => {
                depot.tank.give_up(sim);
                sim.record(Saw::GaveUp(n));
                Gone.done()
            }
            Waiting { act } => {
                match act {
                    Get(n) | Put(n) | TryGet(n, _) => sim.record(Saw::Done(n)),
                    Fetch => {
                        let key = depot.keys.collect(sim);
                        sim.record(Saw::Took(key));
                    }
                    Pass(to) => sim.hand_over(depot.tug, to),
                    _ => {}
                }
                Gone.done()
            }
            Gone => unreachable!("it is over"),
        }
        .enter(self)
    }
}

fn depot(sim: &mut Sim<Hand>) -> Depot {
    sim.check_holders();
    Depot { tank: Level::new(10, 4), keys: Store::default(), tug: Request::of(sim.add_pool(1), 1) }
}

fn run(acts: &[(u64, Act)]) -> (Vec<(u64, Saw)>, Simulation<Hand>) {
    let mut simulation = Simulation::new(Streams::new(0, 0), |sim| {
        acts.iter().for_each(|&(after, act)| _ = sim.spawn(Resting { after, act }));
        depot(sim)
    });
    let mut log = Vec::new();
    simulation.run_until(SimTime(100), &mut log);
    (log.into_iter().map(|(at, saw)| (at.0, saw)).collect(), simulation)
}

#[test]
fn a_level_serves_both_sides_first_come_first_served() {
    // 4 of 10 inside. At 1 somebody wants 7 and waits; the 2 wanted at 2 do not overtake; 3 come in at 3: 7 go out, 2 wait
    // on; at 4 comes 9: 9 go in, 2 out.
    let (log, simulation) = run(&[(1, Get(7)), (2, Get(2)), (3, Put(3)), (4, Put(9))]);
    assert_eq!(log, [(3, Saw::Done(3)), (3, Saw::Done(7)), (4, Saw::Done(9)), (4, Saw::Done(2))]);
    let tank = &simulation.world.tank;
    assert_eq!((tank.content(), tank.room(), tank.over_time().max()), (7, 3, 9));
    assert_eq!(tank.over_time().area(SimTime(100)), 4 * 3 + 7 * 96);
}

#[test]
pub fn a_put_waits_for_room_and_a_get_makes_it() {
    let (log, simulation) = run(&[(1, Put(8)), (2, Put(1)), (3, Get(3))]);
    assert_eq!(log, [(3, Saw::Done(3)), (3, Saw::Done(8)), (3, Saw::Done(1))]);
    assert_eq!(simulation.world.tank.content(), 10);
}

#[test]
fn who_waits_behind_one_that_gives_up_is_served() {
    let (log, _) = run(&[(1, TryGet(9, 5)), (2, Get(4))]);
    assert_eq!(log, [(6, Saw::GaveUp(9)), (6, Saw::Done(4))]);
}

#[test]
pub fn things_go_to_who_waits_longest_and_come_out_in_order() {
    let (log, _) = run(&[(1, Fetch), (2, Fetch), (3, Lay(30)), (4, Lay(40)), (5, Lay(50)), (6, Lay(60)), (7, Fetch)]);
    assert_eq!(log, [(3, Saw::Took(30)), (4, Saw::Took(40)), (7, Saw::Took(50))]);
}

#[test]
#[should_panic(expected = "ends and still holds 1 of pool 0")]
fn who_ends_with_units_is_named() {
    run(&[(0, Leak)]);
}

#[test]
#[should_panic(expected = "gives back 1 of pool 0 and holds 0")]
fn who_gives_back_what_another_holds_is_named() {
    let mut simulation = Simulation::new(Streams::new(0, 0), |sim| {
        let heir = sim.spawn(Resting { after: 9, act: Fetch });
        sim.spawn(Resting { after: 1, act: Pass(heir) });
        sim.spawn(Resting { after: 5, act: Steal });
        depot(sim)
    });
    simulation.run_until(SimTime(100), &mut ());
}

#[test]
pub fn units_handed_over_are_given_back_by_the_heir() {
    let mut simulation = Simulation::new(Streams::new(0, 0), |sim| {
        let heir = sim.spawn(Resting { after: 9, act: Return });
        sim.spawn(Resting { after: 1, act: Pass(heir) });
        depot(sim)
    });
    simulation.run_until(SimTime(100), &mut ());
    assert_eq!(simulation.sim().pool(PoolId::default()).taken(), 0);
    assert_eq!(simulation.sim().pool(PoolId::default()).taken_over_time().area(SimTime(100)), 8);
}

/// The sum over the reset is what it would be without, and statistics forget what was before.
#[test]
pub fn a_warm_up_ends_at_an_instant() {
    let mut simulation = Simulation::new(Streams::new(0, 0), |sim| {
        let heir = sim.spawn(Resting { after: 90, act: Return });
        sim.spawn(Resting { after: 0, act: Pass(heir) });
        depot(sim)
    });
    simulation.run_until(SimTime(40), &mut ());
    simulation.intervene(|_, sim| sim.reset_statistics());
    simulation.run_until(SimTime(100), &mut ());
    let tug = simulation.sim().pool(PoolId::default());
    assert_eq!((tug.taken_over_time().area(SimTime(100)), tug.asked()), (50, 0));
    assert!((simulation.sim().pool_means(PoolId::default()).0 - 50.0 / 60.0).abs() < 1e-12);
}
