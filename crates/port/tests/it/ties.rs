//! What happens at one instant may happen in any order: the KPIs of the scenarios do not hang on it.

use crate::workbench::{delivered, mean_and_error, scenario};
use darse_port::{Outcome, Replication, Scenario};

const REPLICATIONS: u32 = 10;

fn outcomes(scenario: &Scenario, permuted: bool) -> Vec<Outcome> {
    let one = |r: u32| {
        let mut replication = Replication::new(scenario, 5, r);
        if permuted {
            replication.permute_ties(u64::from(1000 + r));
        }
        replication.finish(false).unwrap()
    };
    (0..REPLICATIONS).map(one).collect()
}

/// Every KPI keeps its mean within four standard errors of a difference of two independent means.
fn ties_do_not_matter(name: &str, horizon: &str) {
    let text = delivered(name);
    let lines = text.lines().filter(|line| !line.starts_with("horizon =") && !line.starts_with("warm-up ="));
    let scenario = scenario(&format!("horizon = \"{horizon}\"\nwarm-up = \"4 days\"\n{}", lines.collect::<Vec<_>>().join("\n")));
    let (plain, permuted) = (outcomes(&scenario, false), outcomes(&scenario, true));
    assert_ne!(plain[0].trace_hash, permuted[0].trace_hash, "{name}: there are ties, and their order is another");
    for (at, column) in plain[0].columns.iter().enumerate() {
        let values = |outcomes: &[Outcome]| outcomes.iter().filter_map(|outcome| outcome.values[at]).collect::<Vec<f64>>();
        let (a, b) = (values(&plain), values(&permuted));
        assert_eq!(a.len(), b.len(), "{name}: {}", column.id);
        if a.len() < 2 {
            continue;
        }
        let ((a, of_a), (b, of_b)) = (mean_and_error(&a), mean_and_error(&b));
        let error = (of_a * of_a + of_b * of_b).sqrt();
        assert!((a - b).abs() <= 4.0 * error + 1e-9 * a.abs(), "{name}: {} is {a} and {b} ± {error}", column.id);
    }
}

#[test]
fn the_order_of_ties_does_not_move_the_kpis_of_hello() {
    ties_do_not_matter("hello", "4 weeks");
}

#[test]
fn the_order_of_ties_does_not_move_the_kpis_of_a_warehouse() {
    ties_do_not_matter("free-zone-warehouse", "2 weeks");
}

#[test]
fn the_order_of_ties_does_not_move_the_kpis_of_tc3() {
    ties_do_not_matter("tanger-med-tc3", "2 weeks");
}

#[test]
fn the_order_of_ties_does_not_move_the_kpis_of_tc4() {
    ties_do_not_matter("tanger-med-tc4", "1 week");
}
