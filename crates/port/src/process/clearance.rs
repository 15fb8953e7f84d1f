//! A truck on its way through an export access zone. Whoever sent it waits with a ticket.
//!
//! ```text
//! at the entry ─ for a place ─ for a weighbridge ─ weighing ─ for a booth ─ showing papers ─┬─ for a scanner ─ scanning ─┬─┐
//!  └ on the road that led here                                                              └────────────────────────────┘ │
//!                        cleared ─┬─ held ─┬─ inspecting ─ for a bay ─┬───────────────────────────────────────────────────┤
//!                                 └────────┴──────────────────────────┴───────────────────────────────────────────────────┘
//! ```

use crate::facility::access_zone::AccessZone;
use crate::facility::condition::{Target, ZonePart};
use crate::hours::{Account, DelayCause, Place};
use crate::ids::{AccessZoneId, Way};
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::upkeep;
use crate::record::Record;
use crate::scenario::AccessZonePlan;
use crate::streams::CLEARANCE;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Next, SimDuration, SimTime, Stage, Ticket, Variate, stand_by};

/// What a truck is doing in an access zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ClearanceStage {
    Starting,
    AwaitingPlace,
    AwaitingWeighbridge,
    Weighing,
    AwaitingBooth,
    ShowingPapers,
    AwaitingScanner,
    Scanning,
    AwaitingBay,
    Inspecting,
    Held,
    Cleared,
}
use ClearanceStage::*;
impl Stage for ClearanceStage {}

impl ClearanceStage {
    /// What a truck's time in it is booked to.
    fn why(self) -> DelayCause {
        match self {
            Starting | Weighing | ShowingPapers | Scanning | Cleared => DelayCause::Work,
            AwaitingPlace | AwaitingBay | Inspecting | Held => DelayCause::Customs,
            AwaitingWeighbridge | AwaitingBooth => DelayCause::Documents,
            AwaitingScanner => DelayCause::Scanner,
        }
    }
    /// What it waits for that may be in a worse condition.
    fn waits_for(self) -> Option<ZonePart> {
        match self {
            AwaitingWeighbridge => Some(ZonePart::Weighbridges),
            AwaitingBooth => Some(ZonePart::Booths),
            AwaitingScanner => Some(ZonePart::Scanners),
            AwaitingBay => Some(ZonePart::Bays),
            Starting | AwaitingPlace | Weighing | ShowingPapers | Scanning | Inspecting | Held | Cleared => None,
        }
    }
}

/// One truck.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Clearance {
    zone: AccessZoneId,
    /// Identity for random numbers: that of what it brings.
    key: u64,
    /// The road on which it stands until it has a place.
    on: Option<Way>,
    sender: Ticket,
    /// Those of the truck.
    hours: Account,
    came: SimTime,
    /// At a station since; for a scanner, then at it.
    since: SimTime,
    inspected: bool,
    /// What it is doing.
    pub stage: ClearanceStage,
}

/// What is drawn.
#[derive(Clone, Copy)]
enum Part {
    Weighing,
    Documents,
    Scan,
    Inspection,
    Hold,
    IsScanned,
    IsInspected,
    IsHeld,
}

/// Sends the running process through an access zone, before which it stands, perhaps on a road; it is told when it is cleared
/// and out of the yard.
pub fn pass(zone: usize, key: u64, on: Option<Way>, hours: Account, sim: &mut Sim) -> Answer {
    let (answer, sender) = stand_by(sim);
    let (came, since) = (sim.now(), sim.now());
    let zone = AccessZoneId(zone as u8);
    let hours = hours.at(Place::AccessZone(zone));
    sim.spawn(Kind::Clearance(Clearance { zone, key, on, sender, hours, came, since, inspected: false, stage: Starting }));
    answer
}

impl Clearance {
    /// The road on which it takes a place.
    pub fn stands_on(&self) -> Option<Way> {
        self.on
    }

