//! The state that processes share. No behaviour here: facilities act, processes decide.

use crate::calls::Calls;
use crate::cargo::{BoxKind, Boxes, Place};
use crate::connections::Connections;
use crate::facility::access_zone::AccessZone;
use crate::facility::anchorage::Anchorage;
use crate::facility::blame::Blame;
use crate::facility::bulk_terminal::BulkTerminal;
use crate::facility::car_terminal::CarTerminal;
use crate::facility::condition::{Conditions, Target};
use crate::facility::crane_line::CraneLine;
use crate::facility::cyber::Cyber;
use crate::facility::entrance::Entrance;
use crate::facility::factory::Factory;
use crate::facility::fairway::Fairway;
use crate::facility::feeder::{Consumer, Feeder};
use crate::facility::ferry_port::FerryPort;
use crate::facility::fleet::Fleet;
use crate::facility::gate::Gate;
use crate::facility::marine::Marine;
use crate::facility::post::Post;
use crate::facility::quay::Quay;
use crate::facility::rail::Rail;
use crate::facility::rail_line::RailLine;
use crate::facility::roads::Roads;
use crate::facility::tank_farm::TankFarm;
use crate::facility::warehouse::Warehouse;
use crate::facility::wear::Wear;
use crate::facility::weather::{LimitId, Limits, Weather};
use crate::facility::workshop::Workshop;
use crate::facility::yard::{Task, Yard};
use crate::ids::{BoxId, FeederId, LabourId, TerminalId};
use crate::scenario::{Scenario, Spell, TerminalPlan, YardHandOver};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{PoolId, Request, SimTime};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One container terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Terminal {
    /// Its identity for random numbers.
    pub key: u64,
    /// Quay cranes and the ships they work.
    pub line: CraneLine,
    /// Gust above which the quay cranes stop.
    pub crane_limit: LimitId,
    /// Below each quay crane, then below each rail crane.
    pub posts: Vec<Post>,
    /// Vehicles.
    pub fleet: Fleet,
    /// Blocks.
    pub yard: Yard,
    /// Trucks.
    pub gate: Gate,
    /// Trains, if there are any.
    pub rail: Option<Rail>,
    /// What supplies its cranes, reefers and chargers; none: as much as they like, unmetered.
    pub feeder: Option<FeederId>,
    /// One gang for a quay crane, and whose it is; none: they are always manned.
    pub gang: Option<(LabourId, Request)>,
    /// Chargers for vehicles.
    pub chargers: PoolId,
    /// Without its operating system: nobody looks ahead.
    pub blind: bool,
}

/// The port.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Port {
    /// What it was built from.
    pub scenario: Arc<Scenario>,
    /// Vessel calls.
    pub calls: Calls,
    /// Containers.
    pub boxes: Boxes,
    /// Which service takes what another discharges.
    pub connections: Connections,
    /// Quays, those of container terminals first.
    pub quays: Vec<Quay>,
    /// Container terminals.
    pub terminals: Vec<Terminal>,
    /// Car terminals.
    pub car_terminals: Vec<CarTerminal>,
    /// Tank farms.
    pub tank_farms: Vec<TankFarm>,
    /// Terminals for dry bulk and general cargo.
    pub bulk_terminals: Vec<BulkTerminal>,
    /// Warehouses of the free zone.
    pub warehouses: Vec<Warehouse>,
    /// One truck of each drayage that several share.
    pub drayages: Vec<Request>,
    /// Factories.
    pub factories: Vec<Factory>,
    /// Rail lines.
    pub rail_lines: Vec<RailLine>,
    /// Export access zones.
    pub access_zones: Vec<AccessZone>,
    /// Ferry ports.
    pub ferry_ports: Vec<FerryPort>,
    /// Roads.
    pub roads: Roads,
    /// One tractor between terminals.
    pub tractor: Request,
    /// One gang of each pool.
    pub labour: Vec<Request>,
    /// Feeders of the electric grid, in the order of the scenario.
    pub feeders: Vec<Feeder>,
    /// What supplies the ships of each quay.
    pub shore_power: Vec<Option<FeederId>>,
    /// Systems that work depends on.
    pub cyber: Cyber,
    /// Workshops.
    pub workshops: Vec<Workshop>,
    /// The wear of machines that nobody tells apart, of kinds that wear, with their identities for random numbers.
    pub wear: Vec<(Target, u64, Wear)>,
    /// Channel and tide.
    pub fairway: Fairway,
    /// Wind, swell, fog.
    pub weather: Weather,
    /// What ships bear that berth or sail, where their class says nothing else.
    pub marine_limit: LimitId,
    /// What everything else bears.
    pub limits: Limits,
    /// Pilots and tugs.
    pub marine: Marine,
    /// One gang that makes ships fast and lets them go.
    pub mooring_gang: Request,
    /// Where ships wait.
    pub anchorage: Anchorage,
    /// Of basins, in the order of the scenario.
    pub entrances: Vec<Entrance>,
    /// What is in force on all these.
    pub conditions: Conditions,
    /// The same as far as it is past, for whoever has waited.
    pub blame: Blame,
    /// When each disruption happens.
    pub spells: Vec<Spell>,
    /// When measuring begins; before it the yard fills.
    pub measured_from: SimTime,
}

impl Port {
    /// The scenario's side of a terminal.
    #[inline]
    pub fn plan(&self, terminal: TerminalId) -> &TerminalPlan {
        &self.scenario.terminals[terminal.index()]
    }

    /// Do its vehicles stack boxes themselves?
    pub fn stacks_itself(&self, terminal: TerminalId) -> bool {
        self.plan(terminal).transport.kind.yard_hand_over() == YardHandOver::SelfStacking
    }

    /// Reefers that are plugged in, where there is power: those in stacks, but for those that a yard crane is just putting there; and those that it is
    /// just taking out.
    pub fn plugged_reefers(&self) -> BTreeSet<BoxId> {
        let is_reefer = |id: &BoxId| self.boxes[*id].class.kind() == BoxKind::Reefer;
        let stacked = self.boxes.iter().filter(|(_, it)| matches!(it.place(), Place::Stacked { .. })).map(|(id, _)| id);
        let mut plugged: BTreeSet<BoxId> = stacked.filter(is_reefer).collect();
        for job in self.terminals.iter().flat_map(|terminal| terminal.yard.under_way()) {
            match job.task {
                Task::Stack(unit) => unit.boxes().for_each(|id| _ = plugged.remove(&id)),
                Task::Retrieve(unit) => plugged.extend(unit.boxes().filter(is_reefer)),
                Task::Uncover(_) => {}
            }
        }
        plugged
    }

    /// The feeder that supplies it, and what it draws [W].
    pub fn supply_of(&self, consumer: Consumer) -> (Option<FeederId>, u64) {
        let of = |terminal: TerminalId| (self.terminals[terminal.index()].feeder, self.plan(terminal));
        match consumer {
            Consumer::QuayCrane(terminal, _) => (of(terminal).0, of(terminal).1.cranes.power_w),
            Consumer::YardCrane(terminal, ..) => (of(terminal).0, of(terminal).1.yard.crane.power_w),
            Consumer::Vehicle(terminal, _) => {
                (of(terminal).0, of(terminal).1.transport.battery.as_ref().map_or(0, |battery| battery.charger_w))
            }
            Consumer::Reefer(id) => (of(self.boxes[id].terminal).0, self.scenario.power.reefer_w),
            Consumer::Ship(call) => {
                let call = &self.calls[call];
                (self.shore_power[call.quay.index()], self.scenario.classes[call.class].hotelling_w)
            }
        }
    }
}
