//! `levelled`: of the hours from the wanted one on, within [`WITHIN_HOURS`], the one with the fewest trucks booked; if all are full, the first free one after them.
//!
//! The terminal offers the hour that suits it best, so the hours of a shift become alike. A truck comes some hours later than it could, and its box stays as much longer.
//!
//! Source: smoothing arrivals within the hauliers' flexibility: Phan and Kim 2015 let both sides negotiate towards it.

use super::view::{Book, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "levelled",
    standing: Standing::Good,
    about: "The hour with the fewest trucks booked, of the six from the wanted one on; if all are full, the first free one after them.",
    source: "Phan and Kim 2015, Transportation Research E 75, 132-144",
    rule: choose,
};

/// Hauliers put a trip off by less than so many hours (assumption: within a shift).
const WITHIN_HOURS: u64 = 6;

fn choose(book: &Book<'_>) -> u64 {
    let offered = book.wanted..book.wanted + WITHIN_HOURS;
    let quietest = offered.min_by_key(|hour| book.booked_in(*hour)).expect("some hours are offered");
    if book.booked_in(quietest) < book.per_hour { quietest } else { book.first_free(book.wanted + WITHIN_HOURS) }
}
