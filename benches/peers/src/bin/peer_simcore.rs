//! simcore 0.1, the core of DSLab: components that receive typed events through callbacks.

use darse_benches::xoshiro::Xoshiro;
use darse_peers::*;
use serde::Serialize;
use simcore::{Event, EventHandler, Simulation, SimulationContext, cast};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

#[derive(Clone, Serialize)]
struct Arrival {}
#[derive(Clone, Serialize)]
struct Departure {
    since: f64,
}
#[derive(Clone, Serialize)]
struct Tick {}

struct Station {
    context: SimulationContext,
    line: VecDeque<f64>,
    free: u32,
    left: u32,
    gap: f64,
    spent: f64,
    random: Xoshiro,
}

impl Station {
    fn serve(&mut self, since: f64) {
        let service = self.random.exponential(1.0);
        self.context.emit_self(Departure { since }, service);
    }
    fn await_next(&mut self) {
        let gap = self.random.exponential(self.gap);
        self.context.emit_self(Arrival {}, gap);
    }
}

impl EventHandler for Station {
    fn on(&mut self, event: Event) {
        let now = self.context.time();
        cast!(match event.data {
            Arrival {} => {
                if self.free > 0 {
                    self.free -= 1;
                    self.serve(now);
                } else {
                    self.line.push_back(now);
                }
                self.left -= 1;
                if self.left > 0 {
                    self.await_next();
                }
            }
            Departure { since } => {
                self.spent += now - since;
                match self.line.pop_front() {
                    Some(since) => self.serve(since),
                    None => self.free += 1,
                }
            }
            Tick {} => {
                self.left -= 1;
                let lasting = self.random.exponential(1.0);
                self.context.emit_self(Tick {}, lasting);
            }
        })
    }
}

fn main() {
    let (work, n) = arguments();
    let mut simulation = Simulation::new(1);
    let (servers, random) = (servers(&work), Xoshiro::new(1));
    let station = Rc::new(RefCell::new(Station {
        context: simulation.create_context("station"),
        line: VecDeque::new(),
        free: servers,
        left: n,
        gap: 1.0 / (LOAD * f64::from(servers)),
        spent: 0.0,
        random,
    }));
    simulation.add_handler("station", station.clone());
    match work.as_str() {
        "mm1" | "mmc" => {
            station.borrow_mut().await_next();
            simulation.step_until_no_events();
        }
        "loop" => {
            for _ in 0..PENDING {
                let mut station = station.borrow_mut();
                let first = station.random.exponential(1.0);
                station.context.emit_self(Tick {}, first);
            }
            for _ in 0..n {
                simulation.step();
            }
        }
        _ => unknown(&work),
    }
    report(station.borrow().spent / f64::from(n));
}