    /// From the road to the road.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<ClearanceStage> {
        let zone = self.zone;
        let waits_for = self.stage.waits_for().map(|part| Target::AccessZone(zone, part));
        self.hours.book_wait(self.stage.why(), waits_for.as_slice(), &port.blame, sim);
        match self.stage {
            Starting => {
                sim.record(Record::TruckToClear { zone });
                AwaitingPlace.until(sim.seize(self.at(port).place))
            }
            AwaitingPlace => {
                if let Some(way) = self.on.take() {
                    port.roads.leave(way, sim);
                }
                self.at(port).enter();
                AwaitingWeighbridge.until(sim.seize(self.at(port).weighbridge))
            }
            AwaitingWeighbridge => {
                self.since = sim.now();
                Weighing.hold(self.serve(ZonePart::Weighbridges, Part::Weighing, &self.plan(port).weighing, port, sim))
            }
            Weighing => {
                self.put_back(ZonePart::Weighbridges, port, sim);
                AwaitingBooth.until(sim.seize(self.at(port).booth))
            }
            AwaitingBooth => {
                self.since = sim.now();
                ShowingPapers.hold(self.serve(ZonePart::Booths, Part::Documents, &self.plan(port).documents, port, sim))
            }
            ShowingPapers => {
                self.put_back(ZonePart::Booths, port, sim);
                if self.happens(Part::IsScanned, self.plan(port).scanned, sim) {
                    self.since = sim.now();
                    sim.record(Record::ScanAsked { zone });
                    return AwaitingScanner.until(sim.seize(self.at(port).scanner));
                }
                self.go_on_to_inspection(port, sim)
            }
            AwaitingScanner => {
                let waited = sim.now() - std::mem::replace(&mut self.since, sim.now());
                sim.record(Record::ScanBegun { zone, waited });
                Scanning.hold(self.serve(ZonePart::Scanners, Part::Scan, &self.plan(port).scan, port, sim))
            }
            Scanning => {
                self.put_back(ZonePart::Scanners, port, sim);
                sim.record(Record::Scanned { zone, busy: sim.now() - self.since });
                self.go_on_to_inspection(port, sim)
            }
            AwaitingBay => Inspecting.hold(self.serve(ZonePart::Bays, Part::Inspection, &self.plan(port).inspection, port, sim)),
            Inspecting => {
                self.put_back(ZonePart::Bays, port, sim);
                self.go_on_to_the_exit(port, sim)
            }
            Held => self.leave(port, sim),
            Cleared => unreachable!("a truck that is cleared is not resumed"),
        }
    }

    fn go_on_to_inspection(&mut self, port: &mut Port, sim: &mut Sim) -> Next<ClearanceStage> {
        self.inspected = self.happens(Part::IsInspected, self.plan(port).inspected, sim);
        if self.inspected {
            return AwaitingBay.until(sim.seize(self.at(port).bay));
        }
        self.go_on_to_the_exit(port, sim)
    }

    /// It may be held where it stands.
    fn go_on_to_the_exit(&mut self, port: &mut Port, sim: &mut Sim) -> Next<ClearanceStage> {
        if self.happens(Part::IsHeld, self.plan(port).held, sim) {
            return Held.hold(self.draw(Part::Hold, &self.plan(port).hold, sim));
        }
        self.leave(port, sim)
    }

    fn leave(&mut self, port: &mut Port, sim: &mut Sim) -> Next<ClearanceStage> {
        sim.release(self.at(port).place);
        self.at(port).leave();
        let (transit, inspected) = (sim.now() - self.came, self.inspected);
        sim.record(Record::TruckCleared { zone: self.zone, transit, inspected });
        sim.wake(self.sender);
        Cleared.done()
    }

    fn plan<'a>(&self, port: &'a Port) -> &'a AccessZonePlan {
        &port.scenario.access_zones[self.zone.index()]
    }
    fn at<'a>(&self, port: &'a mut Port) -> &'a mut AccessZone {
        &mut port.access_zones[self.zone.index()]
    }
    /// A station is free for the next, or out of service.
    fn put_back(&self, station: ZonePart, port: &mut Port, sim: &mut Sim) {
        let (it, busy) = (self.at(port), sim.now() - self.since);
        let unit = match station {
            ZonePart::Weighbridges => it.weighbridge,
            ZonePart::Booths => it.booth,
            ZonePart::Scanners => it.scanner,
            ZonePart::Bays => it.bay,
        };
        upkeep::put_back(Target::AccessZone(self.zone, station), unit, self.key, || busy, port, sim);
    }
    /// How long a station takes.
    fn serve(&self, station: ZonePart, part: Part, variate: &Variate, port: &Port, sim: &Sim) -> SimDuration {
        port.conditions.slow(Target::AccessZone(self.zone, station), self.draw(part, variate, sim))
    }
    fn draw(&self, part: Part, variate: &Variate, sim: &Sim) -> SimDuration {
        variate.sample_duration(&mut sim.streams.of(CLEARANCE, self.key, part as u32))
    }
    fn happens(&self, part: Part, share: f64, sim: &Sim) -> bool {
        share > 0.0 && sim.streams.of(CLEARANCE, self.key, part as u32).chance(share)
    }
}
