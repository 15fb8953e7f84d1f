//! What is read off the records of one terminal: counts, sums of integers, and samples, within the window.

use super::access_zone_meter::AccessZoneMeter;
use super::bulk_meter::BulkMeter;
use super::car_meter::CarMeter;
use super::counted::counted;
use super::cyber_meter::AssetMeter;
use super::drayage_meter::DrayageMeter;
use super::factory_meter::FactoryMeter;
use super::ferry_meter::FerryMeter;
use super::haulage_meter::HaulageMeter;
use super::hours_meter::HoursMeter;
use super::labour_meter::LabourMeter;
use super::marine_meter::MarineMeter;
use super::power_meter::PowerMeter;
use super::pulse::Pulse;
use super::rail_line_meter::RailLineMeter;
use super::road_meter::RoadMeter;
use super::ship_meter::{HeldUp, ShipMeter, Visit};
use super::shortfall::Resilience;
use super::tank_meter::TankMeter;
use super::warehouse_meter::WarehouseMeter;
use super::window::{Window, hours};
use super::workshop_meter::WorkshopMeter;
use crate::cargo::Ground;
use crate::hours::{CAUSES, DelayCause, EntityKind, Place};
use crate::ids::{CallId, QuayId};
use crate::record::Record;
use crate::scenario::{QuayOwner, Scenario};
use darse_engine::{Observer, SimDuration, SimTime, TimeWeighted};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One train that left.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct TrainVisit {
    /// For a track [h].
    pub waited_h: f32,
    /// On it [h].
    pub stayed_h: f32,
    /// Boxes.
    pub brought: u16,
    /// Boxes.
    pub took: u16,
    /// Boxes that were ready and found no room.
    pub left_behind: u16,
}

/// Sizes that KPIs divide by.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sizes {
    /// Quay cranes.
    pub cranes: u32,
    /// Vehicles.
    pub vehicles: u32,
    /// Yard slots [TEU].
    pub slots_teu: f64,
    /// Yard cranes.
    pub yard_cranes: u32,
    /// Rail cranes; none where there is no rail yard.
    pub rail_cranes: u32,
}

/// The meter of one terminal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Meter {
    /// What counts.
    pub window: Window,
    /// What it divides by.
    pub sizes: Sizes,
    /// Its ships.
    pub ships: ShipMeter,
    /// Boxes and TEU over the quay.
    pub lifted: (u64, u64),
    /// Lifts, of one box or two, and the time cranes moved for them.
    pub lifts: (u64, SimDuration),
    /// TEU over the quay on each day of the window.
    pub teu_by_day: Vec<u32>,
    /// Crane time assigned.
    pub crane_time: SimDuration,
    /// What the time of cranes was spent on that left their ship.
    pub crane_hours: [SimDuration; CAUSES],
    /// Boxes and TEU that came in, and that went out, by flow.
    pub came: [(u64, u64); 4],
    /// The same for those that left.
    pub went: [(u64, u64); 4],
    /// Dwell of those that left [d], by flow.
    pub dwell_days: [Vec<f32>; 4],
    /// Boxes that missed the call they were booked on.
    pub rolled: u64,
    /// Reefers and dangerous goods stacked among general cargo.
    pub misplaced: u64,
    /// Boxes stacked outside the yard proper.
    pub overflowed: u64,
    /// TEU in the stacks.
    pub stacked_teu: TimeWeighted,
    /// The same every hour of the run, at instants that are whole hours from the start of the window.
    pub stacked_hourly: Vec<u32>,
    /// Boxes retrieved, boxes moved, boxes that lay above others.
    pub yard_moves: (u64, u64, u64),
    /// Time yard cranes worked.
    pub yard_busy: SimDuration,
    /// Metres driven without and with a box.
    pub driven_m: (f64, f64),
    /// Time vehicles had an order.
    pub vehicle_busy: SimDuration,
    /// Trucks in the queue of the gate.
    pub gate_queue: TimeWeighted,
    /// Truck visits that ended: queue and terminal time [min].
    pub trucks: Vec<(f32, f32)>,
    /// Time these drove inside.
    pub trucks_drove: SimDuration,
    /// Trains that left.
    pub trains: Vec<TrainVisit>,
}

