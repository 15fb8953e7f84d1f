//! Designs: which points of the space of some factors are simulated.
//!
//! ```text
//! --vary, [sweep] ─▶ Factors ─ layout ─▶ Points ─ overrides ─▶ one scenario a point
//! ```
//! A factor and its levels are read in `darse_port::scenario`; a point is one level of each. What is done with the points, `sweep`
//! and `sensitivity` say; how their replications are run, `command/jobs`.
//!
//! To add a design: a variant of `Design`, its function in `layout`.

mod layout;
mod point;
mod responses;

pub use layout::{drawn, latin_hypercube, layout, sobol};
pub use point::Point;
pub use responses::{Kpi, Responses};
