//! Containers, one by one, and what is lifted or carried at once.

pub mod cars;
mod packed;
mod rolling;
mod trail;

use crate::hours::{DelayCause, Entity, EntityKind, Place as Where};
use crate::ids::{BlockId, BoxId, CallId, PartId, TerminalId, WarehouseId};
use crate::kind::Sim;
use crate::record::Record;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};
use packed::{PackedOnward, PackedPlace};
pub use rolling::Rolling;
pub use trail::Handling;
use trail::Trail;

/// Nominal length. 45 ft boxes take a 40 ft slot and count as two TEU, as 40 ft boxes do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Length {
    /// 20 ft.
    Twenty,
    /// 40 or 45 ft.
    Forty,
}

impl Length {
    /// Twenty-foot equivalents.
    #[inline]
    pub fn teu(self) -> u32 {
        match self {
            Length::Twenty => 1,
            Length::Forty => 2,
        }
    }
}

/// What a box is, as far as it matters where it may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum BoxKind {
    /// Dry and full.
    Standard,
    /// Cooled: it needs a plug.
    Reefer,
    /// Dangerous goods.
    Dangerous,
    /// Nothing is in it.
    Empty,
}

impl BoxKind {
    /// All kinds, in the order of their discriminants.
    pub const ALL: [BoxKind; 4] = [BoxKind::Standard, BoxKind::Reefer, BoxKind::Dangerous, BoxKind::Empty];
}

/// Which way a box passes the terminal. Empties are counted apart, whichever way they go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub enum Flow {
    /// By ship, and out by land.
    Import,
    /// By land, and out by ship.
    Export,
    /// From ship to ship.
    Transhipment,
    /// Empty, any way.
    Empty,
}

impl Flow {
    /// All flows, in the order of their discriminants.
    pub const ALL: [Flow; 4] = [Flow::Import, Flow::Export, Flow::Transhipment, Flow::Empty];
    /// The word in KPI ids.
    pub fn word(self) -> &'static str {
        match self {
            Flow::Import => "import",
            Flow::Export => "export",
            Flow::Transhipment => "transhipment",
            Flow::Empty => "empty",
        }
    }
}

/// The class by which loads are called: port of discharge, length, kind and weight class. All boxes of one class of one
/// call are interchangeable to the ship's planner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct LoadClass(pub u8);

impl LoadClass {
    /// Port of discharge 0–7, weight class 0 (light) – 2 (heavy).
    pub fn new(port_of_discharge: u8, length: Length, kind: BoxKind, weight: u8) -> Self {
        debug_assert!(port_of_discharge < 8 && weight < 3);
        LoadClass(port_of_discharge << 5 | (length as u8) << 4 | (kind as u8) << 2 | weight)
    }
    /// Nominal length.
    #[inline]
    pub fn length(self) -> Length {
        if self.0 >> 4 & 1 == 0 { Length::Twenty } else { Length::Forty }
    }
    /// Where it may stand.
    #[inline]
    pub fn kind(self) -> BoxKind {
        BoxKind::ALL[usize::from(self.0 >> 2 & 3)]
    }
    /// The port where the onward ship discharges it.
    pub fn port_of_discharge(self) -> u8 {
        self.0 >> 5
    }
    /// Its turn in the order of loading (0–63): by port of discharge, then heavy before light.
    pub fn turn(self) -> u8 {
        self.port_of_discharge() << 3 | (2 - self.weight())
    }
    /// 0 light, 1 medium, 2 heavy.
    pub fn weight(self) -> u8 {
        self.0 & 3
    }
    /// The same box for another port of discharge and weight class.
    #[must_use]
    pub fn changed_to(self, port_of_discharge: u8, weight: u8) -> Self {
        LoadClass::new(port_of_discharge, self.length(), self.kind(), weight)
    }
}

/// How a box leaves the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Onward {
    /// By ship, with this call.
    Call(CallId),
    /// By road; a truck comes for it.
    Truck,
    /// By rail.
    Train,
    /// By a tractor of the port to another terminal, for this call there.
    Haulage(CallId),
    /// By drayage to a warehouse of the free zone.
    Warehouse(WarehouseId),
    /// By drayage to a factory, with parts of a family.
    Parts(PartId),
}

/// Where a box was stacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Ground {
    /// Where it belongs.
    Own,
    /// A reefer or dangerous goods among general cargo, because the bays of its kind were full.
    OtherBays,
    /// Outside the yard proper, because that was full.
    Overflow,
}

