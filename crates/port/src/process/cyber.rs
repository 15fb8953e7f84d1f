//! What befalls one system in one attack: it is lost, it is noticed, work goes on without it, it is restored.
//!
//! ```text
//! sound ─ lost, and nobody knows ─ noticed: degraded mode ─ restored: recovering, step by step ─ as before
//!  └ spreads to each system that depends on it, by chance and after a while, until it is noticed
//! ```
//! The attacked system and those it spreads to have a life each. All of an attack is noticed at once. A system that is lost already, by
//! another way or another attack, is not lost twice.

use crate::facility::condition::{Effect, EffectId};
use crate::ids::TerminalId;
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::condition;
use crate::record::Record;
use crate::scenario::{AssetKind, AssetPlan, IncidentPlan, Scenario};
use crate::streams::{CYBER, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Entity, Next, SimDuration, SimTime, Stage, Variate};

/// What is the matter with the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum LossStage {
    Starting,
    Sound,
    Unnoticed,
    Degraded,
    Recovering,
    Restored,
}
use LossStage::*;
impl Stage for LossStage {}

/// The loss of one system.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Loss {
    incident: u16,
    asset: u16,
    /// When the attack reaches it, and when it is noticed; for the attacked system that is not known yet.
    reached: SimTime,
    noticed: Option<SimTime>,
    effects: Vec<EffectId>,
    steps_taken: u32,
    /// What is the matter with it.
    pub stage: LossStage,
}

/// What is drawn for a system in an attack.
#[derive(Clone, Copy)]
enum Part {
    At,
    Detection,
    Outage,
    Spread,
    Chance,
}

/// Spawns all attacks, by name: their order in the file is of no account.
pub fn spawn_all(scenario: &Scenario, sim: &mut Sim) {
    let cyber = &scenario.cyber;
    let felt = |index: &usize| cyber.incidents[*index].may_begin_within(scenario.horizon);
    let mut order: Vec<usize> = (0..cyber.incidents.len()).filter(felt).collect();
    order.sort_by_key(|index| &cyber.incidents[*index].name);
    for index in order {
        let plan = &cyber.incidents[index];
        let at = draw(&plan.at, Part::At, plan, plan.asset, scenario, sim);
        let reached = SimTime(scenario.warm_up.0) + at;
        sim.spawn(Kind::Loss(Loss::new(index as u16, plan.asset as u16, reached, None)));
    }
}

impl Loss {
    fn new(incident: u16, asset: u16, reached: SimTime, noticed: Option<SimTime>) -> Self {
        Loss { incident, asset, reached, noticed, effects: Vec::new(), steps_taken: 0, stage: Starting }
    }

