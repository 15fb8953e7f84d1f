//! The loads of the stations of a tank farm.

use super::cars::calls_of;
use super::{Load, hours, quay_share};
use crate::ids::QuayId;
use crate::scenario::{CallCargo, QuayOwner, Scenario, Service};

/// The loads of the stations of a tank farm. A product of which more comes than goes fills its tanks within the run, or empties them:
/// the share is what gathers in the run, over the room (or the stock) at the start.
pub fn tank_loads(scenario: &Scenario, farm: usize) -> Vec<Load> {
    let plan = &scenario.tank_farms[farm];
    let quay = scenario.owners.iter().position(|owner| *owner == QuayOwner::TankFarm(farm)).expect("it has a quay");
    let quay = QuayId(quay as u16);
    let services: Vec<&Service> = scenario.services.iter().filter(|service| service.quay == quay).collect();
    let demand = scenario.cargo_demand.liquid;
    let pumping_h = |service: &Service| match &service.cargo {
        CallCargo::Liquid { unload, load, .. } => {
            1000.0 * demand * (unload.mean() / plan.unload_kg_h + load.mean() / plan.load_kg_h)
        }
        _ => 0.0,
    };
    let papers_h = hours(plan.quay.start.mean() + plan.quay.end.mean());
    let stays = calls_of(&services, scenario).map(|(service, rate, loa_m)| (rate, loa_m, papers_h + pumping_h(service)));
    let lines = calls_of(&services, scenario).map(|(service, rate, _)| rate * pumping_h(service)).sum::<f64>();
    let run_h = scenario.warm_up.as_hours_f64() + scenario.horizon.as_hours_f64();
    let (mut room, mut stock) = (0.0f64, 0.0f64);
    for product in 0..plan.products.len() {
        let net = net_kg_h(scenario, farm, product, &services) * run_h;
        let capacity = plan.capacity_kg(product) as f64;
        let initial: u64 = plan.tanks.iter().filter(|tank| tank.product == product).map(|tank| tank.initial_kg).sum();
        room = room.max(net / (capacity - initial as f64).max(1.0));
        stock = stock.max(-net / (initial as f64).max(1.0));
    }
    vec![
        Load::of("jetties", quay_share(&plan.quay, stays), "add a jetty or arms, or let ships come less often"),
        Load::of("manifold lines", lines / f64::from(plan.lines), "raise `lines`"),
        Load::of("room in the tanks", room, "balance what comes with what goes, or add tanks"),
        Load::of("stock in the tanks", stock, "balance what comes with what goes, or raise `initial`"),
    ]
}

/// What comes less what goes.
fn net_kg_h(scenario: &Scenario, farm: usize, product: usize, services: &[&Service]) -> f64 {
    let plan = &scenario.tank_farms[farm];
    let by_ship = services.iter().map(|service| match &service.cargo {
        CallCargo::Liquid { product: its, unload, load } if *its == product => {
            1000.0 * service.calls_per_hour().unwrap_or(0.0) * (unload.mean() - load.mean())
        }
        _ => 0.0,
    });
    let pipeline = plan.pipeline.as_ref().filter(|it| it.product == product).map_or(0.0, |it| it.flow_kg_h);
    let share = plan.capacity_kg(product) as f64 / plan.tanks.iter().map(|tank| tank.capacity_kg as f64).sum::<f64>();
    let trucks = plan.truck_every.as_ref().map_or(0.0, |every| share * plan.truck_load_kg as f64 / hours(every.mean()));
    scenario.cargo_demand.liquid * (by_ship.sum::<f64>() - pipeline - trucks)
}
