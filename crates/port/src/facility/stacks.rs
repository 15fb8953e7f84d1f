//! The piles of one block: where boxes stand, one on another. It knows boxes by number, length, class key and due date, and
//! nothing of cranes or time.
//!
//! A *ground* is a 40 ft bay and a row: either empty, or one pile of 40 ft boxes, or two piles of 20 ft boxes. So no box
//! lies across two piles, and none floats: a pile is a list from the ground up. Bays at the low end of a block are set
//! apart for reefers (plugs), then dangerous goods, then empties; the rest is for general cargo.

use crate::cargo::{BoxKind, Length};
use crate::ids::BoxId;
use serde::{Deserialize, Serialize};

/// Greatest stacking height that is supported.
pub const MAX_TIERS: usize = 8;

/// A ground of a block, and which half: index of a pile.
pub type PileId = u16;

/// Class key of a pile whose boxes are not all of one class of one call.
const MIXED: u32 = u32::MAX;

/// Boxes on one another.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Pile {
    boxes: [u32; MAX_TIERS],
    height: u8,
    /// The class key all boxes share, or `MIXED`.
    key: u32,
    /// When the first of them is due to leave.
    earliest_due: u32,
}

const EMPTY: Pile = Pile { boxes: [0; MAX_TIERS], height: 0, key: MIXED, earliest_due: u32::MAX };

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Ground {
    /// What stands here; `None` if nothing does.
    length: Option<Length>,
    piles: [Pile; 2],
}

/// What a stacking decision needs to know of a box.
#[derive(Clone, Copy, Debug)]
pub struct Stackable {
    /// Nominal length.
    pub length: Length,
    /// Which bays it belongs to.
    pub kind: BoxKind,
    /// Equal for boxes of one class of one call.
    pub key: u32,
    /// When it is due to leave [min], six bits for its turn in the order of loading.
    pub due: u32,
}

/// Where a crane may put a box down: bays (40 ft), and the bay it stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// First bay.
    pub first: u16,
    /// First bay beyond.
    pub end: u16,
    /// Where the crane stands.
    pub near: u16,
}

/// How a place for a box is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stacking {
    /// Boxes of one class of one call on each other; otherwise the one that leaves first on top.
    Segregated,
    /// The one that leaves first on top, whatever its class.
    ByDeparture,
    /// The nearest pile with room.
    Nearest,
}

/// Room of the bays of one kind, in piles' places. Places are promised before a box is on its way.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Room {
    empty_grounds: u32,
    /// Free places on piles of 20 ft and of 40 ft boxes.
    on_piles: [u32; 2],
    promised: [u32; 2],
}

impl Room {
    /// Empty grounds it takes to keep what was promised to this length, `more` boxes beside it, and headroom: places for
    /// all that can lie on a box, so that any box can be dug out.
    #[inline]
    fn grounds_needed(&self, length: Length, more: u32, tiers: u32) -> u32 {
        let wanted = self.promised[length as usize] + more + tiers - 1;
        wanted.saturating_sub(self.on_piles[length as usize]).div_ceil(tiers * piles_per_ground(length))
    }
}

/// Piles of one ground.
#[inline]
fn piles_per_ground(length: Length) -> u32 {
    if length == Length::Twenty { 2 } else { 1 }
}

/// All piles of a block.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Stacks {
    rows: u16,
    tiers: u8,
    grounds: Vec<Ground>,
    /// First bay (40 ft) behind the bays of each kind: reefer, dangerous, empty, standard.
    bays_end: [u16; 4],
    room: [Room; 4],
    /// TEU in the piles.
    pub teu: u32,
    /// Boxes in the piles.
    pub boxes: u32,
}

/// The order in which kinds take bays.
const ORDER: [BoxKind; 4] = [BoxKind::Reefer, BoxKind::Dangerous, BoxKind::Empty, BoxKind::Standard];

impl Stacks {
    /// An empty block of `bays` 40 ft bays; `apart` of them for reefers, dangerous goods and empties.
    pub fn new(bays: u16, rows: u16, tiers: u8, apart: [u16; 3]) -> Self {
        assert!(usize::from(tiers) <= MAX_TIERS && apart.iter().sum::<u16>() <= bays, "the scenario was checked");
        let ends = [apart[0], apart[0] + apart[1], apart[0] + apart[1] + apart[2], bays];
        let mut room = [Room::default(); 4];
        let mut first = 0;
        for (kind, end) in ORDER.into_iter().zip(ends) {
            room[kind as usize].empty_grounds = u32::from(end - first) * u32::from(rows);
            first = end;
        }
        let grounds = vec![Ground { length: None, piles: [EMPTY, EMPTY] }; usize::from(bays) * usize::from(rows)];
        Stacks { rows, tiers, grounds, bays_end: ends, room, teu: 0, boxes: 0 }
    }

    /// The 40 ft bay of a pile.
    #[inline]
    pub fn bay_of(&self, pile: PileId) -> u16 {
        pile / 2 / self.rows
    }

