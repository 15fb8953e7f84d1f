//! `[workshop.NAME]`: crews and spare parts for machines that are out of service.

use super::Scenario;
use super::diagnostic::Code;
use super::read::Table;
use super::target;
use super::units::Dimension;
use crate::facility::condition::Target;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Variate;

/// One workshop.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct WorkshopPlan {
    /// Its name in the scenario.
    pub name: String,
    /// Crews, each of which works on one machine.
    pub crews: u32,
    /// The machines it serves: name and kind.
    pub machines: Vec<(String, Target)>,
    /// Spare parts.
    pub spares: Vec<SparePlan>,
}

/// Spare parts of one kind.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct SparePlan {
    /// Its name in the scenario.
    pub name: String,
    /// For which of the machines, by their place in the list.
    pub machines: Vec<u8>,
    /// Share of their breakdowns that need one.
    pub needed: f64,
    /// In stock at the start.
    pub stock: u32,
    /// Ordered when no more than this are in stock and on order, those waited for taken off.
    pub reorder_point: u32,
    /// Ordered at once.
    pub lot: u32,
    /// From the order until they are in store.
    pub lead: Variate,
}

impl WorkshopPlan {
    /// Reads the table of one workshop, all else of the scenario being read; those before it have their machines already.
    pub fn read(name: &str, t: &mut Table<'_>, scenario: &Scenario, before: &[WorkshopPlan]) -> Self {
        let can_be_down = |(_, target): &(String, Target)| scenario.machines(*target).is_some();
        let all: Vec<(String, Target)> = target::all(scenario).into_iter().filter(can_be_down).collect();
        let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
        let about = "The machines it serves, by the keys that size them, such as `terminal.TC4.cranes`; unwritten: all.";
        let chosen = t.names_among("machines", &names, "kind of machines", about);
        let machines: Vec<(String, Target)> = chosen.into_iter().map(|index| all[index].clone()).collect();
        let theirs = before.iter().flat_map(|it| &it.machines);
        if let Some((twice, _)) = theirs.into_iter().find(|(_, target)| machines.iter().any(|(_, it)| it == target)) {
            let message = format!("`{twice}` has another workshop already");
            t.error("machines", Code::Duplicate, message, "machines of one kind have one workshop");
        }
        let names: Vec<&str> = machines.iter().map(|(name, _)| name.as_str()).collect();
        let spares = t.map("spare", "Spare parts that are kept.", |name, t| SparePlan::read(name, t, &names));
        let mut spares: Vec<SparePlan> = spares.into_iter().map(|(_, it)| it).collect();
        spares.sort_by(|a, b| a.name.cmp(&b.name)); // their order in the file is of no account
        let crews = t.count("crews", 1..=10_000, "Crews, each of which works on one machine.");
        WorkshopPlan { name: name.to_owned(), crews, machines, spares }
    }
}

impl SparePlan {
    fn read(name: &str, t: &mut Table<'_>, machines: &[&str]) -> Self {
        let about = "For which of the machines that the workshop serves; unwritten: all.";
        SparePlan {
            name: name.to_owned(),
            machines: t
                .names_among("machines", machines, "kind of machines that the workshop serves", about)
                .into_iter()
                .map(|it| it as u8)
                .collect(),
            needed: t.share("needed", "Share of breakdowns that need one."),
            stock: t.count("stock", 0..=100_000, "In stock at the start."),
            reorder_point: t.count(
                "reorder-point",
                0..=100_000,
                "More are ordered when no more than this are in stock and on order.",
            ),
            lot: t.count("lot", 1..=100_000, "Ordered at once."),
            lead: t.variate("lead", Dimension::Time, "From the order until they are in store."),
        }
    }
}
