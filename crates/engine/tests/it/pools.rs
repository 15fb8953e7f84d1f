//! Pools against a naive model, under random scripts with heavy ties: agents that ask (for one pool or more, with
//! priority and patience), hold and give back; a foreman who changes capacities and interrupts.
//!
//! The model hears what the agents did, in order, and says who must be granted. Nobody may be granted but those, and all
//! of them before time moves on.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;
use proptest::prelude::*;

const END: SimTime = SimTime(1_000);

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
struct Task {
    delay: u64,
    units: [u16; 3],
    priority: u16,
    patience: Option<u64>,
    work: u64,
}

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Order {
    Capacity(usize, u32),
    Interrupt(usize),
}

#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
struct Script {
    capacities: [u32; 3],
    agents: Vec<Vec<Task>>,
    orders: Vec<(u64, Order)>,
    ties: Option<u64>,
}

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Agent {
    Resting { id: usize, next: usize },
    Asking { id: usize, next: usize },
    Waiting { id: usize, next: usize, asks: Request },
    Working { id: usize, next: usize, holds: Request },
    Foreman { next: usize },
    Ordering { next: usize },
    Gone,
}
use Agent::*;

#[derive(Clone, Copy, Debug)]
enum Did {
    Asked(usize, Request, bool),
    Began(usize),
    GaveUp(usize),
    GaveBack(usize),
    Changed(usize, u32),
}
use Did::*;

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Yard {
    script: Script,
    pools: [PoolId; 3],
    pids: Vec<Pid>,
}

impl Stage for Agent {}
impl Process for Agent {
    type World = Yard;
    type Record = Did;
    type Cause = ();

    fn resume(&mut self, yard: &mut Yard, sim: &mut Sim<Self>) -> Step {
        match *self {
            Resting { id, next } => match yard.script.agents[id].get(next) {
                Some(task) => Asking { id, next }.hold(SimDuration(task.delay)),
                None => Gone.done(),
            },
            Asking { id, next } => {
                let task = yard.script.agents[id][next];
                let [a, b, c] = [0, 1, 2].map(|i| (yard.pools[i], task.units[i]));
                let asks = Request::of(a.0, a.1).and(b.0, b.1).and(c.0, c.1).with_priority(task.priority);
                let answer = sim.seize(asks);
                sim.record(Asked(id, asks, answer.is_granted()));
                let waiting = Waiting { id, next, asks }.until(answer);
                match task.patience {
                    Some(patience) => waiting.or_after(SimDuration(patience)),
                    None => waiting,
                }
            }
            Waiting { id, next, .. } if sim.timed_out() => {
                sim.record(GaveUp(id));
                Resting { id, next: next + 1 }.hold(SimDuration::ZERO)
            }
            Waiting { id, next, asks } => {
                sim.record(Began(id));
                Working { id, next, holds: asks }.hold(SimDuration(yard.script.agents[id][next].work))
            }
            Working { id, next, holds } => {
                sim.record(GaveBack(id));
                sim.release(holds);
                Resting { id, next: next + 1 }.hold(SimDuration::ZERO)
            }
            Foreman { next } => match yard.script.orders.get(next) {
                Some(&(delay, _)) => Ordering { next }.hold(SimDuration(delay)),
                None => Gone.done(),
            },
            Ordering { next } => {
                match yard.script.orders[next].1 {
                    Order::Capacity(pool, capacity) => {
                        sim.record(Changed(pool, capacity));
                        sim.set_capacity(yard.pools[pool], capacity);
                    }
                    Order::Interrupt(agent) => sim.interrupt(yard.pids[agent % yard.pids.len()], ()),
                }
                Foreman { next: next + 1 }.hold(SimDuration::ZERO)
            }
            Gone => unreachable!("it is over"),
        }
        .enter(self)
    }

    fn interrupted(&mut self, (): (), _: SimDuration, _: &mut Yard, sim: &mut Sim<Self>) -> Option<Step> {
        let next = match *self {
            // every third does not care: its place in line must be as before
            Waiting { id, .. } | Working { id, .. } if id % 3 == 2 => return None,
            Waiting { id, next, .. } => {
                sim.record(GaveUp(id));
                Resting { id, next: next + 1 }
            }
            Working { id, next, holds } => {
                sim.record(GaveBack(id));
                sim.release(holds);
                Resting { id, next: next + 1 }
            }
            _ => return None,
        };
        Some(next.hold(SimDuration(1)).enter(self))
    }
}

/// Everything in plain vectors; looked through from the start each time.
struct Naive {
    free: [i64; 3],
    capacities: [u32; 3],
    waiting: Vec<(usize, Request)>,
    holding: Vec<(usize, Request)>,
    granted: Vec<usize>,
    pools: [PoolId; 3],
    /// Time in line, and units times time held, summed by pool.
    waited: [u128; 3],
    held: [u128; 3],
    /// Units free (below 0 while more are taken than there are), and units there are, times time.
    free_over_time: [i128; 3],
    units_over_time: [i128; 3],
}

