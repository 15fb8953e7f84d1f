//! M/M/c through the public API, statistics and records on, one customer a process.
//!
//! Plain: one generator in the world and the logarithm of the platform, as the loop by hand has, so that the ratio is the
//! engine's alone. Keyed: streams keyed by customer, as a model should draw.

use crate::xoshiro::Xoshiro;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::*;

const ARRIVALS: Stream = Stream::named("arrivals");
const SERVICES: Stream = Stream::named("services");
/// Mean service time [s].
const SERVICE: f64 = 1000.0;

/// What the customers share.
#[derive(Clone, BorshSerialize, BorshDeserialize)]
pub struct Desk<const KEYED: bool> {
    units: Request,
    left: u32,
    gap: f64,
    plain: Xoshiro,
}

impl<const KEYED: bool> Desk<KEYED> {
    #[inline(always)]
    fn draw_gap(&mut self, sim: &Sim<Bank<KEYED>>) -> SimDuration {
        self.left -= 1;
        SimDuration::from_seconds_f64(match KEYED {
            true => -real::ln(sim.streams.of_in_place(ARRIVALS, u64::from(self.left), 0).unit()) * self.gap,
            false => self.plain.exponential(self.gap),
        })
    }
    #[inline(always)]
    fn draw_service(&mut self, id: u32, sim: &Sim<Bank<KEYED>>) -> SimDuration {
        SimDuration::from_seconds_f64(match KEYED {
            true => -real::ln(sim.streams.of_in_place(SERVICES, u64::from(id), 0).unit()) * SERVICE,
            false => self.plain.exponential(SERVICE),
        })
    }
}

/// The life of a customer.
#[derive(Clone, Copy, BorshSerialize, BorshDeserialize)]
pub enum Bank<const KEYED: bool> {
    /// On its way.
    Arriving {
        /// Names it to the streams.
        id: u32,
    },
    /// In line.
    Queueing {
        /// As above.
        id: u32,
        /// When it came in.
        since: SimTime,
    },
    /// Being served.
    AtDesk {
        /// When it came in.
        since: SimTime,
    },
    /// The end.
    Gone,
}

impl<const KEYED: bool> Stage for Bank<KEYED> {}

impl<const KEYED: bool> Process for Bank<KEYED> {
    type World = Desk<KEYED>;
    type Record = SimDuration;
    type Cause = ();

    #[inline]
    fn resume(&mut self, desk: &mut Desk<KEYED>, sim: &mut Sim<Self>) -> Step {
        use Bank::*;
        match *self {
            Arriving { id } => {
                if desk.left > 0 {
                    let gap = desk.draw_gap(sim);
                    sim.spawn_after(gap, Arriving { id: desk.left });
                }
                Queueing { id, since: sim.now() }.until(sim.seize(desk.units))
            }
            Queueing { id, since } => AtDesk { since }.hold(desk.draw_service(id, sim)),
            AtDesk { since } => {
                sim.release(desk.units);
                sim.record(sim.now() - since);
                Gone.done()
            }
            Gone => unreachable!("nobody is resumed after the end"),
        }
        .enter(self)
    }
}

struct TimeInSystem(Tally);

impl Observer<SimDuration> for TimeInSystem {
    #[inline]
    fn record(&mut self, _: SimTime, spent: &SimDuration) {
        self.0.observe(*spent);
    }
}

/// Mean time in system of so many customers at so many servers [mean services], at this load.
pub fn run<const KEYED: bool>(customers: u32, servers: u16, load: f64) -> f64 {
    run_counted::<KEYED>(customers, servers, load).0
}

/// The same, and how many events that took.
pub fn run_counted<const KEYED: bool>(customers: u32, servers: u16, load: f64) -> (f64, u64) {
    let mut bank: Simulation<Bank<KEYED>> = Simulation::new(Streams::new(1, 0), |sim| {
        sim.spawn(Bank::Arriving { id: customers });
        let units = Request::of(sim.add_pool(u32::from(servers)), 1);
        Desk { units, left: customers - 1, gap: SERVICE / (load * f64::from(servers)), plain: Xoshiro::new(1) }
    });
    let mut spent = TimeInSystem(Tally::default());
    bank.run_until(SimTime::MAX, &mut spent);
    (spent.0.mean_seconds() / SERVICE, bank.sim().events())
}