impl Meter {
    /// What cranes lost that had nothing to do with vehicles or the yard: breakdowns, shift changes, wind, a ship not yet ready.
    pub fn crane_lost(&self) -> SimDuration {
        let causes = [DelayCause::Breakdown, DelayCause::ShiftChange, DelayCause::Weather, DelayCause::Upstream];
        causes.iter().map(|cause| self.crane_hours[cause.index()]).sum()
    }

    fn new(scenario: &Scenario, terminal: usize, window: Window) -> Self {
        let plan = &scenario.terminals[terminal];
        let sizes = Sizes {
            cranes: plan.cranes.count,
            vehicles: plan.transport.count,
            slots_teu: plan.yard.slots_teu(),
            yard_cranes: plan.yard.blocks * plan.yard.crane.per_block,
            rail_cranes: plan.rail.as_ref().map_or(0, |rail| rail.cranes),
        };
        let days = window.hours() / 24.0;
        Meter {
            window,
            sizes,
            ships: ShipMeter::new(scenario, QuayId(terminal as u16), window),
            lifted: (0, 0),
            lifts: (0, SimDuration::ZERO),
            teu_by_day: vec![0; days.ceil() as usize],
            crane_time: SimDuration::ZERO,
            crane_hours: [SimDuration::ZERO; CAUSES],
            came: [(0, 0); 4],
            went: [(0, 0); 4],
            dwell_days: Default::default(),
            rolled: 0,
            misplaced: 0,
            overflowed: 0,
            stacked_teu: TimeWeighted::default(),
            stacked_hourly: Vec::new(),
            yard_moves: (0, 0, 0),
            yard_busy: SimDuration::ZERO,
            driven_m: (0.0, 0.0),
            vehicle_busy: SimDuration::ZERO,
            gate_queue: TimeWeighted::default(),
            trucks: Vec::new(),
            trucks_drove: SimDuration::ZERO,
            trains: Vec::new(),
        }
    }

    /// Brings the hourly samples of the stacks up to an instant.
    fn sample_hours(&mut self, at: SimTime) {
        let hour = SimDuration::hours(1).0;
        while self.window.from.0 % hour + self.stacked_hourly.len() as u64 * hour < at.0.min(self.window.to.0) {
            self.stacked_hourly.push(self.stacked_teu.value() as u32);
        }
    }

    /// TEU in the stacks on each full hour of the window.
    pub fn stacked_in_window(&self) -> &[u32] {
        let before = (self.window.from.0 / SimDuration::hours(1).0) as usize;
        self.stacked_hourly.get(before..).unwrap_or_default()
    }

    fn change_stacked(&mut self, at: SimTime, teu: i64) {
        self.sample_hours(at);
        self.stacked_teu.add(at, teu);
    }
}

/// The meters of all facilities: the observer of a run.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Meters {
    /// What counts.
    pub window: Window,
    /// In the order of the scenario.
    pub terminals: Vec<Meter>,
    /// Ships of quays that are of no container terminal, in their order: first those of plain berths.
    pub others: Vec<ShipMeter>,
    /// How many of these are of plain berths, which come first.
    pub plain_berths: usize,
    /// In the order of the scenario.
    pub cars: Vec<CarMeter>,
    /// In the order of the scenario.
    pub tanks: Vec<TankMeter>,
    /// In the order of the scenario.
    pub bulk: Vec<BulkMeter>,
    /// In the order of the scenario.
    pub warehouses: Vec<WarehouseMeter>,
    /// In the order of the scenario.
    pub roads: Vec<RoadMeter>,
    /// In the order of the scenario.
    pub drayages: Vec<DrayageMeter>,
    /// In the order of the scenario.
    pub labour: Vec<LabourMeter>,
    /// In the order of the scenario.
    pub factories: Vec<FactoryMeter>,
    /// In the order of the scenario.
    pub rail_lines: Vec<RailLineMeter>,
    /// In the order of the scenario.
    pub access_zones: Vec<AccessZoneMeter>,
    /// In the order of the scenario.
    pub ferry_ports: Vec<FerryMeter>,
    /// In the order of the scenario.
    pub assets: Vec<AssetMeter>,
    /// In the order of the scenario.
    pub workshops: Vec<WorkshopMeter>,
    /// What all ships share.
    pub marine: MarineMeter,
    /// Haulage between terminals, where there is any.
    pub haulage: Option<HaulageMeter>,
    /// Power, where there are feeders.
    pub power: Option<PowerMeter>,
    /// The pulse of the zone, of a disrupted run and of its twin.
    pub pulse: Option<Pulse>,
    /// What a disruption cost, once the run and its twin have ended.
    pub against_twin: Option<Resilience>,
    /// Whose hours went where.
    pub hours: HoursMeter,
    /// Which entities spend hours at which facility.
    pub counted: Vec<(Place, Vec<EntityKind>)>,
    of_call: BTreeMap<CallId, QuayId>,
}

