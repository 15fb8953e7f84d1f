//! Batteries: when a vehicle charges, and for how long.

use super::VehicleStage::*;
use super::{Vehicle, VehicleStage};
use crate::facility::condition::{Target, TerminalPart};
use crate::kind::Sim;
use crate::policy::charging::view::Battery;
use crate::port::Port;
use crate::scenario::BatteryPlan;
use crate::streams::{CHARGING, part};
use darse_engine::{Next, Request, SimDuration, Stage};

impl Vehicle {
    pub(super) fn charge_or_go_on(&self, port: &mut Port, sim: &mut Sim) -> Next<VehicleStage> {
        if self.charges(port, sim) {
            return AwaitingCharger.until(sim.seize(Request::of(port.terminals[self.terminal.index()].chargers, 1)));
        }
        self.ask_order(port, sim)
    }

    /// Does it charge before its next order? It must when its range is driven; before that, the policy says.
    fn charges(&self, port: &Port, sim: &Sim) -> bool {
        let Some(used) = self.used(port) else { return false };
        let terminal = &port.terminals[self.terminal.index()];
        let (open_orders, idle_vehicles) = terminal.fleet.open_and_idle();
        let free_chargers = sim.pool(terminal.chargers).free();
        used >= 1.0 || self.battery(port).policy.decide(&Battery { used, free_chargers, open_orders, idle_vehicles })
    }

    /// Share of its range that it has driven since it was charged; none without a battery.
    fn used(&self, port: &Port) -> Option<f64> {
        self.plan(port).battery.as_ref().map(|it| f64::from(self.uncharged_m) / it.range_m)
    }

    /// A battery that is not empty takes as much less time.
    pub(super) fn draw_charging(&self, port: &Port, sim: &Sim) -> SimDuration {
        let mut draw = sim.streams.of(CHARGING, self.charge_key(port, sim), 0);
        let whole = port.conditions.slow(self.chargers(), self.battery(port).charging.sample_duration(&mut draw));
        match self.used(port) {
            Some(used) if used < 1.0 => SimDuration((whole.0 as f64 * used) as u64),
            _ => whole,
        }
    }

    /// One that begins, or ends, now.
    pub(super) fn charge_key(&self, port: &Port, sim: &Sim) -> u64 {
        part(part(port.terminals[self.terminal.index()].key, u64::from(self.vehicle.0)), sim.now().0)
    }

    pub(super) fn chargers(&self) -> Target {
        Target::Terminal(self.terminal, TerminalPart::Chargers)
    }

    pub(super) fn battery<'a>(&self, port: &'a Port) -> &'a BatteryPlan {
        self.plan(port).battery.as_ref().expect("only vehicles with batteries charge them")
    }
}
