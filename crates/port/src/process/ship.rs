//! One vessel call.
//!
//! ```text
//! expected ─ arrives ─ berth ─ tide ─ wind ─ pilot, tugs ─ inbound ─ mooring ─ at work ─ closing ─ wind ─ pilot, tugs ─ outbound ─ gone
//!                                ▲     ▲______________ a gale: turns back ┘
//!                                └ the tide was missed while the tugs came
//! ```
//! A berth is kept for the ship from the moment it is granted; the quay counts as occupied from first line to last line.

use crate::facility::quay::Wish;
use crate::ids::CallId;
use crate::kind::{Cause, Sim};
use crate::port::Port;
use crate::process::{landside, stowage};
use crate::record::{HeldUp, Record};
use crate::streams::SHIP;
use darse_engine::{Next, Request, SimDuration, SimTime, Stage, Variate};
use serde::{Deserialize, Serialize};

/// What a ship is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShipStage {
    Starting,
    Expected,
    AwaitingBerth,
    AwaitingTide,
    AwaitingWind,
    AwaitingPilot,
    Inbound,
    TurningBack,
    Mooring,
    AtWork,
    Closing,
    AwaitingCalm,
    AwaitingDeparture,
    Unmooring,
    Outbound,
    Gone,
}
use ShipStage::*;
impl Stage for ShipStage {}

/// One vessel call; its particulars are in `port.calls`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ship {
    call: CallId,
    arrives: SimTime,
    /// Time under way so far: pilotage and mooring are not waiting.
    under_way: SimDuration,
    /// What held it up so far, and when what may hold it up now began.
    held_up: HeldUp,
    held_up_since: SimTime,
    /// What it is doing.
    pub stage: ShipStage,
}

/// Which duration of a ship's life is drawn.
#[derive(Clone, Copy)]
enum Part {
    Inbound,
    Mooring,
    Start,
    End,
    Unmooring,
    Outbound,
    Service,
}

impl Ship {
    /// A ship that arrives at this time.
    pub fn new(call: CallId, arrives: SimTime) -> Self {
        let (under_way, held_up, held_up_since) = (SimDuration::ZERO, HeldUp::default(), SimTime(0));
        Ship { call, arrives, under_way, held_up, held_up_since, stage: Starting }
    }

