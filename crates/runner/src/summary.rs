//! One KPI over all replications.

use crate::statistics::{half_width, mean, quantile, standard_deviation, too_few};
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
    /// Quantiles across replications.
    pub p5: Option<f64>,
    /// The median.
    pub p50: Option<f64>,
    /// The upper one.
    pub p95: Option<f64>,
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
    Summary {
        kpi: column.id.clone(),
        unit: column.unit.clone(),
        definition: column.definition.clone(),
        n: values.len(),
        mean,
        sd: standard_deviation(&values),
        ci_low: interval.map(|(mean, half)| mean - half),
        ci_high: interval.map(|(mean, half)| mean + half),
        p5: quantile(&values, 0.05),
        p50: quantile(&values, 0.5),
        p95: quantile(&values, 0.95),
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
        assert_eq!((summary.n, summary.mean, summary.p50), (2, Some(2.0), Some(2.0)));
        assert_eq!(of(&[None, None]).n, 0);
        assert_eq!(of(&[None, None]).mean, None);
    }

    #[test]
    fn one_value_has_no_interval_and_equal_values_a_narrow_one() {
        let one = of(&[Some(4.0)]);
        assert_eq!((one.mean, one.sd, one.ci_low, one.ci_high, one.p95), (Some(4.0), None, None, None, Some(4.0)));
        let equal = of(&[Some(4.0), Some(4.0), Some(4.0)]);
        assert_eq!((equal.sd, equal.ci_low, equal.ci_high, equal.few), (Some(0.0), Some(4.0), Some(4.0), false));
    }
}
