//! Yards without a limit: boxes of ships that come by chance or by the week.

use crate::verify::model::batch::Batch;
use crate::verify::model::unit::Unit;
use crate::verify::model::yard::{Looks, Yard, observe};
use crate::verify::params::{Fault, Params};
use crate::verify::study::{Seen, Study, seen};
use darse_engine::Variate;

/// Dwell times until a yard has forgotten, and dwell times that are looked at.
const WARM_UP: f64 = 15.0;
const LENGTH: f64 = 300.0;

/// Ships by a Poisson process.
pub fn poisson(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, mean, second) = (p.positive("ship_rate_per_h")?, p.positive("boxes_mean")?, p.positive("boxes_second_moment")?);
    let dwell = p.law("dwell_h", 1.0)?.mean();
    let unit = Unit::where_typical(dwell);
    let boxes = Batch::two_moments(mean, second).ok_or_else(|| {
        p.fault(
            "boxes_second_moment",
            "must be that of a fixed, a geometric, a Poisson number, or of two values apart by no more than the mean",
        )
    })?;
    let yard = Yard {
        gap: p.made("ship_rate_per_h", unit.exponential(1.0 / rate))?,
        boxes,
        dwell: p.law("dwell_h", unit.0)?,
        look_every: unit.span(dwell / 20.0),
    };
    Ok(vec![Study::new(0.0, move |streams| {
        let it = observe(&yard, unit, WARM_UP * dwell, LENGTH * dwell, streams);
        let Looks { n, sum, squares } = it.looks;
        vec![
            seen("mean", Seen::Ratio(it.area, it.span)),
            seen("variance", Seen::Variance(n, sum, squares)),
            seen("sd", Seen::Deviation(n, sum, squares)),
        ]
    })])
}

/// One ship a week, to the minute.
pub fn weekly(p: Params) -> Result<Vec<Study>, Fault> {
    let (every, boxes) = (p.positive("ship_every_h")?, p.count("boxes", 1)?);
    let dwell = p.law("dwell_h", 1.0)?.mean();
    let unit = Unit::where_typical(every);
    let yard = Yard {
        gap: p.made("ship_every_h", Variate::constant(every * unit.0))?,
        boxes: Batch::Fixed(boxes),
        dwell: p.law("dwell_h", unit.0)?,
        look_every: unit.span(every),
    };
    // From just after one ship to just after another: whole periods.
    let weeks = (WARM_UP * dwell / every).ceil().max(5.0);
    Ok(vec![Study::new(0.0, move |streams| {
        let it = observe(&yard, unit, (weeks + 0.5) * every, 100.0 * every, streams);
        let mean = |it: Looks| Seen::Ratio(it.sum, it.n);
        vec![
            seen("time_average", Seen::Ratio(it.area, it.span)),
            seen("mean_just_after_arrival", mean(it.after)),
            seen("sd_just_after_arrival", Seen::Deviation(it.after.n, it.after.sum, it.after.squares)),
            seen("mean_just_before_arrival", mean(it.before)),
        ]
    })])
}