impl Meters {
    /// Meters at zero.
    pub fn new(scenario: &Scenario) -> Self {
        let window = Window { from: SimTime(scenario.warm_up.0), to: SimTime(scenario.warm_up.0) + scenario.horizon };
        let terminals = (0..scenario.terminals.len()).map(|terminal| Meter::new(scenario, terminal, window)).collect();
        let warehouses = scenario.warehouses.iter().map(|plan| WarehouseMeter::new(plan, window)).collect();
        let others = scenario.terminals.len()..scenario.quays();
        let others = others.map(|quay| ShipMeter::new(scenario, QuayId(quay as u16), window)).collect();
        let roads = scenario.roads.roads.iter().map(|_| RoadMeter::new(window)).collect();
        let access_zones = scenario.access_zones.iter().map(|plan| AccessZoneMeter::new(plan, window)).collect();
        let ferry_ports = (0..scenario.ferry_ports.len()).map(|index| FerryMeter::new(scenario, index, window)).collect();
        let marine = MarineMeter::new(scenario, window);
        let haulage = scenario.haulage.as_ref().map(|plan| HaulageMeter::new(plan, window));
        let power = PowerMeter::new(scenario, window);
        let labour = scenario.labour.iter().map(|plan| LabourMeter::new(plan, window)).collect();
        let assets = scenario.cyber.assets.iter().map(|_| AssetMeter::new(window)).collect();
        let workshops = scenario.workshops.iter().map(|plan| WorkshopMeter::new(scenario, plan, window)).collect();
        let drayages = scenario.drayages.iter().map(|plan| DrayageMeter::new(plan, window)).collect();
        let factories = scenario.factories.iter().map(|plan| FactoryMeter::new(scenario, plan, window)).collect();
        let rail_lines = scenario.rail_lines.iter().map(|plan| RailLineMeter::new(plan, window)).collect();
        let other = |owner: QuayOwner| {
            let quay = scenario.owners.iter().position(|it| *it == owner).expect("each owner has a quay");
            quay - scenario.terminals.len()
        };
        let cars = scenario.car_terminals.iter().enumerate();
        let cars = cars.map(|(index, plan)| CarMeter::new(plan, other(QuayOwner::CarTerminal(index)), window)).collect();
        let tanks = scenario.tank_farms.iter().enumerate();
        let tanks = tanks.map(|(index, plan)| TankMeter::new(plan, other(QuayOwner::TankFarm(index)), window)).collect();
        let bulk = scenario.bulk_terminals.iter().enumerate();
        let bulk = bulk.map(|(index, plan)| BulkMeter::new(plan, other(QuayOwner::BulkTerminal(index)), window)).collect();
        Meters {
            window,
            terminals,
            others,
            plain_berths: scenario.berths.len(),
            cars,
            tanks,
            bulk,
            warehouses,
            roads,
            drayages,
            labour,
            factories,
            rail_lines,
            access_zones,
            ferry_ports,
            assets,
            workshops,
            marine,
            haulage,
            power,
            pulse: None,
            against_twin: None,
            hours: HoursMeter::new(scenario, window),
            counted: counted(scenario).into_iter().map(|it| (it.place, it.kinds)).collect(),
            of_call: BTreeMap::new(),
        }
    }

    /// Feels the pulse, too.
    pub fn with_pulse(mut self, scenario: &Scenario) -> Self {
        self.pulse = Some(Pulse::new(scenario, self.window));
        self
    }

    /// The twin has ended, and so has this run.
    pub fn compare_with(&mut self, twin: &Meters) {
        let pulses = self.pulse.as_ref().zip(twin.pulse.as_ref());
        self.against_twin = pulses.map(|(here, there)| Resilience::between(here, there));
    }

