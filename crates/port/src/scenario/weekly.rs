//! Moments that come back every week.

use darse_engine::{SimDuration, SimTime};

/// The `nth` of these moments of each week, from 0; time 0 lies so many hours after Monday 00:00.
pub fn nth_of_week(moments: &[SimDuration], nth: u32, start_hour_of_week: u64) -> SimTime {
    let week = SimDuration::weeks(1).0;
    let start = SimDuration::hours(start_hour_of_week).0;
    let mut of_week: Vec<u64> = moments.iter().map(|moment| (moment.0 + week - start) % week).collect();
    of_week.sort_unstable();
    let (weeks, slot) = (nth as usize / of_week.len(), nth as usize % of_week.len());
    SimTime(weeks as u64 * week + of_week[slot])
}
