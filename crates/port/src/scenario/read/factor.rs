//! The getter for what a sweep varies: texts, each a key and its levels.

use super::describe::Kind;
use super::fault::Faults;
use super::node::Node;
use super::table::Table;
use super::value::{list, text};
use crate::scenario::diagnostic::Code;
use crate::scenario::sweep::{Factor, FactorFault};

impl Table<'_> {
    /// A list of factors, e.g. `vary = ["demand.volume=0.8,1.0", "terminal.TC3.cranes.count=6..10"]`.
    pub fn factors(&mut self, key: &'static str, about: &str) -> Vec<Factor> {
        let each = |node: &Node, faults: &mut Faults<'_>| {
            let parsed = text(key, node, faults)?.parse::<Factor>();
            parsed.map_err(|fault| faults.add(&node.span, Code::BadText, fault.message(), FactorFault::HELP)).ok()
        };
        self.get(key, || Kind::Texts, about, Vec::new(), |node, faults| list(key, node, "a list of texts", faults, each))
    }
}
