//! Morris's effects and Sobol's indices.

use super::{Computed, Given, all};
use darse_runner::sensitivity::{morris::effects, sobol::indices};

pub const STATISTICS: [&str; 2] = ["morris", "sobol"];

pub fn computed(statistic: &str, given: &Given) -> Computed {
    let (factors, outputs) = (given.number("factors") as usize, given.numbers("outputs"));
    match statistic {
        "morris" => {
            let rows: Vec<Vec<f64>> = given.numbers("rows").chunks_exact(factors).map(<[f64]>::to_vec).collect();
            let found: Vec<_> = effects(&rows, &outputs, 1).into_iter().map(Option::unwrap).collect();
            vec![
                ("mu", all(found.iter().map(|it| it.mu))),
                ("mu_star", all(found.iter().map(|it| it.mu_star))),
                ("sigma", found.iter().map(|it| it.sigma).collect()),
            ]
        }
        "sobol" => {
            let found = indices(factors, &outputs, 1).unwrap();
            vec![("first", all(found.iter().map(|it| it.first))), ("total", all(found.iter().map(|it| it.total)))]
        }
        unknown => panic!("nothing computes `{unknown}`"),
    }
}
