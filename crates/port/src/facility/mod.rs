//! What processes share. A facility is passive: `ask…` answers granted or queued; whoever changes its state (leaves,
//! opens, finishes) has it serve its line, which grants on the spot and then wakes. So a woken process never re-checks.
//!
//! ```text
//! stacks (piles)  plan (metres)      know nothing of the engine
//! yard ─ fleet ─ post (apron)        boxes: blocks and their cranes, vehicles and their orders, hand-over at cranes
//! quay ─ crane_line                  ships: metres of quay, cranes on one rail
//! gate  rail  rail_line              the land side
//! warehouse  factory                 where boxes go
//! access_zone  ferry_port           trucks and ferries
//! car_terminal  tank_farm             cargo that is in no boxes
//! bulk_terminal
//! marine  anchorage  entrance        pilots and tugs, places to wait, basins
//! weather  fairway  roads            what nobody commands
//! feeder                            power
//! condition                         what disruptions, incidents and repairs leave of all these
//! ```
//! A new facility is a file here, a field of `Port` or `Terminal`, and the processes that use it.

pub mod access_zone;
pub mod anchorage;
pub mod bulk_terminal;
pub mod car_terminal;
pub mod condition;
pub mod crane_line;
pub mod cyber;
pub mod entrance;
pub mod factory;
pub mod fairway;
pub mod feeder;
pub mod ferry_port;
pub mod fleet;
pub mod gate;
pub mod marine;
pub mod plan;
pub mod post;
pub mod quay;
pub mod rail;
pub mod rail_line;
pub mod road_plan;
pub mod roads;
pub mod stacks;
pub mod tank_farm;
pub mod upkeep;
pub mod warehouse;
pub mod wear;
pub mod weather;
pub mod workshop;
pub mod yard;
