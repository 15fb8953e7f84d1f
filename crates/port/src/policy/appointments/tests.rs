use super::view::Book;
use super::*;
use crate::policy::Policy;
use std::collections::BTreeMap;

fn hour(policy: &str, per_hour: u32, booked: &[(u64, u32)], wanted: u64) -> u64 {
    let booked: BTreeMap<u64, u32> = booked.iter().copied().collect();
    (Policy::<Appointments>::named(policy).unwrap().rule())(&Book { per_hour, booked: &booked, wanted })
}

/// Ten an hour: hours 9 and 10 are full, 11 has nine, 12 has four, 13 has four, 14 seven.
#[test]
fn each_policy_does_what_its_page_says() {
    let booked = [(9, 10), (10, 10), (11, 9), (12, 4), (13, 4), (14, 7), (15, 0)];
    for (policy, expected) in [("at-will", 9), ("first-free", 11), ("levelled", 12)] {
        assert_eq!(hour(policy, 10, &booked, 9), expected, "{policy}");
    }
    let full: Vec<(u64, u32)> = (9..20).map(|hour| (hour, 10)).collect();
    assert_eq!((hour("first-free", 10, &full, 9), hour("levelled", 10, &full, 9)), (20, 20));
}

#[test]
fn an_empty_book_gives_the_wanted_hour_under_any_policy() {
    for policy in Policy::<Appointments>::all() {
        assert_eq!(hour(policy.name(), 1, &[], 42), 42, "{policy:?}");
    }
}
