//! Every facility with its stations: what is warned of before a run, and named after one that found no steady state.

use super::{
    Load, access_zone_loads, berth_loads, bulk_loads, car_loads, drayage_loads, factory_loads, ferry_loads, loads,
    rail_line_loads, tank_loads, warehouse_loads,
};
use crate::ids::QuayId;
use crate::scenario::Scenario;
use crate::scenario::quay::QuayOwner;
use crate::scenario::season::Season;

/// The stations of one facility.
#[derive(Clone, Debug, PartialEq)]
pub struct FacilityLoads<'a> {
    /// Its table in a scenario, e.g. "car-terminal".
    pub kind: &'static str,
    /// Which of its kind.
    pub index: usize,
    /// Its name.
    pub name: &'a str,
    /// What its stations are asked for.
    pub loads: Vec<Load>,
}

/// When: what comes for ferries has a season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartOfYear {
    /// A mean day of the busiest month.
    BusiestMonth,
    /// A mean day of the year.
    Whole,
}

impl PartOfYear {
    pub(super) fn factor(self, season: &Season) -> f64 {
        match self {
            PartOfYear::BusiestMonth => season.peak(),
            PartOfYear::Whole => 1.0,
        }
    }
}

/// All facilities that have stations, kind by kind.
pub fn all_loads(scenario: &Scenario, part: PartOfYear) -> Vec<FacilityLoads<'_>> {
    let berth = |index: usize| {
        let quay = scenario.owners.iter().position(|owner| *owner == QuayOwner::Berth(index)).expect("each berth has a quay");
        berth_loads(scenario, QuayId(quay as u16))
    };
    let mut all = Vec::new();
    all.extend(of("terminal", names(&scenario.terminals, |it| &it.name), |at| loads(scenario, at)));
    all.extend(of("berth", names(&scenario.berths, |it| &it.name), berth));
    all.extend(of("car-terminal", names(&scenario.car_terminals, |it| &it.name), |at| car_loads(scenario, at)));
    all.extend(of("tank-farm", names(&scenario.tank_farms, |it| &it.name), |at| tank_loads(scenario, at)));
    all.extend(of("bulk-terminal", names(&scenario.bulk_terminals, |it| &it.name), |at| bulk_loads(scenario, at)));
    all.extend(of("warehouse", names(&scenario.warehouses, |it| &it.name), |at| warehouse_loads(scenario, at)));
    all.extend(of("drayage", names(&scenario.drayages, |it| &it.name), |at| drayage_loads(scenario, at)));
    all.extend(of("factory", names(&scenario.factories, |it| &it.name), |at| factory_loads(scenario, at)));
    all.extend(of("rail-line", names(&scenario.rail_lines, |it| &it.name), |at| rail_line_loads(scenario, at)));
    all.extend(of("ferry-port", names(&scenario.ferry_ports, |it| &it.name), |at| ferry_loads(scenario, at, part)));
    all.extend(of("access-zone", names(&scenario.access_zones, |it| &it.name), |at| access_zone_loads(scenario, at, part)));
    all
}

fn names<T>(plans: &[T], name: fn(&T) -> &String) -> impl Iterator<Item = &str> {
    plans.iter().map(move |plan| name(plan).as_str())
}

fn of<'a>(
    kind: &'static str,
    names: impl Iterator<Item = &'a str>,
    loads: impl Fn(usize) -> Vec<Load>,
) -> impl Iterator<Item = FacilityLoads<'a>> {
    names.enumerate().map(move |(index, name)| FacilityLoads { kind, index, name, loads: loads(index) })
}