    /// The warm-up is over: averages over time begin.
    pub fn begin(&mut self) {
        for meter in &mut self.terminals {
            meter.stacked_teu.reset(self.window.from);
            meter.gate_queue.reset(self.window.from);
        }
        self.warehouses.iter_mut().for_each(|meter| meter.stored.reset(self.window.from));
        self.drayages.iter_mut().for_each(DrayageMeter::begin);
        self.labour.iter_mut().for_each(LabourMeter::begin);
        self.workshops.iter_mut().for_each(WorkshopMeter::begin);
        self.assets.iter_mut().for_each(AssetMeter::begin);
        self.factories.iter_mut().for_each(FactoryMeter::begin);
        self.access_zones.iter_mut().for_each(AccessZoneMeter::begin);
        self.ferry_ports.iter_mut().for_each(FerryMeter::begin);
        self.cars.iter_mut().for_each(|meter| meter.stock.reset(self.window.from));
        self.tanks.iter_mut().for_each(TankMeter::begin);
        self.bulk.iter_mut().for_each(BulkMeter::begin);
        self.rail_lines.iter_mut().for_each(RailLineMeter::begin);
        self.marine.begin();
        if let Some(power) = &mut self.power {
            power.begin(self.window.from);
        }
    }

    /// The run is over.
    pub fn end(&mut self) {
        for meter in &mut self.terminals {
            meter.sample_hours(self.window.to);
        }
        self.factories.iter_mut().for_each(FactoryMeter::end);
        if let Some(pulse) = &mut self.pulse {
            pulse.end();
        }
        for meter in &mut self.cars {
            meter.alongside_h = self.others[meter.ships].alongside_h();
        }
    }

    /// The ships of every quay, in the order of quays.
    pub fn ships(&self) -> impl Iterator<Item = &ShipMeter> {
        self.terminals.iter().map(|meter| &meter.ships).chain(&self.others)
    }

    /// The ships of one quay.
    pub fn ships_of(&self, quay: QuayId) -> &ShipMeter {
        match quay.index().checked_sub(self.terminals.len()) {
            None => &self.terminals[quay.index()].ships,
            Some(other) => &self.others[other],
        }
    }

    fn ships_mut(&mut self, quay: QuayId) -> &mut ShipMeter {
        match quay.index().checked_sub(self.terminals.len()) {
            None => &mut self.terminals[quay.index()].ships,
            Some(other) => &mut self.others[other],
        }
    }

    fn visit(&mut self, call: CallId) -> &mut Visit {
        let quay = self.of_call[&call];
        self.ships_mut(quay).visits.get_mut(&call).expect("a call arrives before anything else")
    }
}

