use super::view::{Ship, Ships};
use super::*;
use crate::policy::Policy;

fn shares(policy: &str, cranes: u32, ships: &[(u32, u32, u32)]) -> Vec<u32> {
    let ships: Vec<Ship> = ships.iter().map(|&(boxes_left, most, has)| Ship { boxes_left, most, has }).collect();
    (Policy::<CraneAssignment>::named(policy).unwrap().rule())(&Ships { ships: &ships, cranes })
}

/// Five cranes; a ship with 900 boxes that may have four cranes and has two, a new one with 300 that may have three.
#[test]
fn each_policy_does_what_its_page_says() {
    let ships = [(900, 4, 2), (300, 3, 0)];
    for (policy, expected) in [
        ("even", [3, 2]),
        ("keep-until-done", [4, 1]), // two are kept; 900/2 > 300/0.1? no: the new one has the first; then 450, 300, 225 against 300
        ("most-work-left", [4, 1]),
        ("shortest-left", [2, 3]),
    ] {
        assert_eq!(shares(policy, 5, &ships), expected, "{policy}");
    }
    assert_eq!(shares("keep-until-done", 5, &[(900, 4, 4), (5000, 3, 0)]), [4, 1], "what it has it keeps");
    assert_eq!(shares("most-work-left", 5, &[(900, 4, 4), (5000, 3, 0)]), [2, 3]);
}

#[test]
fn one_ship_gets_all_it_may_have_under_any_policy() {
    for policy in Policy::<CraneAssignment>::all() {
        assert_eq!(shares(policy.name(), 5, &[(100, 3, 0)]), [3], "{policy:?}");
        assert_eq!(shares(policy.name(), 2, &[(100, 3, 0)]), [2], "{policy:?}");
        assert_eq!(shares(policy.name(), 2, &[]), Vec::<u32>::new(), "{policy:?}");
    }
}
