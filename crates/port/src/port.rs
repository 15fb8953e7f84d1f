//! The state that processes share. No behaviour here: facilities act, processes decide.

use crate::calls::Calls;
use crate::cargo::Boxes;
use crate::connections::Connections;
use crate::facility::crane_line::CraneLine;
use crate::facility::fairway::Fairway;
use crate::facility::fleet::Fleet;
use crate::facility::gate::Gate;
use crate::facility::post::Post;
use crate::facility::quay::Quay;
use crate::facility::rail::Rail;
use crate::facility::warehouse::Warehouse;
use crate::facility::weather::{LimitId, Weather};
use crate::facility::yard::Yard;
use crate::ids::TerminalId;
use crate::scenario::{Scenario, TerminalPlan};
use darse_engine::{PoolId, SimTime};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One container terminal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Terminal {
    /// Its identity for random numbers.
    pub key: u64,
    /// Metres of quay.
    pub quay: Quay,
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
}

/// The port.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Port {
    /// What it was built from.
    pub scenario: Arc<Scenario>,
    /// Vessel calls.
    pub calls: Calls,
    /// Containers.
    pub boxes: Boxes,
    /// Which service takes what another discharges.
    pub connections: Connections,
    /// Container terminals.
    pub terminals: Vec<Terminal>,
    /// Warehouses of the free zone.
    pub warehouses: Vec<Warehouse>,
    /// Channel and tide.
    pub fairway: Fairway,
    /// Wind.
    pub weather: Weather,
    /// Gust above which no ship berths or sails.
    pub marine_limit: LimitId,
    /// Pilots on watch.
    pub pilots: PoolId,
    /// Tugs on watch.
    pub tugs: PoolId,
    /// When measuring begins; before it the yard fills.
    pub measured_from: SimTime,
}

impl Port {
    /// The scenario's side of a terminal.
    #[inline]
    pub fn plan(&self, terminal: TerminalId) -> &TerminalPlan {
        &self.scenario.terminals[terminal.index()]
    }
}
