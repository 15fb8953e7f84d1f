use super::view::{TeamWish, Teams};
use super::*;
use crate::ids::CallId;
use crate::policy::Policy;

fn wish(pilot: bool, tugs: u32, outbound: bool) -> TeamWish {
    TeamWish { call: CallId(0), pilot, tugs, pull_t: 0.0, outbound }
}

fn next(policy: &str, waiting: &[TeamWish], tugs: u32) -> Option<usize> {
    (Policy::<TeamDispatch>::named(policy).unwrap().rule())(&Teams { waiting, can_go: &|wish| wish.tugs <= tugs })
}

/// Two tugs are free. A ship wants three, the next one, then one that sails wants two, then one wants none.
#[test]
fn each_policy_does_what_its_page_says() {
    let line = [wish(false, 3, false), wish(false, 1, false), wish(false, 2, true), wish(false, 0, false)];
    for (policy, expected) in [("strict", None), ("in-order", Some(3)), ("any-that-can", Some(1)), ("sailing-first", Some(2))] {
        assert_eq!(next(policy, &line, 2), expected, "{policy}");
    }
    assert_eq!(next("sailing-first", &line, 1), Some(3), "nobody takes a tug from the one that sails, who wants two");
}

#[test]
fn with_tugs_for_all_the_first_goes_under_any_policy_where_nobody_sails() {
    for policy in Policy::<TeamDispatch>::all() {
        assert_eq!(next(policy.name(), &[wish(true, 2, false), wish(true, 1, false)], 9), Some(0), "{policy:?}");
        assert_eq!(next(policy.name(), &[], 9), None, "{policy:?}");
    }
}