    /// The life of a call, in the order it is lived.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<ShipStage> {
        let (id, now) = (self.call, sim.now());
        match self.stage {
            Starting => Expected.hold(SimDuration(self.arrives.0.saturating_sub(now.0))),
            Expected => {
                self.report_arrival(port, sim);
                let wish = self.wish(port);
                let quay = &mut port.terminals[port.calls[id].terminal.index()].quay;
                port.calls.take_turn(id, quay.turns());
                AwaitingBerth.until(quay.ask(wish, sim))
            }
            AwaitingBerth => {
                self.held_up_since = now;
                AwaitingTide.hold(port.fairway.time_to_tide(port.calls[id].draught_m, now))
            }
            AwaitingTide => {
                self.held_up.tide += waited(&mut self.held_up_since, now);
                AwaitingWind.until(port.weather.ask(port.marine_limit, sim))
            }
            AwaitingWind => {
                self.held_up.wind += waited(&mut self.held_up_since, now);
                AwaitingPilot.until(sim.seize(self.team(port)))
            }

            AwaitingPilot if self.may_enter(port, now) => {
                let transit = self.draw(Part::Inbound, &port.scenario.marine.inbound, port, sim);
                self.under_way = transit;
                self.held_up.tugs += waited(&mut self.held_up_since, now);
                Inbound.hold(transit)
            }
            AwaitingPilot => {
                self.held_up.tugs += waited(&mut self.held_up_since, now);
                self.wait_again(port, sim)
            }
            TurningBack => {
                self.held_up.wind += waited(&mut self.held_up_since, now);
                self.wait_again(port, sim)
            }
            Inbound => {
                let mooring = self.draw(Part::Mooring, &self.plan(port).quay.mooring, port, sim);
                let stay = port.terminals[port.calls[id].terminal.index()].quay.stay_of(id);
                let under_way = self.under_way;
                sim.record(Record::CallBerthed { call: id, from_m: stay.from_m as f32, to_m: stay.to_m as f32, under_way });
                Mooring.hold(mooring)
            }
            Mooring => {
                sim.release(self.team(port));
                self.work(port, sim)
            }
            AtWork => Closing.hold(self.draw(Part::End, &self.plan(port).quay.end, port, sim)),
            Closing => {
                port.calls.sail(id);
                landside::roll_left_behind(id, port, sim);
                self.held_up_since = now;
                AwaitingCalm.until(port.weather.ask(port.marine_limit, sim))
            }
            AwaitingCalm => {
                self.held_up.wind += waited(&mut self.held_up_since, now);
                AwaitingDeparture.until(sim.seize(self.team(port)))
            }
            AwaitingDeparture => {
                self.held_up.tugs += waited(&mut self.held_up_since, now);
                Unmooring.hold(self.draw(Part::Unmooring, &self.plan(port).quay.unmooring, port, sim))
            }
            Unmooring => {
                sim.record(Record::CallSailed { call: id });
                port.terminals[port.calls[id].terminal.index()].quay.leave(id, sim);
                Outbound.hold(self.draw(Part::Outbound, &port.scenario.marine.outbound, port, sim))
            }
            Outbound => {
                sim.release(self.team(port));
                sim.record(Record::CallLeft { call: id, held_up: self.held_up });
                Gone.done()
            }
            Gone => unreachable!("a ship that is gone is not resumed"),
        }
    }

    /// What happens to a ship that a gale surprises: only one that is inbound minds, and turns back with its pilot.
    pub fn interrupted(&mut self, cause: Cause, left: SimDuration, port: &mut Port, sim: &mut Sim) -> Option<Next<ShipStage>> {
        match (self.stage, cause) {
            (Inbound, Cause::Gale) if !port.weather.permits(port.marine_limit) => {
                let back = SimDuration(self.under_way.0 - left.0);
                self.under_way = SimDuration::ZERO;
                self.held_up_since = sim.now();
                Some(TurningBack.hold(back))
            }
            _ => None,
        }
    }

    /// Pilot and tugs go: the tide and the wind are to be awaited anew.
    fn wait_again(&self, port: &mut Port, sim: &mut Sim) -> Next<ShipStage> {
        sim.release(self.team(port));
        AwaitingTide.hold(port.fairway.time_to_tide(port.calls[self.call].draught_m, sim.now()))
    }

    /// The work alongside: by cranes, or a plain service time.
    fn work(&self, port: &mut Port, sim: &mut Sim) -> Next<ShipStage> {
        let quay = &self.plan(port).quay;
        if let Some(service_time) = &quay.service_time {
            let lasting = self.draw(Part::Service, service_time, port, sim);
            port.calls.close(self.call);
            return AtWork.hold(lasting);
        }
        let ready = sim.now() + self.draw(Part::Start, &quay.start, port, sim);
        let operation = stowage::plan_work(self.call, ready, port, sim);
        if operation.bays.is_empty() {
            return AtWork.hold(ready - sim.now());
        }
        AtWork.until(port.terminals[port.calls[self.call].terminal.index()].line.begin(operation, sim))
    }

    fn report_arrival(&self, port: &Port, sim: &mut Sim) {
        let call = &port.calls[self.call];
        let off = call.planned.0.abs_diff(sim.now().0);
        sim.record(Record::CallArrived {
            call: self.call,
            terminal: call.terminal,
            service: call.service,
            class: call.class as u16,
            on_schedule: off <= SimDuration::hours(24).0,
        });
    }

    fn wish(&self, port: &Port) -> Wish {
        let call = &port.calls[self.call];
        let terminal = &port.terminals[call.terminal.index()];
        let (mut metres, mut boxes) = (0.0, 0.0);
        for (class, count) in terminal.yard.waiting_for(self.call) {
            for id in terminal.yard.group(self.call, class) {
                let block = crate::facility::yard::stacked_in(&port.boxes, *id);
                metres += terminal.yard.blocks[block.index()].at.x;
            }
            boxes += f64::from(count);
        }
        let prefers_m = if boxes > 0.0 { metres / boxes } else { terminal.quay.length_m / 2.0 };
        let priority = port.scenario.services[call.service.index()].priority;
        Wish { call: self.call, loa_m: call.loa_m, draught_m: call.draught_m, prefers_m, priority }
    }

    /// A pilot and the tugs of its class.
    fn team(&self, port: &Port) -> Request {
        let class = &port.scenario.classes[port.calls[self.call].class];
        match (class.pilot, class.tugs as u16) {
            (true, 0) => Request::of(port.pilots, 1),
            (true, tugs) => Request::of(port.pilots, 1).and(port.tugs, tugs),
            (false, tugs) => Request::of(port.tugs, tugs),
        }
    }

    fn may_enter(&self, port: &Port, now: SimTime) -> bool {
        let tide = port.fairway.time_to_tide(port.calls[self.call].draught_m, now);
        tide == SimDuration::ZERO && port.weather.permits(port.marine_limit)
    }

    fn plan<'a>(&self, port: &'a Port) -> &'a crate::scenario::TerminalPlan {
        port.plan(port.calls[self.call].terminal)
    }

    fn draw(&self, part: Part, variate: &Variate, port: &Port, sim: &Sim) -> SimDuration {
        variate.sample_duration(&mut sim.streams.of(SHIP, port.calls[self.call].key, part as u32))
    }
}

/// How long something held the ship up until now; what holds it up next begins.
fn waited(since: &mut SimTime, now: SimTime) -> SimDuration {
    now - std::mem::replace(since, now)
}
