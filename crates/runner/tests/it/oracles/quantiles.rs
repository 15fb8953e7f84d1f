//! Quantiles by order statistics.

use super::{Computed, Given, all};
use darse_engine::Sample;
use darse_runner::statistics::order::quantile_interval;

pub const STATISTICS: [&str; 2] = ["quantile-interval", "least-observations"];

pub fn computed(statistic: &str, given: &Given) -> Computed {
    let levels = given.numbers("levels");
    match statistic {
        "quantile-interval" => {
            let (values, miss) = (given.numbers("values"), given.number("miss"));
            let intervals = levels.into_iter().map(|level| quantile_interval(&values, level, miss));
            let (low, high) = intervals.map(|it| (it.low, it.high)).unzip();
            vec![("low", low), ("high", high)]
        }
        "least-observations" => vec![("least", all(levels.into_iter().map(|level| Sample::least_for(level) as f64)))],
        unknown => panic!("nothing computes `{unknown}`"),
    }
}
