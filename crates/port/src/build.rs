//! From a scenario to a port ready to run.

mod bulk;
mod cars;
mod limits;
mod tanks;
mod workshops;

use crate::calls::Calls;
use crate::cargo::Boxes;
use crate::connections::Connections;
use crate::facility::access_zone::AccessZone;
use crate::facility::anchorage::Anchorage;
use crate::facility::blame::Blame;
use crate::facility::condition::Conditions;
use crate::facility::crane_line::CraneLine;
use crate::facility::cyber::Cyber;
use crate::facility::entrance::Entrance;
use crate::facility::factory::{Factory, Stock};
use crate::facility::feeder::Feeder;
use crate::facility::ferry_port::{FerryPort, Rolling};
use crate::facility::fleet::Fleet;
use crate::facility::gate::{Appointments, Gate, Profile};
use crate::facility::lanes::Lanes;
use crate::facility::marine::Marine;
use crate::facility::plan::{Point, lay_out_blocks};
use crate::facility::post::Post;
use crate::facility::rail::Rail;
use crate::facility::rail_line::RailLine;
use crate::facility::roads::Roads;
use crate::facility::stacks::Stacks;
use crate::facility::warehouse::Warehouse;
use crate::facility::weather::{Bears, Weather};
use crate::facility::yard::{BlockPlan, Yard};
use crate::ids::{
    BlockId, CraneId, DrayageId, FactoryId, FeederId, FerryPortId, LabourId, QuayId, ServiceId, TerminalId, VehicleId,
    WarehouseId,
};
use crate::kind::{Kind, Sim};
use crate::port::{Port, Terminal};
use crate::process::assembly::Assembly;
use crate::process::ferry_demand::FerryDemand;
use crate::process::quay_crane::QuayCrane;
use crate::process::rail_crane::RailCrane;
use crate::process::railway::Railway;
use crate::process::service::Caller;
use crate::process::shift_change::{Crew, ShiftChange};
use crate::process::vehicle::Vehicle;
use crate::process::weather::Hours;
use crate::process::yard_crane::YardCrane;
use crate::process::{cyber, disruption};
use crate::scenario::{
    AccessZonePlan, FactoryPlan, FeederPlan, Lift, RailLinePlan, RailPlan, Scenario, TerminalPlan, WarehousePlan, YardHandOver,
    YardPlan,
};
use darse_engine::{Entity, Request, SimDuration, SimTime, Simulation, Streams};
use std::sync::Arc;

