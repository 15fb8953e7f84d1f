//! A level against a naive model, under random scripts with heavy ties: agents get and put, with patience or without.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;
use proptest::prelude::*;
use std::collections::VecDeque;

const END: SimTime = SimTime(200);
const CAPACITY: u64 = 6;

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
struct Task {
    delay: u64,
    gets: bool,
    amount: u64,
    patience: Option<u64>,
}

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Agent {
    Resting { id: usize, next: usize },
    Asking { id: usize, next: usize },
    Waiting { id: usize, next: usize },
    Gone,
}
use Agent::*;

#[derive(Clone, Copy, Debug)]
enum Did {
    Asked(usize, Task, bool),
    Done(usize),
    GaveUp(usize),
}
use Did::*;

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Depot {
    agents: Vec<Vec<Task>>,
    tank: Level,
}

impl Stage for Agent {}
impl Process for Agent {
    type World = Depot;
    type Record = Did;
    type Cause = ();

    fn resume(&mut self, depot: &mut Depot, sim: &mut Sim<Self>) -> Step {
        match *self {
            Resting { id, next } => match depot.agents[id].get(next) {
                Some(task) => Asking { id, next }.hold(SimDuration(task.delay)),
                None => Gone.done(),
            },
            Asking { id, next } => {
                let task = depot.agents[id][next];
                let tank = &mut depot.tank;
                let answer = if task.gets { tank.get(task.amount, sim) } else { tank.put(task.amount, sim) };
                sim.record(Asked(id, task, answer.is_granted()));
                let waiting = Waiting { id, next }.until(answer);
                match task.patience {
                    Some(patience) => waiting.or_after(SimDuration(patience)),
                    None => waiting,
                }
            }
            Waiting { id, next } => {
                if sim.timed_out() {
                    sim.record(GaveUp(id));
                    depot.tank.give_up(sim);
                } else {
                    sim.record(Done(id));
                }
                Resting { id, next: next + 1 }.hold(SimDuration::ZERO)
            }
            Gone => unreachable!("it is over"),
        }
        .enter(self)
    }
}

/// Both lines in the open.
struct Naive {
    content: u64,
    getters: VecDeque<(usize, u64)>,
    putters: VecDeque<(usize, u64)>,
    granted: Vec<usize>,
    area: u128,
}

impl Naive {
    fn settle(&mut self) {
        loop {
            let before = self.granted.len();
            if let Some(&(id, amount)) = self.getters.front()
                && amount <= self.content
            {
                self.content -= amount;
                self.getters.pop_front();
                self.granted.push(id);
            }
            if let Some(&(id, amount)) = self.putters.front()
                && self.content + amount <= CAPACITY
            {
                self.content += amount;
                self.putters.pop_front();
                self.granted.push(id);
            }
            if self.granted.len() == before {
                return;
            }
        }
    }

    fn hear(&mut self, did: Did) -> Result<(), TestCaseError> {
        match did {
            Asked(id, task, granted) => {
                let line = if task.gets { &mut self.getters } else { &mut self.putters };
                line.push_back((id, task.amount));
                self.settle();
                prop_assert_eq!(granted, self.granted.contains(&id), "{} is granted at once", id);
            }
            Done(id) => {
                let place = self.granted.iter().position(|&granted| granted == id);
                prop_assert!(place.is_some(), "{} was granted out of turn", id);
                self.granted.remove(place.unwrap());
            }
            GaveUp(id) => {
                let waiting = self.getters.iter().chain(&self.putters).any(|other| other.0 == id);
                prop_assert!(waiting, "{} gave up what it was granted", id);
                self.getters.retain(|other| other.0 != id);
                self.putters.retain(|other| other.0 != id);
                self.settle();
            }
        }
        Ok(())
    }
}

fn task() -> impl Strategy<Value = Task> {
    let patience = prop_oneof![2 => Just(None), 1 => (0u64..5).prop_map(Some)];
    (0u64..4, any::<bool>(), 0..=CAPACITY, patience).prop_map(|(delay, gets, amount, patience)| Task {
        delay,
        gets,
        amount,
        patience,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_level_grants_whom_a_naive_model_grants(
        agents in prop::collection::vec(prop::collection::vec(task(), 1..5), 1..7),
        content in 0..=CAPACITY,
        ties in prop_oneof![1 => Just(None), 1 => any::<u64>().prop_map(Some)],
    ) {
        let mut simulation = Simulation::new(Streams::new(0, 0), |sim| {
            ties.into_iter().for_each(|seed| sim.permute_ties(seed));
            (0..agents.len()).for_each(|id| _ = sim.spawn(Resting { id, next: 0 }));
            Depot { agents, tank: Level::new(CAPACITY, content) }
        });
        let mut log = Vec::new();
        simulation.run_until(END, &mut log);
        let (getters, putters) = (VecDeque::new(), VecDeque::new());
        let (mut naive, mut now) = (Naive { content, getters, putters, granted: Vec::new(), area: 0 }, SimTime::ZERO);
        for (at, did) in log {
            prop_assert!(at == now || naive.granted.is_empty(), "lost wake-ups of {:?} at {}", naive.granted, now);
            naive.area += u128::from(naive.content) * u128::from((at - now).0);
            now = at;
            naive.hear(did)?;
        }
        prop_assert!(naive.granted.is_empty(), "lost wake-ups");
        naive.area += u128::from(naive.content) * u128::from((END - now).0);
        let tank = &simulation.world.tank;
        prop_assert_eq!((tank.content(), tank.over_time().area(END)), (naive.content, naive.area));
        prop_assert_eq!(simulation.sim().living(), naive.getters.len() + naive.putters.len(), "only who waits for ever still lives");
    }
}
