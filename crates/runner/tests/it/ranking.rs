//! KN and OCBA against the library sim-tools, on the cases that `oracles/ranking.py` stored.

use darse_runner::statistics::kn::{Kn, eta};
use darse_runner::statistics::ocba::{Estimate, allocate, shares};
use serde_json::Value;

const CASES: &str = include_str!("../../oracles/ranking.json");

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect()
}

fn close(got: &[f64], expected: &Value, name: &str) {
    let expected = numbers(expected);
    assert_eq!(got.len(), expected.len(), "{name}");
    for (got, expected) in got.iter().zip(&expected) {
        assert!((got - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{name}: {got} instead of {expected}");
    }
}

/// The case's systems through KN: the best, and after which replication each other went out (0 for the best).
fn kn(given: &Value) -> (usize, Vec<f64>) {
    let systems: Vec<Vec<f64>> = given["systems"].as_array().unwrap().iter().map(numbers).collect();
    let first = given["first_stage"].as_u64().unwrap() as usize;
    let first_stage: Vec<Vec<f64>> = systems.iter().map(|values| values[..first].to_vec()).collect();
    let mut kn = Kn::begin(given["alpha"].as_f64().unwrap(), given["delta"].as_f64().unwrap(), &first_stage);
    let mut at = first;
    while kn.best().is_none() {
        kn.observe(&systems.iter().map(|values| values[at]).collect::<Vec<f64>>());
        at += 1;
    }
    let best = kn.best().unwrap();
    (best, (0..systems.len()).map(|it| if it == best { 0.0 } else { kn.replications(it) as f64 }).collect())
}

fn ocba(given: &Value) -> (Vec<f64>, Vec<f64>) {
    let each = |key: &str| numbers(&given[key]);
    let systems: Vec<Estimate> = each("means")
        .into_iter()
        .zip(each("variances"))
        .zip(each("counts"))
        .map(|((mean, variance), n)| Estimate { mean, variance, n: n as usize })
        .collect();
    let more = allocate(&systems, given["total"].as_u64().unwrap() as usize);
    (shares(&systems), more.into_iter().map(|more| more as f64).collect())
}

#[test]
fn kn_and_ocba_agree_with_the_library() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    for case in &cases {
        let (name, given, expected) = (case["name"].as_str().unwrap(), &case["given"], &case["expected"]);
        match case["statistic"].as_str().unwrap() {
            "kn" => {
                let (best, out_at) = kn(given);
                let systems = given["systems"].as_array().unwrap().len();
                let eta = eta(given["alpha"].as_f64().unwrap(), systems, given["first_stage"].as_u64().unwrap() as usize);
                assert_eq!(expected["best"].as_f64(), Some(best as f64), "{name}");
                assert!((eta - expected["eta"].as_f64().unwrap()).abs() < 1e-12, "{name}: {eta}");
                close(&out_at, &expected["out_at"], name);
            }
            "ocba" => {
                let (shares, more) = ocba(given);
                close(&shares, &expected["shares"], name);
                close(&more, &expected["more"], name);
            }
            other => panic!("no arm for `{other}`"),
        }
    }
    assert_eq!(cases.len(), 8);
}
