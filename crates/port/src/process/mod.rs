//! One file a kind of process: its stages in the order they are lived, one arm a stage. An arm says what happens when the
//! stage is *over*, and which stage comes next; what weather or another process does to it is in `interrupted`, below the
//! life. What several lives do alike (a box that comes off a ship, a box that has been stacked, which call it is booked on) has a file of its own.

pub mod apron;
pub mod assembly;
pub mod booking;
pub mod breakdown;
pub mod bulk;
pub mod cars;
pub mod clearance;
pub mod condition;
pub mod consignment;
pub mod cyber;
pub mod discharge;
pub mod dispatch;
pub mod disruption;
pub mod embarking;
pub mod ferry_call;
pub mod ferry_demand;
pub mod gang;
pub mod haul;
pub mod haulage;
pub mod landing;
pub mod landside;
pub mod liquid;
pub mod parts_box;
pub mod power;
pub mod quay_crane;
pub mod rail_crane;
pub mod rail_run;
pub mod railway;
pub mod service;
pub mod shift_change;
pub mod ship;
mod shown;
pub mod stowage;
pub mod supplier;
pub mod tow;
pub mod train;
pub mod trip;
pub mod truck;
pub mod upkeep;
pub mod vehicle;
pub mod weather;
pub mod yard_crane;
