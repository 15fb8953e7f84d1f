//! A disruption: it comes, is in force, and its targets come back step by step.
//!
//! ```text
//! before ─ in force ─ recovering ─ … a step ─ recovering ─ … ─ over
//! ```
//! When it comes and how long it lasts is drawn by its name alone, before anything else happens: services announce their calls weeks
//! ahead and have to know.

use crate::facility::condition::{EffectId, Target};
use crate::ids::ServiceId;
use crate::kind::{Kind, Sim};
use crate::port::Port;
use crate::process::condition;
use crate::record::Record;
use crate::scenario::{DisruptionPlan, Scenario, Spell};
use crate::streams::{DISRUPTION, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Entity, Next, SimDuration, SimTime, Stage, Streams};

/// What a disruption is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum DisruptionStage {
    Starting,
    Before,
    InForce,
    Recovering,
    Over,
}
use DisruptionStage::*;
impl Stage for DisruptionStage {}

/// One disruption.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Disruption {
    /// Its place in the scenario.
    number: u16,
    effects: Vec<EffectId>,
    steps_taken: u32,
    /// What it is doing.
    pub stage: DisruptionStage,
}

/// What is drawn for a disruption.
#[derive(Clone, Copy)]
enum Part {
    At,
    Lasting,
}

/// When each disruption of a scenario happens in this replication.
pub fn draw_spells(scenario: &Scenario, streams: &Streams) -> Vec<Spell> {
    let draw = |plan: &DisruptionPlan| {
        let drawn = |variate: &darse_engine::Variate, what: Part| {
            variate.sample_duration(&mut streams.of(DISRUPTION, key(plan), what as u32))
        };
        let from = SimTime(scenario.warm_up.0) + drawn(&plan.at, Part::At);
        let to = from + drawn(&plan.lasting, Part::Lasting);
        let steps = if plan.recovery == SimDuration::ZERO { 1 } else { plan.steps };
        Spell { from, to, step: plan.recovery / u64::from(steps), steps }
    };
    scenario.disruptions.iter().map(draw).collect()
}

/// Spawns all that may come before the end, by name: their order in the file is of no account.
pub fn spawn_all(scenario: &Scenario, sim: &mut Sim) {
    let felt = |index: &usize| scenario.disruptions[*index].may_begin_within(scenario.horizon);
    let mut order: Vec<usize> = (0..scenario.disruptions.len()).filter(felt).collect();
    order.sort_by_key(|index| &scenario.disruptions[*index].name);
    for index in order {
        let (effects, steps_taken, stage) = (Vec::new(), 0, Starting);
        sim.spawn(Kind::Disruption(Disruption { number: index as u16, effects, steps_taken, stage }));
    }
}

impl Disruption {
    /// Once.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<DisruptionStage> {
        let (spell, disruption) = (port.spells[usize::from(self.number)], self.number);
        match self.stage {
            Starting => Before.hold(spell.from.saturating_since(sim.now())),
            Before => {
                sim.record(Record::DisruptionBegan { disruption });
                let scenario = port.scenario.clone();
                for effect in &scenario.disruptions[usize::from(disruption)].effects {
                    self.effects.push(condition::begin(*effect, port, sim));
                }
                InForce.hold(spell.to - spell.from)
            }
            InForce if spell.step > SimDuration::ZERO => Recovering.hold(spell.step),
            InForce => self.end(port, sim),
            Recovering => {
                self.steps_taken += 1;
                if self.steps_taken == spell.steps {
                    return self.end(port, sim);
                }
                let scenario = port.scenario.clone();
                for (id, effect) in self.effects.iter().zip(&scenario.disruptions[usize::from(disruption)].effects) {
                    condition::change(*id, effect.softened(spell.after(self.steps_taken)), port, sim);
                }
                Recovering.hold(spell.step)
            }
            Over => unreachable!("a disruption that is over is not resumed"),
        }
    }

    fn end(&mut self, port: &mut Port, sim: &mut Sim) -> Next<DisruptionStage> {
        for id in self.effects.drain(..) {
            condition::end(id, port, sim);
        }
        sim.record(Record::DisruptionOver { disruption: self.number });
        Over.done()
    }
}

/// What disruptions do to a call that is planned for some time and would come at another: when it comes, and the factor on what it
/// carries.
pub fn of_call(service: ServiceId, call: u64, planned: SimTime, actual: SimTime, port: &Port, sim: &Sim) -> (SimTime, f64) {
    let (mut comes, mut cargo) = (actual, 1.0);
    for (plan, spell) in port.scenario.disruptions.iter().zip(&port.spells) {
        let Some(effect) = plan.effects.iter().find(|effect| effect.target == Target::Service(service)) else { continue };
        let severity = spell.severity(planned);
        if severity <= 0.0 {
            continue;
        }
        let effect = effect.softened(severity);
        cargo *= effect.demand;
        if effect.left <= 0.0 {
            comes = comes.max(spell.to); // all that wait for the way come when it opens
        }
        if let Some(late) = &plan.late {
            let late = late.sample_duration(&mut sim.streams.of(DISRUPTION, part(key(plan), call), 0));
            comes += SimDuration((late.0 as f64 * severity).round() as u64);
        }
    }
    (comes, cargo)
}

fn key(plan: &DisruptionPlan) -> u64 {
    Entity::named(&plan.name).part("disruption").key()
}
