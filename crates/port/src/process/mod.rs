//! One file a kind of process: its stages in the order they are lived, one arm a stage. An arm says what happens when the
//! stage is *over*, and which stage comes next; what weather or another process does to it is in `interrupted`, below the
//! life. What several lives do alike (a box that comes off a ship, a box that has been stacked, which call it is booked on) has a file of its own.

pub mod apron;
pub mod booking;
pub mod breakdown;
pub mod bulk;
pub mod cars;
pub mod consignment;
pub mod discharge;
pub mod dispatch;
pub mod landside;
pub mod liquid;
pub mod quay_crane;
pub mod rail_crane;
pub mod railway;
pub mod service;
pub mod ship;
pub mod stowage;
pub mod train;
pub mod trip;
pub mod truck;
pub mod vehicle;
pub mod weather;
pub mod yard_crane;
