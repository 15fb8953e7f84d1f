//! A shelf counted every evening: below `s` it is filled up to `S`, if the order comes; what is not there is not sold.
//! L'Ecuyer, Meliani and Vaucher, *SSJ: a framework for stochastic simulation in Java*, WSC 2002.

use super::batch::Batch;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Process, Sim, SimDuration, SimTime, Simulation, Stage, Step, Stream, Streams};

const DEMAND: Stream = Stream::named("verify/demand");
const ARRIVES: Stream = Stream::named("verify/arrives");

/// Prices, costs and the rule.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Shelf {
    /// Demand of a day.
    pub demand: Batch,
    /// Of a unit sold.
    pub price: f64,
    /// Of a unit left in the evening.
    pub holding: f64,
    /// Of an order that comes.
    pub fixed_order: f64,
    /// Of each unit of it.
    pub unit_order: f64,
    /// Chance that an order comes the next morning.
    pub arrives: f64,
    /// Below this in the evening an order goes out.
    pub low: u64,
    /// It fills up to this.
    pub high: u64,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Shop {
    shelf: Shelf,
    stock: u64,
    profit: f64,
}

/// Every evening.
#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
struct Evening {
    day: u64,
}

impl Stage for Evening {}
impl Process for Evening {
    type World = Shop;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, shop: &mut Shop, sim: &mut Sim<Self>) -> Step {
        let Shop { shelf, stock, profit } = shop;
        let demand = shelf.demand.size(|| sim.streams.of(DEMAND, self.day, 0));
        let sold = demand.min(*stock);
        *stock -= sold;
        *profit += shelf.price * sold as f64 - shelf.holding * *stock as f64;
        if *stock < shelf.low && sim.streams.of(ARRIVES, self.day, 0).chance(shelf.arrives) {
            *profit -= shelf.fixed_order + shelf.unit_order * (shelf.high - *stock) as f64;
            *stock = shelf.high;
        }
        Evening { day: self.day + 1 }.hold(SimDuration::days(1)).enter(self)
    }
}

/// Profit a day over `days`, after `warm_up` days from a full shelf.
pub fn profit(shelf: &Shelf, warm_up: u64, days: u64, streams: Streams) -> f64 {
    let mut run = Simulation::new(streams, |sim| {
        sim.spawn(Evening { day: 0 });
        Shop { shelf: shelf.clone(), stock: shelf.high, profit: 0.0 }
    });
    // Evenings fall on whole days from 0 on; runs end at noon, so that each holds a whole number of them.
    let noon = |days: u64| SimTime::ZERO + SimDuration::hours(24 * days) - SimDuration::hours(12);
    if warm_up > 0 {
        run.run_until(noon(warm_up), &mut ());
        run.intervene(|shop, _| shop.profit = 0.0);
    }
    run.run_until(noon(warm_up + days), &mut ());
    run.world.profit / days as f64
}
