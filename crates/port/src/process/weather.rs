//! The wind, hour by hour: a first-order autoregression of a normal variable, mapped to the Weibull distribution of hourly
//! wind speeds. It says how hard it blows; what that does is written in each process.

use crate::kind::{Cause, Sim};
use crate::port::Port;
use crate::streams::WIND;
use darse_engine::{Next, SimDuration, Stage, real};
use serde::{Deserialize, Serialize};

/// The wind has one stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum WindStage {
    #[default]
    Starting,
    Blowing,
}
use WindStage::*;
impl Stage for WindStage {}

/// The wind over the port.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Wind {
    hour: u32,
    /// The normal variable behind the wind.
    state: f64,
    /// Its one stage.
    pub stage: WindStage,
}

impl Wind {
    /// Another hour.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<WindStage> {
        let plan = &port.scenario.weather;
        let normal = real::normal_quantile(sim.streams.of(WIND, 0, self.hour).open_unit());
        self.state = match self.stage {
            Starting => normal,
            Blowing => {
                let memory = real::exp(-1.0 / plan.memory_hours);
                memory * self.state + (1.0 - memory * memory).sqrt() * normal
            }
        };
        self.hour += 1;
        // Weibull: F^-1(p) = scale (-ln(1 - p))^(1/shape), with the scale that gives the wanted mean.
        let scale = plan.mean_m_s / real::gamma(1.0 + 1.0 / plan.shape);
        let exceeded = real::normal_cdf(-self.state);
        let speed = scale * real::pow(-real::ln(exceeded), 1.0 / plan.shape);
        if port.weather.blow(speed * plan.gust_factor, sim) && !port.weather.permits(port.marine_limit) {
            for call in port.calls.iter().filter(|call| !call.has_left) {
                sim.interrupt(call.pid, Cause::Gale);
            }
        }
        Blowing.hold(SimDuration::hours(1))
    }
}
