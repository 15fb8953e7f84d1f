//! Darse's statistics beside those of scipy, statsmodels, SALib and sim-tools, on the cases that `oracles/make.py` stored.
//!
//! To add a statistic: its cases in a topic of `oracles`; the topic's file in [`TOPICS`], with the function that computes the same.

mod means;
mod quantiles;
mod ranking;
mod sensitivity;
mod series;

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A topic's cases, what computes them, and which statistics it has.
type Topic = (&'static str, fn(&str, &Given) -> Computed, &'static [&'static str]);

const TOPICS: [Topic; 5] = [
    (include_str!("../../../oracles/means.json"), means::computed, &means::STATISTICS),
    (include_str!("../../../oracles/quantiles.json"), quantiles::computed, &quantiles::STATISTICS),
    (include_str!("../../../oracles/ranking.json"), ranking::computed, &ranking::STATISTICS),
    (include_str!("../../../oracles/sensitivity.json"), sensitivity::computed, &sensitivity::STATISTICS),
    (include_str!("../../../oracles/series.json"), series::computed, &series::STATISTICS),
];

/// What Darse computes, by quantity: lists, a number being a list of one; `None` where there is no number.
pub type Computed = Vec<(&'static str, Vec<Option<f64>>)>;

/// What a library computed from given data.
#[derive(Deserialize)]
struct Case {
    statistic: String,
    name: String,
    source: String,
    given: Given,
    /// A number, nothing, or a list of such, by quantity.
    expected: BTreeMap<String, Value>,
    /// Relative to the greater of 1 and the expected number.
    tolerance: f64,
}

/// The data of a case, by name.
#[derive(Deserialize)]
pub struct Given(BTreeMap<String, Value>);

impl Given {
    /// A number.
    pub fn number(&self, name: &str) -> f64 {
        self.0[name].as_f64().unwrap_or_else(|| panic!("`{name}` is no number"))
    }

    /// A list of numbers.
    pub fn numbers(&self, name: &str) -> Vec<f64> {
        list(&self.0[name]).into_iter().map(|it| it.unwrap_or_else(|| panic!("`{name}` holds no number"))).collect()
    }

    /// A text.
    pub fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_else(|| panic!("`{name}` is no text"))
    }
}

/// One number of a statistic.
pub fn one(value: f64) -> Vec<Option<f64>> {
    vec![Some(value)]
}

/// Several.
pub fn all(values: impl IntoIterator<Item = f64>) -> Vec<Option<f64>> {
    values.into_iter().map(Some).collect()
}

fn list(value: &Value) -> Vec<Option<f64>> {
    match value {
        Value::Array(items) => items.iter().map(Value::as_f64).collect(),
        single => vec![single.as_f64()],
    }
}

#[test]
fn statistics_equal_those_of_others() {
    for (text, computed, statistics) in TOPICS {
        let cases: Vec<Case> = serde_json::from_str(text).unwrap();
        for statistic in statistics {
            assert!(cases.iter().any(|case| case.statistic == *statistic), "no case of {statistic}");
        }
        for case in &cases {
            let got: BTreeMap<_, _> = computed(&case.statistic, &case.given).into_iter().collect();
            assert_eq!(got.len().min(1), case.expected.len().min(1), "{}: nothing is expected", case.name);
            for (quantity, expected) in &case.expected {
                let of = format!("{}, {}: {quantity} by {}", case.statistic, case.name, case.source);
                let (got, expected) = (&got[quantity.as_str()], list(expected));
                assert_eq!(got.len(), expected.len(), "{of}");
                assert!(got.iter().zip(&expected).all(|it| agree(it, case.tolerance)), "{of}: {expected:?}, here {got:?}");
            }
        }
    }
}

fn agree((got, expected): (&Option<f64>, &Option<f64>), tolerance: f64) -> bool {
    match (got, expected) {
        (Some(got), Some(expected)) => (got - expected).abs() <= tolerance * expected.abs().max(1.0),
        (got, expected) => got.is_none() && expected.is_none(),
    }
}