    /// From the attack until all is as before.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<LossStage> {
        let scenario = port.scenario.clone();
        let (asset, incident) = (usize::from(self.asset), &scenario.cyber.incidents[usize::from(self.incident)]);
        let plan = &scenario.cyber.assets[asset];
        let drawn = |law: &Variate, what: Part, sim: &Sim| draw(law, what, incident, asset, &scenario, sim);
        match self.stage {
            Starting => Sound.hold(self.reached.saturating_since(sim.now())),
            Sound if port.cyber.is_lost(asset) => Restored.done(),
            Sound => {
                let detection = drawn(&incident.detection, Part::Detection, sim);
                let noticed = *self.noticed.get_or_insert(sim.now() + detection);
                port.cyber.lose(asset);
                sim.record(Record::AssetLost { asset: self.asset });
                self.begin(&plan.unnoticed, port, sim);
                if plan.kind != AssetKind::VesselTrafficService {
                    go_without(asset, true, port, sim); // without that one nobody sets out until it is noticed
                }
                self.spread(noticed, &scenario, sim);
                Unnoticed.hold(noticed.saturating_since(sim.now()))
            }
            Unnoticed => {
                sim.record(Record::AssetDegraded { asset: self.asset });
                self.end(port, sim);
                self.begin(&plan.degraded, port, sim);
                go_without(asset, true, port, sim);
                Degraded.hold(drawn(&incident.outage, Part::Outage, sim))
            }
            Degraded => {
                go_without(asset, false, port, sim);
                if incident.recovery == SimDuration::ZERO || self.effects.is_empty() {
                    return self.restore(port, sim);
                }
                Recovering.hold(incident.recovery / u64::from(incident.steps))
            }
            Recovering => {
                self.steps_taken += 1;
                if self.steps_taken == incident.steps {
                    return self.restore(port, sim);
                }
                let severity = f64::from(incident.steps - self.steps_taken) / f64::from(incident.steps);
                for (id, effect) in self.effects.iter().zip(&plan.degraded) {
                    condition::change(*id, effect.softened(severity), port, sim);
                }
                Recovering.hold(incident.recovery / u64::from(incident.steps))
            }
            Restored => unreachable!("a system that is restored is not lost"),
        }
    }

    fn begin(&mut self, effects: &[Effect], port: &mut Port, sim: &mut Sim) {
        self.effects = effects.iter().map(|effect| condition::begin(*effect, port, sim)).collect();
    }
    fn end(&mut self, port: &mut Port, sim: &mut Sim) {
        for id in self.effects.drain(..) {
            condition::end(id, port, sim);
        }
    }

    fn restore(&mut self, port: &mut Port, sim: &mut Sim) -> Next<LossStage> {
        self.end(port, sim);
        port.cyber.restore(usize::from(self.asset));
        sim.record(Record::AssetRestored { asset: self.asset });
        Restored.done()
    }

    /// To those that depend on it, unless it is noticed before.
    fn spread(&self, noticed: SimTime, scenario: &Scenario, sim: &mut Sim) {
        let incident = &scenario.cyber.incidents[usize::from(self.incident)];
        for (other, plan) in scenario.cyber.assets.iter().enumerate() {
            if !plan.depends_on.contains(&usize::from(self.asset)) {
                continue;
            }
            let way = part(key(incident, other, scenario), u64::from(self.asset));
            let reached = sim.now() + incident.spread.sample_duration(&mut sim.streams.of(CYBER, way, Part::Spread as u32));
            if sim.streams.of(CYBER, way, Part::Chance as u32).chance(incident.probability) && reached < noticed {
                sim.spawn(Kind::Loss(Loss::new(self.incident, other as u16, reached, Some(noticed))));
            }
        }
    }
}

/// A system is gone from now on, or back. What no effect on a resource says: nobody knows what stands where, books an hour, or sees
/// two ships at once, as long as any system of the kind is gone.
fn go_without(asset: usize, gone: bool, port: &mut Port, sim: &mut Sim) {
    port.cyber.set_gone(asset, gone);
    let scenario = port.scenario.clone();
    let assets = &scenario.cyber.assets;
    let of_kind = assets.iter().enumerate().filter(|(_, it)| it.kind == assets[asset].kind);
    let gone: Vec<&AssetPlan> = of_kind.filter(|(index, _)| port.cyber.is_gone(*index)).map(|(_, it)| it).collect();
    let sound = |terminal: &TerminalId| !gone.iter().any(|it| it.terminals.contains(terminal));
    match assets[asset].kind {
        AssetKind::TerminalOperatingSystem => {
            for id in &assets[asset].terminals {
                let (sound, terminal) = (sound(id), &mut port.terminals[id.index()]);
                terminal.blind = !sound;
                if sound {
                    terminal.yard.policy = scenario.terminals[id.index()].yard.policy;
                } else {
                    terminal.yard.go_blind();
                }
            }
        }
        AssetKind::AppointmentPortal => {
            for id in &assets[asset].terminals {
                port.terminals[id.index()].gate.books = sound(id);
            }
        }
        AssetKind::VesselTrafficService => {
            port.fairway.least_apart = gone.iter().map(|it| it.separation).max().unwrap_or(SimDuration::ZERO);
            port.entrances.iter_mut().for_each(|entrance| entrance.set_one_way(!gone.is_empty(), sim));
        }
        _ => {}
    }
}

fn draw(law: &Variate, what: Part, incident: &IncidentPlan, asset: usize, scenario: &Scenario, sim: &Sim) -> SimDuration {
    law.sample_duration(&mut sim.streams.of(CYBER, key(incident, asset, scenario), what as u32))
}

/// Of a system in an attack, by their names.
fn key(incident: &IncidentPlan, asset: usize, scenario: &Scenario) -> u64 {
    part(
        Entity::named(&incident.name).part("attack").key(),
        Entity::named(&scenario.cyber.assets[asset].name).part("asset").key(),
    )
}
