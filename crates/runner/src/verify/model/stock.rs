//! A stock reviewed at every demand: when what is at hand and on order falls to `r`, `q` more are ordered. Who finds nothing
//! waits.
//!
//! ```text
//! Source ─ spawns ─▶ Asking ─▶ Waiting ─▶ gone         Ordered ─▶ Delivered ─▶ gone
//! ```

use super::unit::Unit;
use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Level, Process, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams, TimeWeighted, Variate};

const GAP: Stream = Stream::named("verify/gap");

/// The rule.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Stock {
    /// Between two demands of one unit.
    pub gap: Variate,
    /// From an order to its arrival.
    pub lead_time: SimDuration,
    /// An order goes out when the position falls to this.
    pub r: u32,
    /// So many are ordered.
    pub q: u32,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Store {
    stock: Stock,
    shelf: Level,
    /// At hand, and on order, less backorders.
    position: i64,
    backorders: TimeWeighted,
    empty: TimeWeighted,
    demands: u64,
    met_at_once: u64,
    orders: u64,
}

impl Store {
    fn look(&mut self, now: SimTime) {
        self.empty.set(now, u32::from(self.shelf.content() == 0));
    }
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Life {
    Source { next: u64 },
    Asking,
    Waiting { since: SimTime },
    Order,
    Ordered,
    Delivered,
    Gone,
}
use Life::{Asking, Delivered, Gone, Order, Ordered, Source, Waiting};

impl Stage for Life {}
impl Process for Life {
    type World = Store;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, store: &mut Store, sim: &mut Sim<Self>) -> Step {
        match *self {
            Source { next } => {
                sim.spawn(Asking);
                Source { next: next + 1 }.hold(store.stock.gap.sample_duration(&mut sim.streams.of(GAP, next, 0)))
            }
            Asking => {
                store.demands += 1;
                store.position -= 1;
                while store.position <= i64::from(store.stock.r) {
                    store.position += i64::from(store.stock.q);
                    store.orders += 1;
                    sim.spawn(Order);
                }
                store.backorders.add(sim.now(), 1);
                Waiting { since: sim.now() }.until(store.shelf.get(1, sim))
            }
            Waiting { since } => {
                store.backorders.add(sim.now(), -1);
                store.met_at_once += u64::from(since == sim.now());
                store.look(sim.now());
                Gone.done()
            }
            Order => Ordered.hold(store.stock.lead_time),
            Ordered => Delivered.until(store.shelf.put(u64::from(store.stock.q), sim)),
            Delivered => {
                store.look(sim.now());
                Gone.done()
            }
            Gone => unreachable!("it is over"),
        }
        .enter(self)
    }
}

/// Runs `warm_up` [units], forgets it, and runs `length` more.
pub fn observe(stock: &Stock, unit: Unit, warm_up: f64, length: f64, streams: Streams) -> Row {
    let full = stock.r + stock.q;
    let mut run = Simulation::new(streams, |sim| {
        sim.spawn(Source { next: 0 });
        let shelf = Level::new(u64::from(u32::MAX), u64::from(full));
        let (backorders, empty) = (TimeWeighted::default(), TimeWeighted::default());
        let position = i64::from(full);
        Store { stock: stock.clone(), shelf, position, backorders, empty, demands: 0, met_at_once: 0, orders: 0 }
    });
    run.run_until(unit.instant(warm_up), &mut ());
    run.intervene(|store, sim| {
        store.shelf.over_time_mut().reset(sim.now());
        store.backorders.reset(sim.now());
        store.empty.reset(sim.now());
        (store.demands, store.met_at_once, store.orders) = (0, 0, 0);
    });
    let end = unit.instant(warm_up + length);
    run.run_until(end, &mut ());
    let store = &run.world;
    let span = unit.of(end - unit.instant(warm_up));
    let area = |it: &TimeWeighted| unit.of_micros(it.area(end));
    vec![
        seen("mean_on_hand", Seen::Ratio(area(store.shelf.over_time()), span)),
        seen("mean_backorders", Seen::Ratio(area(&store.backorders), span)),
        seen("P_stockout", Seen::Ratio(area(&store.empty), span)),
        seen("fill_rate", Seen::Ratio(store.met_at_once as f64, store.demands as f64)),
        seen("orders_per_time", Seen::Ratio(store.orders as f64, span)),
    ]
}
