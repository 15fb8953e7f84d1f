//! What Darse computes with: Student intervals, sums of large numbers, samplers, and how often intervals cover.

use super::laws::distribution_function;
use crate::statistics::{mean, standard_deviation};
use crate::verify::case::Case;
use crate::verify::model::queue::{Class, Queue, first_waits};
use crate::verify::model::unit::Unit;
use crate::verify::params::{Fault, Params};
use crate::verify::study::{Row, Seen, Study, seen};
use crate::verify::verdict::student;
use darse_engine::real::normal_quantile;
use darse_engine::{Moments, Sample, Stream, Streams, Variate};

const SAMPLES: Stream = Stream::named("verify/samples");

/// Draws of one replication.
const DRAWS: u64 = 50_000;

/// Experiments of one replication.
const EXPERIMENTS: u32 = 25;

/// Mean, deviation and half-width of a sample.
pub fn student_interval(p: Params) -> Result<Vec<Study>, Fault> {
    let (data, level) = (p.numbers("data")?, p.positive("level")?);
    Ok(vec![Study::certain(move |_| {
        let (mean, sd) = (mean(&data).unwrap_or(f64::NAN), standard_deviation(&data).unwrap_or(f64::NAN));
        let half = student(1.0 - level, data.len() - 1) * sd / (data.len() as f64).sqrt();
        let entries = [("mean", mean), ("sd", sd), ("var", sd * sd), ("half_width", half)];
        entries.into_iter().map(|(name, it)| seen(name, Seen::exact(it))).collect()
    })])
}

/// NIST's data sets NumAcc1 to NumAcc4: `first` once, then `pair` so many times. By the engine's running moments and by the
/// runner's two passes.
pub fn accuracy(p: Params) -> Result<Vec<Study>, Fault> {
    let (mut data, times) = (vec![p.number("first")?], p.count("times", 1)?);
    let (pair, digits) = (p.numbers("pair")?, p.count("digits_of_sd", 1)?);
    (0..times).for_each(|_| data.extend(&pair));
    let tolerance = darse_engine::real::pow(10.0, -f64::from(digits));
    let row = move |mean: f64, sd: f64| -> Row { vec![seen("mean", Seen::exact(mean)), seen("sd", Seen::Exact(sd, tolerance))] };
    let mut moments = Moments::default();
    moments.extend(data.iter().copied());
    let running = Study::certain(move |_| row(moments.mean(), moments.sd())).variant("engine, running");
    let passes = Study::certain(move |_| row(mean(&data).unwrap_or(f64::NAN), standard_deviation(&data).unwrap_or(f64::NAN)));
    Ok(vec![running, passes.variant("runner, two passes")])
}

/// Moments and quantiles of what a sampler gives, and how far its distribution is from the textbook's.
pub fn sampler(case: &Case, p: Params) -> Result<Vec<Study>, Fault> {
    let law = p.law("law", 1.0)?;
    let (mu, sigma) = (law.mean(), law.variance().sqrt());
    let of_law = law.clone();
    let moments = Study::new(0.0, move |streams| {
        let sample = drawn(&law, DRAWS, streams);
        let values = sample.values();
        let (n, sum) = (DRAWS as f64, values.iter().sum::<f64>());
        let squares = values.iter().map(|x| x * x).sum();
        let cubes = values.iter().map(|x| ((x - mu) / sigma).powi(3)).sum();
        let below = values.iter().filter(|x| **x <= mu).count() as f64;
        let mut row = vec![
            seen("mean", Seen::Ratio(sum, n)),
            seen("sd", Seen::Deviation(n, sum, squares)),
            seen("skew", Seen::Ratio(cubes, n)),
            seen("cdf_at_mean", Seen::Ratio(below, n)),
        ];
        let quantiles = sample.quantiles([0.05, 0.5, 0.95]);
        row.extend(["p05", "p50", "p95"].into_iter().zip(quantiles).map(|(name, it)| seen(name, Seen::value(it))));
        row
    });
    let mut studies = vec![moments.floor(LEAST_MOMENT)];
    if case.expects(DISTANCE).is_some() {
        let below = distribution_function(p, "law")?;
        studies.push(Study::certain(move |streams| {
            let distance = kolmogorov_distance(drawn(&of_law, DRAWS_OF_DISTANCE, streams).values().to_vec(), &below);
            vec![seen(DISTANCE, Seen::Exact((distance * 1e9).round() / 1e9, GREATEST_DISTANCE / MEAN_DISTANCE - 1.0))]
        }));
    }
    Ok(studies)
}

