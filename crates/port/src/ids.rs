//! Names of things: small integers that index arenas. Strings live in the scenario, in exports and in messages.

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;

macro_rules! id {
    ($(#[$about:meta])* $name:ident, $inner:ty, $prefix:literal) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
        pub struct $name(pub $inner);

        impl $name {
            /// As an index of its arena.
            #[inline]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }
    };
}

id!(/// A container terminal, in the order of the scenario.
    TerminalId, u16, "terminal ");
id!(/// A quay, in the order of the scenario: those of container terminals first, in their order.
    QuayId, u16, "quay ");
id!(/// A service (or tramp trade, or file of calls), in the order of the scenario.
    ServiceId, u16, "service ");
id!(/// One vessel call, in the order of announcement.
    CallId, u32, "call ");
id!(/// A container, for as long as it is in the zone; then its number is used again.
    BoxId, u32, "box ");
id!(/// A quay crane, counted along the quay of its terminal.
    CraneId, u16, "crane ");
id!(/// A block of a terminal's yard.
    BlockId, u16, "block ");
id!(/// A warehouse of the free zone, in the order of the scenario.
    WarehouseId, u8, "warehouse ");
id!(/// A pool of gangs, in the order of the scenario.
    LabourId, u8, "labour ");
id!(/// A feeder of the electric grid, in the order of the scenario.
    FeederId, u8, "feeder ");
id!(/// A pool of trucks that fetch containers, in the order of the scenario.
    DrayageId, u8, "drayage ");
id!(/// A factory, in the order of the scenario.
    FactoryId, u8, "factory ");
id!(/// A rail line, in the order of the scenario.
    RailLineId, u8, "rail line ");
id!(/// An export access zone, in the order of the scenario.
    AccessZoneId, u8, "access zone ");
id!(/// A ferry port, in the order of the scenario.
    FerryPortId, u8, "ferry port ");
id!(/// A car terminal, in the order of the scenario.
    CarTerminalId, u8, "car terminal ");
id!(/// A new vehicle, for as long as it is in its car terminal; then its number is used again.
    CarId, u32, "car ");
id!(/// A tank farm, in the order of the scenario.
    TankFarmId, u8, "tank farm ");
id!(/// A terminal for dry bulk and general cargo, in the order of the scenario.
    BulkTerminalId, u8, "bulk terminal ");
id!(/// A workshop, in the order of the scenario.
    WorkshopId, u8, "workshop ");
id!(/// A vehicle of a terminal's fleet.
    VehicleId, u16, "vehicle ");

impl TerminalId {
    /// The quay of a container terminal.
    #[inline]
    pub fn quay(self) -> QuayId {
        QuayId(self.0)
    }
}

/// A family of parts of a factory, in the order of the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct PartId {
    /// Whose.
    pub factory: FactoryId,
    /// Which.
    pub part: u8,
}

impl PartId {
    /// As an index of the parts of its factory.
    pub fn index(self) -> usize {
        usize::from(self.part)
    }
}

/// One direction of a road: twice the index of the road in the scenario, plus one against its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Way(pub u16);

impl Way {
    /// The road in the scenario.
    pub fn road(self) -> usize {
        usize::from(self.0 / 2)
    }
    /// From `to` to `from`.
    pub fn is_back(self) -> bool {
        self.0 % 2 == 1
    }
}
