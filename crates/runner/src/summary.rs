//! One KPI over all replications.

use crate::naming::estimand;
use crate::statistics::order::{QuantileInterval, quantile_interval};
use crate::statistics::{half_width, mean, quantile, standard_deviation, too_few};
use darse_engine::Sample;
use darse_port::kpi::Column;
use serde::Serialize;

/// What the replications say about one KPI. Whatever needs more values than there are is `None`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// The column's id.
    pub kpi: String,
    /// Its unit.
    pub unit: String,
    /// Id of its definition.
    pub definition: String,
    /// What `mean` estimates.
    pub estimand: String,
    /// Replications in which it has a value.
    pub n: usize,
    /// Mean over them.
    pub mean: Option<f64>,
    /// Standard deviation between them.
    pub sd: Option<f64>,
    /// Lower end of Student's 95 % interval of the mean.
    pub ci_low: Option<f64>,
    /// Upper end.
    pub ci_high: Option<f64>,
    /// The least of the values.
    pub least: Option<f64>,
    /// The greatest.
    pub greatest: Option<f64>,
    /// Quantiles across replications, from 59 of them on; the median from 5 on ([`Sample::least_for`]).
    pub p5: Option<f64>,
    /// The median.
    pub p50: Option<f64>,
    /// The upper one.
    pub p95: Option<f64>,
    /// 95 % interval of each, between two of the values.
    pub p5_ci: QuantileInterval,
    /// Of the median.
    pub p50_ci: QuantileInterval,
    /// Of the upper one.
    pub p95_ci: QuantileInterval,
    /// The interval is to be taken with care: too few replications for the skew.
    pub few: bool,
}

impl Summary {
    /// Half the width of the interval.
    pub fn half_width(&self) -> Option<f64> {
        self.ci_high.zip(self.mean).map(|(high, mean)| high - mean)
    }
}

/// Sums up one column.
pub fn summarise(column: &Column, values: &[Option<f64>]) -> Summary {
    let values: Vec<f64> = values.iter().copied().flatten().collect();
    let mean = mean(&values);
    let interval = mean.zip(half_width(&values));
    let told = |level: f64| quantile(&values, level).filter(|_| values.len() >= Sample::least_for(level));
    let sure = |level: f64| quantile_interval(&values, level, 0.05);
    Summary {
        kpi: column.id.clone(),
        unit: column.unit.clone(),
        definition: column.definition.clone(),
        estimand: estimand(&column.id),
        n: values.len(),
        mean,
        sd: standard_deviation(&values),
        ci_low: interval.map(|(mean, half)| mean - half),
        ci_high: interval.map(|(mean, half)| mean + half),
        least: values.iter().copied().min_by(f64::total_cmp),
        greatest: values.iter().copied().max_by(f64::total_cmp),
        p5: told(0.05),
        p50: told(0.5),
        p95: told(0.95),
        p5_ci: sure(0.05),
        p50_ci: sure(0.5),
        p95_ci: sure(0.95),
        few: !values.is_empty() && too_few(&values),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[Option<f64>]) -> Summary {
        let column = Column { id: "tc3/vessel_wait".to_owned(), unit: "h".to_owned(), definition: "vessel_wait".to_owned() };
        summarise(&column, values)
    }

    #[test]
    fn n_counts_the_values_that_exist() {
        let summary = of(&[Some(1.0), None, Some(3.0)]);
        assert_eq!((summary.n, summary.mean, summary.least, summary.greatest), (2, Some(2.0), Some(1.0), Some(3.0)));
        assert_eq!(of(&[None, None]).n, 0);
        assert_eq!(of(&[None, None]).mean, None);
    }

    #[test]
    fn one_value_has_no_interval_and_equal_values_a_narrow_one() {
        let one = of(&[Some(4.0)]);
        assert_eq!((one.mean, one.sd, one.ci_low, one.ci_high, one.p95), (Some(4.0), None, None, None, None));
        let equal = of(&[Some(4.0), Some(4.0), Some(4.0)]);
        assert_eq!((equal.sd, equal.ci_low, equal.ci_high, equal.few), (Some(0.0), Some(4.0), Some(4.0), false));
    }

    #[test]
    fn a_quantile_of_too_few_replications_is_refused() {
        let values: Vec<Option<f64>> = (0..59).map(|at| Some(f64::from(at))).collect();
        let (few, enough) = (of(&values[..58]), of(&values));
        assert_eq!((few.p5, few.p50, few.p95), (None, Some(28.5), None));
        assert_eq!((enough.p5.is_some(), enough.p50, enough.p95.is_some()), (true, Some(29.0), true));
        assert!(enough.p95_ci.low.is_some_and(|low| low < 55.0) && enough.p95_ci.high.is_none(), "{enough:?}");
        assert_eq!((of(&values[..4]).p50, of(&values[..5]).p50), (None, Some(2.0)));
    }
}
