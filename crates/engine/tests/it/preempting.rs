//! A machine with a line of the model's own, under random scripts with heavy ties: jobs come, wait with patience or without,
//! work, are broken off by more urgent ones (and resume, restart or are dropped), are shouted at (and give up, put off what
//! they were about to do, or do not care).
//!
//! A naive model hears what the jobs did, in order, and says who must be at work, for how long, and what is left of work that
//! was broken off. Times in line and at work are summed twice, and must agree to the microsecond.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;
use proptest::prelude::*;

const END: u64 = 300;

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
struct Task {
    delay: u64,
    urgency: u8,
    length: u64,
    policy: Preemption,
    patience: Option<u64>,
}

#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
struct Script {
    agents: Vec<Vec<Task>>,
    shouts: Vec<(u64, usize)>,
    ties: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
enum Cause {
    Urgent,
    Shout,
}

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Job {
    Resting { id: usize, next: usize },
    Coming { id: usize, next: usize },
    Waiting { id: usize, next: usize, rest: u64 },
    Working { id: usize, next: usize },
    Foreman { next: usize },
    Shouting { next: usize },
    Gone,
}
use Job::*;

#[derive(Clone, Copy, Debug)]
enum Did {
    PutOff(usize, u64),
    Asked(usize, Task, u64),
    Began(usize),
    Broke(usize, u64),
    Ended(usize),
    GaveUp(usize),
}
use Did::*;

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Shop {
    script: Script,
    pids: Vec<Pid>,
    at_work: Option<(Pid, u8)>,
    line: Line<(Pid, u8)>,
    busy: TimeWeighted,
    idle: TimeWeighted,
    waiting: TimeWeighted,
}

impl Shop {
    fn ask(&mut self, urgency: u8, sim: &mut Sim<Job>) -> Answer {
        match self.at_work {
            None => {
                self.take((sim.me(), urgency), sim.now());
                return Answer::GRANTED;
            }
            Some((other, less)) if urgency < less => sim.interrupt(other, Cause::Urgent),
            Some(_) => {}
        }
        self.waiting.add(sim.now(), 1);
        self.line.join_at(urgency, (sim.me(), urgency), sim)
    }
    fn take(&mut self, who: (Pid, u8), now: SimTime) {
        self.at_work = Some(who);
        self.busy.set(now, 1);
        self.idle.set(now, 0);
    }
    fn free(&mut self, sim: &mut Sim<Job>) {
        self.at_work = None;
        self.busy.set(sim.now(), 0);
        self.idle.set(sim.now(), 1);
        if let Some((ticket, next)) = self.line.take(0, sim) {
            self.waiting.add(sim.now(), -1);
            self.take(next, sim.now());
            sim.wake(ticket);
        }
    }
    fn give_up(&mut self, sim: &mut Sim<Job>) {
        self.line.leave(sim);
        self.waiting.add(sim.now(), -1);
    }
    fn is_wanted_by_a_more_urgent_one(&mut self, urgency: u8, sim: &Sim<Job>) -> bool {
        self.line.wishes(sim).next().is_some_and(|first| first.1 < urgency)
    }
}

impl Stage for Job {}
impl Process for Job {
    type World = Shop;
    type Record = Did;
    type Cause = Cause;