/// Where a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Place {
    /// On a ship, truck, vehicle or crane, or on the ground between them.
    Moving,
    /// On its way to a block that has promised it a place among the bays of a kind.
    Promised {
        /// Block of the terminal's yard.
        block: BlockId,
        /// Which bays: those of its own kind, or general ones where its own are full.
        bays: BoxKind,
    },
    /// In a stack of the yard.
    Stacked {
        /// Block of the terminal's yard.
        block: BlockId,
        /// Pile of the block.
        pile: u16,
    },
}

/// One container: 32 bytes. Boxes are looked at in no order, so each is to lie on one line of the cache.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
#[repr(align(32))]
pub struct Container {
    /// Its identity for random numbers: a hash of where it comes from, never of the order of creation.
    pub key: u64,
    /// In the terminal since: lifted off the ship, or through the gate.
    pub since: SimTime,
    /// When it is expected to leave, as far as the terminal knows: what the stacking policy sees [min].
    pub due_min: u32,
    onward: PackedOnward,
    place: PackedPlace,
    /// The terminal it is in.
    pub terminal: TerminalId,
    /// How it is called for loading, and what it is.
    pub class: LoadClass,
    /// Which way it passes the terminal.
    pub flow: Flow,
}

impl Container {
    /// A box on the move, of this key, that enters a terminal.
    pub fn new(key: u64, terminal: TerminalId, class: LoadClass, flow: Flow, since: SimTime) -> Self {
        let (onward, place) = (Onward::Truck.into(), Place::Moving.into());
        Container { key, since, due_min: 0, onward, place, terminal, class, flow }
    }
    /// The same, which leaves in this way, and is expected to do so at this time.
    #[must_use]
    pub fn bound_for(mut self, onward: Onward, due: SimTime) -> Self {
        self.book(onward, due);
        self
    }
    /// It will leave in another way, or at another time.
    pub fn book(&mut self, onward: Onward, due: SimTime) {
        self.go_by(onward);
        self.due_min = (due.0 / MINUTE_US) as u32;
    }
    /// It will leave in another way.
    pub fn go_by(&mut self, onward: Onward) {
        self.onward = onward.into();
    }
    /// How it leaves.
    #[inline]
    pub fn onward(&self) -> Onward {
        self.onward.into()
    }
    /// Where it is.
    #[inline]
    pub fn place(&self) -> Place {
        self.place.into()
    }
    /// It is somewhere else now.
    #[inline]
    pub fn move_to(&mut self, place: Place) {
        self.place = place.into();
    }
}

const MINUTE_US: u64 = 60_000_000;

/// Every container in the zone. Slots are used again, so memory does not grow with time; counts never forget.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Boxes {
    slots: Vec<Option<Container>>,
    /// Of the boxes in the slots.
    trails: Vec<Trail>,
    free: Vec<BoxId>,
    /// Boxes that entered so far.
    pub entered: u64,
    /// Boxes that left so far.
    pub left: u64,
}

