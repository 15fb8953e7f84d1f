use super::view::Lanes;
use super::*;
use crate::policy::Policy;

fn lane(policy: &str, trucks: &[usize], brings: bool, lot: f64) -> Option<usize> {
    Policy::<GateLanes>::named(policy).unwrap().rule().map(|rule| rule(&Lanes { trucks, brings, lot }))
}

/// Three lanes with 2, 5 and 1 trucks.
#[test]
fn each_policy_does_what_its_page_says() {
    let trucks = [2, 5, 1];
    assert_eq!(lane("one-line", &trucks, true, 0.5), None, "there is one line");
    assert_eq!(lane("shortest", &trucks, true, 0.5), Some(2));
    assert_eq!([0.0, 0.4, 0.99, 1.0].map(|lot| lane("random", &trucks, true, lot)), [Some(0), Some(1), Some(2), Some(2)]);
    let pairs = [(0.0, 0), (1.5 / 9.0, 0), (2.5 / 9.0, 2), (4.5 / 9.0, 1), (8.5 / 9.0, 2)]; // 0 0, 0 1, 0 2, 1 1, 2 2
    for (lot, expected) in pairs {
        assert_eq!(lane("better-of-two", &trucks, true, lot), Some(expected), "{lot}");
    }
    assert_eq!([true, false].map(|brings| lane("by-errand", &trucks, brings, 0.5)), [Some(0), Some(2)]);
}

#[test]
fn a_gate_with_one_lane_has_no_choice() {
    for policy in Policy::<GateLanes>::all() {
        for (brings, lot) in [(true, 0.0), (false, 0.999_999)] {
            assert!(lane(policy.name(), &[7], brings, lot).is_none_or(|lane| lane == 0), "{policy:?}");
        }
    }
}