    fn resume(&mut self, shop: &mut Shop, sim: &mut Sim<Self>) -> Step {
        match *self {
            Resting { id, next } => match shop.script.agents[id].get(next) {
                Some(task) => Coming { id, next }.hold(SimDuration(task.delay)),
                None => Gone.done(),
            },
            Coming { id, next } => {
                let task = shop.script.agents[id][next];
                sim.record(Asked(id, task, task.length));
                let waiting = Waiting { id, next, rest: task.length }.until(shop.ask(task.urgency, sim));
                match task.patience {
                    Some(patience) => waiting.or_after(SimDuration(patience)),
                    None => waiting,
                }
            }
            Waiting { id, next, .. } if sim.timed_out() => {
                sim.record(GaveUp(id));
                shop.give_up(sim);
                Resting { id, next: next + 1 }.hold(SimDuration::ZERO)
            }
            Waiting { id, next, rest } => {
                sim.record(Began(id));
                Working { id, next }.hold(SimDuration(rest))
            }
            Working { id, next } => {
                sim.record(Ended(id));
                shop.free(sim);
                Resting { id, next: next + 1 }.hold(SimDuration::ZERO)
            }
            Foreman { next } => match shop.script.shouts.get(next) {
                Some(&(delay, _)) => Shouting { next }.hold(SimDuration(delay)),
                None => Gone.done(),
            },
            Shouting { next } => {
                let whom = shop.script.shouts[next].1 % shop.pids.len();
                sim.interrupt(shop.pids[whom], Cause::Shout);
                Foreman { next: next + 1 }.hold(SimDuration::ZERO)
            }
            Gone => unreachable!("it is over"),
        }
        .enter(self)
    }

    fn interrupted(&mut self, cause: Cause, left: SimDuration, shop: &mut Shop, sim: &mut Sim<Self>) -> Option<Step> {
        let next = match (*self, cause) {
            (Working { id, next }, Cause::Urgent) => {
                let task = shop.script.agents[id][next];
                if !shop.is_wanted_by_a_more_urgent_one(task.urgency, sim) {
                    return None;
                }
                sim.record(Broke(id, left.0));
                shop.free(sim);
                match task.policy.rest(SimDuration(task.length), left) {
                    Some(rest) => {
                        sim.record(Asked(id, task, rest.0));
                        Waiting { id, next, rest: rest.0 }.until(shop.ask(task.urgency, sim))
                    }
                    None => Resting { id, next: next + 1 }.hold(SimDuration::ZERO),
                }
            }
            (Coming { id, next }, Cause::Shout) => {
                sim.record(PutOff(id, sim.now().0 + left.0 + 2));
                Coming { id, next }.hold(left + SimDuration(2))
            }
            (Waiting { id, next, .. }, Cause::Shout) if id % 2 == 0 => {
                sim.record(GaveUp(id));
                shop.give_up(sim);
                Resting { id, next: next + 1 }.hold(SimDuration(1))
            }
            _ => return None,
        };
        Some(next.enter(self))
    }
}

/// One who waits or works: whose, of what task, what is to be done.
#[derive(Clone, Copy, Debug)]
struct Order {
    id: usize,
    task: Task,
    rest: u64,
}

/// Everything in plain vectors.
#[derive(Default)]
struct Naive {
    waiting: Vec<Order>,
    granted: Option<Order>,
    working: Option<(Order, u64)>,
    put_off: Vec<(usize, u64)>,
    /// Sums of time in line, at work.
    in_line: u64,
    at_work: u64,
}

impl Naive {
    fn serve(&mut self) {
        if self.granted.is_none() && self.working.is_none() && !self.waiting.is_empty() {
            self.granted = Some(self.waiting.remove(0));
        }
    }

    /// Between two records `passed` microseconds go by.
    fn pass(&mut self, now: u64, passed: u64) -> Result<(), TestCaseError> {
        if passed > 0 {
            prop_assert!(self.granted.is_none(), "lost wake-up of {:?} at {}", self.granted, now);
            let worker = self.working.map(|(order, _)| order.task.urgency);
            let first = self.waiting.first().map(|order| order.task.urgency);
            prop_assert!(first.is_none() || worker.is_some(), "idle at {now} while {:?} wait", self.waiting);
            prop_assert!(first.is_none() || worker <= first, "a more urgent job waits at {now}");
        }
        self.in_line += self.waiting.len() as u64 * passed;
        self.at_work += u64::from(self.working.is_some()) * passed;
        Ok(())
    }

