//! From text to a checked [`Scenario`]. One configuration element is one file: its type, and how it reads itself through
//! [`read::Table`]. Defaults stand in `scenarios/reference.toml` and nowhere else.
//!
//! To add a key: one line in the element's `read`, one commented line in `reference.toml`.

mod agreement;
mod basin;
mod berth;
mod boxes;
mod bulk_terminal;
mod call_cargo;
mod calls_file;
mod car_terminal;
mod cranes;
pub mod diagnostic;
mod failures;
mod gate;
mod load;
mod marine;
mod quay;
mod rail;
pub mod read;
mod roads;
mod service;
mod shifts;
mod stability;
mod sweep;
mod tank_farm;
mod terminal;
mod transport;
pub mod units;
mod vessel;
mod warehouse;
mod weather;
mod weekly;
mod yard;
mod zone;

pub use basin::BasinPlan;
pub use berth::BerthPlan;
pub use boxes::BoxMix;
pub use bulk_terminal::{BulkTerminalPlan, CommodityPlan};
pub use call_cargo::{CallCargo, CargoDemand};
pub use calls_file::FileCall;
pub use car_terminal::{CarTerminalPlan, CarTrainPlan, Compound};
pub use cranes::{Cranes, Lift};
pub use diagnostic::{Diagnostic, Severity};
pub use failures::Failures;
pub use gate::GatePlan;
pub use load::{Files, Loaded, REFERENCE, json_schema, load};
pub use marine::Marine;
pub use quay::{QuayOwner, QuayPlan};
pub use rail::RailPlan;
pub use roads::{RoadPlan, RoadsPlan};
pub use service::{Pattern, Service};
pub use shifts::Shifts;
pub use stability::{Load, loads, warehouse_loads};
pub use sweep::{Design, Factor, FactorFault, Level, Levels, MOST_POINTS, Range, Sweep, written_twice};
pub use tank_farm::{PipelinePlan, TankFarmPlan, TankPlan};
pub use terminal::{TerminalPlan, Transhipment};
pub use transport::{Transport, VehicleKind, YardHandOver};
pub use vessel::VesselClass;
pub use warehouse::WarehousePlan;
pub use weather::Weather;
pub use weekly::nth_of_week;
pub use yard::{Overflow, YardCranes, YardPlan};
pub use zone::{Experiment, Scenario};
