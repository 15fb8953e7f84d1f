//! `[weather]`: the wind.

use super::read::Table;
use serde::{Deserialize, Serialize};

/// An hourly wind whose mean speed has a Weibull distribution and whose logarithmic memory fades over `memory` hours.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Weather {
    /// Mean of the hourly wind [m/s]; 0: no wind at all.
    pub mean_m_s: f64,
    /// Weibull shape.
    pub shape: f64,
    /// Hours after which the correlation has fallen to 1/e.
    pub memory_hours: f64,
    /// Gust over hourly mean.
    pub gust_factor: f64,
}

impl Weather {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        Weather {
            mean_m_s: t.speed("wind", "0 m/s"..="40 m/s", "Mean wind speed; 0 switches the wind off."),
            shape: t.number("shape", 0.5..=10.0, "Shape of the Weibull distribution of hourly wind."),
            memory_hours: t
                .duration("memory", "1 h"..="500 h", "After this time the correlation of the wind has fallen to 1/e.")
                .as_seconds_f64()
                / 3600.0,
            gust_factor: t.number("gust-factor", 1.0..=3.0, "Gust (3 s) over hourly mean."),
        }
    }
}
