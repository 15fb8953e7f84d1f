//! The meters of all facilities: which of them a record is for.

use super::access_zone_meter::AccessZoneMeter;
use super::bulk_meter::BulkMeter;
use super::by_call::ByCall;
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
use super::terminal_meter::Meter;
use super::warehouse_meter::WarehouseMeter;
use super::window::Window;
use super::workshop_meter::WorkshopMeter;
use crate::hours::{EntityKind, Place};
use crate::ids::{CallId, QuayId};
use crate::record::Record;
use crate::scenario::{QuayOwner, Scenario};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Observer, SimDuration, SimTime};

/// The meters of all facilities: the observer of a run.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
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
    of_call: ByCall<QuayId>,
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
            of_call: ByCall::default(),
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
        self.terminals.iter_mut().for_each(Meter::begin);
        self.warehouses.iter_mut().for_each(WarehouseMeter::begin);
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
        self.terminals.iter_mut().for_each(Meter::end);
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
        let known = "a call arrives before anything else";
        let quay = *self.of_call.get(call).expect(known);
        self.ships_mut(quay).visits.get_mut(call).expect(known)
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
            Record::Lifted { terminal, call, boxes, teu, worked } => {
                self.terminals[terminal.index()].lifted(at, call, (boxes, teu), worked)
            }
            Record::CraneOn { terminal } => self.terminals[terminal.index()].cranes_on.add(at, 1),
            Record::CraneOff { terminal, call, logged } => {
                self.visit(call).crane_time += logged;
                self.terminals[terminal.index()].cranes_on.add(at, -1);
            }
            Record::Rolled { terminal, .. } | Record::CraneSpent { terminal, .. } | Record::TrainLeft { terminal, .. } => {
                self.terminals[terminal.index()].record(at, record)
            }
            Record::BoxIn { terminal, flow, teu } if counts => {
                let (boxes, sum) = &mut self.terminals[terminal.index()].came[flow as usize];
                (*boxes, *sum) = (*boxes + 1, *sum + u64::from(teu));
            }
            Record::BoxOut { terminal, flow, teu, dwelt } if counts => self.terminals[terminal.index()].box_out(flow, teu, dwelt),
            Record::Stacked { terminal, teu, ground } => self.terminals[terminal.index()].stacked(at, teu, ground),
            Record::Unstacked { terminal, teu } => self.terminals[terminal.index()].change_stacked(at, -i64::from(teu)),
            Record::YardJob { terminal, retrieved, moves, rehandles, busy } => {
                let moved = (u64::from(retrieved), u64::from(moves), u64::from(rehandles));
                self.terminals[terminal.index()].yard_job(at, moved, busy);
            }
            Record::Drove { terminal, empty_m, laden_m, busy } => {
                self.terminals[terminal.index()].drove(at, (empty_m, laden_m), busy)
            }
            Record::TruckCame { terminal } => self.terminals[terminal.index()].gate_queue.add(at, 1),
            Record::TruckIn { terminal, .. } => self.terminals[terminal.index()].gate_queue.add(at, -1),
            Record::TruckOut { terminal, queued, inside, drove } if counts => {
                self.terminals[terminal.index()].truck_out(queued, inside, drove)
            }
            Record::Dock { warehouse, .. }
            | Record::ContainerUnstuffed { warehouse, .. }
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
            Record::BulkLifted { terminal, .. }
            | Record::GrabOn { terminal }
            | Record::GrabOff { terminal, .. }
            | Record::BulkTruckLeft { terminal, .. } => self.bulk[terminal.index()].record(at, record),
            Record::TeamCame { call, waited } => {
                self.visit(call).held_up.tugs += waited;
                self.marine.record(at, record);
            }
            Record::TeamLeft { .. } | Record::ShipsWait { .. } | Record::PortOpen { .. } => self.marine.record(at, record),
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
            | Record::RailYard { rail_line, .. }
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
            Record::Began { .. }
            | Record::Ended { .. }
            | Record::BoxIn { .. }
            | Record::BoxOut { .. }
            | Record::TruckOut { .. }
            | Record::TrainCame { .. }
            | Record::RoadWait { .. }
            | Record::DisruptionBegan { .. }
            | Record::DisruptionOver { .. } => {}
        }
    }
}
