//! A few lives by hand, each a short list of acts whose ends anybody can work out on paper. Here is what no queue of a textbook
//! has: teams of several pools, patience, interruptions, units that change hands, stocks and things, and ties.
//!
//! ```text
//! Acting ─ Doing ─ Acting ─ …        an act lasts, waits in line, or is over at once
//!            └ interrupted: Paused ─ Doing what is left
//! ```

use super::unit::Unit;
use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{
    Level, Next, Pid, PoolId, Preemption, Process, Request, Sim, SimDuration, SimTime, Simulation, Stage, Step, Store, Streams,
    Ticket, USUAL_PRIORITY, stand_by,
};

/// Pools by their place in the script, and units of each.
pub type Units = Vec<(usize, u16)>;

/// What one does.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum Act {
    /// For so long; of those whose holds end together, these go before others.
    Hold { lasting: SimDuration, first: bool },
    /// Units, all or none; who is out of patience goes on behind its next release.
    Seize { units: Units, urgent: bool, patience: Option<SimDuration> },
    /// Gives units back.
    Release(Units),
    /// Another will give them back.
    Hand { units: Units, to: usize },
    /// From now on a pool has so many units.
    Capacity { pool: usize, units: u32 },
    /// Out of the stock.
    Get(u64),
    /// Into the stock.
    Put(u64),
    /// Lays a thing down that keeps who takes it busy for so long.
    Lay(SimDuration),
    /// Takes a thing.
    Fetch,
    /// Until called, but no longer than this.
    Await(SimDuration),
    /// Calls who awaits it, or did.
    Call,
    /// Breaks off what another does, for so long.
    Interrupt { whom: usize, pause: SimDuration },
    /// Another life begins.
    Send(usize),
    /// Statistics of the pools begin again.
    Reset,
}

/// A life.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Life {
    /// In this order.
    pub acts: Vec<Act>,
    /// What becomes of a hold that is broken off, and that it leaves a line; unwritten: it minds no interruption.
    pub minds: Option<Preemption>,
    /// It begins when it is sent.
    pub later: bool,
}

/// All there is.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Script {
    /// Units of each pool.
    pub pools: Vec<u32>,
    /// Room in the stock, and what is in it.
    pub stock: (u64, u64),
    /// By number.
    pub lives: Vec<Life>,
    /// The end.
    pub until: SimDuration,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Scene {
    script: Script,
    pools: Vec<PoolId>,
    pids: Vec<Option<Pid>>,
    stock: Level,
    things: Store<SimDuration>,
    awaiting: Option<Ticket>,
}

impl Scene {
    fn request(&self, units: &Units) -> Request {
        let none = Request::of(PoolId::default(), 0);
        units.iter().fold(none, |request, &(pool, units)| request.and(self.pools[pool], units))
    }
    /// Behind the next release of a life.
    fn after_release(&self, life: usize, act: usize) -> usize {
        let acts = self.script.lives[life].acts.iter().enumerate().skip(act);
        acts.into_iter().find(|(_, it)| matches!(it, Act::Release(_))).map_or(usize::MAX, |(place, _)| place + 1)
    }
}

#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
enum Actor {
    Acting { life: usize, act: usize },
    Doing { life: usize, act: usize, priority: u8 },
    Using { life: usize, act: usize },
    Paused { life: usize, act: usize, rest: SimDuration },
    Gone,
}
use Actor::{Acting, Doing, Gone, Paused, Using};

impl Stage for Actor {}
impl Process for Actor {
    type World = Scene;
    type Record = (usize, usize);
    type Cause = SimDuration;

    fn resume(&mut self, scene: &mut Scene, sim: &mut Sim<Self>) -> Step {
        match *self {
            Acting { life, act } => begin(life, act, scene, sim),
            Doing { life, act, .. } => match scene.script.lives[life].acts[act] {
                Act::Seize { patience: Some(_), .. } if sim.timed_out() => {
                    sim.record((life, act));
                    begin(life, scene.after_release(life, act), scene, sim)
                }
                Act::Fetch => Using { life, act }.hold(scene.things.collect(sim)),
                _ => over(life, act, scene, sim),
            },
            Using { life, act } => over(life, act, scene, sim),
            Paused { life, act, rest } => Doing { life, act, priority: USUAL_PRIORITY }.hold(rest),
            Gone => unreachable!("it is over"),
        }
        .enter(self)
    }

    fn interrupted(&mut self, pause: SimDuration, left: SimDuration, scene: &mut Scene, sim: &mut Sim<Self>) -> Option<Step> {
        let Doing { life, act, .. } = *self else { return None };
        let minds = scene.script.lives[life].minds?;
        let next = match scene.script.lives[life].acts[act] {
            Act::Hold { lasting, .. } => match minds.rest(lasting, left) {
                Some(rest) => Paused { life, act, rest }.hold(pause),
                None => {
                    sim.record((life, act));
                    Acting { life, act: act + 1 }.hold(pause)
                }
            },
            Act::Seize { .. } => {
                sim.record((life, act));
                Acting { life, act: scene.after_release(life, act) }.hold(pause)
            }
            _ => return None,
        };
        Some(next.enter(self))
    }

