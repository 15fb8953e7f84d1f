//! One vessel call.
//!
//! ```text
//! expected ─ arrives ─ berth ─ tide ─ weather ─ pilot, tugs ─ inbound ─ entrance ─ gang ─ mooring ─ at work ─ closing ─┐
//!                                ▲        ▲___________ the port closes: turns back ┘                                    │
//!                                └ the tide was missed while the tugs came                                             │
//!                                               gone ─ outbound ─ entrance ─ unmooring ─ gang ─ pilot, tugs ─ weather ─┘
//! ```
//! A ship that comes after its berth window is *awaited* until that is over, then expected. The entrance is that of its basin, if it lies in one. A berth is kept for the ship from the moment it is granted; the quay counts as occupied from first line to last line.

mod booking;

use crate::facility::anchorage::Waits;
use crate::facility::condition::{MarinePart, Target};
use crate::facility::entrance::{Heading, Passage};
use crate::facility::feeder::Consumer;
use crate::facility::quay::Wish;
use crate::facility::weather::ShipLimits;
use crate::hours::{Account, DelayCause, Entity, EntityKind, Place};
use crate::ids::{CallId, QuayId};
use crate::kind::{Cause, Sim};
use crate::port::Port;
use crate::process::{bulk, cars, ferry_call, landside, liquid, power, stowage, upkeep};
use crate::record::Record;
use crate::scenario::{QuayOwner, QuayPlan};
use crate::streams::{SHIP, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Next, SimDuration, SimTime, Stage, Variate};

/// What a ship is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ShipStage {
    Starting,
    Awaited,
    Expected,
    AwaitingBerth,
    AwaitingTide,
    AwaitingWeather,
    AwaitingPilot,
    Inbound,
    TurningBack,
    AwaitingEntrance,
    Entering,
    AwaitingGang,
    Mooring,
    AtWork,
    Closing,
    AwaitingCalm,
    AwaitingDeparture,
    AwaitingRelease,
    Unmooring,
    AwaitingExit,
    Leaving,
    Outbound,
    Gone,
}
use ShipStage::*;
impl Stage for ShipStage {}

impl ShipStage {
    /// What time in it is booked to; at work, by what works the ship.
    fn why(self) -> Option<DelayCause> {
        match self {
            AwaitingBerth => Some(DelayCause::Berth),
            AwaitingTide => Some(DelayCause::Tide),
            AwaitingWeather | TurningBack | AwaitingCalm => Some(DelayCause::Weather),
            AwaitingPilot | AwaitingDeparture => Some(DelayCause::Pilot),
            AwaitingEntrance | AwaitingExit => Some(DelayCause::Entrance),
            AwaitingGang | AwaitingRelease => Some(DelayCause::MooringGang),
            Inbound | Entering | Mooring | Closing | Unmooring | Leaving | Outbound => Some(DelayCause::Work),
            Starting | Awaited | Expected | AtWork | Gone => None,
        }
    }
}

/// One vessel call; its particulars are in `port.calls`.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Ship {
    call: CallId,
    arrives: SimTime,
    /// Time under way so far: pilotage and mooring are not waiting.
    under_way: SimDuration,
    hours: Account,
    /// Where it waits, or has waited, for a berth; none if one was free.
    waits: Option<Waits>,
    /// Since when it waits for its team, then has it.
    team_since: SimTime,
    /// How many it has asked for.
    teams: u32,
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
    FromOutside,
    Passage,
    PassageOut,
    Lots,
}

const PILOTS: Target = Target::Marine(MarinePart::Pilots);
const TUGS: Target = Target::Marine(MarinePart::Tugs);
const MOORING_GANGS: Target = Target::Marine(MarinePart::MooringGangs);

impl Ship {
    /// Alongside, and plugged in where there is power for it.
    pub fn consumes(&self) -> Option<Consumer> {
        matches!(self.stage, AtWork | Closing | AwaitingCalm | AwaitingDeparture | AwaitingRelease)
            .then_some(Consumer::Ship(self.call))
    }

    /// Its hours, or of whom it lives a part of the life.
    pub fn account(&self) -> Option<Account> {
        Some(self.hours)
    }

    /// A ship that arrives at this time.
    pub fn new(call: CallId, quay: QuayId, arrives: SimTime) -> Self {
        let (under_way, hours) = (SimDuration::ZERO, Account::unopened(EntityKind::Ship, Place::Quay(quay)));
        Ship { call, arrives, under_way, hours, waits: None, team_since: SimTime(0), teams: 0, stage: Starting }
    }

