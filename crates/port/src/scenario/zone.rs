//! The scenario as a whole: what stands at its top level, and what must hold between its parts.

use super::Files;
use super::RailLinePlan;
use super::access_zone::AccessZonePlan;
use super::agreement::{self, Places};
use super::basin::BasinPlan;
use super::berth::BerthPlan;
use super::boxes::BoxMix;
use super::bulk_terminal::BulkTerminalPlan;
use super::call_cargo::CargoDemand;
use super::car_terminal::CarTerminalPlan;
use super::cyber::CyberPlan;
use super::diagnostic::Code;
use super::disruption::DisruptionPlan;
use super::drayage::DrayagePlan;
use super::factory::{Around, FactoryPlan};
use super::ferry_port::FerryPortPlan;
use super::haulage::HaulagePlan;
use super::labour::LabourPlan;
use super::marine::Marine;
use super::power::{FeederPlan, PowerPlan};
use super::quay::{QuayOwner, QuayPlan};
use super::read::{Document, Table};
use super::receiver::{Receiver, receivers};
use super::roads::RoadsPlan;
use super::service::{Context, Service};
use super::sweep::Sweep;
use super::tank_farm::TankFarmPlan;
use super::target;
use super::terminal::TerminalPlan;
use super::vessel::VesselClass;
use super::warehouse::WarehousePlan;
use super::weather::Weather;
use super::workshop::WorkshopPlan;
use crate::ids::{FerryPortId, QuayId};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::SimDuration;

/// A checked scenario: only [`load`](super::load) makes one.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Scenario {
    /// One line for people.
    pub title: String,
    /// Hours between Monday 00:00 and time 0, which is a midnight.
    pub start_hour_of_week: u64,
    /// Simulated time that is measured.
    pub horizon: SimDuration,
    /// Simulated time before it that is not.
    pub warm_up: SimDuration,
    /// Seed and number of replications.
    pub experiment: Experiment,
    /// Factor on all numbers of boxes.
    pub demand: f64,
    /// The same for cargo that is in no boxes.
    pub cargo_demand: CargoDemand,
    /// What boxes are like.
    pub boxes: BoxMix,
    /// Pilots, tugs, channel and tide.
    pub marine: Marine,
    /// Wind, swell and fog.
    pub weather: Weather,
    /// Basins.
    pub basins: Vec<BasinPlan>,
    /// Roads.
    pub roads: RoadsPlan,
    /// Haulage between container terminals, if there is any.
    pub haulage: Option<HaulagePlan>,
    /// Gangs that work quay cranes; terminals without any are always manned.
    pub labour: Vec<LabourPlan>,
    /// What holds of all that draws power.
    pub power: PowerPlan,
    /// Feeders of the electric grid.
    pub feeders: Vec<FeederPlan>,
    /// Sizes of ships.
    pub classes: Vec<VesselClass>,
    /// Container terminals.
    pub terminals: Vec<TerminalPlan>,
    /// Berths without cargo work.
    pub berths: Vec<BerthPlan>,
    /// Ferry ports.
    pub ferry_ports: Vec<FerryPortPlan>,
    /// Car terminals.
    pub car_terminals: Vec<CarTerminalPlan>,
    /// Tank farms.
    pub tank_farms: Vec<TankFarmPlan>,
    /// Terminals for dry bulk and general cargo.
    pub bulk_terminals: Vec<BulkTerminalPlan>,
    /// Whose each quay is: container terminals first, then kind by kind.
    pub owners: Vec<QuayOwner>,
    /// Sources of calls.
    pub services: Vec<Service>,
    /// Export access zones.
    pub access_zones: Vec<AccessZonePlan>,
    /// Warehouses of the free zone.
    pub warehouses: Vec<WarehousePlan>,
    /// Pools of trucks that several share.
    pub drayages: Vec<DrayagePlan>,
    /// Factories.
    pub factories: Vec<FactoryPlan>,
    /// Rail lines.
    pub rail_lines: Vec<RailLinePlan>,
    /// Systems that work depends on, and attacks on them.
    pub cyber: CyberPlan,
    /// Workshops.
    pub workshops: Vec<WorkshopPlan>,
    /// Who takes import boxes of terminals inland.
    pub receivers: Vec<Receiver>,
    /// What happens to all these.
    pub disruptions: Vec<DisruptionPlan>,
}