    fn priority(&self) -> u8 {
        match *self {
            Doing { priority, .. } => priority,
            Acting { .. } | Using { .. } | Paused { .. } | Gone => USUAL_PRIORITY,
        }
    }
}

fn over(life: usize, act: usize, scene: &mut Scene, sim: &mut Sim<Actor>) -> Next<Actor> {
    sim.record((life, act));
    begin(life, act + 1, scene, sim)
}

fn begin(life: usize, act: usize, scene: &mut Scene, sim: &mut Sim<Actor>) -> Next<Actor> {
    let Some(it) = scene.script.lives[life].acts.get(act).cloned() else { return Gone.done() };
    let doing = Doing { life, act, priority: USUAL_PRIORITY };
    match it {
        Act::Hold { lasting, first } => Doing { life, act, priority: if first { 1 } else { USUAL_PRIORITY } }.hold(lasting),
        Act::Seize { units, urgent, patience } => {
            let request = scene.request(&units);
            let answer = sim.seize(if urgent { request.with_priority(1) } else { request });
            match patience {
                Some(patience) => doing.until(answer).or_after(patience),
                None => doing.until(answer),
            }
        }
        Act::Get(amount) => doing.until(scene.stock.get(amount, sim)),
        Act::Put(amount) => doing.until(scene.stock.put(amount, sim)),
        Act::Fetch => doing.until(scene.things.get(sim)),
        Act::Await(patience) => {
            let (answer, ticket) = stand_by(sim);
            scene.awaiting = Some(ticket);
            doing.until(answer).or_after(patience)
        }
        at_once => {
            do_at_once(at_once, scene, sim);
            over(life, act, scene, sim)
        }
    }
}

fn do_at_once(act: Act, scene: &mut Scene, sim: &mut Sim<Actor>) {
    match act {
        Act::Release(units) => sim.release(scene.request(&units)),
        Act::Hand { units, to } => scene.pids[to].into_iter().for_each(|to| sim.hand_over(scene.request(&units), to)),
        Act::Capacity { pool, units } => sim.set_capacity(scene.pools[pool], units),
        Act::Lay(lasting) => scene.things.put(lasting, sim),
        Act::Call => scene.awaiting.into_iter().for_each(|ticket| sim.wake(ticket)),
        Act::Interrupt { whom, pause } => scene.pids[whom].into_iter().for_each(|pid| sim.interrupt(pid, pause)),
        Act::Send(life) => scene.pids[life] = Some(sim.spawn(Acting { life, act: 0 })),
        Act::Reset => sim.reset_statistics(),
        Act::Hold { .. } | Act::Seize { .. } | Act::Get(_) | Act::Put(_) | Act::Fetch | Act::Await(_) => {
            unreachable!("it lasts, or waits in line")
        }
    }
}

/// When each act was over, or given up, and -1 if it never was; areas of the pools and of the stock over time.
pub fn observe(script: &Script, unit: Unit) -> Row {
    let mut run = Simulation::new(Streams::new(0, 0), |sim| {
        let pools = script.pools.iter().map(|units| sim.add_pool(*units)).collect();
        let lives = script.lives.iter().enumerate();
        let pids = lives.map(|(life, it)| (!it.later).then(|| sim.spawn(Acting { life, act: 0 }))).collect();
        let stock = Level::new(script.stock.0, script.stock.1);
        Scene { script: script.clone(), pools, pids, stock, things: Store::default(), awaiting: None }
    });
    let (mut log, end) = (Vec::new(), SimTime::ZERO + script.until);
    run.run_until(end, &mut log);
    let mut row = Row::new();
    let mut exact = |name: String, value: f64| row.push(seen(name, Seen::exact(value)));
    for (life, it) in script.lives.iter().enumerate() {
        for act in 0..it.acts.len() {
            let over = log.iter().find(|(_, did)| *did == (life, act));
            let over = over.map_or(-1.0, |(at, _)| unit.of(*at - SimTime::ZERO));
            exact(format!("ends[{life}][{act}]"), over);
        }
    }
    for (place, pool) in run.world.pools.iter().enumerate() {
        let pool = run.sim().pool(*pool);
        exact(format!("busy[{place}]"), unit.of_micros(pool.taken_over_time().area(end)));
        exact(format!("queued[{place}]"), unit.of_micros(pool.queued_over_time().area(end)));
    }
    exact("stock".to_owned(), unit.of_micros(run.world.stock.over_time().area(end)));
    row
}
