//! Where a box is and how it leaves, in 4 bytes each: a container then takes half a line of the cache, and never lies across two.

use super::{BoxKind, Onward, Place};
use crate::ids::{BlockId, CallId, FactoryId, PartId, WarehouseId};
use borsh::{BorshDeserialize, BorshSerialize};

/// An [`Onward`]. Numbers of calls from below, of calls at another terminal from the middle, the ways inland from above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct PackedOnward(u32);

const TRUCK: u32 = u32::MAX;
const TRAIN: u32 = u32::MAX - 1;
/// Of warehouse 0; the others below it.
const WAREHOUSE: u32 = u32::MAX - 2;
const LAST_WAREHOUSE: u32 = WAREHOUSE - u8::MAX as u32;
/// Of call 0 at another terminal.
const HAULAGE: u32 = 1 << 31;
const CALLS: u32 = 1 << 30;
/// Of part 0 of factory 0; the other parts, then the other factories below it.
const PARTS: u32 = LAST_WAREHOUSE - 1;
const LAST_PART: u32 = PARTS - u16::MAX as u32;

impl From<Onward> for PackedOnward {
    #[inline]
    fn from(onward: Onward) -> Self {
        PackedOnward(match onward {
            Onward::Call(CallId(call)) => {
                assert!(call < CALLS, "fewer than 2^30 calls");
                call
            }
            Onward::Haulage(CallId(call)) => {
                assert!(call < CALLS, "fewer than 2^30 calls");
                HAULAGE | call
            }
            Onward::Truck => TRUCK,
            Onward::Train => TRAIN,
            Onward::Warehouse(WarehouseId(warehouse)) => WAREHOUSE - u32::from(warehouse),
            Onward::Parts(PartId { factory: FactoryId(factory), part }) => PARTS - (u32::from(factory) << 8 | u32::from(part)),
        })
    }
}

impl From<PackedOnward> for Onward {
    #[inline]
    fn from(PackedOnward(number): PackedOnward) -> Self {
        match number {
            TRUCK => Onward::Truck,
            TRAIN => Onward::Train,
            LAST_WAREHOUSE..=WAREHOUSE => Onward::Warehouse(WarehouseId((WAREHOUSE - number) as u8)),
            LAST_PART..=PARTS => {
                let [factory, part] = ((PARTS - number) as u16).to_be_bytes();
                Onward::Parts(PartId { factory: FactoryId(factory), part })
            }
            HAULAGE.. => Onward::Haulage(CallId(number & !HAULAGE)),
            call => Onward::Call(CallId(call)),
        }
    }
}

/// A [`Place`]: promised 1 | block 15 | pile or kind of bays 16; or all ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub(super) struct PackedPlace(u32);

const MOVING: u32 = u32::MAX;
const PROMISED: u32 = 1 << 31;

fn in_block(BlockId(block): BlockId) -> u32 {
    assert!(block < 1 << 15, "a yard has at most 500 blocks");
    u32::from(block) << 16
}

impl From<Place> for PackedPlace {
    #[inline]
    fn from(place: Place) -> Self {
        PackedPlace(match place {
            Place::Moving => MOVING,
            Place::Promised { block, bays } => PROMISED | in_block(block) | bays as u32,
            Place::Stacked { block, pile } => in_block(block) | u32::from(pile),
        })
    }
}

impl From<PackedPlace> for Place {
    #[inline]
    fn from(PackedPlace(number): PackedPlace) -> Self {
        let block = BlockId((number >> 16 & 0x7FFF) as u16);
        match number {
            MOVING => Place::Moving,
            PROMISED.. => Place::Promised { block, bays: BoxKind::ALL[(number & 3) as usize] },
            _ => Place::Stacked { block, pile: number as u16 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let calls = [0, 1, CALLS - 1].map(|call| Onward::Call(CallId(call)));
        let hauled = [0, 1, CALLS - 1].map(|call| Onward::Haulage(CallId(call)));
        let warehouses = [0, 1, 255].map(|warehouse| Onward::Warehouse(WarehouseId(warehouse)));
        let parts = [(0, 0), (0, 255), (1, 0), (255, 255)].map(|(factory, part)| PartId { factory: FactoryId(factory), part });
        let warehouses = warehouses.into_iter().chain(parts.map(Onward::Parts));
        for onward in calls.into_iter().chain(hauled).chain(warehouses).chain([Onward::Truck, Onward::Train]) {
            assert_eq!(Onward::from(PackedOnward::from(onward)), onward);
        }
        for block in [0, 1, (1 << 15) - 1].map(BlockId) {
            let promised = BoxKind::ALL.map(|bays| Place::Promised { block, bays });
            let stacked = [0, 1, u16::MAX].map(|pile| Place::Stacked { block, pile });
            for place in promised.into_iter().chain(stacked).chain([Place::Moving]) {
                assert_eq!(Place::from(PackedPlace::from(place)), place);
            }
        }
    }
}