/// A port with all its processes about to begin.
pub fn build(scenario: Arc<Scenario>, streams: Streams) -> Simulation<Kind> {
    Simulation::new(streams, |sim: &mut Sim| {
        let mut weather = Weather::default();
        let plan = &scenario.marine;
        let marine_limit = weather.add_limit(limits::of_ships(&scenario));
        let limits = limits::build(&scenario, marine_limit, &mut weather);
        let marine = Marine::new(plan.dispatch, plan.pilots, plan.tugs.clone());
        let mooring_gang = Request::of(sim.add_pool(plan.mooring_gangs), 1);
        let anchorage = Anchorage::new(plan.anchorage);
        let tractor = Request::of(sim.add_pool(scenario.haulage.as_ref().map_or(1, |it| it.tractors)), 1);
        let labour: Vec<Request> = scenario.labour.iter().map(|plan| Request::of(sim.add_pool(plan.gangs), 1)).collect();
        let terminals = scenario.terminals.iter().enumerate();
        let terminals = terminals.map(|(index, plan)| {
            let id = TerminalId(index as u16);
            let feeder = supplier(&scenario, |it| it.terminals.contains(&index));
            let mut terminal = build_terminal(plan, feeder, &scenario, &mut weather, sim);
            let of = scenario.labour.iter().position(|it| it.terminals.contains(&index));
            terminal.gang = of.map(|of| (LabourId(of as u8), labour[of]));
            spawn_machines(id, plan, &mut terminal, sim);
            terminal
        });
        let terminals: Vec<Terminal> = terminals.collect();
        let under_keel_m = scenario.marine.under_keel_m;
        let drayages: Vec<Request> = scenario.drayages.iter().map(|plan| Request::of(sim.add_pool(plan.trucks), 1)).collect();
        let warehouses = scenario.warehouses.iter().map(|plan| build_warehouse(plan, &drayages, sim)).collect();
        let factories = scenario.factories.iter().map(|plan| build_factory(plan, &scenario, sim)).collect();
        let rail_lines = scenario.rail_lines.iter().map(|plan| build_rail_line(plan, sim)).collect();
        spawn_inland(&scenario, sim);
        workshops::spawn_supplies(&scenario, sim);
        let access_zones = scenario.access_zones.iter().map(|plan| build_access_zone(plan, sim)).collect();
        let ferry_ports = build_ferry_ports(&scenario, sim);
        let car_terminals = cars::build(&scenario, sim);
        let tank_farms = tanks::build(&scenario, sim);
        let bulk_terminals = bulk::build(&scenario, sim);
        let mut services: Vec<usize> = (0..scenario.services.len()).collect();
        services.sort_by_key(|service| &scenario.services[*service].name); // their order in the file is of no account
        for service in services {
            sim.spawn(Kind::Caller(Caller::new(ServiceId(service as u16))));
        }
        if scenario.weather.changes() {
            sim.spawn(Kind::Hours(Hours::default()));
        }
        disruption::spawn_all(&scenario, sim);
        cyber::spawn_all(&scenario, sim);
        Port {
            calls: Calls::new(scenario.services.len()),
            boxes: Boxes::default(),
            connections: Connections::new(&scenario),
            quays: (0..scenario.quays()).map(|quay| scenario.quay(QuayId(quay as u16)).wall(under_keel_m)).collect(),
            terminals,
            car_terminals,
            tank_farms,
            bulk_terminals,
            warehouses,
            drayages,
            factories,
            rail_lines,
            access_zones,
            ferry_ports,
            roads: Roads::new(&scenario.roads),
            tractor,
            labour,
            feeders: scenario.feeders.iter().map(|it| Feeder::new(it.limit_w)).collect(),
            shore_power: (0..scenario.quays())
                .map(|quay| supplier(&scenario, |it| it.quays.contains(&QuayId(quay as u16))))
                .collect(),
            cyber: Cyber::new(scenario.cyber.assets.len()),
            workshops: workshops::build(&scenario, sim),
            wear: workshops::wear(&scenario),
            fairway: scenario.marine.fairway(scenario.weather.levels()),
            weather,
            marine_limit,
            limits,
            marine,
            mooring_gang,
            anchorage,
            entrances: scenario.basins.iter().map(|it| Entrance::new(it.meet_up_to_m, it.separation)).collect(),
            conditions: Conditions::default(),
            blame: Blame::default(),
            spells: disruption::draw_spells(&scenario, &sim.streams),
            measured_from: SimTime(scenario.warm_up.0),
            scenario,
        }
    })
}

fn build_warehouse(plan: &WarehousePlan, drayages: &[Request], sim: &mut Sim) -> Warehouse {
    let key = Entity::named(&plan.name).part("warehouse").key();
    let truck = plan.drayage.map_or_else(|| Request::of(sim.add_pool(plan.trucks), 1), |shared| drayages[shared]);
    Warehouse::new(key, truck, [plan.docks_in, plan.docks_out, plan.gangs], plan.places, plan.truck_load, sim)
}

fn build_factory(plan: &FactoryPlan, scenario: &Scenario, sim: &mut Sim) -> Factory {
    let road = plan.road.map_or(SimDuration::ZERO, |place| mean_way_from_outside(place, scenario));
    let entity = Entity::named(&plan.name).part("factory");
    let stocks = plan.parts.iter().map(|part| {
        let units = |cars: u32| u64::from(cars) * u64::from(part.per_car);
        let initial = units(part.initial_stock) as u32;
        Stock::new(entity.part(&part.name).key(), part.per_car, units(plan.reorder_point(part, road)), initial)
    });
    Factory::new(entity.key(), Request::of(sim.add_pool(plan.docks), 1), stocks.collect())
}

/// Over empty roads, from where trucks from outside come from.
fn mean_way_from_outside(to: usize, scenario: &Scenario) -> SimDuration {
    let (roads, origins) = (Roads::new(&scenario.roads), &scenario.roads.origins);
    let total: f64 = origins.iter().map(|(_, weight)| weight).sum();
    let weigh = |(from, weight): &(usize, f64)| roads.free_time(*from, to).as_seconds_f64() * weight / total;
    SimDuration::from_seconds_f64(origins.iter().map(weigh).sum())
}

fn build_rail_line(plan: &RailLinePlan, sim: &mut Sim) -> RailLine {
    let [yard_track, locomotive] = [plan.yard_tracks, plan.locomotives].map(|count| Request::of(sim.add_pool(count), 1));
    RailLine::new(Entity::named(&plan.name).part("rail line").key(), yard_track, locomotive, plan.tracks)
}

