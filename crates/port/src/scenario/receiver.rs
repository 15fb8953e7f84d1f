//! Who takes import boxes of a terminal inland, beside trains and the road.

use super::factory::{FactoryPlan, Supply};
use super::warehouse::WarehousePlan;
use crate::ids::{FactoryId, PartId, WarehouseId};
use borsh::{BorshDeserialize, BorshSerialize};

/// Somebody for whom some of the import boxes of a terminal are.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Receiver {
    /// Index of the terminal.
    pub terminal: usize,
    /// Share of its import boxes.
    pub share: f64,
    /// Whose they are.
    pub who: Consignee,
}

/// Whose a box is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Consignee {
    /// A warehouse of the free zone.
    Warehouse(WarehouseId),
    /// A family of parts of a factory.
    Part(PartId),
}

/// All of them by name, warehouses first: their order in the file is of no account.
pub fn receivers(warehouses: &[WarehousePlan], factories: &[FactoryPlan]) -> Vec<Receiver> {
    let of_warehouses = warehouses.iter().enumerate().map(|(index, it)| {
        let who = Consignee::Warehouse(WarehouseId(index as u8));
        ((it.name.as_str(), ""), Receiver { terminal: it.terminal, share: it.import_share, who })
    });
    let parts = factories.iter().enumerate().flat_map(|(factory, plan)| {
        plan.parts.iter().enumerate().filter_map(move |(part, it)| {
            let Supply::Container { terminal, import_share, .. } = it.by else { return None };
            let who = Consignee::Part(PartId { factory: FactoryId(factory as u8), part: part as u8 });
            Some(((plan.name.as_str(), it.name.as_str()), Receiver { terminal, share: import_share, who }))
        })
    });
    let by_name = |mut all: Vec<((&str, &str), Receiver)>| {
        all.sort_by_key(|(name, _)| *name);
        all.into_iter().map(|(_, it)| it).collect::<Vec<_>>()
    };
    [by_name(of_warehouses.collect()), by_name(parts.collect())].concat()
}
