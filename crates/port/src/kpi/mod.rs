//! KPIs: what each means, and how it comes out of records.
//!
//! ```text
//! records ─▶ meter (per terminal: counts, times, samples within the window) ─▶ definitions: id, meaning, value
//! ```
//! A KPI is one entry of a list in `ships`, `quay`, `yard`, `land`, `rail`, `warehouse` or `zone`: what it means, and the
//! function that reads it off a meter. Nothing else knows it. `catalogue` puts the lists together.

mod catalogue;
mod definition;
mod land;
mod meter;
mod quay;
mod rail;
mod ships;
mod warehouse;
mod warehouse_meter;
mod window;
mod yard;
mod zone;

pub use catalogue::{catalogue, columns, statistics, values};
pub use definition::{Column, Definition, quantile_level};
pub use meter::{Meter, Meters, Visit};
pub use warehouse_meter::WarehouseMeter;
pub use window::Window;
