//! From text to a checked [`Scenario`]. One configuration element is one file: its type, and how it reads itself through
//! [`read::Table`]. Defaults stand in `scenarios/reference.toml` and nowhere else.
//!
//! To add a key: one line in the element's `read`, one commented line in `reference.toml`.

mod agreement;
mod basin;
mod berth;
mod boxes;
mod calls_file;
mod cranes;
pub mod diagnostic;
mod drayage;
mod factory;
mod failures;
mod gate;
mod load;
mod marine;
mod quay;
mod rail;
mod rail_line;
pub mod read;
mod receiver;
mod roads;
mod roster;
mod service;
mod shifts;
mod stability;
mod sweep;
mod terminal;
mod transport;
pub mod units;
mod vessel;
mod warehouse;
mod weather;
mod yard;
mod zone;

pub use crate::facility::rail_line::RailLinePlan;
pub use basin::BasinPlan;
pub use berth::BerthPlan;
pub use boxes::BoxMix;
pub use calls_file::FileCall;
pub use cranes::{Cranes, Lift};
pub use diagnostic::{Diagnostic, Severity};
pub use drayage::DrayagePlan;
pub use factory::{FactoryPlan, PartPlan, Supply};
pub use failures::Failures;
pub use gate::GatePlan;
pub use load::{Files, Loaded, REFERENCE, json_schema, load};
pub use marine::Marine;
pub use quay::{QuayOwner, QuayPlan};
pub use rail::RailPlan;
pub use receiver::{Consignee, Receiver};
pub use roads::{RoadPlan, RoadsPlan};
pub use roster::Roster;
pub use service::{Pattern, Service};
pub use shifts::Shifts;
pub use stability::{Load, drayage_loads, loads, rail_line_loads, warehouse_loads};
pub use sweep::{Design, Factor, FactorFault, Level, Levels, MOST_POINTS, Range, Sweep, written_twice};
pub use terminal::{TerminalPlan, Transhipment};
pub use transport::{Transport, VehicleKind, YardHandOver};
pub use vessel::VesselClass;
pub use warehouse::WarehousePlan;
pub use weather::Weather;
pub use yard::{Overflow, YardCranes, YardPlan};
pub use zone::{Experiment, Scenario};