    fn hear(&mut self, now: u64, did: Did) -> Result<(), TestCaseError> {
        match did {
            PutOff(id, until) => {
                self.put_off.retain(|other| other.0 != id);
                self.put_off.push((id, until));
            }
            Asked(id, task, rest) => {
                if let Some(place) = self.put_off.iter().position(|other| other.0 == id) {
                    prop_assert_eq!(self.put_off.remove(place).1, now, "{} comes when it put it off to", id);
                }
                let all = self.waiting.iter().chain(&self.granted).chain(self.working.iter().map(|(order, _)| order));
                prop_assert!(all.clone().all(|order| order.id != id), "{} waits or works already", id);
                let place = self.waiting.iter().take_while(|other| other.task.urgency <= task.urgency).count();
                self.waiting.insert(place, Order { id, task, rest });
            }
            Began(id) => {
                let granted = self.granted.take();
                prop_assert_eq!(granted.map(|order| order.id), Some(id), "{} began out of turn", id);
                self.working = granted.map(|order| (order, now));
            }
            Ended(id) => {
                let Some((order, since)) = self.working.take() else { return Err(TestCaseError::fail("nobody worked")) };
                prop_assert_eq!((order.id, since + order.rest), (id, now), "work lasts as long as it is to");
            }
            Broke(id, left) => {
                let Some((order, since)) = self.working.take() else { return Err(TestCaseError::fail("nobody worked")) };
                prop_assert_eq!((order.id, since + order.rest), (id, now + left), "what is left of work broken off");
                let urgent = self.waiting.first().map(|first| first.task.urgency);
                prop_assert!(urgent.is_some_and(|urgency| urgency < order.task.urgency), "broken off for nobody");
            }
            GaveUp(id) => {
                let place = self.waiting.iter().position(|order| order.id == id);
                prop_assert!(place.is_some(), "{} gave up what it was granted", id);
                self.waiting.remove(place.unwrap());
            }
        }
        self.serve();
        Ok(())
    }
}

fn play(script: Script) -> Result<(), TestCaseError> {
    let mut simulation = Simulation::new(Streams::new(0, 0), |sim| {
        script.ties.into_iter().for_each(|seed| sim.permute_ties(seed));
        let pids = (0..script.agents.len()).map(|id| sim.spawn(Resting { id, next: 0 })).collect();
        sim.spawn(Foreman { next: 0 });
        let mut idle = TimeWeighted::default();
        idle.set(SimTime::ZERO, 1);
        let (busy, waiting, line) = (TimeWeighted::default(), TimeWeighted::default(), Line::default());
        Shop { script: script.clone(), pids, at_work: None, line, busy, idle, waiting }
    });
    let mut log = Vec::new();
    simulation.run_until(SimTime(END), &mut log);
    let (mut naive, mut now) = (Naive::default(), 0);
    for (at, did) in log {
        prop_assert!(at.0 >= now, "time goes back");
        naive.pass(now, at.0 - now)?;
        now = at.0;
        naive.hear(now, did)?;
    }
    naive.pass(now, END - now)?;
    let (shop, end) = (&simulation.world, SimTime(END));
    prop_assert_eq!(shop.waiting.area(end), u128::from(naive.in_line), "Little's law: the line's area is the sum of waits");
    prop_assert_eq!(shop.busy.area(end), u128::from(naive.at_work));
    prop_assert_eq!(shop.busy.area(end) + shop.idle.area(end), u128::from(END), "states add up to the horizon");
    prop_assert_eq!(simulation.sim().living(), 0, "nobody waits for ever");
    Ok(())
}

fn task() -> impl Strategy<Value = Task> {
    let policy = prop_oneof![Just(Preemption::Resume), Just(Preemption::Restart), Just(Preemption::Abort)];
    let patience = prop_oneof![2 => Just(None), 1 => (0u64..6).prop_map(Some)];
    (0u64..6, 0u8..3, 0u64..5, policy, patience).prop_map(|(delay, urgency, length, policy, patience)| Task {
        delay,
        urgency,
        length,
        policy,
        patience,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_machine_serves_breaks_off_and_is_left_as_a_naive_model_says(
        agents in prop::collection::vec(prop::collection::vec(task(), 1..4), 1..6),
        shouts in prop::collection::vec((0u64..5, 0usize..6), 0..6),
        ties in prop_oneof![1 => Just(None), 1 => any::<u64>().prop_map(Some)],
    ) {
        play(Script { agents, shouts, ties })?;
    }
}