    /// The life of a call, in the order it is lived.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<ShipStage> {
        let (id, now) = (self.call, sim.now());
        self.book(port, sim);
        match self.stage {
            Starting => match self.window_over(port).filter(|over| *over < self.arrives) {
                Some(over) => Awaited.hold(over.saturating_since(now)),
                None => Expected.hold(self.arrives.saturating_since(now)),
            },
            Awaited => {
                port.quays[port.calls[id].quay.index()].give_up(id, sim);
                Expected.hold(self.arrives.saturating_since(now))
            }
            Expected => {
                self.report_arrival(port, sim);
                let wish = self.wish(port, sim);
                let quay = &mut port.quays[port.calls[id].quay.index()];
                port.calls.take_turn(id, quay.turns());
                let answer = quay.ask(wish, sim);
                if !quay.has_berth(id) {
                    self.waits = Some(port.anchorage.come());
                    report_waiting(port, sim);
                }
                AwaitingBerth.until(answer)
            }
            AwaitingBerth => {
                if let Some(waits) = self.waits {
                    port.anchorage.go(waits);
                    report_waiting(port, sim);
                }
                AwaitingTide.hold(port.fairway.time_to_tide(port.calls[id].draught_m, now))
            }
            AwaitingTide => AwaitingWeather.until(port.weather.ask(self.limits(port).to_begin, sim)),
            AwaitingWeather => AwaitingPilot.until(self.ask_team(false, port, sim)),

            AwaitingPilot if self.may_enter(port, now) => {
                self.report_team(port, sim);
                let transit = self.approach(port, sim);
                self.under_way = transit;
                Inbound.hold(transit)
            }
            AwaitingPilot => {
                self.report_team(port, sim);
                self.turn_away(port, sim)
            }
            TurningBack => self.turn_away(port, sim),
            Inbound => match self.entrance(Heading::In, port, sim) {
                Some(answer) => AwaitingEntrance.until(answer),
                None => AwaitingGang.until(sim.seize(port.mooring_gang)),
            },
            AwaitingEntrance => {
                let passing = self.pass(Heading::In, port, sim);
                self.under_way += passing;
                Entering.hold(passing)
            }
            Entering => {
                self.leave_entrance(port, sim);
                AwaitingGang.until(sim.seize(port.mooring_gang))
            }
            AwaitingGang => {
                let mooring = self.draw(Part::Mooring, &self.quay(port).mooring, port, sim);
                let mooring = port.conditions.slow(MOORING_GANGS, mooring);
                let stay = port.quays[port.calls[id].quay.index()].stay_of(id);
                let under_way = self.under_way;
                sim.record(Record::CallBerthed { call: id, from_m: stay.from_m as f32, to_m: stay.to_m as f32, under_way });
                Mooring.hold(mooring)
            }
            Mooring => {
                sim.release(port.mooring_gang);
                self.release_team(port, sim);
                power::connect(id, port, sim);
                self.work(port, sim)
            }
            AtWork => {
                self.book_work(port, sim);
                sim.record(Record::CallWorked { call: id });
                Closing.hold(self.draw(Part::End, &self.quay(port).end, port, sim))
            }
            Closing => {
                port.calls.sail(id);
                if let QuayOwner::Terminal(_) = self.owner(port) {
                    landside::roll_left_behind(id, port, sim);
                }
                AwaitingCalm.until(port.weather.ask(self.limits(port).to_begin, sim))
            }
            AwaitingCalm => AwaitingDeparture.until(self.ask_team(true, port, sim)),
            AwaitingDeparture => {
                self.report_team(port, sim);
                AwaitingRelease.until(sim.seize(port.mooring_gang))
            }
            AwaitingRelease => {
                power::disconnect(id, port, sim);
                let unmooring = self.draw(Part::Unmooring, &self.quay(port).unmooring, port, sim);
                Unmooring.hold(port.conditions.slow(MOORING_GANGS, unmooring))
            }
            Unmooring => {
                sim.record(Record::CallSailed { call: id });
                sim.release(port.mooring_gang);
                port.quays[port.calls[id].quay.index()].leave(id, sim);
                match self.entrance(Heading::Out, port, sim) {
                    Some(answer) => AwaitingExit.until(answer),
                    None => Outbound.hold(self.draw_outbound(port, sim)),
                }
            }
            AwaitingExit => Leaving.hold(self.pass(Heading::Out, port, sim)),
            Leaving => {
                self.leave_entrance(port, sim);
                Outbound.hold(self.draw_outbound(port, sim))
            }
            Outbound => {
                self.release_team(port, sim);
                sim.record(Record::CallLeft { call: id });
                self.hours.close(sim);
                Gone.done()
            }
            Gone => unreachable!("a ship that is gone is not resumed"),
        }
    }

    /// What happens to a ship when the port closes: only one that is inbound minds, and turns back with its pilot.
    pub fn interrupted(&mut self, cause: Cause, left: SimDuration, port: &mut Port, sim: &mut Sim) -> Option<Next<ShipStage>> {
        match (self.stage, cause) {
            (Inbound, Cause::Closed) if !port.weather.permits(self.limits(port).under_way) => {
                let back = SimDuration(self.under_way.0 - left.0);
                self.under_way = SimDuration::ZERO;
                self.hours.book(self.stage.why(), sim);
                Some(TurningBack.hold(back))
            }
            _ => None,
        }
    }

    /// The work alongside: a plain service time, or whatever its quay is for.
    fn work(&self, port: &mut Port, sim: &mut Sim) -> Next<ShipStage> {
        let quay = self.quay(port);
        if let Some(service_time) = &quay.service_time {
            let lasting = self.draw(Part::Service, service_time, port, sim);
            port.calls.close(self.call);
            return AtWork.hold(lasting);
        }
        let ready = sim.now() + self.draw(Part::Start, &quay.start, port, sim);
        match self.owner(port) {
            QuayOwner::Terminal(terminal) => self.work_by_cranes(terminal, ready, port, sim),
            QuayOwner::FerryPort(index) => AtWork.until(ferry_call::work(index, self.call, self.hours, ready, port, sim)),
            QuayOwner::CarTerminal(_) => AtWork.until(cars::work_ship(self.call, self.hours, ready, port, sim)),
            QuayOwner::TankFarm(_) => AtWork.until(liquid::work_ship(self.call, self.hours, ready, port, sim)),
            QuayOwner::BulkTerminal(_) => AtWork.until(bulk::work_ship(self.call, self.hours, ready, port, sim)),
            QuayOwner::Berth(_) => unreachable!("the service time of a plain berth is given"),
        }
    }

    fn work_by_cranes(&self, terminal: usize, ready: SimTime, port: &mut Port, sim: &mut Sim) -> Next<ShipStage> {
        let operation = stowage::plan_work(self.call, ready, port, sim);
        if operation.bays.is_empty() {
            return AtWork.hold(ready - sim.now());
        }
        AtWork.until(port.terminals[terminal].line.begin(operation, sim))
    }

    fn report_arrival(&mut self, port: &Port, sim: &mut Sim) {
        let call = &port.calls[self.call];
        let off = call.planned.0.abs_diff(sim.now().0);
        sim.record(Record::CallArrived {
            call: self.call,
            quay: call.quay,
            service: call.service,
            class: call.class as u16,
            on_schedule: off <= SimDuration::hours(24).0,
        });
        let CallId(number) = self.call;
        self.hours = Account::open(Entity { kind: EntityKind::Ship, number }, Place::Quay(call.quay), sim);
    }

    fn wish(&self, port: &Port, sim: &Sim) -> Wish {
        let call = &port.calls[self.call];
        let boxes_at_m = match self.owner(port) {
            QuayOwner::Terminal(index) => port.terminals[index].yard.middle_of_boxes_for(self.call, &port.boxes),
            QuayOwner::Berth(_) | QuayOwner::FerryPort(_) => None,
            QuayOwner::CarTerminal(_) | QuayOwner::TankFarm(_) | QuayOwner::BulkTerminal(_) => None,
        };
        let prefers_m = boxes_at_m.unwrap_or(port.quays[call.quay.index()].length_m / 2.0);
        let priority = port.scenario.services[call.service.index()].priority;
        let mut draw = sim.streams.of(SHIP, call.key, Part::Lots as u32);
        Wish {
            call: self.call,
            loa_m: call.loa_m,
            draught_m: call.draught_m,
            prefers_m,
            priority,
            work: self.expected_work(port),
            arrived: self.arrives,
            in_window: self.window_over(port).is_some_and(|over| self.arrives <= over),
            lots: [draw.unit(), draw.unit()],
        }
    }

    /// When quay is no longer kept for it; never kept where its service has no berth window.
    fn window_over(&self, port: &Port) -> Option<SimTime> {
        let call = &port.calls[self.call];
        port.scenario.services[call.service.index()].berth_window.map(|window| call.planned + window)
    }

    /// How long its work is expected to take: with all the cranes it may have, each as fast as it can; 0 where no box is lifted.
    fn expected_work(&self, port: &Port) -> SimDuration {
        let call = &port.calls[self.call];
        if let Some(service_time) = &self.quay(port).service_time {
            return SimDuration::from_seconds_f64(service_time.mean());
        }
        let QuayOwner::Terminal(index) = self.owner(port) else { return SimDuration::ZERO };
        let to_load: u32 = port.terminals[index].yard.waiting_for(self.call).map(|(_, count)| count).sum();
        let cranes = &port.scenario.terminals[index].cranes;
        let at_once = port.scenario.classes[call.class].cranes.min(cranes.count);
        SimDuration::from_seconds_f64(f64::from(call.discharge + to_load) * cranes.cycle.mean() / f64::from(at_once))
    }

    /// Asks for a pilot and the tugs of its class.
    fn ask_team(&mut self, outbound: bool, port: &mut Port, sim: &mut Sim) -> Answer {
        self.team_since = sim.now();
        self.teams += 1;
        let wish = port.scenario.classes[port.calls[self.call].class].team(self.call, outbound);
        port.marine.ask(wish, sim)
    }

    fn report_team(&mut self, port: &Port, sim: &mut Sim) {
        let waited = sim.now() - std::mem::replace(&mut self.team_since, sim.now());
        let class = &port.scenario.classes[port.calls[self.call].class];
        if class.pilot || class.tugs > 0 || class.pull_t > 0.0 {
            sim.record(Record::TeamCame { call: self.call, waited });
        }
    }

    fn release_team(&mut self, port: &mut Port, sim: &mut Sim) {
        let (call, busy) = (self.call, sim.now() - self.team_since);
        let (pilots, tugs) = upkeep::put_back_team(call, part(port.calls[call].key, u64::from(self.teams)), busy, port, sim);
        sim.record(Record::TeamLeft { call, pilots, tugs, busy });
    }

    /// The port is closed or the tide was missed: the pilot and the tugs go, and it waits again.
    fn turn_away(&mut self, port: &mut Port, sim: &mut Sim) -> Next<ShipStage> {
        self.release_team(port, sim);
        AwaitingTide.hold(port.fairway.time_to_tide(port.calls[self.call].draught_m, sim.now()))
    }

    /// How long it takes to the entrance, or to its berth: behind the ship before it, which it does not overtake.
    fn approach(&self, port: &mut Port, sim: &Sim) -> SimDuration {
        let marine = &port.scenario.marine;
        let mut alone = self.draw(Part::Inbound, &marine.inbound, port, sim);
        if self.waits == Some(Waits::Outside) {
            alone += self.draw(Part::FromOutside, &marine.from_outside, port, sim);
        }
        let (alone, separation) = (port.conditions.slow(PILOTS, alone), marine.separation.max(port.fairway.least_apart));
        port.fairway.follow(alone, separation, sim.now())
    }

    fn draw_outbound(&self, port: &Port, sim: &Sim) -> SimDuration {
        port.conditions.slow(PILOTS, self.draw(Part::Outbound, &port.scenario.marine.outbound, port, sim))
    }

    /// Asks to pass the entrance of its basin, if it has one.
    fn entrance(&self, heading: Heading, port: &mut Port, sim: &mut Sim) -> Option<Answer> {
        let basin = self.quay(port).basin?;
        let passage = Passage { call: self.call, heading, loa_m: port.calls[self.call].loa_m };
        Some(port.entrances[basin].ask(passage, sim))
    }

    fn pass(&self, heading: Heading, port: &mut Port, sim: &Sim) -> SimDuration {
        let basin = self.quay(port).basin.expect("it asked for an entrance");
        let part = if heading == Heading::In { Part::Passage } else { Part::PassageOut };
        let alone = self.draw(part, &port.scenario.basins[basin].passage, port, sim);
        port.entrances[basin].set_out(heading, alone, sim.now())
    }

    fn leave_entrance(&self, port: &mut Port, sim: &mut Sim) {
        let basin = self.quay(port).basin.expect("it has passed an entrance");
        port.entrances[basin].leave(self.call, sim);
    }

    fn may_enter(&self, port: &Port, now: SimTime) -> bool {
        let tide = port.fairway.time_to_tide(port.calls[self.call].draught_m, now);
        tide == SimDuration::ZERO && port.weather.permits(self.limits(port).to_begin)
    }

    fn limits(&self, port: &Port) -> ShipLimits {
        port.limits.ships[port.calls[self.call].class]
    }

    fn owner(&self, port: &Port) -> QuayOwner {
        port.scenario.owner(port.calls[self.call].quay)
    }

    fn quay<'a>(&self, port: &'a Port) -> &'a QuayPlan {
        port.scenario.quay(port.calls[self.call].quay)
    }

    fn draw(&self, part: Part, variate: &Variate, port: &Port, sim: &Sim) -> SimDuration {
        variate.sample_duration(&mut sim.streams.of(SHIP, port.calls[self.call].key, part as u32))
    }
}

fn report_waiting(port: &Port, sim: &mut Sim) {
    let (anchored, outside) = port.anchorage.waiting();
    sim.record(Record::ShipsWait { anchored, outside });
}
