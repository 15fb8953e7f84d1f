//! Reads a scenario key by key, and finds everything that is wrong with it in one run.
//!
//! ```text
//! text ─ node ─▶ tree with spans ─ document, table ─▶ getters: value, quantity, civil, variate, choice, factor, nest
//!                                                       └▶ diagnostics          └▶ describe ─ schema ─▶ JSON Schema
//! csv: files of vessel calls, to the same diagnostics
//! ```
//!
//! It is not serde, on purpose: serde stops at the first error. Here every getter of [`Table`] is total: on a fault it
//! records a diagnostic at the exact token and gives a harmless value (the default, if there is one), and reading goes on. Every getter takes
//! one line about its key, which becomes the description in the JSON Schema, so key, type, bounds and documentation stand in one place:
//!
//! ```
//! use darse_port::scenario::read::{Document, Table};
//! use darse_engine::SimDuration;
//!
//! struct Gate { lanes: u32, open: SimDuration }
//!
//! impl Gate {
//!     fn read(t: &mut Table<'_>) -> Gate {
//!         Gate {
//!             lanes: t.count("lanes", 1..=100, "Lanes that trucks enter by."),
//!             open: t.duration("open", "1 h"..="24 h", "How long a day it is open."),
//!         }
//!     }
//! }
//!
//! let reference = "[gate]\nlanes = 4\nopen = \"16 h\"";
//! let document = Document::parse("port.toml", "[gate]\nlnes = 6\nopen = 12", reference);
//! let gate = document.read(|t| t.table("gate", "The gate.", Gate::read));
//! assert_eq!((gate.lanes, gate.open), (4, SimDuration::hours(16)));
//!
//! let shown: Vec<String> = document.finish().iter().map(ToString::to_string).collect();
//! assert_eq!(shown[0], "\
//! port.toml:2:1: error[E0102]: unknown key `lnes` in [gate]
//!   |
//! 2 | lnes = 6
//!   | ^^^^
//!   = help: did you mean `lanes`?");
//! assert_eq!(shown[1], "\
//! port.toml:3:8: error[E0202]: `open` needs a length of time with its unit, found `12`
//!   |
//! 3 | open = 12
//!   |        ^^
//!   = help: write the unit, e.g. `open = \"12 h\"`");
//! ```
//!
//! A new type of value is a file here with one getter; nothing else knows of it but [`Kind`], for the schema.

mod choice;
mod civil;
mod csv;
mod describe;
mod document;
mod factor;
mod fault;
mod nest;
mod node;
mod quantity;
mod schema;
mod table;
mod value;
mod variate;

pub use self::csv::{Column, CsvFormat, CsvSource, ENOUGH, LONGEST_CSV, Row};
pub use civil::{DateTime, Weekday};
pub use darse_engine::Variate;
pub use describe::{Description, Kind};
pub use document::{Document, Place, decode};
pub use node::Span;
pub use schema::json_schema;
pub use table::Table;

#[cfg(test)]
mod tests;
