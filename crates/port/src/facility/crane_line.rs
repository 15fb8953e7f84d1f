//! The quay cranes of a terminal on their one rail, and the ships they work. Cranes keep their order along the quay and a
//! distance from each other; which ship each is for is the crane policy; which bay it takes next is decided here.

use crate::cargo::LoadClass;
use crate::facility::quay::Stay;
use crate::hours::Stint;
use crate::ids::{CallId, CraneId};
use crate::kind::Sim;
use crate::policy::Policy;
use crate::policy::crane_assignment::CraneAssignment;
use crate::policy::crane_assignment::view::{Ship, Ships};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, SimTime, Ticket, stand_by};

/// Boxes of one bay of a ship.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Bay {
    /// Its number along the ship.
    pub number: u32,
    /// Where it lies along the quay [m].
    pub at_m: f64,
    /// Number of the first box to discharge here, among those of the call.
    pub first: u32,
    /// Boxes to discharge here in all.
    pub discharge: u32,
    /// Of these, boxes of 20 ft: they lie together and are lifted first.
    pub twenties: u32,
    /// Boxes to discharge here that are still on board.
    pub discharge_left: u32,
    /// Boxes to load, by class, in the order of loading.
    pub loads: Vec<(LoadClass, u32)>,
    /// Boxes to load here in all.
    pub load: u32,
    /// Of these, boxes that are still to be loaded.
    pub loads_left: u32,
    /// Boxes called up and not yet loaded.
    pub loads_called: u32,
    /// The hatch is open.
    pub open: bool,
    worker: Option<CraneId>,
}

impl Bay {
    /// A bay nobody has worked yet.
    pub fn new(number: u32, at_m: f64, first: u32, discharge: u32, loads: Vec<(LoadClass, u32)>) -> Self {
        let load = loads.iter().map(|(_, count)| count).sum();
        let (discharge_left, loads_left, loads_called, open, worker) = (discharge, load, 0, false, None);
        let twenties = 0;
        Bay { number, at_m, first, discharge, twenties, discharge_left, loads, load, loads_left, loads_called, open, worker }
    }
    /// Boxes left to move.
    pub fn left(&self) -> u32 {
        self.discharge_left + self.loads_left
    }
    /// Nothing left, hatch closed.
    fn is_done(&self) -> bool {
        self.left() == 0 && !self.open
    }
}

/// The work of one ship.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Operation {
    /// Which call.
    pub call: CallId,
    /// Where it lies.
    pub stay: Stay,
    /// Its bays, from the low end of the quay up.
    pub bays: Vec<Bay>,
    /// Cranes it may have at most.
    pub most_cranes: u32,
    /// When the ship is ready for the first lift.
    pub ready: SimTime,
    /// All fast, and what its cranes did so far.
    fast: SimTime,
    stints: Vec<(CraneId, Stint)>,
    ship: Option<Ticket>,
    granted: u32,
}

impl Operation {
    /// Work that has not begun.
    pub fn new(call: CallId, stay: Stay, bays: Vec<Bay>, most_cranes: u32, ready: SimTime) -> Self {
        let (fast, stints) = (ready, Vec::new());
        Operation { call, stay, bays, most_cranes, ready, fast, stints, ship: None, granted: 0 }
    }
    fn left(&self) -> u32 {
        self.bays.iter().map(Bay::left).sum()
    }
    fn bays_left(&self) -> u32 {
        self.bays.iter().filter(|bay| !bay.is_done()).count() as u32
    }
}

/// What cranes did at a ship.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Worked {
    call: CallId,
    /// All fast.
    pub fast: SimTime,
    /// Ready for the first lift.
    pub ready: SimTime,
    /// Crane by crane.
    pub stints: Vec<Stint>,
}

/// One crane on the rail.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct RailCrane {
    /// Where it stands, or travels to [m].
    pub at_m: f64,
    /// The ship it is meant for.
    pub allotted: Option<CallId>,
    /// The bay it works: call, and place among its bays.
    pub bay: Option<(CallId, usize)>,
    waiting: Option<Ticket>,
}

/// All cranes of a quay.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct CraneLine {
    /// From the low end of the quay up.
    pub cranes: Vec<RailCrane>,
    operations: Vec<Operation>,
    /// Of the cranes, those in service: the first along the quay. The others stand aside as idle ones do.
    in_service: usize,
    /// The work of ships that has ended, until they ask what their time was spent on.
    ended: Vec<Worked>,
    spacing_m: f64,
    policy: Policy<CraneAssignment>,
}

