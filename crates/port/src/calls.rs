//! Vessel calls: their particulars, and which of them can still be booked.

use crate::ids::{CallId, QuayId, ServiceId, TerminalId};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Pid, SimTime};
use std::collections::VecDeque;

/// The particulars of a call.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Call {
    /// Its process.
    pub pid: Pid,
    /// Which of the service's calls it is, from 0; for calls from a file, the row.
    pub nth: u32,
    /// Its identity for random numbers.
    pub key: u64,
    /// Whose call.
    pub service: ServiceId,
    /// Where it calls.
    pub quay: QuayId,
    /// Index of its vessel class.
    pub class: usize,
    /// Length over all [m].
    pub loa_m: f64,
    /// Draught at arrival [m].
    pub draught_m: f64,
    /// Planned arrival.
    pub planned: SimTime,
    /// Actual arrival, known to all who plan for its boxes once they are on board.
    pub arrives: SimTime,
    /// Its turn for a berth, once it has come: how many ships of the quay came before it.
    pub turn: Option<u64>,
    /// Factor of disruptions on what it carries.
    pub surge: f64,
    /// Boxes to discharge.
    pub discharge: u32,
    /// Boxes are no longer loaded: the ship sails, or has sailed.
    pub has_left: bool,
}

impl Call {
    /// The container terminal it calls at, if its quay is of one: their quays come first.
    #[inline]
    pub fn terminal(&self) -> TerminalId {
        TerminalId(self.quay.0)
    }
}

/// All calls ever announced, and per service those that can be booked, by planned arrival.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Calls {
    all: Vec<Call>,
    open: Vec<VecDeque<CallId>>,
}

impl Calls {
    /// No calls yet, of so many services.
    pub fn new(services: usize) -> Self {
        Calls { all: Vec::new(), open: vec![VecDeque::new(); services] }
    }
    /// The id that the next announced call gets.
    pub fn next_id(&self) -> CallId {
        CallId(u32::try_from(self.all.len()).expect("fewer than 2^32 calls"))
    }
    /// A call is announced and can be booked from now on.
    pub fn announce(&mut self, call: Call) {
        let id = self.next_id();
        let open = &mut self.open[call.service.index()];
        let place = open.partition_point(|other| self.all[other.index()].planned <= call.planned);
        open.insert(place, id);
        self.all.push(call);
    }
    /// The ship is alongside: its list is closed.
    pub fn close(&mut self, id: CallId) {
        let Call { service, planned, .. } = self.all[id.index()];
        let open = &mut self.open[service.index()];
        // They are in the order of planned arrival: of a service with thousands of open calls few are looked at.
        let first = open.partition_point(|other| self.all[other.index()].planned < planned);
        let place = open.range(first..).position(|other| *other == id).expect("a list is closed once");
        open.remove(first + place);
    }
    /// The ship sails.
    pub fn sail(&mut self, id: CallId) {
        self.all[id.index()].has_left = true;
    }
    /// The ship asks for a berth.
    pub fn take_turn(&mut self, id: CallId, turn: u64) {
        self.all[id.index()].turn = Some(turn);
    }
    /// The calls of a service that can be booked, by planned arrival.
    pub fn open(&self, service: ServiceId) -> &VecDeque<CallId> {
        &self.open[service.index()]
    }
    /// In the order of announcement.
    pub fn iter(&self) -> impl Iterator<Item = &Call> {
        self.all.iter()
    }
}

impl std::ops::Index<CallId> for Calls {
    type Output = Call;
    #[inline]
    fn index(&self, id: CallId) -> &Call {
        &self.all[id.index()]
    }
}
