//! KN and OCBA.

use super::{Computed, Given, all, one};
use darse_runner::statistics::kn::{Kn, eta};
use darse_runner::statistics::ocba::{Estimate, allocate, shares};

pub const STATISTICS: [&str; 2] = ["kn", "ocba"];

pub fn computed(statistic: &str, given: &Given) -> Computed {
    match statistic {
        "kn" => kn(given),
        "ocba" => ocba(given),
        unknown => panic!("nothing computes `{unknown}`"),
    }
}

/// The systems through KN: the best, and after which replication each other went out (0 for the best).
fn kn(given: &Given) -> Computed {
    let (values, count, first) =
        (given.numbers("values"), given.number("systems") as usize, given.number("first_stage") as usize);
    let systems: Vec<&[f64]> = values.chunks_exact(values.len() / count).collect();
    let first_stage: Vec<Vec<f64>> = systems.iter().map(|values| values[..first].to_vec()).collect();
    let mut kn = Kn::begin(given.number("alpha"), given.number("delta"), &first_stage);
    let mut at = first;
    while kn.best().is_none() {
        kn.observe(&systems.iter().map(|values| values[at]).collect::<Vec<f64>>());
        at += 1;
    }
    let best = kn.best().unwrap();
    let out_at = (0..count).map(|it| if it == best { 0.0 } else { kn.replications(it) as f64 });
    vec![("eta", one(eta(given.number("alpha"), count, first))), ("best", one(best as f64)), ("out_at", all(out_at))]
}

fn ocba(given: &Given) -> Computed {
    let each = |key: &str| given.numbers(key).into_iter();
    let systems: Vec<Estimate> = each("means")
        .zip(each("variances"))
        .zip(each("counts"))
        .map(|((mean, variance), n)| Estimate { mean, variance, n: n as usize })
        .collect();
    let more = allocate(&systems, given.number("total") as usize);
    vec![("shares", all(shares(&systems))), ("more", all(more.into_iter().map(|more| more as f64)))]
}