    /// Grounds of the bays of this kind.
    #[inline]
    fn grounds_of(&self, kind: BoxKind) -> std::ops::Range<usize> {
        let place = ORDER.iter().position(|k| *k == kind).expect("every kind has its bays");
        let first = if place == 0 { 0 } else { self.bays_end[place - 1] };
        usize::from(first) * usize::from(self.rows)..usize::from(self.bays_end[place]) * usize::from(self.rows)
    }

    fn grounds_within(&self, kind: BoxKind, reach: &Reach) -> std::ops::Range<usize> {
        let (all, rows) = (self.grounds_of(kind), usize::from(self.rows));
        let (first, end) = (usize::from(reach.first) * rows, usize::from(reach.end) * rows);
        all.start.max(first)..all.end.min(end).max(all.start.max(first))
    }

    /// Are there so many places for boxes of this length within reach, not counting those on `but`?
    pub fn has_places(&self, needed: u32, kind: BoxKind, length: Length, reach: &Reach, but: Option<PileId>) -> bool {
        let tiers = u32::from(self.tiers);
        let mut to_open = self.grounds_to_open(kind, length);
        let mut found = 0;
        for index in self.grounds_within(kind, reach) {
            let ground = &self.grounds[index];
            let own = |half: usize| but == Some((index * 2 + half) as PileId);
            let room = |half: usize| if own(half) { 0 } else { tiers - u32::from(ground.piles[half].height) };
            found += match (ground.length, length) {
                (None, _) if but.is_some_and(|pile| usize::from(pile) / 2 == index) => 0,
                (None, _) if to_open == 0 => 0,
                (None, length) => {
                    to_open -= 1;
                    tiers * piles_per_ground(length)
                }
                (Some(Length::Forty), Length::Forty) => room(0),
                (Some(Length::Twenty), Length::Twenty) => room(0) + room(1),
                (Some(_), _) => 0,
            };
            if found >= needed {
                return true;
            }
        }
        needed == 0
    }

    /// May so many more boxes of this length be promised places? Enough stays free to dig out any box.
    pub fn has_room_for(&self, kind: BoxKind, length: Length, boxes: u32) -> bool {
        let room = &self.room[kind as usize];
        let more = |of: Length| if of == length { boxes } else { 0 };
        let needed = |of: Length| room.grounds_needed(of, more(of), u32::from(self.tiers));
        needed(Length::Forty) + needed(Length::Twenty) <= room.empty_grounds
    }

    /// Empty grounds that boxes of this length may take: not those kept for the other length.
    fn grounds_to_open(&self, kind: BoxKind, length: Length) -> u32 {
        let room = &self.room[kind as usize];
        let other = if length == Length::Twenty { Length::Forty } else { Length::Twenty };
        room.empty_grounds.saturating_sub(room.grounds_needed(other, 0, u32::from(self.tiers)))
    }

    /// Promises a place.
    pub fn promise(&mut self, kind: BoxKind, length: Length) {
        self.room[kind as usize].promised[length as usize] += 1;
    }
    /// Takes a promise back: the box is about to be put down, or went elsewhere.
    pub fn unpromise(&mut self, kind: BoxKind, length: Length) {
        let promised = &mut self.room[kind as usize].promised[length as usize];
        *promised = promised.checked_sub(1).expect("a place is promised before it is taken");
    }

