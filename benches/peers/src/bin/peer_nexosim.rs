//! NeXosim 1.0 on one thread: a source and a server wired by a port; for `loop`, one model that schedules itself anew.

use darse_benches::xoshiro::Xoshiro;
use darse_peers::*;
use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::Output;
use nexosim::simulation::{Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Sum of times in system, as bits: a model cannot be asked after the run.
static SPENT: AtomicU64 = AtomicU64::new(0);

fn lasting(seconds: f64) -> Duration {
    Duration::from_nanos((seconds * 1e9) as u64 + 1)
}

fn seconds(now: MonotonicTime) -> f64 {
    now.duration_since(MonotonicTime::EPOCH).as_secs_f64()
}

/// Models have to be such that they could be saved; none is, here.
fn unsaved() -> Xoshiro {
    Xoshiro::new(1)
}

#[derive(Serialize, Deserialize)]
struct Source {
    customers: Output<f64>,
    left: u32,
    gap: f64,
    #[serde(skip, default = "unsaved")]
    random: Xoshiro,
}

#[Model]
impl Source {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>) {
        self.await_next(context);
    }
    fn await_next(&mut self, context: &Context<Self>) {
        let gap = self.random.exponential(self.gap);
        context.schedule_event(lasting(gap), schedulable!(Self::arrive), ()).expect("the gap is above 0");
    }
    #[nexosim(schedulable)]
    async fn arrive(&mut self, _: (), context: &Context<Self>) {
        self.customers.send(seconds(context.time())).await;
        self.left -= 1;
        if self.left > 0 {
            self.await_next(context);
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Server {
    line: VecDeque<f64>,
    free: u32,
    spent: f64,
    #[serde(skip, default = "unsaved")]
    random: Xoshiro,
}

#[Model]
impl Server {
    async fn receive(&mut self, since: f64, context: &Context<Self>) {
        if self.free > 0 {
            self.free -= 1;
            self.serve(since, context);
        } else {
            self.line.push_back(since);
        }
    }
    fn serve(&mut self, since: f64, context: &Context<Self>) {
        let service = self.random.exponential(1.0);
        context.schedule_event(lasting(service), schedulable!(Self::finish), since).expect("the service is above 0");
    }
    #[nexosim(schedulable)]
    async fn finish(&mut self, since: f64, context: &Context<Self>) {
        self.spent += seconds(context.time()) - since;
        SPENT.store(self.spent.to_bits(), Relaxed);
        match self.line.pop_front() {
            Some(since) => self.serve(since, context),
            None => self.free += 1,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Ticker {
    left: u32,
    #[serde(skip, default = "unsaved")]
    random: Xoshiro,
}

#[Model]
impl Ticker {
    #[nexosim(init)]
    async fn init(&mut self, context: &Context<Self>) {
        for _ in 0..PENDING {
            self.again(context);
        }
    }
    fn again(&mut self, context: &Context<Self>) {
        let pause = self.random.exponential(1.0);
        context.schedule_event(lasting(pause), schedulable!(Self::tick), ()).expect("the pause is above 0");
    }
    #[nexosim(schedulable)]
    async fn tick(&mut self, _: (), context: &Context<Self>) {
        if self.left > 0 {
            self.left -= 1;
            self.again(context);
        }
    }
}

fn main() {
    let (work, n) = arguments();
    let servers = servers(&work);
    let init = match work.as_str() {
        "mm1" | "mmc" => {
            let (gap, random) = (1.0 / (LOAD * f64::from(servers)), Xoshiro::new(1));
            let mut source = Source { customers: Output::default(), left: n, gap, random };
            let server = Server { line: VecDeque::new(), free: servers, spent: 0.0, random: Xoshiro::new(2) };
            let (to_source, to_server) = (Mailbox::new(), Mailbox::new());
            source.customers.connect(Server::receive, &to_server);
            SimInit::with_num_threads(1).add_model(source, to_source, "source").add_model(server, to_server, "server")
        }
        "loop" => {
            let ticker = Ticker { left: n, random: Xoshiro::new(1) };
            SimInit::with_num_threads(1).add_model(ticker, Mailbox::new(), "ticker")
        }
        _ => unknown(&work),
    };
    let mut simulation = init.init(MonotonicTime::EPOCH).expect("the models are wired");
    simulation.run().expect("the run ends");
    report(f64::from_bits(SPENT.load(Relaxed)) / f64::from(n));
}