impl CraneLine {
    /// Cranes spread along the quay.
    pub fn new(count: u32, quay_m: f64, spacing_m: f64, policy: Policy<CraneAssignment>) -> Self {
        let at = |i: u32| quay_m * (f64::from(i) + 0.5) / f64::from(count);
        let cranes: Vec<RailCrane> = (0..count).map(|i| RailCrane { at_m: at(i), ..RailCrane::default() }).collect();
        let (operations, ended) = (Vec::new(), Vec::new());
        CraneLine { in_service: cranes.len(), cranes, operations, ended, spacing_m, policy }
    }

    /// So many cranes are in service from now on. One that is not leaves its bay as one does that is called to another ship.
    pub fn set_in_service(&mut self, count: u32, sim: &mut Sim) {
        self.in_service = count as usize;
        self.allot();
        self.serve(sim);
    }

    /// A ship is alongside: cranes are allotted to it; it waits until all its bays are done.
    pub fn begin(&mut self, operation: Operation, sim: &mut Sim) -> Answer {
        let (answer, ticket) = stand_by(sim);
        let place = self.operations.partition_point(|it| it.stay.from_m < operation.stay.from_m);
        self.operations.insert(place, Operation { ship: Some(ticket), fast: sim.now(), ..operation });
        self.allot();
        self.serve(sim);
        answer
    }

    /// Cranes that wait for a bay.
    pub fn parked(&self) -> usize {
        self.cranes.iter().filter(|crane| crane.waiting.is_some()).count()
    }

    /// The work of a ship.
    pub fn operation(&self, call: CallId) -> &Operation {
        self.operations.iter().find(|it| it.call == call).expect("the ship is being worked")
    }
    /// The bay a crane works.
    pub fn bay_of(&mut self, crane: CraneId) -> &mut Bay {
        let (call, bay) = self.cranes[crane.index()].bay.expect("the crane works a bay");
        let operation = self.operations.iter_mut().find(|it| it.call == call).expect("the ship is being worked");
        &mut operation.bays[bay]
    }
    /// Is the crane wanted elsewhere now?
    pub fn is_called_away(&self, crane: CraneId) -> bool {
        let it = &self.cranes[crane.index()];
        it.bay.is_some_and(|(call, _)| it.allotted != Some(call))
    }

    /// A crane that has no bay asks for one.
    pub fn ask_bay(&mut self, crane: CraneId, sim: &mut Sim) -> Answer {
        let (answer, ticket) = stand_by(sim);
        self.cranes[crane.index()].waiting = Some(ticket);
        self.serve(sim);
        answer
    }

    /// A crane leaves its bay, done or not; so far it has been at the ship for this stint. A ship with all bays done goes on.
    pub fn leave_bay(&mut self, crane: CraneId, stint: Stint, sim: &mut Sim) {
        let (call, bay) = self.cranes[crane.index()].bay.take().expect("the crane works a bay");
        let place = self.operations.iter().position(|it| it.call == call).expect("the ship is being worked");
        self.operations[place].bays[bay].worker = None;
        let stints = &mut self.operations[place].stints;
        match stints.iter_mut().find(|(its, it)| (*its, it.from) == (crane, stint.from)) {
            Some((_, longer)) => *longer = stint,
            None => stints.push((crane, stint)),
        }
        if self.operations[place].bays.iter().all(Bay::is_done) {
            let ended = self.operations.remove(place);
            let stints = ended.stints.into_iter().map(|(_, it)| it).collect();
            self.ended.push(Worked { call, fast: ended.fast, ready: ended.ready, stints });
            sim.wake(ended.ship.expect("a ship waits for its work"));
            self.allot();
        } else if !self.has_bay_to_spare(call) {
            self.allot(); // the crane may go to another ship
        }
        self.serve(sim);
    }

    /// What cranes did at a ship whose work has ended; nothing if none had to come.
    pub fn take_worked(&mut self, call: CallId) -> Option<Worked> {
        let place = self.ended.iter().position(|it| it.call == call)?;
        Some(self.ended.swap_remove(place))
    }

    /// Has the ship a bay that no crane works and that is not done?
    pub fn has_bay_to_spare(&self, call: CallId) -> bool {
        let operation = self.operations.iter().find(|it| it.call == call);
        operation.is_some_and(|it| it.bays.iter().any(|bay| bay.worker.is_none() && !bay.is_done()))
    }

