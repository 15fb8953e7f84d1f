//! The wind as it is now, and who waits for it to drop. Each activity names its own limit once, at the start.

use crate::kind::Sim;
use darse_engine::{Answer, Line};
use serde::{Deserialize, Serialize};

/// One limit: the activity stops while the gust is above it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Limit {
    gust_m_s: f64,
    waiting: Line<()>,
}

/// Index of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitId(u16);

/// The wind over the whole port.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Weather {
    gust_m_s: f64,
    limits: Vec<Limit>,
}

impl Weather {
    /// A limit for one activity [m/s, gust].
    pub fn add_limit(&mut self, gust_m_s: f64) -> LimitId {
        self.limits.push(Limit { gust_m_s, waiting: Line::default() });
        LimitId(u16::try_from(self.limits.len() - 1).expect("a scenario has few wind limits"))
    }
    /// May the activity go on?
    #[inline]
    pub fn permits(&self, limit: LimitId) -> bool {
        self.gust_m_s <= self.limits[usize::from(limit.0)].gust_m_s
    }
    /// Waits until the wind permits.
    pub fn ask(&mut self, limit: LimitId, sim: &mut Sim) -> Answer {
        if self.permits(limit) { Answer::GRANTED } else { self.limits[usize::from(limit.0)].waiting.join((), sim) }
    }
    /// The gust from now on [m/s]; those whose limit it has dropped below go on. True if some activity has to stop.
    pub fn blow(&mut self, gust_m_s: f64, sim: &mut Sim) -> bool {
        let before = std::mem::replace(&mut self.gust_m_s, gust_m_s);
        for limit in &mut self.limits {
            if gust_m_s <= limit.gust_m_s {
                limit.waiting.wake_where(sim, |()| true);
            }
        }
        self.limits.iter().any(|limit| before <= limit.gust_m_s && gust_m_s > limit.gust_m_s)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial::Trial;

    #[test]
    fn a_gale_stops_those_whose_limit_it_passes() {
        Trial::of(crate::trial::SMALL).run.intervene(|_, sim| {
            let mut weather = Weather::default();
            let (low, high) = (weather.add_limit(15.0), weather.add_limit(20.0));
            let mut blows = |gust: f64| (weather.blow(gust, sim), weather.permits(low), weather.permits(high));
            assert_eq!(blows(15.0), (false, true, true), "at the limit work goes on");
            assert_eq!(blows(16.0), (true, false, true));
            assert_eq!(blows(19.0), (false, false, true), "nobody else has to stop");
            assert_eq!(blows(25.0), (true, false, false));
            assert_eq!(blows(10.0), (false, true, true));
        });
    }
}
