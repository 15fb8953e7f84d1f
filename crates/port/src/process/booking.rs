//! Which call a box is booked on: the first of a service that is expected late enough.
//!
//! A line books its connections when it knows when its ship arrives, not when a crane puts the box down: from when the call
//! would be worked if it found a berth. That a box is lifted an hour sooner or later changes nothing of where it goes on,
//! unless the onward ship is loaded or gone by then.
//!
//! A call is expected as planned, until ships lie at anchor for two days or more. From then on boxes go by when it will have
//! its turn at the quay: booked by the plan alone, they would wait for as long as their ship does, and the yard would fill
//! with them until nothing moves any more.

use crate::ids::{CallId, ServiceId};
use crate::port::Port;
use darse_engine::{SimDuration, SimTime};

/// Up to so long a wait for a berth nobody gives up the plan (assumption).
const BELIEVED: SimDuration = SimDuration::hours(48);

/// From when on boxes of a call are booked onward: when it would be worked, or now if there is a jam before the quay.
pub fn worked(call: CallId, port: &Port, now: SimTime) -> SimTime {
    let it = &port.calls[call];
    let quay = &port.quays[it.quay.index()];
    if quay.time_to_turn(quay.turns(), now) >= BELIEVED {
        return now;
    }
    let plan = port.plan(it.terminal());
    let cranes = port.scenario.classes[it.class].cranes.min(plan.cranes.count);
    let entry = port.scenario.marine.inbound.mean() + plan.quay.mooring.mean() + plan.quay.start.mean();
    // As many boxes are loaded as discharged, on average.
    let work = 2.0 * f64::from(it.discharge) * plan.cranes.cycle.mean() / f64::from(cranes);
    it.arrives + SimDuration::from_seconds_f64(entry + work)
}

/// When a call is expected alongside.
pub fn expected(call: CallId, port: &Port, now: SimTime) -> SimTime {
    let it = &port.calls[call];
    let quay = &port.quays[it.quay.index()];
    let wait = quay.time_to_turn(quay.turns(), now);
    match it.turn {
        _ if wait < BELIEVED => it.planned,
        Some(turn) => now + quay.time_to_turn(turn, now),
        None => it.planned.max(now) + wait,
    }
}

/// The first call of a service that can be booked and is expected at or after `from`; failing that, its last.
pub fn first_call(service: ServiceId, from: SimTime, port: &Port, now: SimTime) -> Option<CallId> {
    let open = port.calls.open(service);
    open.iter().copied().find(|call| expected(*call, port, now) >= from).or(open.back().copied())
}
