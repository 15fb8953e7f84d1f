//! What an hour is booked to.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

/// What an entity's time is spent on: exactly one at any instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize, Serialize, Deserialize)]
pub enum DelayCause {
    /// The thing itself: sailing, mooring, lifts, drives, papers at one's own desk.
    Work,
    /// A stay that was planned: a box until its ship or its truck is due, a ferry until her time is up.
    Stay,
    /// What it waits for is late elsewhere: its ship, its truck, its train, its product.
    Upstream,
    /// The water is too low.
    Tide,
    /// Wind, swell or fog.
    Weather,
    /// No pilot, or too few tugs.
    Pilot,
    /// Ships of the other direction are in the entrance of the basin.
    Entrance,
    /// No room at the quay.
    Berth,
    /// No gang to make the ship fast or let it go.
    MooringGang,
    /// No crane at the ship, the train or the box: it works elsewhere, or another box first.
    Crane,
    /// No vehicle has come, or it is still under way.
    Vehicle,
    /// The yard crane is busy with other boxes, or has broken down.
    YardCrane,
    /// Boxes that lie above are moved away.
    Rehandle,
    /// No room to put it: yard, store, tank, spaces, lanes.
    YardRoom,
    /// No lane of the gate or booth is free.
    Gate,
    /// No bay or dock is free.
    Bay,
    /// No booth for papers is free, or the weighbridge before it.
    Documents,
    /// No scanner is free.
    Scanner,
    /// Customs hold it, inspect it, or have no bay or place for it.
    Customs,
    /// Traffic: the drive takes longer than on the empty road, or the road ahead is full.
    Road,
    /// No locomotive, path or track.
    Rail,
    /// No power on the feeder.
    Power,
    /// No gang or drivers.
    Labour,
    /// The crane's gang changes.
    ShiftChange,
    /// The machine that works it is under repair.
    Breakdown,
    /// A system is down.
    Cyber,
    /// A closure or a strike.
    Closure,
}
use DelayCause::*;

/// How many there are.
pub const CAUSES: usize = DelayCause::ALL.len();

impl DelayCause {
    /// All of them, in the order of their discriminants.
    pub const ALL: [DelayCause; 27] = [
        Work,
        Stay,
        Upstream,
        Tide,
        Weather,
        Pilot,
        Entrance,
        Berth,
        MooringGang,
        Crane,
        Vehicle,
        YardCrane,
        Rehandle,
        YardRoom,
        Gate,
        Bay,
        Documents,
        Scanner,
        Customs,
        Road,
        Rail,
        Power,
        Labour,
        ShiftChange,
        Breakdown,
        Cyber,
        Closure,
    ];

    /// As an index of tables by cause.
    #[inline]
    pub fn index(self) -> usize {
        self as usize
    }

    /// Its name in ids and tables.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// What it means.
    pub fn meaning(self) -> &'static str {
        self.row().1
    }

    /// Time that the entity would not have needed: neither the work itself nor a stay that was planned.
    pub fn is_lost(self) -> bool {
        !matches!(self, Work | Stay)
    }

    /// Waits for something of which there could be more, or that could be faster: what a bottleneck is looked for among.
    pub fn is_resource(self) -> bool {
        !matches!(self, Work | Stay | Upstream | Tide | Weather | Cyber | Closure)
    }

    /// Name and meaning.
    fn row(self) -> (&'static str, &'static str) {
        match self {
            Work => ("work", "the thing itself: sailing, mooring, lifts, drives, papers at one's own desk"),
            Stay => ("stay", "a stay that was planned: a box until its ship or its truck is due, a ferry until her time is up"),
            Upstream => ("upstream", "what it waits for is late elsewhere: its ship, its truck, its train, its product"),
            Tide => ("tide", "the water is too low"),
            Weather => ("weather", "wind, swell or fog"),
            Pilot => ("pilot", "no pilot, or too few tugs"),
            Entrance => ("entrance", "ships of the other direction are in the entrance of the basin"),
            Berth => ("berth", "no room at the quay"),
            MooringGang => ("mooring-gang", "no gang to make the ship fast or let it go"),
            Crane => ("crane", "no crane at the ship, the train or the box: it works elsewhere, or another box first"),
            Vehicle => ("vehicle", "no vehicle has come, or it is still under way"),
            YardCrane => ("yard-crane", "the yard crane is busy with other boxes, or has broken down"),
            Rehandle => ("rehandle", "boxes that lie above are moved away"),
            YardRoom => ("yard-room", "no room to put it: yard, store, tank, spaces, lanes"),
            Gate => ("gate", "no lane of the gate or booth is free"),
            Bay => ("bay", "no bay or dock is free"),
            Documents => ("documents", "no booth for papers is free, or the weighbridge before it"),
            Scanner => ("scanner", "no scanner is free"),
            Customs => ("customs", "customs hold it, inspect it, or have no bay or place for it"),
            Road => ("road", "traffic: the drive takes longer than on the empty road, or the road ahead is full"),
            Rail => ("rail", "no locomotive, path or track"),
            Power => ("power", "no power on the feeder"),
            Labour => ("labour", "no gang or drivers"),
            ShiftChange => ("shift-change", "the crane's gang changes"),
            Breakdown => ("breakdown", "the machine that works it is under repair"),
            Cyber => ("cyber", "a system is down"),
            Closure => ("closure", "a closure or a strike"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_complete_and_in_order_and_no_name_is_used_twice() {
        for (place, cause) in DelayCause::ALL.iter().enumerate() {
            assert_eq!(cause.index(), place);
            assert!(DelayCause::ALL[..place].iter().all(|other| other.name() != cause.name()));
        }
        assert_eq!(Closure.index() + 1, CAUSES);
    }
}
