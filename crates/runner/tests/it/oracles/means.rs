//! Means and their differences.

use super::{Computed, Given, all, one};
use darse_runner::statistics::independent::independent;
use darse_runner::statistics::paired::{holm, paired};
use darse_runner::statistics::sign_flip::sign_flip;
use darse_runner::statistics::skewed::hall;
use darse_runner::statistics::{half_width, mean, quantile, skewness, standard_deviation, student_quantile, student_tail};

pub const STATISTICS: [&str; 8] = ["sample", "student", "hall", "paired", "equivalence", "sign-flip", "independent", "holm"];

pub fn computed(statistic: &str, given: &Given) -> Computed {
    match statistic {
        "sample" => sample(&given.numbers("values"), &given.numbers("levels")),
        "student" => {
            let df = given.number("df") as usize;
            let quantiles = given.numbers("levels").into_iter().map(|level| student_quantile(level, df));
            let tails = given.numbers("t").into_iter().map(|t| student_tail(t, df));
            vec![("quantiles", all(quantiles)), ("tails", all(tails))]
        }
        "hall" => {
            let (values, misses) = (given.numbers("values"), given.numbers("misses"));
            let intervals: Vec<_> = misses.into_iter().map(|miss| hall(&values, miss).unwrap()).collect();
            vec![("low", all(intervals.iter().map(|it| it.low))), ("high", all(intervals.iter().map(|it| it.high)))]
        }
        "paired" => {
            let it = paired(&pairs(given)).unwrap();
            vec![
                ("difference", one(it.difference)),
                ("standard_error", one(it.standard_error)),
                ("p", one(it.p)),
                ("half_widths", all(given.numbers("misses").into_iter().map(|miss| it.half_width(miss).unwrap()))),
                ("variance_reduction", one(it.variance_reduction.unwrap())),
            ]
        }
        "equivalence" => {
            let it = paired(&pairs(given)).unwrap();
            vec![("p", all(given.numbers("tolerances").into_iter().map(|tolerance| it.equivalence_p(tolerance))))]
        }
        "sign-flip" => vec![("p", one(sign_flip(&given.numbers("differences"))))],
        "independent" => {
            let it = independent(&given.numbers("first"), &given.numbers("second")).unwrap();
            vec![
                ("difference", one(it.difference)),
                ("degrees_of_freedom", one(it.degrees_of_freedom)),
                ("p", one(it.p)),
                ("half_widths", all(given.numbers("misses").into_iter().map(|miss| it.half_width(miss).unwrap()))),
            ]
        }
        "holm" => vec![("adjusted", all(holm(&given.numbers("p"))))],
        unknown => panic!("nothing computes `{unknown}`"),
    }
}

fn pairs(given: &Given) -> Vec<(f64, f64)> {
    given.numbers("first").into_iter().zip(given.numbers("second")).collect()
}

fn sample(values: &[f64], levels: &[f64]) -> Computed {
    vec![
        ("mean", one(mean(values).unwrap())),
        ("sd", one(standard_deviation(values).unwrap())),
        ("half_width", one(half_width(values).unwrap())),
        ("quantiles", all(levels.iter().map(|level| quantile(values, *level).unwrap()))),
        ("skewness", vec![skewness(values)]),
    ]
}
