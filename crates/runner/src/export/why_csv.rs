//! `why.csv`: what the hours at each facility went to, a row a kind of entity and cause; means over replications.

use super::csv;
use crate::escape::csv_cell;
use crate::number::shortest;
use crate::results::Results;
use crate::why::facilities;

const HEAD: [&str; 5] = ["facility", "entity", "cause", "hours", "share"];

/// Nothing but the head where no hours were booked. The share is of all hours of the kind at the facility.
pub fn export(results: &Results) -> Vec<u8> {
    let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
    for it in facilities(results) {
        for (kind, cause, hours) in &it.hours {
            let share = hours / it.sum(*kind, |_| true);
            rows.push(vec![csv_cell(&it.name), kind.word().into(), cause.name().into(), shortest(*hours), shortest(share)]);
        }
    }
    csv(rows)
}