    /// The best pile for a box among the bays of `kind` that lie in `reach`, seen from a crane at `near`; not `but`. Cost is in hundredths of an
    /// expected rehandle; a bay of travel counts as half of one such point (assumption).
    pub fn choose_pile(&self, it: Stackable, kind: BoxKind, from: &Reach, policy: Stacking, but: Option<PileId>) -> Option<PileId> {
        let range = self.grounds_within(kind, from);
        let scarce = self.is_short_of_grounds(kind);
        let may_open = self.grounds_to_open(kind, it.length) > 0;
        let mut best: Option<(u32, PileId)> = None;
        let (first, rows) = (range.start, usize::from(self.rows));
        for (offset, ground) in self.grounds[range].iter().enumerate() {
            let index = first + offset;
            let travel = (index / rows).abs_diff(usize::from(from.near)) as u32;
            let mut consider = |half: usize, cost: u32| {
                let pile = (index * 2 + half) as PileId;
                if Some(pile) != but && best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, pile));
                }
            };
            match ground.length {
                None if !may_open || but.is_some_and(|pile| usize::from(pile) / 2 == index) => {}
                None => consider(0, travel / 2 + self.cost_of_ground(policy, scarce)),
                Some(length) if length == it.length => {
                    for half in 0..if length == Length::Twenty { 2 } else { 1 } {
                        let pile = &ground.piles[half];
                        if pile.height < self.tiers {
                            consider(half, travel / 2 + self.cost_of_pile(policy, pile, it));
                        }
                    }
                }
                Some(_) => {}
            }
        }
        best.map(|(_, pile)| pile)
    }

    fn cost_of_ground(&self, policy: Stacking, scarce: bool) -> u32 {
        match policy {
            Stacking::Nearest => 0,
            Stacking::Segregated | Stacking::ByDeparture if scarce => 70,
            Stacking::Segregated | Stacking::ByDeparture => 30,
        }
    }

    fn cost_of_pile(&self, policy: Stacking, pile: &Pile, it: Stackable) -> u32 {
        let empty_half = pile.height == 0;
        match policy {
            Stacking::Nearest => 0,
            Stacking::Segregated if pile.key == it.key && !empty_half => 0,
            _ if empty_half => 5,
            // It leaves before those below; if with the same ship, cranes work side by side and may come in another order.
            _ if pile.earliest_due > it.due && pile.earliest_due >> 6 == it.due >> 6 => 45,
            _ if pile.earliest_due > it.due => 20,
            Stacking::ByDeparture if pile.earliest_due == it.due => 20,
            _ => 100,
        }
    }

    /// Are less than a tenth of the grounds of these bays empty?
    pub fn is_short_of_grounds(&self, kind: BoxKind) -> bool {
        self.room[kind as usize].empty_grounds * 10 < self.grounds_of(kind).len() as u32
    }

    /// Is this pile of one class, the given one, with room on top?
    #[inline]
    pub fn is_open_to(&self, pile: PileId, key: u32) -> bool {
        let pile = self.pile(pile);
        pile.key == key && pile.height > 0 && pile.height < self.tiers
    }

    /// Puts a box on a pile.
    pub fn put(&mut self, id: BoxId, it: Stackable, pile: PileId) {
        let kind = self.kind_at(pile);
        let ground = &mut self.grounds[usize::from(pile) / 2];
        let room = &mut self.room[kind as usize];
        if ground.length.is_none() {
            ground.length = Some(it.length);
            room.empty_grounds -= 1;
            room.on_piles[it.length as usize] += piles_per_ground(it.length) * u32::from(self.tiers);
        }
        assert_eq!(ground.length, Some(it.length), "20 ft and 40 ft boxes do not share a ground");
        let pile = &mut ground.piles[usize::from(pile) % 2];
        assert!(pile.height < self.tiers, "no slot holds two boxes");
        pile.key = if pile.height == 0 || pile.key == it.key { it.key } else { MIXED };
        pile.earliest_due = pile.earliest_due.min(it.due);
        pile.boxes[usize::from(pile.height)] = id.0;
        pile.height += 1;
        room.on_piles[it.length as usize] -= 1;
        self.teu += it.length.teu();
        self.boxes += 1;
    }

    /// Takes the top box of a pile. `due_of` tells when those below are due.
    pub fn take_top(&mut self, pile: PileId, due_of: impl Fn(BoxId) -> u32) -> BoxId {
        let kind = self.kind_at(pile);
        let ground = &mut self.grounds[usize::from(pile) / 2];
        let length = ground.length.expect("a box stands here");
        let room = &mut self.room[kind as usize];
        let it = &mut ground.piles[usize::from(pile) % 2];
        it.height = it.height.checked_sub(1).expect("a pile with a box on it");
        let id = BoxId(it.boxes[usize::from(it.height)]);
        it.earliest_due = it.boxes[..usize::from(it.height)].iter().map(|id| due_of(BoxId(*id))).min().unwrap_or(u32::MAX);
        if it.height == 0 {
            it.key = MIXED;
        }
        room.on_piles[length as usize] += 1;
        self.teu -= length.teu();
        self.boxes -= 1;
        if ground.piles.iter().all(|pile| pile.height == 0) {
            ground.length = None;
            room.empty_grounds += 1;
            room.on_piles[length as usize] -= piles_per_ground(length) * u32::from(self.tiers);
        }
        id
    }

    /// How many boxes lie on this one.
    #[inline]
    pub fn above(&self, id: BoxId, pile: PileId) -> u32 {
        let pile = self.pile(pile);
        let tier = pile.boxes[..usize::from(pile.height)].iter().position(|it| *it == id.0).expect("the box stands in its pile");
        u32::from(pile.height) - 1 - tier as u32
    }

    /// The kind of bays a pile stands in.
    pub fn kind_at(&self, pile: PileId) -> BoxKind {
        let bay = self.bay_of(pile);
        let place = self.bays_end.iter().position(|end| bay < *end).expect("the bay is in the block");
        ORDER[place]
    }

    /// Slots [TEU].
    pub fn slots_teu(&self) -> u32 {
        self.grounds.len() as u32 * 2 * u32::from(self.tiers)
    }

    /// Every box with its pile, for checks.
    pub fn iter(&self) -> impl Iterator<Item = (BoxId, PileId, Length)> {
        self.grounds.iter().enumerate().flat_map(|(index, ground)| {
            ground.piles.iter().enumerate().flat_map(move |(half, pile)| {
                let length = ground.length.unwrap_or(Length::Forty);
                let at = (index * 2 + half) as PileId;
                pile.boxes[..usize::from(pile.height)].iter().map(move |id| (BoxId(*id), at, length))
            })
        })
    }

    #[inline]
    fn pile(&self, pile: PileId) -> &Pile {
        &self.grounds[usize::from(pile) / 2].piles[usize::from(pile) % 2]
    }
}
