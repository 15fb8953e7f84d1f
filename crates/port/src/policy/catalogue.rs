//! All decisions and their policies, for those who list them.

use super::appointments::Appointments;
use super::berth_allocation::BerthAllocation;
use super::block_choice::BlockChoice;
use super::charging::Charging;
use super::crane_assignment::CraneAssignment;
use super::decision::{Decision, Standing};
use super::dispatching::Dispatching;
use super::gate_lanes::GateLanes;
use super::job_order::JobOrder;
use super::stacking::Stacking;
use super::team_dispatch::TeamDispatch;

/// A decision in words.
#[derive(Clone, Debug)]
pub struct Described {
    /// What is decided.
    pub name: &'static str,
    /// The key of a scenario that names the policy.
    pub key: &'static str,
    /// Its policies.
    pub policies: Vec<DescribedPolicy>,
}

/// A policy in words.
#[derive(Clone, Copy, Debug)]
pub struct DescribedPolicy {
    /// As scenarios name it.
    pub name: &'static str,
    /// How it stands in the field.
    pub standing: Standing,
    /// The rule, in a sentence.
    pub about: &'static str,
    /// Where it is from.
    pub source: &'static str,
}

/// All decisions, from the sea to the land.
pub fn catalogue() -> Vec<Described> {
    vec![
        describe::<TeamDispatch>(),
        describe::<BerthAllocation>(),
        describe::<CraneAssignment>(),
        describe::<Dispatching>(),
        describe::<Charging>(),
        describe::<BlockChoice>(),
        describe::<Stacking>(),
        describe::<JobOrder>(),
        describe::<Appointments>(),
        describe::<GateLanes>(),
    ]
}

fn describe<D: Decision>() -> Described {
    let each = D::POLICIES.iter();
    let policies = each.map(|it| DescribedPolicy { name: it.name, standing: it.standing, about: it.about, source: it.source });
    Described { name: D::NAME, key: D::KEY, policies: policies.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_decision_has_a_naive_a_usual_and_a_good_policy_and_each_says_where_it_is_from() {
        for decision in catalogue() {
            for standing in [Standing::Naive, Standing::Usual, Standing::Good] {
                let found = decision.policies.iter().any(|it| it.standing == standing);
                assert!(found, "{}: no policy is {}", decision.name, standing.word());
            }
            let names: BTreeSet<&str> = decision.policies.iter().map(|it| it.name).collect();
            assert_eq!(names.len(), decision.policies.len(), "{}: two policies of one name", decision.name);
            for it in &decision.policies {
                assert!(!it.about.is_empty() && !it.source.is_empty(), "{}: {}", decision.name, it.name);
            }
        }
    }
}