impl Observer<Record> for Meters {
    fn record(&mut self, at: SimTime, record: &Record) {
        let window = self.window;
        let counts = window.has(at);
        if let Some(pulse) = &mut self.pulse {
            pulse.record(at, record);
        }
        match *record {
            Record::CallArrived { call, quay, service, class, on_schedule } => {
                self.of_call.insert(call, quay);
                let (berthed, lifts, sailed, left) = (None, None, None, None);
                let (worked, held_up) = (false, HeldUp::default());
                let (arrived, boxes, crane_time) = (at, 0, SimDuration::ZERO);
                let visit = Visit {
                    service,
                    class,
                    arrived,
                    on_schedule,
                    berthed,
                    lifts,
                    boxes,
                    crane_time,
                    worked,
                    sailed,
                    held_up,
                    left,
                };
                self.ships_mut(quay).visits.insert(call, visit);
            }
            Record::Spent { of, at: place, cause, time } => {
                if of.kind == EntityKind::Ship {
                    let visit = self.visit(CallId(of.number));
                    if visit.berthed.is_none() || visit.worked {
                        visit.held_up.add(cause, time);
                    }
                }
                self.hours.spend(at, of.kind, place, cause, time);
            }
            Record::CallBerthed { call, from_m, to_m, under_way } => {
                self.visit(call).berthed = Some((at, from_m, to_m, under_way))
            }
            Record::CallWorked { call } => self.visit(call).worked = true,
            Record::CallSailed { call } => self.visit(call).sailed = Some(at),
            Record::CallLeft { call } => self.visit(call).left = Some(at),
            Record::Rolled { terminal, boxes } if counts => self.terminals[terminal.index()].rolled += u64::from(boxes),
            Record::Lifted { terminal, call, boxes, teu, worked } => {
                let meter = &mut self.terminals[terminal.index()];
                let visit = meter.ships.visits.get_mut(&call).expect("a call arrives before its boxes are moved");
                visit.boxes += u32::from(boxes);
                visit.lifts = Some((visit.lifts.map_or(at, |(first, _)| first), at));
                if counts {
                    meter.lifted.0 += u64::from(boxes);
                    meter.lifted.1 += u64::from(teu);
                    meter.lifts.0 += 1;
                    meter.lifts.1 += worked;
                    if let Some(day) = meter.teu_by_day.get_mut(window.day(at) as usize) {
                        *day += u32::from(teu);
                    }
                }
            }
            Record::CraneOff { terminal, call, logged } => {
                self.visit(call).crane_time += logged;
                let meter = &mut self.terminals[terminal.index()];
                meter.crane_time += window.part(SimTime(at.0 - logged.0), at);
            }
            Record::CraneSpent { terminal, cause, time, .. } if counts => {
                self.terminals[terminal.index()].crane_hours[cause.index()] += time;
            }
            Record::BoxIn { terminal, flow, teu } if counts => {
                let (boxes, sum) = &mut self.terminals[terminal.index()].came[flow as usize];
                (*boxes, *sum) = (*boxes + 1, *sum + u64::from(teu));
            }
            Record::BoxOut { terminal, flow, teu, dwelt } if counts => {
                let meter = &mut self.terminals[terminal.index()];
                let (boxes, sum) = &mut meter.went[flow as usize];
                (*boxes, *sum) = (*boxes + 1, *sum + u64::from(teu));
                meter.dwell_days[flow as usize].push((dwelt.as_seconds_f64() / 86_400.0) as f32);
            }
            Record::Stacked { terminal, teu, ground } => {
                let meter = &mut self.terminals[terminal.index()];
                meter.change_stacked(at, i64::from(teu));
                meter.overflowed += u64::from(ground == Ground::Overflow && counts);
                meter.misplaced += u64::from(ground == Ground::OtherBays && counts);
            }
            Record::Unstacked { terminal, teu } => self.terminals[terminal.index()].change_stacked(at, -i64::from(teu)),
            Record::YardJob { terminal, retrieved, moves, rehandles, busy } => {
                let meter = &mut self.terminals[terminal.index()];
                meter.yard_busy += window.part(SimTime(at.0 - busy.0), at);
                if counts {
                    meter.yard_moves.0 += u64::from(retrieved);
                    meter.yard_moves.1 += u64::from(moves);
                    meter.yard_moves.2 += u64::from(rehandles);
                }
            }
            Record::Drove { terminal, empty_m, laden_m, busy } => {
                let meter = &mut self.terminals[terminal.index()];
                meter.vehicle_busy += window.part(SimTime(at.0 - busy.0), at);
                if counts {
                    meter.driven_m.0 += f64::from(empty_m);
                    meter.driven_m.1 += f64::from(laden_m);
                }
            }
            Record::TruckCame { terminal } => self.terminals[terminal.index()].gate_queue.add(at, 1),
            Record::TruckIn { terminal, .. } => self.terminals[terminal.index()].gate_queue.add(at, -1),
            Record::TruckOut { terminal, queued, inside, drove } if counts => {
                let minutes = |it: SimDuration| (it.as_seconds_f64() / 60.0) as f32;
                let meter = &mut self.terminals[terminal.index()];
                meter.trucks.push((minutes(queued), minutes(inside)));
                meter.trucks_drove += drove;
            }
            Record::TrainLeft { terminal, waited, stayed, brought, took, left_behind } if counts => {
                let (waited_h, stayed_h) = (hours(waited) as f32, hours(stayed) as f32);
                let visit = TrainVisit { waited_h, stayed_h, brought, took, left_behind };
                self.terminals[terminal.index()].trains.push(visit);
            }
            Record::ContainerUnstuffed { warehouse, .. }
            | Record::PalletsIn { warehouse, .. }
            | Record::PalletsPicked { warehouse, .. }
            | Record::PalletsCrossed { warehouse, .. }
            | Record::PalletsOut { warehouse, .. } => self.warehouses[warehouse.index()].record(at, record),
            Record::CarIn { terminal, .. }
            | Record::CarOut { terminal, .. }
            | Record::SpacesFound { terminal, .. }
            | Record::CarsPlaced { terminal, .. }
            | Record::CarsDrivenOff { terminal, .. }
            | Record::GangRound { terminal, .. }
            | Record::CarInspected { terminal, .. }
            | Record::CarTrainLeft { terminal, .. }
            | Record::CarTruckLeft { terminal, .. } => self.cars[terminal.index()].record(at, record),
            Record::TankLevel { farm, .. }
            | Record::LiquidMoved { farm, .. }
            | Record::TanksFound { farm, .. }
            | Record::ShipShort { farm, .. }
            | Record::TankTruckLeft { farm, .. } => self.tanks[farm.index()].record(at, record),
            Record::BulkLifted { terminal, .. } | Record::GrabOff { terminal, .. } | Record::BulkTruckLeft { terminal, .. } => {
                self.bulk[terminal.index()].record(at, record)
            }
            Record::TeamCame { .. } | Record::TeamLeft { .. } | Record::ShipsWait { .. } | Record::PortOpen { .. } => {
                self.marine.record(at, record)
            }
            Record::PowerDraw { .. } | Record::PowerWait { .. } | Record::Hotels { .. } => {
                if let Some(power) = &mut self.power {
                    power.record(at, record);
                }
            }
            Record::Hauled { .. } => self.haulage.as_mut().expect("boxes are hauled where there is haulage").record(at, record),
            Record::GangAsked { labour } | Record::GangBegan { labour, .. } | Record::GangEnded { labour } => {
                self.labour[labour.index()].record(at, record)
            }
            Record::AssetLost { asset } | Record::AssetDegraded { asset } | Record::AssetRestored { asset } => {
                self.assets[usize::from(asset)].record(at, record)
            }
            Record::MachineDown { workshop, .. }
            | Record::SpareTaken { workshop, .. }
            | Record::SparesCame { workshop, .. }
            | Record::CrewAsked { workshop }
            | Record::CrewCame { workshop, .. }
            | Record::MachineUp { workshop, .. } => self.workshops[workshop.index()].record(at, record),
            Record::HaulAsked { drayage } | Record::HaulBegan { drayage, .. } | Record::HaulEnded { drayage } => {
                self.drayages[drayage.index()].record(at, record)
            }
            Record::RailRunAsked { rail_line }
            | Record::RailRunBegan { rail_line, .. }
            | Record::RailRunEnded { rail_line, .. } => self.rail_lines[rail_line.index()].record(at, record),
            Record::PartsIn { part, .. }
            | Record::PartsUsed { part, .. }
            | Record::PartMissing { part }
            | Record::PartBack { part } => self.factories[part.factory.index()].record(at, record),
            Record::LineStopped { factory }
            | Record::LineGoesOn { factory }
            | Record::CarMade { factory }
            | Record::CarsLeft { factory, .. } => self.factories[factory.index()].record(at, record),
            Record::TruckToClear { zone }
            | Record::ScanAsked { zone }
            | Record::ScanBegun { zone, .. }
            | Record::Scanned { zone, .. }
            | Record::TruckCleared { zone, .. } => self.access_zones[zone.index()].record(at, record),
            Record::FerryCame { port, .. }
            | Record::FerryStands { port, .. }
            | Record::FerryBoarded { port, .. }
            | Record::FerryLanded { port, .. }
            | Record::FerryCleared { port, .. }
            | Record::FerryFoot { port, .. }
            | Record::FerryLoaded { port, .. } => self.ferry_ports[port.index()].record(at, record),
            Record::RoadTaken { way, .. } | Record::RoadQueued { way, .. } => self.roads[way.road()].record(at, record),
            Record::Rolled { .. }
            | Record::Began { .. }
            | Record::Ended { .. }
            | Record::CraneSpent { .. }
            | Record::BoxIn { .. }
            | Record::BoxOut { .. }
            | Record::TruckOut { .. }
            | Record::TrainLeft { .. }
            | Record::TrainCame { .. }
            | Record::RoadWait { .. }
            | Record::DisruptionBegan { .. }
            | Record::DisruptionOver { .. } => {}
        }
    }
}