/// Shifts and lines, by name: their order in the file is of no account.
fn spawn_inland(scenario: &Scenario, sim: &mut Sim) {
    let drayages = scenario.drayages.iter().enumerate();
    let drayages = drayages.map(|(index, it)| (&it.name, &it.shifts, Crew::Drayage(DrayageId(index as u8))));
    let warehouses = scenario.warehouses.iter().enumerate();
    let warehouses = warehouses.map(|(index, it)| (&it.name, &it.shifts, Crew::Warehouse(WarehouseId(index as u8))));
    let labour = scenario.labour.iter().enumerate();
    let labour = labour.map(|(index, it)| (&it.name, &it.shifts, Crew::Labour(LabourId(index as u8))));
    let mut crews: Vec<_> = drayages.chain(warehouses).chain(labour).filter(|(_, shifts, _)| shifts.is_some()).collect();
    crews.sort_by_key(|(name, ..)| *name);
    for (_, _, crew) in crews {
        sim.spawn(Kind::ShiftChange(ShiftChange::new(crew)));
    }
    let mut factories: Vec<_> = scenario.factories.iter().enumerate().collect();
    factories.sort_by_key(|(_, plan)| &plan.name);
    for (index, plan) in factories {
        let hours = plan.shifts.timetable(scenario.start_hour_of_week);
        sim.spawn(Kind::Assembly(Assembly::new(FactoryId(index as u8), hours)));
    }
}

fn build_access_zone(plan: &AccessZonePlan, sim: &mut Sim) -> AccessZone {
    let key = Entity::named(&plan.name).part("access zone").key();
    AccessZone::new(key, plan.places, [plan.weighbridges, plan.booths, plan.scanners, plan.inspection_bays], sim)
}

/// With the processes that bring their vehicles, in the order of names.
fn build_ferry_ports(scenario: &Scenario, sim: &mut Sim) -> Vec<FerryPort> {
    let mut order: Vec<usize> = (0..scenario.ferry_ports.len()).collect();
    order.sort_by_key(|index| &scenario.ferry_ports[*index].name);
    for index in order {
        let (id, plan) = (FerryPortId(index as u8), &scenario.ferry_ports[index]);
        for kind in Rolling::ALL.into_iter().filter(|kind| plan.per_day[*kind as usize] > 0.0) {
            sim.spawn(Kind::FerryDemand(FerryDemand::new(id, Some(kind))));
        }
        if plan.foot_per_day > 0.0 {
            sim.spawn(Kind::FerryDemand(FerryDemand::new(id, None)));
        }
    }
    let each = scenario.ferry_ports.iter().map(|plan| {
        let key = Entity::named(&plan.name).part("ferry port").key();
        let stations = [plan.booths, plan.tugmasters, plan.import_booths];
        FerryPort::new(key, [plan.truck_places, plan.car_places], stations, sim)
    });
    each.collect()
}

/// Rows and tiers of the overflow ground: reach stackers stack low (assumption).
const OVERFLOW_ROWS: u16 = 12;
const OVERFLOW_TIERS: u8 = 3;

fn build_yard(plan: &YardPlan, quay_m: f64, hand_over: YardHandOver, transfer: u32) -> Yard {
    let length = f64::from(plan.bays) * plan.bay_length_m;
    let width = f64::from(plan.rows) * plan.row_width_m;
    let apart = plan.apart.map(|bays| bays as u16);
    let at = lay_out_blocks(plan.blocks, quay_m, length, width, plan.aisle_m, plan.apron_m);
    let stacks = || Stacks::new((plan.bays / 2) as u16, plan.rows as u16, plan.tiers as u8, apart);
    let stackers = |count: u32| if hand_over == YardHandOver::SelfStacking { 0 } else { count as usize };
    let (bays, cranes) = ((plan.bays / 2) as u16, stackers(plan.crane.per_block));
    let mut blocks: Vec<BlockPlan> =
        at.iter().map(|at| BlockPlan { stacks: stacks(), at: *at, bays, cranes, overflow: false }).collect();
    if plan.overflow.teu > 0 {
        let (rows, tiers) = (OVERFLOW_ROWS, OVERFLOW_TIERS);
        let bays = plan.overflow.teu.div_ceil(2 * u32::from(rows) * u32::from(tiers)) as u16;
        let inland = at.iter().map(|at| at.y).fold(0.0, f64::max) + plan.overflow.distance_m;
        let at = Point { x: quay_m / 2.0, y: inland };
        let (stacks, cranes) = (Stacks::new(bays, rows, tiers, [0; 3]), stackers(plan.overflow.stackers));
        blocks.push(BlockPlan { stacks, at, bays, cranes, overflow: true });
    }
    Yard::new(plan.policy, blocks, transfer)
}