impl Naive {
    fn units(&self, request: &Request) -> [i64; 3] {
        self.pools.map(|pool| request.needs().iter().filter(|need| need.0 == pool).map(|need| i64::from(need.1)).sum())
    }

    fn pass(&mut self, passed: SimDuration) {
        for i in 0..3 {
            let in_line = self.waiting.iter().filter(|asks| self.units(&asks.1)[i] > 0).count();
            let units: i64 = self.holding.iter().map(|holds| self.units(&holds.1)[i]).sum();
            self.waited[i] += in_line as u128 * u128::from(passed.0);
            self.held[i] += units as u128 * u128::from(passed.0);
            self.free_over_time[i] += i128::from(self.free[i]) * i128::from(passed.0);
            self.units_over_time[i] += i128::from(self.capacities[i]) * i128::from(passed.0);
        }
    }

    /// Grants whoever has nobody before it on any pool it needs, and finds its units free.
    fn settle(&mut self) {
        while let Some(place) = (0..self.waiting.len()).find(|&place| {
            let asks = self.units(&self.waiting[place].1);
            (0..3).all(|i| {
                let first = !self.waiting[..place].iter().any(|before| self.units(&before.1)[i] > 0);
                asks[i] == 0 || (first && asks[i] <= self.free[i])
            })
        }) {
            let (id, request) = self.waiting.remove(place);
            let asks = self.units(&request);
            (0..3).for_each(|i| self.free[i] -= asks[i]);
            self.holding.push((id, request));
            self.granted.push(id);
        }
    }

    fn hear(&mut self, did: Did) -> Result<(), TestCaseError> {
        match did {
            Asked(id, request, granted) => {
                prop_assert!(!self.waiting.iter().chain(&self.holding).any(|other| other.0 == id), "held and queued at once");
                let place = self.waiting.iter().take_while(|other| other.1.priority() <= request.priority()).count();
                self.waiting.insert(place, (id, request));
                self.settle();
                prop_assert_eq!(granted, self.granted.contains(&id), "{} is granted at once", id);
            }
            Began(id) => {
                let place = self.granted.iter().position(|&granted| granted == id);
                prop_assert!(place.is_some(), "{} was granted out of turn", id);
                self.granted.remove(place.unwrap());
            }
            GaveUp(id) => {
                let place = self.waiting.iter().position(|other| other.0 == id);
                prop_assert!(place.is_some(), "{} gave up what it was granted", id);
                self.waiting.remove(place.unwrap());
            }
            GaveBack(id) => {
                let place = self.holding.iter().position(|other| other.0 == id);
                prop_assert!(place.is_some(), "{} gives back what it never had", id);
                let (_, request) = self.holding.remove(place.unwrap());
                let units = self.units(&request);
                (0..3).for_each(|i| self.free[i] += units[i]);
            }
            Changed(pool, capacity) => {
                self.free[pool] += i64::from(capacity) - i64::from(self.capacities[pool]);
                self.capacities[pool] = capacity;
            }
        }
        self.settle();
        Ok(())
    }
}

fn play(script: Script) -> Result<(), TestCaseError> {
    let mut simulation = Simulation::new(Streams::new(0, 0), |sim| {
        if let Some(seed) = script.ties {
            sim.permute_ties(seed);
        }
        sim.check_holders();
        let pools = script.capacities.map(|capacity| sim.add_pool(capacity));
        let pids = (0..script.agents.len()).map(|id| sim.spawn(Resting { id, next: 0 })).collect();
        sim.spawn(Foreman { next: 0 });
        Yard { script: script.clone(), pools, pids }
    });
    let mut log = Vec::new();
    simulation.run_until(END, &mut log);
    let mut naive = Naive {
        free: script.capacities.map(i64::from),
        capacities: script.capacities,
        waiting: Vec::new(),
        holding: Vec::new(),
        granted: Vec::new(),
        pools: simulation.world.pools,
        waited: [0; 3],
        held: [0; 3],
        free_over_time: [0; 3],
        units_over_time: [0; 3],
    };
    let mut now = SimTime::ZERO;
    for (at, did) in log {
        prop_assert!(at == now || naive.granted.is_empty(), "lost wake-ups of {:?} at {}", naive.granted, now);
        prop_assert!(at >= now, "time goes back");
        naive.pass(at - now);
        now = at;
        naive.hear(did)?;
    }
    naive.pass(END - now);
    prop_assert!(naive.granted.is_empty(), "lost wake-ups");
    for (i, id) in simulation.world.pools.into_iter().enumerate() {
        let (pool, line) = (simulation.sim().pool(id), &naive.waiting);
        prop_assert_eq!(i64::from(pool.taken()), i64::from(pool.capacity()) - naive.free[i], "units held are units taken");
        prop_assert_eq!(pool.queued_over_time().area(END), naive.waited[i], "the line's area is the sum of waits");
        prop_assert_eq!(pool.taken_over_time().area(END), naive.held[i], "the area of units taken is the sum of holds");
        let taken = pool.taken_over_time().area(END) as i128;
        prop_assert_eq!(taken + naive.free_over_time[i], naive.units_over_time[i], "taken and free add up to the horizon");
        prop_assert_eq!(pool.queued(), line.iter().filter(|asks| naive.units(&asks.1)[i] > 0).count());
    }
    prop_assert_eq!(simulation.sim().living(), naive.waiting.len(), "only who waits for ever still lives");
    Ok(())
}

