use super::view::{Berths, Section, Wish};
use super::*;
use crate::ids::CallId;
use crate::policy::Policy;
use darse_engine::SimDuration;

fn wish(call: u32, loa_m: f64, hours: u64, lots: [f64; 2]) -> Wish {
    let work = SimDuration::hours(hours);
    Wish { call: CallId(call), loa_m, draught_m: 5.0, prefers_m: 0.0, priority: 1, work, lots }
}

fn choose(policy: &str, waiting: &[Wish], free: &[(f64, f64)]) -> Option<(usize, f64)> {
    let sections = [Section { from_m: 0.0, to_m: 2000.0, depth_m: 16.0 }];
    let policy = Policy::<BerthAllocation>::named(policy).unwrap();
    (policy.rule())(&Berths { waiting, look_ahead: 8, free, sections: &sections, under_keel_m: 1.0 })
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
