use super::*;
use crate::results::{Replication, Run};
use darse_port::Outcome;
use darse_port::kpi::Column;
use darse_port::outcome::Pictures;

/// Replications with these values of one column each.
fn results(columns: &[(&str, &[Option<f64>])]) -> Results {
    let n = columns[0].1.len();
    let replications = (0..n as u32).map(|number| {
        let of = |(id, _): &(&str, &[Option<f64>])| Column { id: (*id).to_owned(), unit: "h".into(), definition: "x".into() };
        let outcome = Outcome {
            columns: columns.iter().map(of).collect(),
            values: columns.iter().map(|(_, values)| values[number as usize]).collect(),
            events: 0,
            trace_hash: u64::from(number),
            pictures: Pictures::default(),
        };
        Replication { number, outcome }
    });
    let run = Run {
        title: "t".into(),
        file: "t.toml".into(),
        sha256: String::new(),
        overrides: Vec::new(),
        data: Vec::new(),
        seed: 1,
        horizon_us: 1,
        warm_up_us: 0,
        checked: false,
    };
    Results::new(run, replications.collect(), Vec::new()).unwrap()
}

fn some(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

#[test]
fn each_kpi_is_compared_pair_by_pair_over_one_family() {
    let base = some(&[10.0, 12.0, 9.0, 11.0, 10.5, 9.5]);
    let near: Vec<Option<f64>> = base.iter().zip([1.0, 1.1, 0.9, 1.0, 1.05, 0.95]).map(|(x, d)| x.map(|x| x + d)).collect();
    let noise = some(&[11.0, 9.0, 12.0, 10.0, 9.5, 10.5]);
    let a = results(&[("t/wait", &base), ("t/rate", &base), ("t/open", &base), ("t/gone", &base)]);
    let b = results(&[("t/wait", &near), ("t/rate", &base), ("t/open", &noise), ("t/new", &base)]);
    let comparison = Comparison::of(("a", &a), &[("b".to_owned(), &b)], &[]);
    let side = &comparison.sides[0];
    let verdicts: Vec<(&str, Verdict)> = side.rows.iter().map(|row| (row.kpi.as_str(), row.verdict)).collect();
    assert_eq!(verdicts, [("t/wait", Verdict::Higher), ("t/rate", Verdict::Same), ("t/open", Verdict::Open)]);
    assert_eq!(side.left_out, ["t/gone", "t/new"]);
    let wait = &side.rows[0];
    // Two tests: the one that is the same needs none. t(1 − 0.05 / 4, 5) = 3.1634 (R)
    assert!(
        (wait.half_width.unwrap() / wait.paired.standard_error - 3.163381).abs() < 1e-5,
        "{}",
        wait.half_width.unwrap() / wait.paired.standard_error
    );
    assert!((wait.p_holm - 2.0 * wait.paired.p).abs() < 1e-12);
    assert!(wait.paired.variance_reduction.unwrap() > 100.0, "{wait:?}");
    assert_eq!(wait.relative().map(|it| it.round()), Some(10.0));
}

#[test]
fn pairs_are_of_the_same_replication_and_need_both_values() {
    let a = results(&[("wait", &[Some(1.0), None, Some(3.0), Some(4.0)])]);
    let b = results(&[("wait", &[Some(2.0), Some(9.0), None, Some(6.0)])]);
    let comparison = Comparison::of(("a", &a), &[("b".to_owned(), &b)], &[]);
    let paired = &comparison.sides[0].rows[0].paired;
    assert_eq!((paired.n, paired.first, paired.second), (2, 2.5, 4.0));
}

#[test]
fn the_kpis_asked_for_are_the_family() {
    let wait = some(&[1.0, 2.0, 4.0]);
    let later = some(&[2.0, 3.1, 5.0]);
    let a = results(&[("t/wait", &wait), ("t/rate", &wait)]);
    let b = results(&[("t/wait", &later), ("t/rate", &later)]);
    for only in ["wait", "t/wait"] {
        let comparison = Comparison::of(("a", &a), &[("b".to_owned(), &b)], &[only.to_owned()]);
        let row = &comparison.sides[0].rows[0];
        assert_eq!((comparison.sides[0].rows.len(), row.p_holm), (1, row.paired.p), "a family of one");
    }
}
