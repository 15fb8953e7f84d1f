//! Which level to try next: first up a ramp until a limit is crossed, then by halves towards the crossing.
//!
//! The ramp is climbed from below, so what becomes of a terminal long past its limits is neither run nor needed: there KPIs
//! may fall again, as ships that cannot discharge no longer count as served. Within two steps of the ramp, more demand is taken to
//! be worse.

use super::Verdict;

/// Where a search stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Try this level.
    Try(f64),
    /// The crossing lies between these, as narrow as asked for or as told apart.
    Between(f64, f64),
    /// The first level is beyond a limit already.
    AtOnce,
    /// No level up to the last is shown to be beyond.
    Never,
}

/// Levels from 0, where the search begins, to 1, where it ends.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    /// Steps of the ramp.
    pub steps: u32,
    /// A gap of this width is narrow enough.
    pub resolution: f64,
    /// Levels it may try in all.
    pub most: usize,
}

impl Search {
    /// What to do after these levels, in any order.
    pub fn next(&self, seen: &[(f64, Verdict)]) -> Next {
        let mut seen = seen.to_vec();
        seen.sort_by(|a, b| a.0.total_cmp(&b.0));
        let Some(first_beyond) = seen.iter().position(|(_, verdict)| *verdict == Verdict::Beyond) else {
            return self.climb(&seen);
        };
        let Some(last_within) = seen[..first_beyond].iter().rposition(|(_, verdict)| *verdict == Verdict::Within) else {
            return Next::AtOnce;
        };
        let bracket = &seen[last_within..=first_beyond];
        let (low, high) = (bracket[0].0, bracket[bracket.len() - 1].0);
        // Above the last level within and below the first beyond: with levels in between that could not be told, two gaps.
        let lower = (low, bracket[1].0);
        let upper = (bracket[bracket.len() - 2].0, high);
        let wider = if upper.1 - upper.0 > lower.1 - lower.0 { upper } else { lower };
        if wider.1 - wider.0 <= self.resolution || seen.len() >= self.most {
            return Next::Between(low, high);
        }
        Next::Try((wider.0 + wider.1) / 2.0)
    }

    /// The next step of the ramp.
    fn climb(&self, seen: &[(f64, Verdict)]) -> Next {
        let step = |number: u32| f64::from(number) / f64::from(self.steps);
        let new = |level: &f64| seen.iter().all(|(at, _)| at.total_cmp(level).is_ne());
        (0..=self.steps).map(step).find(new).map_or(Next::Never, Next::Try)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Beyond, Open, Within};

    const SEARCH: Search = Search { steps: 4, resolution: 0.02, most: 16 };

    /// Runs a search to its end; what each level is, is known.
    fn run(search: Search, judge: impl Fn(f64) -> Verdict) -> (Vec<f64>, Next) {
        let mut seen = Vec::new();
        loop {
            match search.next(&seen) {
                Next::Try(level) => seen.push((level, judge(level))),
                end => return (seen.into_iter().map(|(level, _)| level).collect(), end),
            }
        }
    }

    #[test]
    fn it_climbs_then_halves() {
        let (levels, end) = run(SEARCH, |level| if level < 0.3 { Within } else { Beyond });
        assert_eq!(levels, [0.0, 0.25, 0.5, 0.375, 0.3125, 0.28125, 0.296875]);
        assert_eq!(end, Next::Between(0.296875, 0.3125));
    }

    #[test]
    fn what_cannot_be_told_is_closed_in_from_both_sides() {
        let judge = |level: f64| match level {
            level if level < 0.27 => Within,
            level if level > 0.33 => Beyond,
            _ => Open,
        };
        let (_, end) = run(SEARCH, judge);
        let Next::Between(low, high) = end else { panic!("{end:?}") };
        assert!((0.25..0.27).contains(&low) && high > 0.33 && high < 0.36, "{low} to {high}");
    }

    #[test]
    fn what_lies_past_the_first_crossing_does_not_matter() {
        // From 0.8 on it looks well again: a terminal at a stand has no ships that wait.
        let (levels, end) = run(SEARCH, |level| if (0.3..0.8).contains(&level) { Beyond } else { Within });
        assert!(levels.iter().all(|level| *level <= 0.5), "{levels:?}");
        assert_eq!(end, Next::Between(0.296875, 0.3125));
    }

    #[test]
    fn it_ends_where_there_is_no_crossing() {
        assert_eq!(run(SEARCH, |_| Beyond), (vec![0.0], Next::AtOnce));
        assert_eq!(run(SEARCH, |level| if level == 0.0 { Open } else { Beyond }).1, Next::AtOnce);
        assert_eq!(run(SEARCH, |_| Within), (vec![0.0, 0.25, 0.5, 0.75, 1.0], Next::Never));
        assert_eq!(run(SEARCH, |_| Open).1, Next::Never);
    }

    #[test]
    fn it_tries_no_more_levels_than_it_may() {
        let (levels, end) = run(Search { most: 5, ..SEARCH }, |level| if level < 0.3 { Within } else { Beyond });
        assert_eq!((levels.len(), end), (5, Next::Between(0.25, 0.3125)));
    }
}