/// The skewness of a symmetric law is 0: smaller numbers than this are told with an absolute error.
const LEAST_MOMENT: f64 = 0.1;

/// Kolmogorov's distance between what is drawn and the law, times the square root of the number of draws. Its mean for many draws
/// is √(π/2) ln 2, and it is above 1.95 with a chance of 1e-3 (Kolmogorov 1933).
const DISTANCE: &str = "D_sqrt_n";
const MEAN_DISTANCE: f64 = 0.8687311606;
const GREATEST_DISTANCE: f64 = 1.95;
const DRAWS_OF_DISTANCE: u64 = 1_000_000;

fn drawn(law: &Variate, draws: u64, streams: Streams) -> Sample {
    let mut sample = Sample::default();
    sample.extend((0..draws).map(|entity| law.sample(&mut streams.of(SAMPLES, entity, 0))));
    sample
}

/// The greatest difference between the share of values up to x and `below(x)`, times √n.
fn kolmogorov_distance(mut values: Vec<f64>, below: impl Fn(f64) -> f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len() as f64;
    let apart = values.iter().enumerate().map(|(rank, x)| {
        let share = below(*x);
        (share - rank as f64 / n).max((rank + 1) as f64 / n - share)
    });
    apart.fold(0.0, f64::max) * n.sqrt()
}

/// How sure the mean of n values is of which each remembers the one before it: X = φ X' + e, e normal with variance 1.
pub fn autoregressive(p: Params) -> Result<Vec<Study>, Fault> {
    /// How far the variance of their mean is from its limit, relative to it.
    const REMAINS: f64 = 1e-3;
    let phi = p.number("phi")?;
    // Beyond, it takes more values than anybody waits for.
    if phi.abs() > 0.99 {
        return Err(p.fault("phi", &format!("must be between -0.99 and 0.99, found {phi}")));
    }
    let values = (2.0 * phi.abs() / (1.0 - phi * phi) / REMAINS).ceil().max(100.0) as u64;
    Ok(vec![Study::new(0.0, move |streams| {
        let normal = |nth: u64| normal_quantile(streams.of(SAMPLES, nth, 0).open_unit());
        let mut x = normal(0) / (1.0 - phi * phi).sqrt();
        let (mut sum, mut squares) = (0.0, 0.0);
        for nth in 1..=values {
            x = phi * x + normal(nth);
            (sum, squares) = (sum + x, squares + x * x);
        }
        let n = values as f64;
        let scaled = sum / n.sqrt();
        vec![seen("var", Seen::Ratio(squares, n)), seen("n_var_mean", Seen::Variance(1.0, scaled, scaled * scaled))]
    })])
}

/// How often Student's interval of the mean of n cold starts of M/M/1 covers the true mean. Law and Kelton, *Simulation
/// Modeling and Analysis*, 9.4.1.
pub fn coverage(p: Params) -> Result<Vec<Study>, Fault> {
    let (load, level, truth) = (p.positive("load")?, p.positive("level")?, p.positive("true_mean")?);
    let (customers, sizes) = (p.count("customers", 1)? as usize, p.numbers("replications")?);
    let unit = Unit::where_typical(load);
    let class = Class::single(p.made("load", unit.exponential(1.0))?, p.made("load", unit.exponential(load))?);
    let queue = Queue { keep_waits: true, ..Queue::plain(class, 1) };
    let study = |size: f64| {
        let (queue, n) = (queue.clone(), size as u32);
        Study::new(0.0, move |streams| {
            let (mut covered, mut width) = (0.0, 0.0);
            for experiment in 0..EXPERIMENTS {
                let start = |i: u32| Streams::new(streams.seed(), (streams.replication() * EXPERIMENTS + experiment) * n + i);
                let mean_of = |i: u32| first_waits(&queue, unit, customers, start(i)).iter().sum::<f64>() / customers as f64;
                let means: Vec<f64> = (0..n).map(mean_of).collect();
                let sd = standard_deviation(&means).unwrap_or(f64::NAN);
                let half = student(1.0 - level, means.len() - 1) * sd / f64::from(n).sqrt();
                covered += f64::from(u8::from((mean(&means).unwrap_or(f64::NAN) - truth).abs() <= half));
                width += half;
            }
            let named = |name: &str, sum: f64| seen(format!("n{n}.{name}"), Seen::Ratio(sum, f64::from(EXPERIMENTS)));
            vec![named("coverage", covered), named("mean_half_width", width)]
        })
    };
    Ok(sizes.into_iter().filter(|n| *n >= 2.0).map(study).collect())
}
