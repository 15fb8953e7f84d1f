use super::view::Battery;
use super::*;
use crate::policy::Policy;

fn charges(policy: &str, it: Battery) -> bool {
    (Policy::<Charging>::named(policy).unwrap().rule())(&it)
}

#[test]
fn each_policy_does_what_its_page_says() {
    let quiet = Battery { used: 0.0, free_chargers: 1, open_orders: 0, idle_vehicles: 3 };
    let busy = Battery { open_orders: 4, ..quiet };
    let taken = Battery { free_chargers: 0, ..quiet };
    // From which share of its range on it charges, of 0, 5, 10 … 95 %: in a quiet hour, in a busy one, with no charger free.
    let from = |policy: &str, it: Battery| (0..20).find(|used| charges(policy, Battery { used: f64::from(*used) * 0.05, ..it }));
    for (policy, expected) in [
        ("when-empty", [None, None, None]),
        ("at-threshold", [Some(14), Some(14), Some(14)]),
        ("when-idle", [Some(4), None, None]),
        ("by-workload", [Some(10), None, None]),
    ] {
        assert_eq!([quiet, busy, taken].map(|it| from(policy, it)), expected, "{policy}");
    }
}
