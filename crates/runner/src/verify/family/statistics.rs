//! What Darse computes with: Student intervals, sums of large numbers, samplers, and how often intervals cover.

use crate::statistics::{mean, standard_deviation};
use crate::verify::model::queue::{Class, Queue, first_waits};
use crate::verify::model::unit::Unit;
use crate::verify::params::{Fault, Params};
use crate::verify::study::{Row, Seen, Study, seen};
use crate::verify::verdict::student;
use darse_engine::{Moments, Sample, Stream, Streams};

const SAMPLES: Stream = Stream::named("verify/samples");

/// Draws of one replication.
const DRAWS: u64 = 50_000;

/// Experiments of one replication.
const EXPERIMENTS: u32 = 25;

/// Mean, deviation and half-width of a sample.
pub fn student_interval(p: Params) -> Result<Vec<Study>, Fault> {
    let (data, level) = (p.numbers("data")?, p.positive("level")?);
    Ok(vec![Study::new(0.0, move |_| {
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
    let running = Study::new(0.0, move |_| row(moments.mean(), moments.sd())).variant("engine, running");
    let passes = Study::new(0.0, move |_| row(mean(&data).unwrap_or(f64::NAN), standard_deviation(&data).unwrap_or(f64::NAN)));
    Ok(vec![running, passes.variant("runner, two passes")])
}

/// Moments and quantiles of what a sampler gives.
pub fn sampler(p: Params) -> Result<Vec<Study>, Fault> {
    let law = p.law("law", 1.0)?;
    Ok(vec![Study::new(0.0, move |streams| {
        let mut sample = Sample::default();
        sample.extend((0..DRAWS).map(|entity| law.sample(&mut streams.of(SAMPLES, entity, 0))));
        let values = sample.values();
        let (n, sum) = (DRAWS as f64, values.iter().sum::<f64>());
        let squares = values.iter().map(|x| x * x).sum();
        let below = values.iter().filter(|x| **x <= law.mean()).count() as f64;
        let mut row = vec![
            seen("mean", Seen::Ratio(sum, n)),
            seen("sd", Seen::Deviation(n, sum, squares)),
            seen("cdf_at_mean", Seen::Ratio(below, n)),
        ];
        let quantiles = sample.quantiles([0.05, 0.5, 0.95]);
        row.extend(["p05", "p50", "p95"].into_iter().zip(quantiles).map(|(name, it)| seen(name, Seen::value(it))));
        row
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
