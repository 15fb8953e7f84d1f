//! One server by hand: times between arrivals and services from two lists, until so many delays are known. Law and Kelton,
//! *Simulation Modeling and Analysis*, 1.4.2.
//!
//! ```text
//! Source ─ spawns ─▶ Arriving ─▶ Queueing ─▶ InService ─▶ gone
//! ```

use super::unit::Unit;
use crate::verify::study::{Row, Seen, seen};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{PoolId, Process, Request, Sim, SimDuration, SimTime, Simulation, Stage, Step, Streams};

/// The lists.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Lists {
    /// Before each arrival.
    pub gaps: Vec<SimDuration>,
    /// Of each customer.
    pub services: Vec<SimDuration>,
}

#[derive(Clone, BorshSerialize, BorshDeserialize)]
struct Desk {
    lists: Lists,
    server: PoolId,
    delays: Vec<SimDuration>,
}

#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
enum Customer {
    Source { next: usize },
    Arriving { id: usize },
    Queueing { id: usize, since: SimTime },
    InService,
    Gone,
}
use Customer::{Arriving, Gone, InService, Queueing, Source};

impl Stage for Customer {}
impl Process for Customer {
    type World = Desk;
    type Record = ();
    type Cause = ();

    fn resume(&mut self, desk: &mut Desk, sim: &mut Sim<Self>) -> Step {
        let server = Request::of(desk.server, 1);
        match *self {
            Source { next } => {
                if next > 0 {
                    sim.spawn(Arriving { id: next - 1 });
                }
                match desk.lists.gaps.get(next) {
                    Some(gap) => Source { next: next + 1 }.hold(*gap),
                    None => Gone.done(),
                }
            }
            Arriving { id } => Queueing { id, since: sim.now() }.until(sim.seize(server)),
            Queueing { id, since } => {
                desk.delays.push(sim.now() - since);
                // The run ends before the service of one whose time is not listed.
                InService.hold(desk.lists.services.get(id).copied().unwrap_or(SimDuration::hours(1_000)))
            }
            InService => {
                sim.release(server);
                Gone.done()
            }
            Gone => unreachable!("it has left"),
        }
        .enter(self)
    }
}

/// Up to the instant at which as many delays are known as services are listed.
pub fn observe(lists: &Lists, unit: Unit) -> Row {
    let mut run = Simulation::new(Streams::new(0, 0), |sim| {
        sim.spawn(Source { next: 0 });
        Desk { lists: lists.clone(), server: sim.add_pool(1), delays: Vec::new() }
    });
    // Event by event, and no more events than there are: three a customer, and the source's.
    for _ in 0..4 * lists.gaps.len() {
        if run.world.delays.len() < lists.services.len() {
            let next = run.next_at().unwrap_or(SimTime::MAX);
            run.run_until(next, &mut ());
        }
    }
    let end = run.sim().now();
    let server = run.sim().pool(run.world.server);
    let time_end = unit.of(end - SimTime::ZERO);
    let queue = unit.of_micros(server.queued_over_time().area(end));
    let busy = unit.of_micros(server.taken_over_time().area(end));
    let delays: Vec<f64> = run.world.delays.iter().map(|delay| unit.of(*delay)).collect();
    let entries = [
        ("average_delay", delays.iter().sum::<f64>() / delays.len() as f64),
        ("time_end", time_end),
        ("area_queue", queue),
        ("average_queue", queue / time_end),
        ("area_busy", busy),
        ("utilisation", busy / time_end),
    ];
    let mut row: Row = entries.into_iter().map(|(name, it)| seen(name, Seen::exact(it))).collect();
    row.extend(delays.into_iter().enumerate().map(|(nth, delay)| seen(format!("delays[{nth}]"), Seen::exact(delay))));
    row
}
