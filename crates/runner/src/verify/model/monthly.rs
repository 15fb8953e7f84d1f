//! A stock reviewed at the beginning of each month: below `s` it is ordered up to `S`; what is not there is owed. Law and
//! Kelton, *Simulation Modeling and Analysis*, 1.5.
//!
//! ```text
//! Source ─ takes, again and again         Review ─ spawns ─▶ Order ─▶ OnTheWay ─▶ gone
//! ```

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Process, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, TimeWeighted};

const GAP: Stream = Stream::named("verify/gap");
const LAG: Stream = Stream::named("verify/lag");

/// One month; any length will do.
const MONTH: SimDuration = SimDuration::days(1);

/// The rule, and the first stock.
#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
pub struct Rule {
    /// Below this it is ordered.
    pub low: i64,
    /// Up to this.
    pub high: i64,
    /// At the start.
    pub first: i64,
    /// How long it runs [months].
    pub months: u64,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Store {
    rule: Rule,
    stock: i64,
    at_hand: TimeWeighted,
    owed: TimeWeighted,
    ordering: f64,
}

impl Store {
    fn change(&mut self, by: i64, now: SimTime) {
        self.stock += by;
        self.at_hand.set_u64(now, self.stock.max(0).unsigned_abs());
        self.owed.set_u64(now, self.stock.min(0).unsigned_abs());
    }
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Life {
    Opening,
    Source { next: u64 },
    Review { month: u64 },
    Order { month: u64, units: i64 },
    OnTheWay { units: i64 },
    Gone,
}
use Life::{Gone, OnTheWay, Opening, Order, Review, Source};

impl Stage for Life {}
impl Process for Life {
    type World = Store;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, store: &mut Store, sim: &mut Sim<Self>) -> Step {
        match *self {
            Opening => Source { next: 0 }.hold(sim.streams.of(GAP, 0, 1).exponential(MONTH / 10)),
            Source { next } => {
                let mut draw = sim.streams.of(GAP, next, 0);
                let units = match draw.index(6) {
                    0 => 1,
                    1 | 2 => 2,
                    3 | 4 => 3,
                    _ => 4,
                };
                store.change(-units, sim.now());
                Source { next: next + 1 }.hold(draw.exponential(MONTH / 10))
            }
            Review { month } if month == store.rule.months => Gone.done(),
            Review { month } => {
                if store.stock < store.rule.low {
                    let units = store.rule.high - store.stock;
                    store.ordering += 32.0 + 3.0 * units as f64;
                    sim.spawn(Order { month, units });
                }
                Review { month: month + 1 }.hold(MONTH)
            }
            Order { month, units } => OnTheWay { units }.hold(sim.streams.of(LAG, month, 0).uniform(MONTH / 2, MONTH)),
            OnTheWay { units } => {
                store.change(units, sim.now());
                Gone.done()
            }
            Gone => unreachable!("it is over"),
        }
        .enter(self)
    }
}

/// Costs a month: ordering, holding, shortage.
pub fn costs(rule: Rule, streams: Streams) -> [f64; 3] {
    let mut run = Simulation::new(streams, |sim| {
        sim.spawn(Opening);
        sim.spawn(Review { month: 0 });
        let (at_hand, owed) = (TimeWeighted::default(), TimeWeighted::default());
        let mut store = Store { rule, stock: 0, at_hand, owed, ordering: 0.0 };
        store.change(rule.first, SimTime::ZERO);
        store
    });
    let end = SimTime::ZERO + MONTH * rule.months;
    run.run_until(end, &mut ());
    let store = &run.world;
    [store.ordering / rule.months as f64, store.at_hand.mean(end), 5.0 * store.owed.mean(end)]
}
