//! The weather, hour by hour. Wind and swell: first-order autoregressions of normal variables, mapped to the Weibull
//! distributions of hourly values. Fog: a chain of two states. Hours that the scenario gives are as it says. It says how the
//! weather is; what that does is written in each process.

use crate::facility::weather::Sky;
use crate::kind::{Cause, Sim};
use crate::port::Port;
use crate::record::Record;
use crate::streams::{FOG, SWELL, WIND};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, Stage, Stream, real};

/// The weather has one stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum HoursStage {
    #[default]
    Starting,
    Passing,
}
use HoursStage::*;
impl Stage for HoursStage {}

/// The weather over the port, hour after hour.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Hours {
    hour: u32,
    /// The normal variables behind wind and swell.
    wind: f64,
    swell: f64,
    fog: bool,
    /// Its one stage.
    pub stage: HoursStage,
}

impl Hours {
    /// Another hour.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<HoursStage> {
        let plan = &port.scenario.weather;
        self.wind = self.next_normal(self.wind, WIND, plan.memory_hours, sim);
        self.swell = self.next_normal(self.swell, SWELL, plan.swell_memory_hours, sim);
        self.fog = self.next_fog(plan.fog_share, plan.fog_hours, sim);
        let (season, given) = (plan.months.factor(sim.now()), plan.given(self.hour));
        let mean_m_s = given.and_then(|it| it.mean_m_s).unwrap_or_else(|| weibull(self.wind, plan.mean_m_s * season, plan.shape));
        let sky = Sky {
            gust_m_s: given.and_then(|it| it.gust_m_s).unwrap_or(mean_m_s * plan.gust_factor),
            swell_m: given
                .and_then(|it| it.swell_m)
                .unwrap_or_else(|| weibull(self.swell, plan.swell_m * season, plan.swell_shape)),
            fog: given.and_then(|it| it.fog).unwrap_or(self.fog),
        };
        self.hour += 1;
        let was_open = port.weather.permits(port.marine_limit);
        let worked: Vec<_> = port.limits.of_machines().map(|(limit, of)| (limit, of, port.weather.permits(limit))).collect();
        let some_stop = port.weather.change(sky, sim);
        for (limit, machines, worked) in worked {
            match (worked, port.weather.permits(limit)) {
                (true, false) => port.blame.stop(machines, sim.now()),
                (false, true) => port.blame.go_on(machines, sim.now()),
                _ => {}
            }
        }
        let is_open = port.weather.permits(port.marine_limit);
        if was_open != is_open {
            sim.record(Record::PortOpen { open: is_open });
        }
        if some_stop {
            let must_stop = |class: usize| !port.weather.permits(port.limits.ships[class].under_way);
            for call in port.calls.iter().filter(|call| !call.has_left && must_stop(call.class)) {
                sim.interrupt(call.pid, Cause::Closed);
            }
        }
        Passing.hold(SimDuration::hours(1))
    }

    fn next_normal(&self, last: f64, stream: Stream, memory_hours: f64, sim: &Sim) -> f64 {
        let normal = real::normal_quantile(sim.streams.of(stream, 0, self.hour).open_unit());
        match self.stage {
            Starting => normal,
            Passing => {
                let memory = real::exp(-1.0 / memory_hours);
                memory * last + (1.0 - memory * memory).sqrt() * normal
            }
        }
    }

    /// A fog ends in an hour with probability 1 / its mean duration, and begins so that its share comes out.
    fn next_fog(&self, share: f64, hours: f64, sim: &Sim) -> bool {
        let unit = sim.streams.of(FOG, 0, self.hour).open_unit();
        match (self.stage, self.fog) {
            (Starting, _) => unit <= share,
            (Passing, true) => unit > 1.0 / hours,
            (Passing, false) => unit <= share / (1.0 - share) / hours,
        }
    }
}

/// The value at the same quantile of a Weibull distribution with this mean: F⁻¹(p) = scale (−ln(1 − p))^(1/shape).
fn weibull(normal: f64, mean: f64, shape: f64) -> f64 {
    if mean <= 0.0 {
        return 0.0;
    }
    let scale = mean / real::gamma(1.0 + 1.0 / shape);
    let exceeded = real::normal_cdf(-normal);
    scale * real::pow(-real::ln(exceeded), 1.0 / shape)
}