fn task() -> impl Strategy<Value = Task> {
    let units = prop_oneof![
        3 => (0usize..3, 1u16..3).prop_map(|(pool, n)| { let mut units = [0; 3]; units[pool] = n; units }),
        2 => prop::array::uniform3(0u16..3),
    ];
    let patience = prop_oneof![2 => Just(None), 1 => (0u64..4).prop_map(Some)];
    (0u64..4, units, prop_oneof![3 => Just(128u16), 1 => 127u16..130], patience, 0u64..4)
        .prop_map(|(delay, units, priority, patience, work)| Task { delay, units, priority, patience, work })
}

fn script() -> impl Strategy<Value = Script> {
    let order = prop_oneof![
        (0usize..3, 0u32..4).prop_map(|(pool, capacity)| Order::Capacity(pool, capacity)),
        (0usize..8).prop_map(Order::Interrupt),
    ];
    let agents = prop::collection::vec(prop::collection::vec(task(), 1..5), 1..8);
    let ties = prop_oneof![1 => Just(None), 1 => any::<u64>().prop_map(Some)];
    (prop::array::uniform3(0u32..4), agents, prop::collection::vec((0u64..4, order), 0..8), ties)
        .prop_map(|(capacities, agents, orders, ties)| Script { capacities, agents, orders, ties })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn pools_grant_whom_a_naive_model_grants(script in script()) {
        play(script)?;
    }
}

fn asks(delay: u64, units: [u16; 3], work: u64) -> Task {
    Task { delay, units, priority: 128, patience: None, work }
}

/// One pool of so many units, one task an agent.
fn play_each(capacities: [u32; 3], tasks: &[Task], orders: Vec<(u64, Order)>) {
    play(Script { capacities, agents: tasks.iter().map(|&task| vec![task]).collect(), orders, ties: None }).unwrap();
}

/// Equal requests of two units, and one unit was free all along: giving two back serves two.
#[test]
pub fn units_that_change_hands_leave_the_free_ones_to_the_next_in_line() {
    play_each([3, 0, 0], &[asks(0, [2, 0, 0], 5), asks(1, [2, 0, 0], 5), asks(2, [1, 0, 0], 5)], vec![]);
}

#[test]
pub fn one_waits_for_one() {
    play_each([1, 0, 0], &[asks(0, [1, 0, 0], 5), asks(1, [1, 0, 0], 5)], vec![]);
}

#[test]
pub fn who_came_first_goes_first() {
    play_each([1, 0, 0], &[asks(0, [1, 0, 0], 5), asks(1, [1, 0, 0], 5), asks(2, [1, 0, 0], 5)], vec![]);
}

#[test]
pub fn several_pools_are_taken_at_once() {
    play_each([1, 1, 0], &[asks(0, [1, 1, 0], 5), asks(1, [0, 1, 0], 5)], vec![]);
}

#[test]
pub fn who_gives_up_leaves_every_line() {
    let impatient = Task { patience: Some(2), ..asks(1, [1, 1, 0], 5) };
    play_each([1, 1, 0], &[asks(0, [1, 1, 0], 9), impatient, asks(2, [0, 1, 0], 5)], vec![]);
}

#[test]
pub fn a_lower_number_goes_first() {
    let urgent = Task { priority: 127, ..asks(2, [1, 0, 0], 5) };
    play_each([1, 0, 0], &[asks(0, [1, 0, 0], 5), asks(1, [1, 0, 0], 5), urgent], vec![]);
}

#[test]
pub fn a_raised_capacity_serves_who_waits() {
    play_each([0, 0, 0], &[asks(0, [1, 0, 0], 5)], vec![(3, Order::Capacity(0, 1))]);
}

#[test]
pub fn who_ignores_an_interruption_keeps_its_place() {
    let tasks = [asks(0, [1, 0, 0], 9), asks(9, [0, 0, 1], 1), asks(1, [1, 0, 0], 5), asks(2, [1, 0, 0], 5)];
    play_each([1, 0, 1], &tasks, vec![(3, Order::Interrupt(2))]);
}

#[test]
pub fn who_gave_up_once_may_be_granted_later() {
    let gives_up = Task { patience: Some(1), ..asks(1, [1, 0, 0], 5) };
    let agents = vec![vec![asks(0, [1, 0, 0], 9)], vec![gives_up, asks(1, [1, 0, 0], 5)]];
    play(Script { capacities: [1, 0, 0], agents, orders: vec![], ties: None }).unwrap();
}
