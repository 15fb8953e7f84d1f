//! Wind, swell and fog as they are now, and who waits for better. Each activity names its own limit once, at the start.

use super::condition::{Target, TerminalPart};
use crate::ids::TerminalId;
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, SimDuration, SimTime};

/// The weather of an hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Sky {
    /// Gust [m/s].
    pub gust_m_s: f64,
    /// Significant wave height [m].
    pub swell_m: f64,
    /// Too thick for ships.
    pub fog: bool,
}

/// What an activity bears: it stops while anything is beyond.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Bears {
    /// Gust [m/s].
    pub gust_m_s: f64,
    /// Significant wave height [m]; none: it does not mind.
    pub swell_m: Option<f64>,
    /// Fog.
    pub fog: bool,
}

impl Bears {
    /// An activity that only the wind stops.
    pub fn wind(gust_m_s: f64) -> Self {
        Bears { gust_m_s, swell_m: None, fog: true }
    }

    /// An activity that bears only what both do.
    pub fn both(self, other: Bears) -> Self {
        let swell_m = match (self.swell_m, other.swell_m) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        Bears { gust_m_s: self.gust_m_s.min(other.gust_m_s), swell_m, fog: self.fog && other.fog }
    }

    fn permits(&self, sky: Sky) -> bool {
        sky.gust_m_s <= self.gust_m_s && self.swell_m.is_none_or(|most| sky.swell_m <= most) && (self.fog || !sky.fog)
    }
}

/// One limit, and who waits for it.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
struct Limit {
    bears: Bears,
    waiting: Line<()>,
    /// How long the activity had to stop in all, until it last began to go on; and since when it has to, if it does.
    stopped: SimDuration,
    since: Option<SimTime>,
}

/// Index of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct LimitId(u16);

/// What ships of a class bear.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct ShipLimits {
    /// To set out, inbound or outbound: with a pilot, what pilots board in.
    pub to_begin: LimitId,
    /// Under way inbound: beyond it she turns back.
    pub under_way: LimitId,
}

/// What the machines of a container terminal bear, the quay cranes apart.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct TerminalLimits {
    /// Yard cranes: no job begins beyond it.
    pub yard_cranes: LimitId,
    /// Vehicles: no order begins beyond it.
    pub vehicles: LimitId,
    /// Rail cranes: no move begins beyond it.
    pub rail_cranes: LimitId,
}

/// The limits of all activities but those of quay cranes, each in the order of the scenario.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Limits {
    /// Of each class of ships.
    pub ships: Vec<ShipLimits>,
    /// Of each container terminal.
    pub terminals: Vec<TerminalLimits>,
    /// Of the ramps of each ferry port.
    pub ferry_ports: Vec<LimitId>,
    /// Of the ramps of ships at each car terminal.
    pub car_terminals: Vec<LimitId>,
    /// Of the loading arms of each tank farm.
    pub tank_farms: Vec<LimitId>,
    /// Of the cranes of each terminal for dry bulk and general cargo.
    pub bulk_terminals: Vec<LimitId>,
    /// Of vehicles on the roads.
    pub roads: LimitId,
}

impl Limits {
    /// Limits of machines that others wait for, with what is named when these are waited for.
    pub fn of_machines(&self) -> impl Iterator<Item = (LimitId, Target)> {
        self.terminals.iter().enumerate().flat_map(|(index, it)| {
            let of = |part| Target::Terminal(TerminalId(index as u16), part);
            [
                (it.yard_cranes, of(TerminalPart::YardCranes)),
                (it.vehicles, of(TerminalPart::Transport)),
                (it.rail_cranes, of(TerminalPart::RailCranes)),
            ]
        })
    }
}

/// The weather over the whole port.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Weather {
    sky: Sky,
    limits: Vec<Limit>,
}

impl Weather {
    /// A limit for one activity.
    pub fn add_limit(&mut self, bears: Bears) -> LimitId {
        self.limits.push(Limit { bears, waiting: Line::default(), stopped: SimDuration::ZERO, since: None });
        LimitId(u16::try_from(self.limits.len() - 1).expect("a scenario has few weather limits"))
    }
    /// May the activity go on?
    #[inline]
    pub fn permits(&self, limit: LimitId) -> bool {
        self.limits[usize::from(limit.0)].bears.permits(self.sky)
    }
    /// Waits until the weather permits.
    pub fn ask(&mut self, limit: LimitId, sim: &mut Sim) -> Answer {
        if self.permits(limit) { Answer::GRANTED } else { self.limits[usize::from(limit.0)].waiting.join((), sim) }
    }
    /// Who waits for better weather, whatever their limit: not who has given up.
    pub fn queued(&self, sim: &Sim) -> usize {
        self.limits.iter().map(|limit| limit.waiting.waiting(sim)).sum()
    }
    /// How long the activity has had to stop in all.
    pub fn stopped(&self, limit: LimitId, now: SimTime) -> SimDuration {
        let limit = &self.limits[usize::from(limit.0)];
        limit.stopped + limit.since.map_or(SimDuration::ZERO, |since| now - since)
    }
    /// The weather from now on; those whom it permits to go on do. True if some activity has to stop.
    pub fn change(&mut self, sky: Sky, sim: &mut Sim) -> bool {
        let before = std::mem::replace(&mut self.sky, sky);
        for limit in &mut self.limits {
            match (limit.bears.permits(sky), limit.since) {
                (true, Some(since)) => {
                    limit.stopped += sim.now() - since;
                    limit.since = None;
                }
                (false, None) => limit.since = Some(sim.now()),
                (true, None) | (false, Some(_)) => {}
            }
        }
        for limit in self.limits.iter_mut().filter(|limit| limit.bears.permits(sky)) {
            limit.waiting.wake_where(sim, |()| true);
        }
        self.limits.iter().any(|limit| limit.bears.permits(before) && !limit.bears.permits(sky))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use darse_engine::Streams;

    #[test]
    fn a_gale_stops_those_whose_limit_it_passes() {
        let sim = &mut Sim::new(Streams::new(1, 0));
        let mut weather = Weather::default();
        let (low, high) = (weather.add_limit(Bears::wind(15.0)), weather.add_limit(Bears::wind(20.0)));
        let mut blows = |gust_m_s: f64| {
            let stops = weather.change(Sky { gust_m_s, ..Sky::default() }, sim);
            (stops, weather.permits(low), weather.permits(high))
        };
        assert_eq!(blows(15.0), (false, true, true), "at the limit work goes on");
        assert_eq!(blows(16.0), (true, false, true));
        assert_eq!(blows(19.0), (false, false, true), "nobody else has to stop");
        assert_eq!(blows(25.0), (true, false, false));
        assert_eq!(blows(10.0), (false, true, true));
    }

    #[test]
    fn swell_and_fog_stop_those_that_mind_them() {
        let sim = &mut Sim::new(Streams::new(1, 0));
        let mut weather = Weather::default();
        let ships = weather.add_limit(Bears { gust_m_s: 20.0, swell_m: Some(2.5), fog: false });
        let cranes = weather.add_limit(Bears::wind(20.0));
        let mut change = |swell_m: f64, fog: bool| {
            let stops = weather.change(Sky { gust_m_s: 0.0, swell_m, fog }, sim);
            (stops, weather.permits(ships), weather.permits(cranes))
        };
        assert_eq!(change(2.5, false), (false, true, true));
        assert_eq!(change(2.6, false), (true, false, true));
        assert_eq!(change(1.0, true), (false, false, true), "it had stopped before");
        assert_eq!(change(1.0, false), (false, true, true));
        assert_eq!(change(1.0, true), (true, false, true));
    }
}
