//! The way in from the sea: channel depth and tide. Both can be foreseen, so they are arithmetic, not lines.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, real};

const HOUR: u64 = SimDuration::hours(1).0;

/// Channel and tide.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
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
    /// When the last inbound ship is through.
    pub through: SimTime,
    /// Between two inbound ships at least, while nobody guides them.
    pub least_apart: SimDuration,
    /// Water levels above datum that are known instead of the cosine [m], by hour since time 0, in order.
    pub levels: Vec<(u32, f64)>,
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
    /// How long an inbound ship takes that would take so long alone: it stays so far behind the one before it, bow to bow.
    pub fn follow(&mut self, alone: SimDuration, separation: SimDuration, now: SimTime) -> SimDuration {
        if separation == SimDuration::ZERO {
            return alone; // ships pass each other as they like
        }
        self.through = (now + alone).max(self.through + separation);
        self.through - now
    }
    /// How long until the tide serves; nothing if it does now. Hour by hour it is what is known, else the cosine.
    pub fn time_to_tide(&self, draught_m: f64, now: SimTime) -> SimDuration {
        if self.levels.last().is_none_or(|(last, _)| u64::from(*last) < now.0 / HOUR) {
            return self.time_to_cosine(draught_m, now);
        }
        let mut at = now;
        loop {
            let next = SimTime((at.0 / HOUR + 1) * HOUR);
            let hour = (at.0 / HOUR) as u32; // a run has fewer
            let known = self.levels.binary_search_by_key(&hour, |(hour, _)| *hour).ok().map(|place| self.levels[place].1);
            let wait = match known {
                Some(level_m) if level_m + self.depth_m >= draught_m + self.under_keel_m => SimDuration::ZERO,
                Some(_) => next - at,
                None => self.time_to_cosine(draught_m, at),
            };
            if at + wait < next {
                return at + wait - now;
            }
            at = next;
        }
    }
    /// The same by the cosine alone, with high water at time 0.
    fn time_to_cosine(&self, draught_m: f64, now: SimTime) -> SimDuration {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// 10 m at datum, 0.5 to 2.5 m of tide, high water every 12 h from time 0 on.
    const BAR: Fairway = Fairway {
        depth_m: 10.0,
        tide_mean_m: 1.5,
        tide_amplitude_m: 1.0,
        tide_period: SimDuration::hours(12),
        under_keel_m: 1.0,
        through: SimTime::ZERO,
        least_apart: SimDuration::ZERO,
        levels: Vec::new(),
    };

    fn wait_h(draught_m: f64, at_h: f64) -> f64 {
        BAR.time_to_tide(draught_m, SimTime((at_h * 3.6e9) as u64)).as_seconds_f64() / 3600.0
    }

    #[test]
    fn some_ships_never_wait_and_some_never_pass() {
        assert!((0..48).all(|half| wait_h(9.5, f64::from(half) / 2.0) < 1e-12));
        assert!(BAR.is_ever_deep_enough(11.5) && !BAR.is_ever_deep_enough(11.6));
    }

    /// Half the amplitude above the mean: within acos(1/2) / 2π = 1/6 of the period of high water, 2 h.
    #[test]
    fn the_window_is_open_around_high_water() {
        for (at, wait) in [(0.0, 0.0), (1.9, 0.0), (2.1, 7.9), (6.0, 4.0), (9.9, 0.1), (10.1, 0.0), (12.0, 0.0), (14.5, 7.5)] {
            assert!((wait_h(11.0, at) - wait).abs() < 1e-3, "at {at} h: {}", wait_h(11.0, at));
        }
    }

    #[test]
    fn whoever_waits_finds_the_tide_serving() {
        for minute in 0..2000 {
            for draught in [9.6, 10.0, 10.5, 11.0, 11.4, 11.5] {
                let now = SimTime(minute * 61_000_000);
                let then = now + BAR.time_to_tide(draught, now);
                assert_eq!(BAR.time_to_tide(draught, then), SimDuration::ZERO, "{draught} m, minute {minute}");
                let (seconds, period) = (then.0 as f64 / 1e6, 12.0 * 3600.0);
                let level = BAR.depth_m + BAR.tide_mean_m + real::cos(std::f64::consts::TAU * seconds / period);
                assert!(level - draught - BAR.under_keel_m > -1e-6, "{draught} m: {level} m of water");
            }
        }
    }

    /// A surge of an hour, then none: known from 01:00 to 04:00, and after it high water is at noon.
    #[test]
    fn known_levels_come_before_the_cosine() {
        let bar = Fairway { levels: vec![(1, 0.5), (2, 2.5), (3, 0.4)], ..BAR };
        let wait_h = |at_h: f64| bar.time_to_tide(11.0, SimTime((at_h * 3.6e9) as u64)).as_seconds_f64() / 3600.0;
        for (at, wait) in
            [(0.5, 0.0), (1.0, 1.0), (1.5, 0.5), (2.0, 0.0), (2.9, 0.0), (3.0, 7.0), (3.5, 6.5), (4.0, 6.0), (9.0, 1.0)]
        {
            assert!((wait_h(at) - wait).abs() < 1e-3, "at {at} h: {}", wait_h(at));
        }
    }

    #[test]
    fn ships_on_the_approach_keep_their_distance() {
        let mut bar = BAR;
        let mut takes = |alone: u64, apart: u64, at: u64| {
            let [alone, apart, at] = [alone, apart, at].map(SimDuration::minutes);
            bar.follow(alone, apart, SimTime::ZERO + at).0 / 60_000_000
        };
        assert_eq!([takes(40, 10, 0), takes(30, 10, 5), takes(30, 10, 60)], [40, 45, 30]);
        assert_eq!(takes(5, 0, 61), 5, "without separation they overtake");
    }

    #[test]
    fn without_tide_nobody_waits() {
        let still = Fairway { tide_amplitude_m: 0.0, ..BAR };
        assert_eq!(still.time_to_tide(10.5, SimTime(123)), SimDuration::ZERO);
        assert!(!still.is_ever_deep_enough(10.6));
    }
}