/// The feeder that supplies something.
fn supplier(scenario: &Scenario, supplies: impl Fn(&FeederPlan) -> bool) -> Option<FeederId> {
    scenario.feeders.iter().position(supplies).map(|index| FeederId(index as u8))
}

fn build_terminal(
    plan: &TerminalPlan,
    feeder: Option<FeederId>,
    scenario: &Scenario,
    weather: &mut Weather,
    sim: &mut Sim,
) -> Terminal {
    let transport = &plan.transport;
    let platform = if plan.cranes.lift == Lift::DualTrolley { 2 } else { 0 };
    let ground = (!transport.kind.is_coupled_at_quay()).then_some(transport.buffer + platform);
    let line = CraneLine::new(plan.cranes.count, plan.quay.length_m, plan.cranes.spacing_m, plan.cranes.policy);
    let yard = build_yard(&plan.yard, plan.quay.length_m, transport.kind.yard_hand_over(), transport.transfer_points);
    let mut posts: Vec<Post> = line.cranes.iter().map(|crane| Post::new(Point { x: crane.at_m, y: 0.0 }, ground)).collect();
    let rail = plan.rail.as_ref().map(|rail| {
        let ground = (!transport.kind.is_coupled_at_quay()).then_some(transport.buffer);
        posts.extend(lay_out_tracks(rail, plan, &yard).into_iter().map(|at| Post::new(at, ground)));
        Rail::new(Request::of(sim.add_pool(rail.tracks), 1), rail.cranes)
    });
    let parked = Point { x: plan.quay.length_m / 2.0, y: plan.yard.apron_m };
    let gangs = transport.dedicated.then_some(plan.cranes.count as usize);
    let fleet = Fleet::new(transport.count, parked, posts.len(), transport.dispatching, gangs);
    let profile = Profile::new(&plan.gate.days, &plan.gate.hours, scenario.start_hour_of_week);
    let lanes_in = Lanes::new(plan.gate.lane_choice, plan.gate.lanes_in, sim);
    let lanes_out = Lanes::new(plan.gate.lane_choice, plan.gate.lanes_out, sim);
    let appointments = plan.gate.appointments_per_hour.map(|per_hour| Appointments::new(plan.gate.appointments, per_hour));
    let chargers = sim.add_pool(transport.battery.as_ref().map_or(1, |it| it.chargers));
    Terminal {
        key: Entity::named(&plan.name).key(),
        line,
        crane_limit: weather.add_limit(Bears::wind(plan.cranes.wind_limit_m_s)),
        posts,
        fleet,
        yard,
        gate: Gate::new(lanes_in, lanes_out, profile, appointments),
        rail,
        feeder,
        gang: None,
        chargers,
        blind: false,
    }
}

/// Where the rail cranes stand: spread along tracks that run behind the last block, parallel to the quay.
fn lay_out_tracks(rail: &RailPlan, plan: &TerminalPlan, yard: &Yard) -> Vec<Point> {
    let proper = yard.blocks.iter().filter(|block| !block.is_overflow());
    let last = proper.map(|block| block.at.y).fold(0.0, f64::max);
    let y = last + f64::from(plan.yard.rows) * plan.yard.row_width_m / 2.0 + rail.distance_m;
    let pitch = plan.quay.length_m / f64::from(rail.cranes);
    (0..rail.cranes).map(|crane| Point { x: (f64::from(crane) + 0.5) * pitch, y }).collect()
}

fn spawn_machines(id: TerminalId, plan: &TerminalPlan, terminal: &mut Terminal, sim: &mut Sim) {
    if plan.quay.service_time.is_none() {
        for crane in 0..plan.cranes.count {
            sim.spawn(Kind::QuayCrane(QuayCrane::new(id, CraneId(crane as u16))));
        }
    }
    for vehicle in 0..plan.transport.count {
        sim.spawn(Kind::Vehicle(Vehicle::new(id, VehicleId(vehicle as u16))));
    }
    if let Some(rail) = &plan.rail {
        sim.spawn(Kind::Railway(Railway::new(id)));
        for crane in 0..rail.cranes as usize {
            sim.spawn(Kind::RailCrane(RailCrane::new(id, crane)));
        }
    }
    for block in 0..terminal.yard.blocks.len() {
        let block = BlockId(block as u16);
        for crane in 0..terminal.yard.cranes_of(block) {
            sim.spawn(Kind::YardCrane(YardCrane::new(id, block, crane)));
        }
    }
}
