//! The piles of one block: where boxes stand, one on another. It knows boxes by number, length, class key and due date, and
//! nothing of cranes or time.
//!
//! A *ground* is a 40 ft bay and a row: either empty, or one pile of 40 ft boxes, or two piles of 20 ft boxes. So no box
//! lies across two piles, and none floats: a pile is a list from the ground up. Bays at the low end of a block are set
//! apart for reefers (plugs), then dangerous goods, then empties; the rest is for general cargo.

mod choice;
mod glance;
mod piles;

pub use crate::policy::stacking::view::Stackable;
pub use piles::MAX_TIERS;

use crate::cargo::{BoxKind, Length};
use crate::ids::BoxId;
use borsh::{BorshDeserialize, BorshSerialize};
use glance::Glance;
use piles::Piles;
use std::ops::Range;

/// A ground of a block, and which half: index of a pile.
pub type PileId = u16;

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

/// Room of the bays of one kind, in piles' places. Places are promised before a box is on its way.
#[derive(Clone, Copy, Debug, Default, BorshSerialize, BorshDeserialize)]
struct Room {
    grounds: u32,
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
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Stacks {
    rows: u16,
    tiers: u8,
    /// What stands on each ground; `None` if nothing does.
    lengths: Vec<Option<Length>>,
    piles: Piles,
    /// Each bay as boxes of 20 ft, and of 40 ft, see it.
    glances: [Vec<Glance>; 2],
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
            let grounds = u32::from(end - first) * u32::from(rows);
            room[kind as usize] = Room { grounds, empty_grounds: grounds, ..Room::default() };
            first = end;
        }
        let grounds = usize::from(bays) * usize::from(rows);
        let (lengths, piles) = (vec![None; grounds], Piles::new(grounds));
        let glances = [(); 2].map(|()| vec![Glance::default(); usize::from(bays)]);
        let mut stacks = Stacks { rows, tiers, lengths, piles, glances, bays_end: ends, room, teu: 0, boxes: 0 };
        (0..grounds).for_each(|ground| stacks.notice(ground));
        stacks
    }

    /// The 40 ft bay of a pile.
    #[inline]
    pub fn bay_of(&self, pile: PileId) -> u16 {
        pile / 2 / self.rows
    }

    /// The bays of this kind.
    #[inline]
    fn bays_of(&self, kind: BoxKind) -> Range<usize> {
        let place = ORDER.iter().position(|k| *k == kind).expect("every kind has its bays");
        let first = if place == 0 { 0 } else { self.bays_end[place - 1] };
        usize::from(first)..usize::from(self.bays_end[place])
    }

    fn bays_within(&self, kind: BoxKind, reach: &Reach) -> Range<usize> {
        let all = self.bays_of(kind);
        let first = all.start.max(usize::from(reach.first));
        first..all.end.min(usize::from(reach.end)).max(first)
    }

    /// Are there so many places for boxes of this length within reach, not counting those on `but`?
    pub fn has_places(&self, needed: u32, kind: BoxKind, length: Length, reach: &Reach, but: Option<PileId>) -> bool {
        let tiers = u32::from(self.tiers);
        let mut to_open = self.grounds_to_open(kind, length);
        let mut found = 0;
        let (bays, rows) = (self.bays_within(kind, reach), usize::from(self.rows));
        for index in bays.start * rows..bays.end * rows {
            let own = |half: usize| but == Some((index * 2 + half) as PileId);
            let room = |half: usize| if own(half) { 0 } else { tiers - u32::from(self.piles.height(index * 2 + half)) };
            found += match (self.lengths[index], length) {
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

    /// Of which kinds of bays less than a tenth of the grounds are empty: a bit each, by number.
    #[inline]
    pub fn short_of_grounds(&self) -> u8 {
        let bit = |(kind, room): (usize, &Room)| u8::from(room.empty_grounds * 10 < room.grounds) << kind;
        self.room.iter().enumerate().map(bit).sum()
    }

    /// Is this pile of one class, the given one, with room on top?
    #[inline]
    pub fn is_open_to(&self, pile: PileId, key: u32) -> bool {
        self.piles.are_all(usize::from(pile), key) && self.piles.height(usize::from(pile)) < self.tiers
    }

    /// Puts a box on a pile.
    pub fn put(&mut self, id: BoxId, it: Stackable, pile: PileId) {
        let kind = self.kind_at(pile);
        let (room, pile, ground) = (&mut self.room[kind as usize], usize::from(pile), usize::from(pile) / 2);
        if self.lengths[ground].is_none() {
            self.lengths[ground] = Some(it.length);
            room.empty_grounds -= 1;
            room.on_piles[it.length as usize] += piles_per_ground(it.length) * u32::from(self.tiers);
        }
        assert_eq!(self.lengths[ground], Some(it.length), "20 ft and 40 ft boxes do not share a ground");
        assert!(self.piles.height(pile) < self.tiers, "no slot holds two boxes");
        self.piles.push(pile, id, it);
        self.piles.offer(ground, self.lengths[ground], self.tiers);
        room.on_piles[it.length as usize] -= 1;
        self.teu += it.length.teu();
        self.boxes += 1;
        self.notice(ground);
    }

    /// Takes the top box of a pile. `due_of` tells when those below are due.
    pub fn take_top(&mut self, pile: PileId, due_of: impl Fn(BoxId) -> u32) -> BoxId {
        let kind = self.kind_at(pile);
        let (room, pile, ground) = (&mut self.room[kind as usize], usize::from(pile), usize::from(pile) / 2);
        let length = self.lengths[ground].expect("a box stands here");
        let id = self.piles.pop(pile, due_of);
        room.on_piles[length as usize] += 1;
        self.teu -= length.teu();
        self.boxes -= 1;
        if self.piles.height(ground * 2) == 0 && self.piles.height(ground * 2 + 1) == 0 {
            self.lengths[ground] = None;
            room.empty_grounds += 1;
            room.on_piles[length as usize] -= piles_per_ground(length) * u32::from(self.tiers);
        }
        self.piles.offer(ground, self.lengths[ground], self.tiers);
        self.notice(ground);
        id
    }

    /// How many boxes lie on this one.
    #[inline]
    pub fn above(&self, id: BoxId, pile: PileId) -> u32 {
        let boxes = self.piles.of(usize::from(pile));
        let tier = boxes.iter().position(|it| *it == id.0).expect("the box stands in its pile");
        (boxes.len() - 1 - tier) as u32
    }

    /// The kind of bays a pile stands in.
    pub fn kind_at(&self, pile: PileId) -> BoxKind {
        let bay = self.bay_of(pile);
        let place = self.bays_end.iter().position(|end| bay < *end).expect("the bay is in the block");
        ORDER[place]
    }

    /// Slots [TEU].
    pub fn slots_teu(&self) -> u32 {
        self.lengths.len() as u32 * 2 * u32::from(self.tiers)
    }

    /// Every box with its pile, for checks.
    pub fn iter(&self) -> impl Iterator<Item = (BoxId, PileId, Length)> {
        (0..self.piles.len()).flat_map(|pile| {
            let length = self.lengths[pile / 2].unwrap_or(Length::Forty);
            self.piles.of(pile).iter().map(move |id| (BoxId(*id), pile as PileId, length))
        })
    }
}

#[cfg(test)]
mod tests;
