//! A ferry alongside: everything off, then on what fits, until she is full or her time is up. One vehicle at a time on the ramp.
//!
//! ```text
//! preparing ─┬─ (tugmaster) ─ vehicle off ─┬─┬─ awaiting vehicle ─ (tugmaster) ─ vehicle on ─┬─ done
//!            └───────── next ──────────────┘ └────────────────── next ──────────────────────┘
//! ```
//! Trucks come off first, then cars, then trailers, each of which needs a tugmaster; vehicles board in the order in which they have
//! stood in the lanes. Before each vehicle the ramp awaits calm, where it blows too hard. A vehicle that was called forward when her time is up still boards.

use crate::cargo::Rolling;
use crate::facility::ferry_port::{FerryPort, Room};
use crate::hours::{Account, DelayCause};
use crate::ids::{CallId, FerryPortId};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::embarking::people_in;
use crate::process::landing::Landing;
use crate::process::tow::Tow;
use crate::record::Record;
use crate::scenario::{Ferry, FerryPortPlan};
use crate::streams::{FERRY_SHIP, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Next, SimDuration, SimTime, Stage, Ticket, stand_by};

/// What a ferry is doing alongside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum FerryCallStage {
    Starting,
    Preparing,
    CalmOff,
    AwaitingTugOff,
    VehicleOff,
    CalmOn,
    AwaitingVehicle,
    AwaitingTugOn,
    VehicleOn,
    Done,
}
use FerryCallStage::*;
impl Stage for FerryCallStage {}

impl FerryCallStage {
    /// What the ship's time in it is booked to.
    fn why(self) -> DelayCause {
        match self {
            Starting | Preparing | VehicleOff | VehicleOn | Done => DelayCause::Work,
            AwaitingTugOff | AwaitingTugOn => DelayCause::Vehicle,
            CalmOff | CalmOn => DelayCause::Weather,
            AwaitingVehicle => DelayCause::Stay,
        }
    }
}

/// One ferry alongside.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct FerryCall {
    port: FerryPortId,
    call: CallId,
    ship: Ticket,
    /// Those of the ship.
    hours: Account,
    ready: SimTime,
    /// When loading ends at the latest.
    until: SimTime,
    /// Trucks, trailers and cars still aboard.
    brings: [u32; 3],
    /// On the ramp, and vehicles that have been so far.
    on_ramp: Rolling,
    moved: u32,
    /// Time the ramp was taken.
    ramp: SimDuration,
    /// What it is doing.
    pub stage: FerryCallStage,
}

/// What is drawn by call; by vehicle, the ramp.
#[derive(Clone, Copy)]
enum Part {
    Brings,
    Foot,
}

/// The order in which vehicles come off.
const OFF: [Rolling; 3] = [Rolling::Truck, Rolling::Car, Rolling::Trailer];

/// Works the ferry that runs, all fast now and ready at some later time; she is told when she may sail.
pub fn work(port: usize, call: CallId, hours: Account, ready: SimTime, world: &Port, sim: &mut Sim) -> Answer {
    let (answer, ship) = stand_by(sim);
    let port = FerryPortId(port as u8);
    let until = sim.now() + ferry(call, world).stay;
    let (brings, on_ramp, moved, ramp) = ([0; 3], Rolling::Truck, 0, SimDuration::ZERO);
    let stage = Starting;
    sim.spawn(Kind::FerryCall(FerryCall { port, call, ship, hours, ready, until, brings, on_ramp, moved, ramp, stage }));
    answer
}

fn ferry(call: CallId, port: &Port) -> &Ferry {
    let service = &port.scenario.services[port.calls[call].service.index()];
    service.ferry.as_ref().expect("services that call at a ferry port have ferries")
}

