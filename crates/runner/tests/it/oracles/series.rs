//! Series over time, made here and there by the same generator.

use super::{Computed, Given, one};
use darse_engine::real;
use darse_runner::statistics::series::{batch_means, mser};
use serde_json::Value;
use std::path::Path;

pub const STATISTICS: [&str; 2] = ["mser", "batch-means"];

pub fn computed(statistic: &str, given: &Given) -> Computed {
    let (seed, count, mean) = (given.number("seed") as u64, given.number("count") as usize, given.number("mean"));
    let series = match given.text("kind") {
        "bias" => bias(seed, count, (given.number("height"), given.number("steps")), mean),
        _ => autoregression(seed, count, given.number("weight"), mean),
    };
    match statistic {
        "mser" => {
            let it = mser(&series, given.number("batch") as usize).unwrap();
            vec![
                ("values", one(it.values as f64)),
                ("batches_cut", one(it.batches_cut as f64)),
                ("statistic", one(it.statistic)),
                ("mean", one(it.mean)),
            ]
        }
        "batch-means" => {
            let it = batch_means(&series, given.number("batches") as usize).unwrap();
            vec![
                ("mean", one(it.mean)),
                ("sd", one(it.sd)),
                ("half_width", one(it.half_width)),
                ("lag_1", one(it.lag_1)),
                ("von_neumann", one(it.von_neumann)),
            ]
        }
        unknown => panic!("nothing computes `{unknown}`"),
    }
}

/// Standard normal numbers: Lehmer's generator, and the cosine half of Box and Muller.
fn normals(mut seed: u64) -> impl Iterator<Item = f64> {
    let mut unit = move || {
        seed = seed * 16_807 % 2_147_483_647;
        seed as f64 / 2_147_483_647.0
    };
    std::iter::repeat_with(move || {
        let (first, second) = (unit(), unit());
        real::sqrt(-2.0 * real::ln(first)) * real::cos(2.0 * std::f64::consts::PI * second)
    })
}

/// Noise about a mean that is approached from above.
fn bias(seed: u64, count: usize, (height, steps): (f64, f64), mean: f64) -> Vec<f64> {
    let draws = normals(seed).take(count).enumerate();
    draws.map(|(at, draw)| mean + height * real::exp(-(at as f64) / steps) + draw).collect()
}

/// Each value leans on the one before.
fn autoregression(seed: u64, count: usize, weight: f64, mean: f64) -> Vec<f64> {
    let mut last = 0.0;
    let next = |draw: f64| {
        last = weight * last + draw;
        mean + last
    };
    normals(seed).take(count).map(next).collect()
}

/// Figures that this project did not compute, where they are at hand; their data have nine decimals.
#[test]
fn series_equal_the_shared_cases() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/validation/stats_open.json");
    let Ok(text) = std::fs::read_to_string(&file) else {
        eprintln!("left out: there is no ../shared/validation beside this repository");
        return;
    };
    let document: Value = serde_json::from_str(&text).unwrap();
    let ours = [bias(12_345, 1000, (8.0, 40.0), 10.0), autoregression(777, 2000, 0.8, 5.0)];
    let close = |got: f64, expected: &Value| (got - expected.as_f64().unwrap()).abs() < 2e-8 * got.abs().max(1.0);
    for (set, series) in document["datasets"].as_array().unwrap().iter().zip(&ours) {
        let data = std::fs::read_to_string(file.with_file_name(set["file"].as_str().unwrap())).unwrap();
        let theirs: Vec<f64> = data.lines().filter_map(|line| line.parse().ok()).collect();
        assert_eq!(theirs.len(), series.len());
        assert!(theirs.iter().zip(series).all(|(a, b)| (a - b).abs() < 1e-8), "{}", set["file"]);
        for name in ["mser5", "mser2", "mser1_restricted_half"] {
            let (expected, batch) = (&set[name], set[name]["batch"].as_u64().unwrap() as usize);
            let it = mser(series, batch).unwrap();
            assert_eq!(Some(it.values as u64), expected["truncation_observations"].as_u64(), "{name}");
            assert_eq!(Some(it.batches_cut as u64), expected["d_batches"].as_u64(), "{name}");
            assert_eq!(Some(it.batches as u64), expected["n_batches"].as_u64(), "{name}");
            assert!(close(it.statistic, &expected["mser_stat"]) && close(it.mean, &expected["truncated_mean"]), "{it:?}");
        }
        for expected in set["batch_means"].as_array().unwrap() {
            let it = batch_means(series, expected["n_batches"].as_u64().unwrap() as usize).unwrap();
            assert_eq!(Some(it.size as u64), expected["batch_size"].as_u64());
            let pairs = [
                (it.mean, "mean"),
                (it.sd, "batch_sd"),
                (it.half_width, "half_width"),
                (it.lag_1, "lag1_autocorr_batches"),
                (it.von_neumann, "von_neumann_ratio"),
            ];
            assert!(pairs.iter().all(|(got, name)| close(*got, &expected[*name])), "{it:?}");
        }
    }
}
