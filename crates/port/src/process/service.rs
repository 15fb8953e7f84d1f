//! The source of a service's calls. Each call is announced some weeks ahead, so that boxes can be booked on it and export
//! boxes brought for it; its ship is under way from then on.
//!
//! ```text
//! starting ─ announces all calls of the first weeks ─ between ─ announces the next ─ between ─ …
//! ```

use crate::calls::Call;
use crate::facility::quay::Due;
use crate::ids::{CallId, ServiceId};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::disruption;
use crate::process::landside;
use crate::process::ship::Ship;
use crate::scenario::{Pattern, QuayOwner};
use crate::streams::{SCHEDULE, VOLUME, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Entity, Next, SimDuration, SimTime, Stage};

/// How long before its planned arrival a call is announced; longer than any usual connection or export lead (assumption).
pub const ANNOUNCED: SimDuration = SimDuration::hours(24 * 28);

/// What the source is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum CallerStage {
    Starting,
    Between,
    Ended,
}
use CallerStage::*;
impl Stage for CallerStage {}

/// The source of one service's calls.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Caller {
    service: ServiceId,
    /// Number of the next call.
    nth: u32,
    /// Planned arrival of the call before it: tramps come one after another.
    previous: SimTime,
    /// What it is doing.
    pub stage: CallerStage,
}

/// A call as the schedule has it.
struct Planned {
    nth: u32,
    planned: SimTime,
    actual: SimTime,
    blank: bool,
}

impl Caller {
    /// A service that has announced nothing yet.
    pub fn new(service: ServiceId) -> Self {
        Caller { service, nth: 0, previous: SimTime(0), stage: Starting }
    }

    /// Announces calls as their time comes.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<CallerStage> {
        loop {
            let Some(call) = self.next_call(port, sim) else { return Ended.done() };
            let announced = SimTime(call.planned.0.saturating_sub(ANNOUNCED.0));
            if announced > sim.now() {
                return Between.hold(announced - sim.now());
            }
            (self.nth, self.previous) = (self.nth + 1, call.planned);
            if !call.blank {
                self.announce(&call, port, sim);
            }
        }
    }

    /// The next call of the schedule; the same, however often it is asked for.
    fn next_call(&self, port: &Port, sim: &Sim) -> Option<Planned> {
        let (nth, key) = (self.nth, Entity::named(&port.scenario.services[self.service.index()].name).key());
        let mut draw = sim.streams.of(SCHEDULE, key, nth);
        match &port.scenario.services[self.service.index()].pattern {
            Pattern::Liner { first, every, deviation, blank, season, .. } => {
                // Before the first planned arrival of the first week nobody comes; so no call is planned before time 0.
                let first = (first.0 + every.0 * 1_000 - SimDuration::hours(port.scenario.start_hour_of_week).0) % every.0;
                let planned = SimTime(first + u64::from(nth) * every.0);
                let out_of_season = season.as_ref().is_some_and(|season| !season.keeps(nth.into(), planned));
                let blank = draw.chance(*blank) || out_of_season;
                let late = deviation.sample(&mut draw) * 1e6;
                let actual = SimTime((planned.0 as f64 + late).max(0.0) as u64);
                Some(Planned { nth, planned, actual, blank })
            }
            Pattern::Tramp { between, .. } => {
                let planned = self.previous + between.sample_duration(&mut draw);
                Some(Planned { nth, planned, actual: planned, blank: false })
            }
            Pattern::File(calls) => {
                let call = calls.get(nth as usize)?;
                Some(Planned { nth, planned: call.planned, actual: call.actual, blank: false })
            }
        }
    }

    fn announce(&self, it: &Planned, port: &mut Port, sim: &mut Sim) {
        let scenario = port.scenario.clone();
        let service = &scenario.services[self.service.index()];
        let id = port.calls.next_id();
        let key = part(Entity::named(&service.name).key(), u64::from(it.nth));
        let mut draw = sim.streams.of(VOLUME, key, 0);
        let (arrives, surge) = disruption::of_call(self.service, key, it.planned, it.actual, port, sim);
        let mut boxes = |mean: f64| (mean * scenario.demand * surge + draw.unit() - 1e-9).max(0.0) as u32; // rounds up with the right chance
        let mut sample = sim.streams.of(VOLUME, key, 1);
        let (class, loa_m, draught_m, discharge, exports) = match &service.pattern {
            Pattern::Liner { class, .. } | Pattern::Tramp { class, .. } => {
                let size = &scenario.classes[*class];
                (*class, size.loa_m, size.draught_m, &service.discharge, &service.exports)
            }
            Pattern::File(calls) => {
                let row = &calls[it.nth as usize];
                (row.class, row.loa_m, row.draught_m, &row.discharge, &row.exports)
            }
        };
        let (drawn, brought) = (discharge.sample(&mut sample), exports.sample(&mut sample));
        let (mut discharge, mut exports) = (boxes(drawn), boxes(brought));
        let quay = service.quay;
        let has_boxes = matches!(scenario.owner(quay), QuayOwner::Terminal(_)) && scenario.quay(quay).service_time.is_none();
        if !has_boxes {
            (discharge, exports) = (0, 0);
        }
        let pid = sim.spawn(Kind::Ship(Ship::new(id, quay, arrives)));
        let (nth, planned) = (it.nth, it.planned);
        if let Some(window) = service.berth_window {
            let from = SimTime(planned.0.saturating_sub(window.0));
            port.quays[quay.index()].announce(Due { call: id, loa_m, draught_m, from });
        }
        let service = self.service;
        port.calls.announce(Call {
            pid,
            nth,
            key,
            service,
            quay,
            class,
            loa_m,
            draught_m,
            planned,
            arrives,
            turn: None,
            surge,
            discharge,
            has_left: false,
        });
        self.send_exports(id, exports, port, sim);
    }

    fn send_exports(&self, call: CallId, exports: u32, port: &mut Port, sim: &mut Sim) {
        for nth in 0..exports {
            landside::send_export(call, nth, port, sim);
        }
    }
}