impl FerryCall {
    /// From all fast until she may sail.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<FerryCallStage> {
        self.hours.book(Some(self.stage.why()), sim);
        match self.stage {
            Starting => {
                self.draw_what_she_brings(port, sim);
                Preparing.hold(self.ready - sim.now())
            }
            Preparing | CalmOff => self.next_off(port, sim),
            AwaitingTugOff => VehicleOff.hold(self.take_ramp(port, sim)),
            VehicleOff => {
                self.land(port, sim);
                self.next_off(port, sim)
            }

            CalmOn => self.next_on(port, sim),
            AwaitingVehicle if sim.timed_out() => self.finish(port, sim),
            AwaitingVehicle => {
                self.on_ramp = self.at(port).called(self.call);
                match self.on_ramp {
                    Rolling::Trailer => AwaitingTugOn.until(sim.seize(self.at(port).tugmaster)),
                    Rolling::Truck | Rolling::Car => VehicleOn.hold(self.take_ramp(port, sim)),
                }
            }
            AwaitingTugOn => VehicleOn.hold(self.take_ramp(port, sim)),
            VehicleOn => {
                if self.on_ramp == Rolling::Trailer {
                    Tow::begin(self.port, self.vehicle(port), None, port, sim);
                }
                self.next_on(port, sim)
            }
            Done => unreachable!("a ferry that may sail is not resumed"),
        }
    }

    /// The next vehicle off her; when there is none, loading begins.
    fn next_off(&mut self, port: &mut Port, sim: &mut Sim) -> Next<FerryCallStage> {
        let Some(kind) = OFF.into_iter().find(|kind| self.brings[*kind as usize] > 0) else {
            let it = ferry(self.call, port);
            let room = Room { trucks: it.truck_capacity, cars: it.car_capacity, people: it.passenger_capacity };
            let call = self.call;
            self.at(port).begin_loading(call, room);
            return self.next_on(port, sim);
        };
        let limit = port.limits.ferry_ports[self.port.index()];
        if !port.weather.permits(limit) {
            return CalmOff.until(port.weather.ask(limit, sim));
        }
        self.brings[kind as usize] -= 1;
        self.on_ramp = kind;
        match kind {
            Rolling::Trailer => AwaitingTugOff.until(sim.seize(self.at(port).tugmaster)),
            Rolling::Truck | Rolling::Car => VehicleOff.hold(self.take_ramp(port, sim)),
        }
    }

    /// Off the ramp.
    fn land(&mut self, port: &mut Port, sim: &mut Sim) {
        let (id, kind, key) = (self.port, self.on_ramp, self.vehicle(port));
        let people = people_in(kind, self.plan(port), || sim.streams.of(FERRY_SHIP, key, 1).unit());
        self.at(port).land();
        sim.record(Record::FerryLanded { port: id, kind, people });
        let landing = Landing::new(id, kind, key, port.scenario.ferry_quay(id), sim.now());
        match kind {
            Rolling::Trailer => Tow::begin(id, key, Some(landing), port, sim),
            Rolling::Truck | Rolling::Car => {
                sim.spawn(Kind::Landing(landing));
            }
        }
    }

    /// The next vehicle on, if there is time and room; she waits for one that may still come.
    fn next_on(&mut self, port: &mut Port, sim: &mut Sim) -> Next<FerryCallStage> {
        let (call, left) = (self.call, self.until.saturating_since(sim.now()));
        if left == SimDuration::ZERO || self.at(port).is_full(call) {
            return self.finish(port, sim);
        }
        let limit = port.limits.ferry_ports[self.port.index()];
        if !port.weather.permits(limit) {
            return CalmOn.until(port.weather.ask(limit, sim)).or_after(left);
        }
        AwaitingVehicle.until(self.at(port).call_forward(call, sim)).or_after(left)
    }

    fn finish(&mut self, port: &mut Port, sim: &mut Sim) -> Next<FerryCallStage> {
        let (call, id) = (self.call, self.port);
        let loaded = self.at(port).end_loading(call, sim);
        port.calls.close(call);
        let capacity = ferry(call, port).truck_capacity;
        let trucks = (capacity - loaded.left.trucks) as u16;
        sim.record(Record::FerryFoot { port: id, people: loaded.foot, boarded: true });
        let behind = loaded.behind.map(|it| it as u16);
        sim.record(Record::FerryLoaded { port: id, trucks, capacity: capacity as u16, behind, ramp: self.ramp });
        sim.wake(self.ship);
        Done.done()
    }

    fn draw_what_she_brings(&mut self, port: &Port, sim: &mut Sim) {
        let (it, plan, now) = (ferry(self.call, port), self.plan(port), sim.now());
        let call = &port.calls[self.call];
        let key = call.key;
        // Of more sailings each brings less: the season of what comes is that of the port.
        let share = call.surge / port.scenario.services[call.service.index()].season_at(call.planned);
        let mut draw = sim.streams.of(FERRY_SHIP, key, Part::Brings as u32);
        let mut whole = |mean: f64| (mean + draw.unit() - 1e-9).max(0.0) as u32; // rounds up with the right chance
        for kind in Rolling::ALL {
            let mut draw = sim.streams.of(FERRY_SHIP, key, 2 + kind as u32);
            let brought = it.brings[kind as usize].sample(&mut draw);
            self.brings[kind as usize] = whole(brought * share * plan.season_of(kind).factor(now));
        }
        let foot = it.foot.sample(&mut sim.streams.of(FERRY_SHIP, key, Part::Foot as u32));
        let people = whole(foot * share * plan.season.factor(now));
        sim.record(Record::FerryFoot { port: self.port, people, boarded: false });
    }

    /// How long the next vehicle takes the ramp.
    fn take_ramp(&mut self, port: &Port, sim: &Sim) -> SimDuration {
        self.moved += 1;
        let lasting = self.plan(port).ramp(self.on_ramp).sample_duration(&mut sim.streams.of(FERRY_SHIP, self.vehicle(port), 2));
        self.ramp += lasting;
        lasting
    }
    /// The identity of the vehicle on the ramp.
    fn vehicle(&self, port: &Port) -> u64 {
        part(port.calls[self.call].key, u64::from(self.moved))
    }
    fn plan<'a>(&self, port: &'a Port) -> &'a FerryPortPlan {
        &port.scenario.ferry_ports[self.port.index()]
    }
    fn at<'a>(&self, port: &'a mut Port) -> &'a mut FerryPort {
        &mut port.ferry_ports[self.port.index()]
    }
}