    // ---- who works which ship ----

    /// How many cranes each ship gets, then which: contiguous along the rail, in the order of the ships.
    fn allot(&mut self) {
        let shares = self.shares();
        let (cranes, mut first_free) = (self.in_service, 0);
        let mut still_needed: usize = shares.iter().map(|share| *share as usize).sum();
        let before: Vec<Option<CallId>> = self.cranes.iter().map(|crane| crane.allotted).collect();
        self.cranes.iter_mut().for_each(|crane| crane.allotted = None);
        for (operation, share) in self.operations.iter_mut().zip(&shares) {
            operation.granted = *share;
            let share = *share as usize;
            let centre = (operation.stay.from_m + operation.stay.to_m) / 2.0;
            let kept = before.iter().position(|call| *call == Some(operation.call));
            let nearest = || self.cranes.partition_point(|crane| crane.at_m < centre).saturating_sub(share / 2);
            let first = kept.unwrap_or_else(nearest).clamp(first_free, cranes - still_needed);
            for crane in &mut self.cranes[first..first + share] {
                crane.allotted = Some(operation.call);
            }
            first_free = first + share;
            still_needed -= share;
        }
    }

    fn shares(&self) -> Vec<u32> {
        let ship =
            |it: &Operation| Ship { boxes_left: it.left(), most: it.most_cranes.min(it.bays_left()).max(1), has: it.granted };
        let ships: Vec<Ship> = self.operations.iter().map(ship).collect();
        self.policy.decide(&Ships { ships: &ships, cranes: self.in_service as u32 })
    }

    // ---- which bay ----

    /// Gives bays to cranes that wait, as far as they can reach one.
    fn serve(&mut self, sim: &mut Sim) {
        loop {
            let waiting = (0..self.cranes.len()).filter(|crane| self.cranes[*crane].waiting.is_some());
            let found = waiting.filter_map(|crane| Some((crane, self.choose_bay(crane)?))).next();
            let Some((crane, (operation, bay))) = found else { return };
            let it = &mut self.operations[operation];
            it.bays[bay].worker = Some(CraneId(crane as u16));
            let rail = &mut self.cranes[crane];
            rail.at_m = it.bays[bay].at_m;
            rail.bay = Some((it.call, bay));
            sim.wake(rail.waiting.take().expect("filtered above"));
        }
    }

    /// The stretch of rail that a crane can reach past the cranes at work [m]; idle ones are pushed aside.
    fn reach(&self, crane: usize) -> (f64, f64) {
        let apart = |other: usize| self.spacing_m * other.abs_diff(crane) as f64;
        let at_work = |other: &usize| self.cranes[*other].bay.is_some();
        let low = (0..crane).filter(at_work).map(|other| self.cranes[other].at_m + apart(other));
        let high = (crane + 1..self.cranes.len()).filter(at_work).map(|other| self.cranes[other].at_m - apart(other));
        (low.fold(f64::NEG_INFINITY, f64::max), high.fold(f64::INFINITY, f64::min))
    }

    /// A free bay of the crane's ship, within reach: best in its own part of the ship (parts have equal work), then the
    /// one with most work.
    fn choose_bay(&self, crane: usize) -> Option<(usize, usize)> {
        let call = self.cranes[crane].allotted?;
        let place = self.operations.iter().position(|it| it.call == call)?;
        let operation = &self.operations[place];
        let (low, high) = self.reach(crane);
        let fellows = self.cranes.iter().filter(|it| it.allotted == Some(call)).count() as f64;
        let rank = self.cranes[..crane].iter().filter(|it| it.allotted == Some(call)).count() as f64;
        let total = f64::from(operation.left().max(1));
        let mut passed = 0.0;
        let mut best: Option<(bool, u32, usize)> = None;
        for (index, bay) in operation.bays.iter().enumerate() {
            let middle = (passed + f64::from(bay.left()) / 2.0) / total * fellows;
            passed += f64::from(bay.left());
            if bay.worker.is_some() || bay.is_done() || bay.at_m < low || bay.at_m > high {
                continue;
            }
            let own = middle >= rank && middle <= rank + 1.0;
            if best.is_none_or(|(best_own, work, _)| (own, bay.left()) > (best_own, work)) {
                best = Some((own, bay.left(), index));
            }
        }
        best.map(|(_, _, bay)| (place, bay))
    }
}

#[cfg(test)]
mod tests;
