//! `[marine]`: what all ships share on the way in and out.

use super::policy;
use super::read::Table;
use super::units::Dimension;
use super::upkeep::Upkeep;
use crate::facility::fairway::Fairway;
use crate::facility::marine::TugClass;
use crate::policy::Policy;
use crate::policy::team_dispatch::TeamDispatch;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Variate};

/// Pilots, tugs, the channel and the tide.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Marine {
    /// Which ship gets its pilot and tugs next.
    pub dispatch: Policy<TeamDispatch>,
    /// Pilots on watch.
    pub pilots: u32,
    /// Tugs on watch, by strength.
    pub tugs: Vec<TugClass>,
    /// What takes a tug out of service.
    pub tug_upkeep: Upkeep,
    /// Gangs that make ships fast and let them go.
    pub mooring_gangs: u32,
    /// Places at anchor; who finds none waits farther out.
    pub anchorage: u32,
    /// From farther out to the anchorage.
    pub from_outside: Variate,
    /// From one ship to the next on the approach, bow to bow; nobody overtakes there.
    pub separation: SimDuration,
    /// Significant wave height above which no ship berths or sails [m].
    pub swell_limit_m: f64,
    /// Significant wave height above which no pilot boards or leaves a ship [m].
    pub boarding_swell_m: f64,
    /// From the anchorage to the quay.
    pub inbound: Variate,
    /// From the quay to the sea.
    pub outbound: Variate,
    /// Gust above which no ship berths or sails [m/s].
    pub wind_limit_m_s: f64,
    /// Depth of the channel at datum [m].
    pub channel_depth_m: f64,
    /// Water below the keel in the channel and alongside [m].
    pub under_keel_m: f64,
    /// Mean level above datum [m].
    pub tide_mean_m: f64,
    /// Half the tidal range [m].
    pub tide_amplitude_m: f64,
    /// From high water to high water.
    pub tide_period: SimDuration,
}

impl Marine {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        Marine {
            dispatch: policy::read(t, "dispatch", "Which ship gets its pilot and tugs next."),
            pilots: t.count("pilots", 1..=500, "Pilots on watch."),
            tugs: read_tugs(t),
            tug_upkeep: Upkeep::of(t, "tug-upkeep", "What takes a tug out of service; unwritten: nothing."),
            mooring_gangs: t.count("mooring-gangs", 1..=500, "Gangs that make ships fast and let them go."),
            anchorage: t.count("anchorage", 0..=10_000, "Places at anchor; who finds none waits farther out."),
            from_outside: t.variate("from-outside", Dimension::Time, "From farther out to the anchorage."),
            separation: t.duration("separation", "0 s"..="2 h", "Between two ships on the approach; nobody overtakes there."),
            swell_limit_m: t.metres("swell-limit", "0.1 m"..="30 m", "Wave height above which no ship berths or sails."),
            boarding_swell_m: t.metres("boarding-swell-limit", "0.1 m"..="30 m", "Wave height above which pilots do not board."),
            inbound: t.variate("inbound", Dimension::Time, "From the anchorage to the quay, pilot and tugs made fast."),
            outbound: t.variate("outbound", Dimension::Time, "From the quay to the sea."),
            wind_limit_m_s: t.speed("wind-limit", "1 m/s"..="100 m/s", "Gust above which no ship berths or sails."),
            channel_depth_m: t.metres("channel-depth", "1 m"..="100 m", "Depth of the channel at chart datum."),
            under_keel_m: t.metres("under-keel", "0 m"..="10 m", "Least water below the keel, in the channel and alongside."),
            tide_mean_m: t.metres("tide-mean", "0 m"..="20 m", "Mean water level above chart datum."),
            tide_amplitude_m: t.metres("tide-amplitude", "0 m"..="10 m", "Half the tidal range."),
            tide_period: t.duration("tide-period", "1 h"..="48 h", "From high water to high water."),
        }
    }

    /// The channel and its tide, with water levels that are given by hour.
    pub fn fairway(&self, levels: Vec<(u32, f64)>) -> Fairway {
        Fairway {
            depth_m: self.channel_depth_m,
            tide_mean_m: self.tide_mean_m,
            tide_amplitude_m: self.tide_amplitude_m,
            tide_period: self.tide_period,
            under_keel_m: self.under_keel_m,
            through: SimTime::ZERO,
            least_apart: SimDuration::ZERO,
            levels,
        }
    }
}

/// The fleet by strength, or so many tugs alike.
fn read_tugs(t: &mut Table<'_>) -> Vec<TugClass> {
    let alike = TugClass {
        count: t.count("tugs", 1..=500, "Tugs on watch, where no `[[marine.tug]]` says which."),
        pull_t: t.tonnes("tug-pull", "1 t"..="200 t", "Bollard pull of each."),
    };
    let fleet = t.list("tug", "Tugs of one strength, instead of `tugs`.", |t| TugClass {
        count: t.count("count", 1..=500, "Tugs of this strength on watch."),
        pull_t: t.tonnes("pull", "1 t"..="200 t", "Bollard pull of each."),
    });
    if fleet.is_empty() { vec![alike] } else { fleet }
}
