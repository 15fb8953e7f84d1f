use super::view::{Berths, Due, Section, Wish};
use super::*;
use crate::ids::CallId;
use crate::policy::Policy;
use darse_engine::{SimDuration, SimTime};

fn wish(call: u32, loa_m: f64, hours: u64, lots: [f64; 2]) -> Wish {
    let (work, arrived) = (SimDuration::hours(hours), hour(99));
    Wish { call: CallId(call), loa_m, draught_m: 5.0, prefers_m: 0.0, priority: 1, work, arrived, in_window: false, lots }
}

fn hour(hour: u64) -> SimTime {
    SimTime(SimDuration::hours(hour).0)
}

fn due(loa_m: f64, from: u64) -> Due {
    Due { call: CallId(99), loa_m, draught_m: 5.0, from: hour(from) }
}

fn choose(policy: &str, waiting: &[Wish], free: &[(f64, f64)]) -> Option<(usize, f64)> {
    choose_at(policy, waiting, free, &[])
}

/// At hour 100, with these calls due.
fn choose_at(policy: &str, waiting: &[Wish], free: &[(f64, f64)], due: &[Due]) -> Option<(usize, f64)> {
    let sections = [Section { from_m: 0.0, to_m: 2000.0, depth_m: 16.0 }];
    let policy = Policy::<BerthAllocation>::named(policy).unwrap();
    let (look_ahead, gap_m, is_discrete, now, under_keel_m) = (8, 15.0, false, hour(100), 1.0);
    (policy.rule())(&Berths { waiting, look_ahead, free, gap_m, is_discrete, now, due, sections: &sections, under_keel_m })
}

/// Free: 0 to 300 m, and 400 to 600 m. A ship of 350 m comes first, then one of 180 m with ten hours of work, then one of 150 m with four.
#[test]
fn each_policy_does_what_its_page_says() {
    let free = [(0.0, 300.0), (400.0, 600.0)];
    let line = [wish(0, 350.0, 20, [0.1, 0.0]), wish(1, 180.0, 10, [0.9, 0.0]), wish(2, 150.0, 4, [0.4, 0.99])];
    for (policy, expected) in [
        ("first-come", None),
        ("first-fit", Some((1, 0.0))),
        ("priority", Some((1, 0.0))),
        ("nearest-to-boxes", Some((1, 0.0))),
        ("best-fit", Some((1, 400.0))),       // 20 m left there, 120 m at the low end
        ("shortest-first", Some((2, 400.0))), // four hours; 50 m left there
        ("windows", Some((1, 0.0))),          // nobody has one
        ("random", Some((2, 450.0))),         // of those who fit the lower lot; the last of four places
    ] {
        assert_eq!(choose(policy, &line, &free), expected, "{policy}");
    }
}

#[test]
fn on_a_quay_for_one_ship_a_single_ship_lies_where_it_lies_under_any_policy() {
    for policy in Policy::<BerthAllocation>::all() {
        let chosen = choose(policy.name(), &[wish(0, 200.0, 5, [0.7, 0.7])], &[(0.0, 200.0)]);
        assert_eq!(chosen, Some((0, 0.0)), "{policy:?}");
        assert_eq!(choose(policy.name(), &[wish(0, 201.0, 5, [0.7, 0.7])], &[(0.0, 200.0)]), None, "{policy:?}");
    }
}

/// 700 m are free. A feeder of 150 m with four hours of work waits, and behind it one of 200 m that came in its window; a liner of 330 m is due.
#[test]
fn quay_is_kept_for_those_that_are_due() {
    let (feeder, liner) = (wish(0, 150.0, 4, [0.0; 2]), Wish { in_window: true, ..wish(1, 200.0, 9, [0.0; 2]) });
    let at = |waiting: &[Wish], free: (f64, f64), due: &[Due]| choose_at("windows", waiting, &[free], due);
    assert_eq!(at(&[feeder, liner], (0.0, 700.0), &[]), Some((1, 0.0)), "in its window, it goes first");
    assert_eq!(at(&[feeder], (0.0, 700.0), &[due(330.0, 101)]), Some((0, 0.0)), "room for both: 150 + 15 + 330 m");
    assert_eq!(at(&[feeder], (0.0, 480.0), &[due(330.0, 101)]), None, "the liner would not fit beside it");
    assert_eq!(at(&[feeder], (0.0, 480.0), &[due(330.0, 107)]), Some((0, 0.0)), "it is gone before: four hours and three");
    assert_eq!(at(&[feeder], (0.0, 300.0), &[due(330.0, 101)]), Some((0, 0.0)), "there is no room to keep");
    assert_eq!(
        at(&[feeder], (0.0, 690.0), &[due(330.0, 101), due(330.0, 102)]),
        None,
        "there is room for two, and beside it for one"
    );
    assert_eq!(at(&[liner], (0.0, 480.0), &[due(330.0, 101)]), Some((0, 0.0)), "windows do not wait for each other");
    let patient = Wish { arrived: hour(76), ..feeder };
    assert_eq!(at(&[patient], (0.0, 480.0), &[due(330.0, 101)]), Some((0, 0.0)), "it has waited for a day");
    assert_eq!(at(&[patient, liner], (0.0, 700.0), &[]), Some((0, 0.0)), "and goes before those that came later");
    assert_eq!(at(&[Wish { arrived: hour(77), ..feeder }], (0.0, 480.0), &[due(330.0, 101)]), None, "an hour is missing");
}