impl Boxes {
    /// A box enters the zone.
    pub fn enter(&mut self, container: Container) -> BoxId {
        self.entered += 1;
        if let Some(id) = self.free.pop() {
            self.slots[id.index()] = Some(container);
            return id;
        }
        self.slots.push(Some(container));
        self.trails.push(Trail::default());
        BoxId(u32::try_from(self.slots.len() - 1).expect("fewer than 2^32 boxes stand in a zone at once"))
    }
    /// A box leaves the zone for ever.
    pub fn leave(&mut self, id: BoxId) -> Container {
        self.left += 1;
        self.free.push(id);
        self.slots[id.index()].take().expect("a box leaves once")
    }
    /// A box is in its terminal from now on: its hours begin.
    pub fn begin(&mut self, id: BoxId, sim: &mut Sim) {
        self.trails[id.index()].since = sim.now();
        sim.record(Record::Began { of: entity(id), at: self.whereabouts(id) });
    }
    /// Books its time up to now.
    #[inline]
    pub fn book(&mut self, id: BoxId, cause: DelayCause, sim: &mut Sim) {
        self.book_part(id, cause, sim.now() - self.trails[id.index()].since, sim);
    }
    /// Books so much of its time up to now, the earliest of it, or all if there is less.
    #[inline]
    pub fn book_part(&mut self, id: BoxId, cause: DelayCause, time: SimDuration, sim: &mut Sim) {
        let since = &mut self.trails[id.index()].since;
        let time = time.min(sim.now() - *since);
        if time > SimDuration::ZERO {
            *since += time;
            sim.record(Record::Spent { of: entity(id), at: self.whereabouts(id), cause, time });
        }
    }
    /// Books its time up to an instant, if that is not past already.
    pub fn book_until(&mut self, id: BoxId, cause: DelayCause, to: SimTime, sim: &mut Sim) {
        self.book_part(id, cause, to.saturating_since(self.trails[id.index()].since), sim);
    }
    /// Up to when its time is booked.
    pub fn booked(&self, id: BoxId) -> SimTime {
        self.trails[id.index()].since
    }
    /// The yard begins to move it, after a wait for this: for so long, and first for so long what lies above.
    pub fn begin_handling(&mut self, id: BoxId, waited: DelayCause, busy: SimDuration, rehandle: SimDuration, sim: &mut Sim) {
        let (called, begun) = (self.trails[id.index()].since, sim.now());
        self.trails[id.index()].handling = Handling { called, begun, rehandle, ended: begun + busy };
        self.book(id, waited, sim);
    }
    /// The yard has moved it, as it was begun.
    pub fn end_handling(&mut self, id: BoxId, sim: &mut Sim) {
        let rehandle = self.trails[id.index()].handling.rehandle;
        self.book_part(id, DelayCause::Rehandle, rehandle, sim);
        self.book(id, DelayCause::Work, sim);
    }
    /// A yard crane has moved it, and was busy for so long until now, first with what lay above.
    pub fn handled(&mut self, id: BoxId, busy: SimDuration, rehandle: SimDuration, sim: &mut Sim) {
        let (called, ended) = (self.trails[id.index()].since, sim.now());
        let begun = ended - busy.min(ended - called);
        self.trails[id.index()].handling = Handling { called, begun, rehandle, ended };
        self.book_until(id, DelayCause::YardCrane, begun, sim);
        self.end_handling(id, sim);
    }
    /// What the yard did with it last.
    pub fn handling(&self, id: BoxId) -> Handling {
        self.trails[id.index()].handling
    }
    /// It leaves its terminal: its hours end.
    pub fn end(&mut self, id: BoxId, sim: &mut Sim) {
        debug_assert_eq!(self.booked(id), sim.now(), "a box leaves with all its time booked");
        sim.record(Record::Ended { of: entity(id) });
    }
    fn whereabouts(&self, id: BoxId) -> Where {
        Where::Quay(self[id].terminal.quay())
    }
    /// Boxes in the zone, with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (BoxId, &Container)> {
        self.slots.iter().enumerate().filter_map(|(i, slot)| slot.as_ref().map(|it| (BoxId(i as u32), it)))
    }
}

fn entity(BoxId(number): BoxId) -> Entity {
    Entity { kind: EntityKind::Box, number }
}

impl std::ops::Index<BoxId> for Boxes {
    type Output = Container;
    #[inline]
    fn index(&self, id: BoxId) -> &Container {
        self.slots[id.index()].as_ref().expect("the box is in the zone")
    }
}

impl std::ops::IndexMut<BoxId> for Boxes {
    #[inline]
    fn index_mut(&mut self, id: BoxId) -> &mut Container {
        self.slots[id.index()].as_mut().expect("the box is in the zone")
    }
}

/// What is lifted or carried at once: one box, or two of 20 ft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Unit {
    first: BoxId,
    /// The first again, if there is no second: a unit is in every order and job, and 8 bytes rather than 12.
    last: BoxId,
}

impl Unit {
    /// One box.
    pub fn one(id: BoxId) -> Self {
        Unit { first: id, last: id }
    }
    /// Two boxes of 20 ft, or one if there is no second.
    pub fn pair(first: BoxId, second: Option<BoxId>) -> Self {
        Unit { first, last: second.unwrap_or(first) }
    }
    /// The box, or the first of two.
    #[inline]
    pub fn first(self) -> BoxId {
        self.first
    }
    /// How many boxes.
    #[inline]
    pub fn count(self) -> u32 {
        1 + u32::from(self.last != self.first)
    }
    /// Its boxes.
    #[inline]
    pub fn boxes(self) -> impl Iterator<Item = BoxId> {
        std::iter::once(self.first).chain((self.last != self.first).then_some(self.last))
    }
}
