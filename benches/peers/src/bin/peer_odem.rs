//! odem-rs 0.4: every customer an async agent that seizes a facility (of one server: there is no M/M/c here).

use darse_benches::xoshiro::Xoshiro;
use darse_peers::*;
use odem_rs::prelude::*;
use std::cell::{Cell, RefCell};

#[derive(Config)]
struct World {
    desk: Facility,
    random: RefCell<Xoshiro>,
    spent: Cell<f64>,
    done: Cell<u32>,
}

impl Default for World {
    fn default() -> Self {
        World { desk: Facility::default(), random: RefCell::new(Xoshiro::new(1)), spent: Cell::new(0.0), done: Cell::new(0) }
    }
}

impl World {
    fn draw(&self, mean: f64) -> f64 {
        self.random.borrow_mut().exponential(mean)
    }
}

struct Customer;
impl Behavior<World> for Customer {
    type Output = ();
    async fn actions(&self, sim: &Sim<World>) {
        let (world, since) = (sim.global(), sim.now());
        let seat = world.desk.seize().await;
        let service = world.draw(1.0);
        sim.advance(service).await;
        seat.release();
        world.spent.set(world.spent.get() + sim.now() - since);
        world.done.set(world.done.get() + 1);
    }
}

struct Looping;
impl Behavior<World> for Looping {
    type Output = ();
    async fn actions(&self, sim: &Sim<World>) {
        loop {
            let lasting = sim.global().draw(1.0);
            sim.advance(lasting).await;
            let done = &sim.global().done;
            done.set(done.get() + 1);
        }
    }
}

fn main() {
    let (work, n) = arguments();
    let world = match work.as_str() {
        "mm1" => simulation(async |sim: &Sim<World>| {
            for _ in 0..n {
                let gap = sim.global().draw(1.0 / LOAD);
                sim.advance(gap).await;
                sim.spawn(Customer);
            }
            let _last = sim.global().desk.seize().await;
        }),
        "loop" => simulation(async |sim: &Sim<World>| {
            for _ in 0..PENDING {
                sim.spawn(Looping);
            }
            sim.advance(f64::from(n) / f64::from(PENDING)).await;
        }),
        _ => unknown(&work),
    };
    let Ok(world) = world else { unknown("the simulation failed") };
    report(if work == "loop" { f64::from(world.done.get()) } else { world.spent.get() } / f64::from(n));
}
