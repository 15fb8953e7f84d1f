//! `need-and-way`: the order with the shortest way to it, where each vehicle under way for its crane counts as [`METRES_A_VEHICLE`] more.
//!
//! `nearest` alone starves the crane at the far end, `neediest` alone drives to and fro: this weighs one against the other. Where all cranes have as many vehicles it is
//! `nearest`; where one has far fewer, it is `neediest`.
//!
//! Source: a rule of several attributes, the way without a load and the stock at the machine, as Jeong and Randhawa 2001 weigh them.

use super::view::{Orders, Rule};
use crate::policy::{Entry, Standing};

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "need-and-way",
    standing: Standing::Good,
    about: "The order with the shortest way to it, where each vehicle under way for its crane counts as 100 m more.",
    source: "Jeong and Randhawa 2001, International Journal of Production Research 39, 2817-2832",
    rule: choose,
};

/// What a vehicle that is under way for the crane already is worth [m] (assumption: half of a usual way to a crane).
const METRES_A_VEHICLE: f64 = 100.0;

fn choose(it: &Orders<'_>) -> Option<usize> {
    let cost = |order: usize| it.metres_to(order) + METRES_A_VEHICLE * f64::from(it.under_way[it.open[order].post]);
    it.allowed().min_by(|a, b| cost(*a).total_cmp(&cost(*b)))
}
