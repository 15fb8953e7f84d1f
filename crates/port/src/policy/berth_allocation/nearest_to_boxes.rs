//! `nearest-to-boxes`: the first in line that fits, as near to its boxes as it can.
//!
//! Vehicles drive less where transhipment boxes already stand in the yard. Of little use where nothing stands there for a ship, or where the quay is full and there is
//! one place to choose.
//!
//! Source: Moorthy and Teo 2006, home berths near the boxes of a service.

use super::view::{Berths, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "nearest-to-boxes",
    standing: Standing::Other,
    about: "The first in line that fits, as near to its boxes as it can.",
    source: "Moorthy and Teo 2006",
    rule: choose,
};

fn choose(quay: &Berths<'_>) -> Option<(usize, f64)> {
    quay.first_of(quay.in_order(), |wish| {
        let off = |from_m: f64| (from_m + wish.loa_m / 2.0 - wish.prefers_m).abs();
        quay.places_of(wish).map(|it| it.from_m).min_by(|a, b| off(*a).total_cmp(&off(*b)))
    })
}
