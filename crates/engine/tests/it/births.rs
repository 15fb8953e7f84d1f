//! Processes that are born for later.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;

/// Lets the next one come 3 µs after itself, and stays for 7.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Guest {
    Coming { name: u32, priority: u8 },
    Staying { name: u32 },
    Gone,
}
use Guest::*;

/// So many come.
const GUESTS: u32 = 5;

impl Stage for Guest {}
impl Process for Guest {
    type World = ();
    type Record = (u32, &'static str);
    type Cause = bool;
    fn resume(&mut self, (): &mut (), sim: &mut Sim<Self>) -> Step {
        match *self {
            Coming { name, priority } => {
                if name < GUESTS {
                    sim.spawn_after(SimDuration(3), Coming { name: name + 1, priority });
                }
                sim.record((name, "came"));
                Staying { name }.hold(SimDuration(7))
            }
            Staying { name } => {
                sim.record((name, "left"));
                Gone.done()
            }
            Gone => unreachable!("it is over"),
        }
        .enter(self)
    }
    /// Comes two later than was left, if it is to hear.
    fn interrupted(&mut self, hears: bool, left: SimDuration, (): &mut (), _: &mut Sim<Self>) -> Option<Step> {
        hears.then(|| self.hold(left + SimDuration(2)).enter(self))
    }
    fn priority(&self) -> u8 {
        match *self {
            Coming { priority, .. } => priority,
            Staying { .. } | Gone => 128,
        }
    }
}

type House = Simulation<Guest>;

fn house(first: impl FnOnce(&mut Sim<Guest>)) -> House {
    Simulation::new(Streams::new(0, 0), first)
}

fn guest(name: u32) -> Guest {
    Coming { name, priority: 128 }
}

#[test]
pub fn each_comes_so_long_after_the_one_before() {
    let mut house = house(|sim| _ = sim.spawn(guest(1)));
    let mut log = Vec::new();
    house.run_until(SimTime(100), &mut log);
    let of = |what: &str| log.iter().filter(|(_, it)| it.1 == what).map(|(at, it)| (at.0, it.0)).collect::<Vec<_>>();
    assert_eq!(of("came"), [(0, 1), (3, 2), (6, 3), (9, 4), (12, 5)]);
    assert_eq!(of("left"), [(7, 1), (10, 2), (13, 3), (16, 4), (19, 5)]);
    let sim = house.sim();
    assert_eq!(
        (sim.events(), sim.resumptions(), sim.living()),
        (9, 10, 0),
        "four births for later, five ends of stays; one birth for now"
    );
}

/// At one instant the priority decides, then who was born or began to hold first.
#[test]
fn a_birth_for_later_has_its_place_among_the_holds() {
    let of = |name, priority| Coming { name, priority };
    let mut house = house(|sim| {
        sim.spawn_after(SimDuration(7), of(GUESTS + 1, 128));
        sim.spawn(of(GUESTS + 2, 128)); // leaves at 7
        sim.spawn_after(SimDuration(7), of(GUESTS + 3, 9));
    });
    let mut log = Vec::new();
    house.run_until(SimTime(8), &mut log);
    let at_seven: Vec<_> = log.iter().filter(|(at, _)| *at == SimTime(7)).map(|(_, it)| it.0 - GUESTS).collect();
    assert_eq!(at_seven, [3, 1, 2]);
}

/// One who is not yet there may be told to come later, and can be saved and loaded.
#[test]
fn who_is_to_come_is_alive() {
    let mut pid = None;
    let mut house = house(|sim| pid = Some(sim.spawn_after(SimDuration(10), guest(GUESTS))));
    let mut log = Vec::new();
    for (at, hears) in [(3, false), (4, true)] {
        house.run_until(SimTime(at), &mut log);
        house.intervene(|(), sim| sim.interrupt(pid.unwrap(), hears));
    }
    assert!(house.sim().lives(pid.unwrap()) && house.next_at() == Some(SimTime(4)));
    house.run_until(SimTime(100), &mut log);
    assert_eq!(log, [(SimTime(12), (GUESTS, "came")), (SimTime(19), (GUESTS, "left"))]);
}

#[test]
fn a_run_in_pieces_each_saved_and_loaded_is_the_same_run() {
    let first = |sim: &mut Sim<Guest>| (1..4).for_each(|name| _ = sim.spawn_after(SimDuration(u64::from(name)), guest(name)));
    let (mut whole, mut pieces) = (house(first), house(first));
    let (mut log, mut log_of_pieces) = (Vec::new(), Vec::new());
    whole.run_until(SimTime(40), &mut log);
    for at in 0..=40 {
        pieces.run_until(SimTime(at), &mut log_of_pieces);
        pieces = borsh::from_slice(&borsh::to_vec(&pieces).unwrap()).unwrap();
    }
    assert_eq!(log, log_of_pieces);
    assert_eq!(borsh::to_vec(&whole).unwrap(), borsh::to_vec(&pieces).unwrap());
}