/// `[experiment]`: how often, and with which random numbers.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Experiment {
    /// Independent replications.
    pub replications: u32,
    /// Master seed of all random streams.
    pub seed: u64,
}

impl Scenario {
    /// May anything happen to it within the measured time?
    pub fn is_disrupted(&self) -> bool {
        self.disruptions.iter().any(|plan| plan.may_begin_within(self.horizon))
            || self.cyber.incidents.iter().any(|plan| plan.may_begin_within(self.horizon))
    }

    /// The same without all that happens to it: its twin.
    pub fn undisrupted(&self) -> Scenario {
        let cyber = CyberPlan { assets: self.cyber.assets.clone(), incidents: Vec::new() };
        Scenario { disruptions: Vec::new(), cyber, ..self.clone() }
    }

    /// How many quays there are.
    pub fn quays(&self) -> usize {
        self.owners.len()
    }

    /// The quay of an owner.
    pub fn quay_of(&self, owner: QuayOwner) -> QuayId {
        let quay = self.owners.iter().position(|it| *it == owner).expect("each owner has a quay");
        QuayId(quay as u16)
    }

    /// The quay of a ferry port.
    pub fn ferry_quay(&self, port: FerryPortId) -> QuayId {
        self.quay_of(QuayOwner::FerryPort(port.index()))
    }

    /// Whose a quay is.
    pub fn owner(&self, quay: QuayId) -> QuayOwner {
        self.owners[quay.index()]
    }

    /// The wall.
    pub fn quay(&self, quay: QuayId) -> &QuayPlan {
        self.name_and_quay(quay).1
    }

    /// What it is called: as its owner.
    pub fn quay_name(&self, quay: QuayId) -> &str {
        self.name_and_quay(quay).0
    }

    fn name_and_quay(&self, quay: QuayId) -> (&str, &QuayPlan) {
        match self.owner(quay) {
            QuayOwner::Terminal(index) => (&self.terminals[index].name, &self.terminals[index].quay),
            QuayOwner::Berth(index) => (&self.berths[index].name, &self.berths[index].quay),
            QuayOwner::FerryPort(index) => (&self.ferry_ports[index].name, &self.ferry_ports[index].quay),
            QuayOwner::CarTerminal(index) => (&self.car_terminals[index].name, &self.car_terminals[index].quay),
            QuayOwner::TankFarm(index) => (&self.tank_farms[index].name, &self.tank_farms[index].quay),
            QuayOwner::BulkTerminal(index) => (&self.bulk_terminals[index].name, &self.bulk_terminals[index].quay),
        }
    }

    /// Reads everything, and what a sweep is to vary; what is wrong is kept by the document.
    pub fn read(document: &Document, files: &mut dyn Files) -> (Scenario, Option<Sweep>) {
        document.read(|t| Self::read_root(t, document, files))
    }

