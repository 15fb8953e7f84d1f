//! The way in from the sea: channel depth and tide. Both can be foreseen, so they are arithmetic, not lines.

use darse_engine::{SimDuration, SimTime, real};
use serde::{Deserialize, Serialize};

/// Channel and tide.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fairway {
    /// Depth at chart datum [m].
    pub depth_m: f64,
    /// Mean level above datum, and half the range [m].
    pub tide_mean_m: f64,
    /// Half the tidal range [m].
    pub tide_amplitude_m: f64,
    /// From high water to high water.
    pub tide_period: SimDuration,
    /// Least water below the keel [m].
    pub under_keel_m: f64,
}

impl Fairway {
    /// Water that a ship of this draught needs above datum [m].
    fn needed(&self, draught_m: f64) -> f64 {
        draught_m + self.under_keel_m - self.depth_m - self.tide_mean_m
    }
    /// Can a ship of this draught ever come in?
    pub fn is_ever_deep_enough(&self, draught_m: f64) -> bool {
        self.needed(draught_m) <= self.tide_amplitude_m
    }
    /// How long until the tide serves; nothing if it does now. The tide is a cosine with high water at time 0.
    pub fn time_to_tide(&self, draught_m: f64, now: SimTime) -> SimDuration {
        let needed = self.needed(draught_m);
        if needed <= -self.tide_amplitude_m || self.tide_amplitude_m <= 0.0 {
            return SimDuration::ZERO;
        }
        let period = self.tide_period.0;
        let phase = now.0 % period;
        // The water is high enough within `half` of high water.
        let half = (real::acos((needed / self.tide_amplitude_m).clamp(-1.0, 1.0)) / std::f64::consts::TAU * period as f64) as u64;
        if phase <= half || phase + half >= period { SimDuration::ZERO } else { SimDuration(period - half - phase) }
    }
}
