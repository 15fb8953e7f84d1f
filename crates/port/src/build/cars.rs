//! Car terminals.

use crate::cargo::cars::Cars;
use crate::facility::car_terminal::{CarPools, CarTerminal, Rows};
use crate::ids::CarTerminalId;
use crate::kind::{Kind, Sim};
use crate::process::cars::{CarLife, Haulier, Timetable};
use crate::scenario::{CallCargo, CarTerminalPlan, QuayOwner, Scenario};
use darse_engine::{Entity, Request};

/// All car terminals, and who brings cars by land.
pub fn build(scenario: &Scenario, sim: &mut Sim) -> Vec<CarTerminal> {
    let all = scenario.car_terminals.iter().enumerate();
    let built = all.map(|(index, plan)| {
        let id = CarTerminalId(index as u8);
        if plan.truck_every.is_some() {
            sim.spawn(Kind::Cars(CarLife::Haulier(Haulier::new(id))));
        }
        for kind in 0..plan.trains.len() {
            sim.spawn(Kind::Cars(CarLife::Timetable(Timetable::new(id, kind as u16))));
        }
        let mut pool = |count: u32| Request::of(sim.add_pool(count), 1);
        let pools = CarPools {
            gang: pool(plan.gangs()),
            pdi_bay: pool(plan.pdi_bays),
            truck_bay: pool(plan.truck_bays),
            track: pool(plan.tracks),
        };
        let key = Entity::named(&plan.name).part("cars").key();
        let takers = takers(index, scenario);
        let cars = Cars::new(id, scenario.quay_of(QuayOwner::CarTerminal(index)));
        CarTerminal::new(key, pools, rows(plan), cars, scenario.services.len(), takers, plan.cars_per_truck)
    });
    built.collect()
}

fn rows(plan: &CarTerminalPlan) -> Rows {
    Rows::new(plan.compounds.iter().flat_map(|it| std::iter::repeat_n(it.row_length, it.rows as usize)), plan.kept_for_ships)
}

/// The services of a terminal by name, with the cars an hour that they can take.
fn takers(terminal: usize, scenario: &Scenario) -> Vec<(u16, f64)> {
    let of_it = |index: &usize| scenario.owner(scenario.services[*index].quay) == QuayOwner::CarTerminal(terminal);
    let mut services: Vec<usize> = (0..scenario.services.len()).filter(of_it).collect();
    services.sort_by_key(|index| &scenario.services[*index].name); // their order in the file is of no account
    let takes = |index: usize| {
        let service = &scenario.services[index];
        let CallCargo::Cars { load, .. } = &service.cargo else { return None };
        Some((index as u16, service.calls_per_hour()? * load.mean()))
    };
    services.into_iter().filter_map(takes).collect()
}