    fn read_root(t: &mut Table<'_>, document: &Document, files: &mut dyn Files) -> (Scenario, Option<Sweep>) {
        let start = t.datetime("start", "Midnight at which simulated time begins.");
        if start.hour != 0 || start.minute != 0 || start.second != 0 {
            t.error("start", Code::Inconsistent, "`start` must be a midnight", "write the date alone, e.g. `start = 2024-01-01`");
        }
        let title = t.text("title", "One line for people.");
        let horizon = t.duration("horizon", "1 h"..="520 weeks", "Simulated time that is measured.");
        let warm_up = t.duration("warm-up", "0 h"..="104 weeks", "Simulated time before it that is not measured.");
        let experiment = t.table("experiment", "How often, and with which random numbers.", |t| Experiment {
            replications: t.count("replications", 1..=1_000_000, "Independent replications."),
            seed: t.seed("seed", "Master seed of all random streams."),
        });
        let (demand, cargo_demand) = t.table("demand", "How much there is to do.", |t| {
            (t.number("volume", 0.01..=100.0, "Factor on all numbers of boxes."), CargoDemand::read(t))
        });
        let mut places = Places::default();
        let boxes = t.table("boxes", "What containers are like.", BoxMix::read);
        let marine = t.table("marine", "What all ships share on the way in and out.", |t| {
            places.wind_limit = Some(t.place("wind-limit"));
            Marine::read(t)
        });
        let folder = t.table("calls", "CSV files that the scenario names.", |t| {
            t.text("folder", "Folder of the CSV files of calls and weather, seen from the scenario or from where Darse is run.")
        });
        let weather = t.table("weather", "Wind, swell and fog.", |t| Weather::read(t, &folder, start, files));
        let basins = t.map("basin", "Parts of the port behind an entrance of their own.", BasinPlan::read);
        let basins: Vec<_> = basins.into_iter().map(|(_, it)| it).collect();
        let basin_names: Vec<String> = basins.iter().map(|it| it.name.clone()).collect();
        let roads = RoadsPlan::read(t);
        let haulage = t.optional("haulage", "Boxes that change terminals; none do if it is not written.", HaulagePlan::read);
        let access_zones = t.map("access-zone", "What trucks that leave the country pass before the quay.", |name, t| {
            places.access_zones.push(t.place_here());
            AccessZonePlan::read(name, t, &roads)
        });
        let access_zones: Vec<_> = access_zones.into_iter().map(|(_, it)| it).collect();
        let zone_names: Vec<String> = access_zones.iter().map(|it| it.name.clone()).collect();
        let classes = t.map("vessel-class", "Sizes of ships.", |name, t| {
            places.classes.push(t.place_here());
            places.tugs.push(t.place("tugs"));
            VesselClass::read(name, t)
        });
        let classes: Vec<_> = classes.into_iter().map(|(_, it)| it).collect();
        let rail_lines = t.map("rail-line", "Rail lines between the port and inland.", RailLinePlan::read);
        let rail_lines: Vec<_> = rail_lines.into_iter().map(|(_, it)| it).collect();
        let rail_line_names: Vec<String> = rail_lines.iter().map(|it| it.name.clone()).collect();
        let drayages = t.map("drayage", "Trucks that warehouses and factories share.", DrayagePlan::read);
        let drayages: Vec<_> = drayages.into_iter().map(|(_, it)| it).collect();
        let drayage_names: Vec<String> = drayages.iter().map(|it| it.name.clone()).collect();
        let terminals = t.map("terminal", "Container terminals.", |name, t| {
            places.terminals.push(t.place_here());
            TerminalPlan::read(name, t, &basin_names, &roads, &rail_line_names, &zone_names)
        });
        let terminals: Vec<_> = terminals.into_iter().map(|(_, it)| it).collect();
        let names: Vec<String> = terminals.iter().map(|it| it.name.clone()).collect();
        let berths = t.map("berth", "Quays whose ships stay for a plain time.", |name, t| {
            places.berths.push(t.place_here());
            BerthPlan::read(name, t, &basin_names)
        });
        let berths: Vec<_> = berths.into_iter().map(|(_, it)| it).collect();
        let ferry_ports = t.map("ferry-port", "Berths with a ramp, and what comes by land to board.", |name, t| {
            places.ferry_ports.push(t.place_here());
            FerryPortPlan::read(name, t, &basin_names, &roads, &zone_names, start)
        });
        let ferry_ports: Vec<_> = ferry_ports.into_iter().map(|(_, it)| it).collect();
        let car_terminals = t.map("car-terminal", "Terminals for new vehicles.", |name, t| {
            places.car_terminals.push(t.place_here());
            CarTerminalPlan::read(name, t, &basin_names, &roads, &rail_line_names)
        });
        let car_terminals: Vec<_> = car_terminals.into_iter().map(|(_, it)| it).collect();
        let tank_farms = t.map("tank-farm", "Tank farms.", |name, t| {
            places.tank_farms.push(t.place_here());
            TankFarmPlan::read(name, t, &basin_names, &roads)
        });
        let tank_farms: Vec<_> = tank_farms.into_iter().map(|(_, it)| it).collect();
        let bulk_terminals = t.map("bulk-terminal", "Terminals for dry bulk and general cargo.", |name, t| {
            places.bulk_terminals.push(t.place_here());
            BulkTerminalPlan::read(name, t, &basin_names, &roads)
        });
        let bulk_terminals: Vec<_> = bulk_terminals.into_iter().map(|(_, it)| it).collect();
        let of_terminals = names.iter().enumerate().map(|(index, name)| (name.clone(), QuayOwner::Terminal(index)));
        let of_berths = berths.iter().enumerate().map(|(index, it)| (it.name.clone(), QuayOwner::Berth(index)));
        let of_cars = car_terminals.iter().enumerate().map(|(index, it)| (it.name.clone(), QuayOwner::CarTerminal(index)));
        let of_tanks = tank_farms.iter().enumerate().map(|(index, it)| (it.name.clone(), QuayOwner::TankFarm(index)));
        let of_bulk = bulk_terminals.iter().enumerate().map(|(index, it)| (it.name.clone(), QuayOwner::BulkTerminal(index)));
        let of_ferry_ports = ferry_ports.iter().enumerate().map(|(index, it)| (it.name.clone(), QuayOwner::FerryPort(index)));
        let all_quays = of_terminals.chain(of_berths).chain(of_ferry_ports).chain(of_cars).chain(of_tanks).chain(of_bulk);
        let (quays, owners): (Vec<String>, Vec<QuayOwner>) = all_quays.unzip();
        let mut with_gangs = Vec::new();
        let labour: Vec<_> = t
            .map("labour", "Gangs that work quay cranes.", |name, t| LabourPlan::read(name, t, &names, &mut with_gangs))
            .into_iter()
            .map(|(_, it)| it)
            .collect();
        let power = t.table("power", "What power and fuel emit.", PowerPlan::read);
        let feeders: Vec<_> = t
            .map("feeder", "Feeders of the electric grid.", |name, t| FeederPlan::read(name, t, &names, &quays))
            .into_iter()
            .map(|(_, it)| it)
            .collect();
        let file_services = t.names_of_kind("service", "file");
        let context = Context {
            quays: &quays,
            owners: &owners,
            classes: &classes,
            start,
            folder: &folder,
            file_services: &file_services,
            tank_farms: &tank_farms,
            bulk_terminals: &bulk_terminals,
        };
        let services: Vec<_> = t
            .map("service", "Sources of vessel calls.", |name, t| {
                places.services.push(t.place_here());
                places.discharges.push(t.place("discharge"));
                Service::read(name, t, &context, files)
            })
            .into_iter()
            .map(|(_, it)| it)
            .collect();
        let warehouses: Vec<_> = t
            .map("warehouse", "Warehouses of the free zone.", |name, t| {
                WarehousePlan::read(name, t, &names, &drayage_names, &roads, &zone_names)
            })
            .into_iter()
            .map(|(_, it)| it)
            .collect();
        let car_terminal_names: Vec<String> = car_terminals.iter().map(|it| it.name.clone()).collect();
        let around = Around {
            terminals: &names,
            drayages: &drayage_names,
            car_terminals: &car_terminal_names,
            rail_lines: &rail_line_names,
            roads: &roads,
        };
        let factories = t.map("factory", "Just-in-time factories.", |name, t| FactoryPlan::read(name, t, &around));
        let factories: Vec<_> = factories.into_iter().map(|(_, it)| it).collect();
        let receivers = receivers(&warehouses, &factories);
        let sweep = t.optional("sweep", "What `darse sweep` varies; every other command goes on without it.", Sweep::read);
        let start_hour_of_week = start.weekday() as u64 * 24;
        let mut scenario = Scenario {
            title,
            start_hour_of_week,
            horizon,
            warm_up,
            experiment,
            demand,
            cargo_demand,
            boxes,
            marine,
            weather,
            basins,
            roads,
            haulage,
            labour,
            power,
            feeders,
            classes,
            terminals,
            berths,
            ferry_ports,
            car_terminals,
            tank_farms,
            bulk_terminals,
            owners,
            services,
            access_zones,
            warehouses,
            drayages,
            factories,
            rail_lines,
            receivers,
            cyber: CyberPlan::default(),
            workshops: Vec::new(),
            disruptions: Vec::new(),
        };
        let mut workshops: Vec<WorkshopPlan> = Vec::new();
        t.map("workshop", "Crews and spare parts for machines that are out of service.", |name, t| {
            let plan = WorkshopPlan::read(name, t, &scenario, &workshops);
            workshops.push(plan);
        });
        scenario.workshops = workshops;
        let targets = target::all(&scenario);
        let disruptions = t.map("disruption", "What happens to resources.", |name, t| DisruptionPlan::read(name, t, &targets));
        scenario.disruptions = disruptions.into_iter().map(|(_, it)| it).collect();
        scenario.cyber =
            t.table("cyber", "Systems that work depends on, and attacks on them.", |t| CyberPlan::read(t, &scenario));
        if !document.has_errors() {
            agreement::check(&scenario, t, &places);
        }
        (scenario, sweep)
    }
}
