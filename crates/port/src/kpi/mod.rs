//! KPIs: what each means, and how it comes out of records.
//!
//! ```text
//! records ─▶ meter (per terminal: counts, times, samples within the window) ─▶ definitions: id, meaning, value
//! ```
//! A KPI is one entry of a list in `ships`, `quay`, `yard`, `land`, `rail`, `warehouse` or `zone`: what it means, and the
//! function that reads it off a meter. Nothing else knows it. `catalogue` puts the lists together.

mod access_zone;
mod access_zone_meter;
mod bulk;
mod bulk_meter;
mod by_call;
mod by_class;
mod car_meter;
mod cars;
mod catalogue;
mod counted;
mod cyber;
mod cyber_meter;
mod definition;
mod drayage;
mod drayage_meter;
mod factory;
mod factory_meter;
mod ferry;
mod ferry_meter;
mod haulage;
mod haulage_meter;
mod hours;
mod hours_meter;
mod kinds;
mod labour;
mod labour_meter;
mod land;
mod marine;
mod marine_meter;
mod meter;
mod power;
mod power_meter;
mod pulse;
mod quay;
mod rail;
mod rail_line;
mod rail_line_meter;
mod resilience;
mod road_meter;
mod roads;
mod ship_meter;
mod ships;
mod shortfall;
mod tank_meter;
mod tanks;
mod terminal_meter;
mod warehouse;
mod warehouse_meter;
mod window;
mod workshop;
mod workshop_meter;
mod yard;
mod zone;

pub use access_zone_meter::AccessZoneMeter;
pub use bulk_meter::{BulkMeter, CommodityMeter};
pub use car_meter::CarMeter;
pub use catalogue::{catalogue, columns, statistics, values};
pub use counted::{Counted, counted};
pub use cyber_meter::AssetMeter;
pub use definition::{Column, Definition, quantile_level};
pub use drayage_meter::DrayageMeter;
pub use factory_meter::{FactoryMeter, PartMeter};
pub use ferry_meter::FerryMeter;
pub use haulage_meter::HaulageMeter;
pub use hours_meter::{HoursMeter, PlaceHours};
pub use labour_meter::LabourMeter;
pub use marine_meter::MarineMeter;
pub use meter::Meters;
pub use power_meter::{FeederMeter, PowerMeter};
pub use pulse::{Flow, Level, Pulse};
pub use rail_line_meter::RailLineMeter;
pub use road_meter::RoadMeter;
pub use ship_meter::{ShipMeter, Visit};
pub use tank_meter::{TankLevels, TankMeter};
pub use terminal_meter::Meter;
pub use warehouse_meter::WarehouseMeter;
pub use window::Window;
pub use workshop_meter::{MachinesMeter, SpareMeter, WorkshopMeter};
