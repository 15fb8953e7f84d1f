//! What lies between the pulse of a disrupted run and that of its twin.

use super::pulse::{Flow, Level, Pulse};
use borsh::{BorshDeserialize, BorshSerialize};

/// Recovered: as much of what the twin has done since the disruption began has been done here (the issue of 2025 and the Simulation
/// Challenge of 2026 have 95 %).
const ENOUGH: f64 = 0.95;

/// And stays so for as long [h] (assumption: a day).
const STAYS: usize = 24;

/// A call is late that sails so much later than in the twin [h] (assumption).
const LATE_H: f64 = 1.0;

/// How far one kind of work is behind the twin.
#[derive(Clone, Copy, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Shortfall {
    /// At the end; below 0 if more was done than in the twin.
    pub lost: f64,
    /// Most at once, beyond what was lost at the end: it was done later.
    pub late: f64,
    /// Behind the twin, over time [work·h].
    pub loss: f64,
    /// From the beginning of the disruption until it has recovered [h]; none if it has not within the measured time.
    pub recovery_h: Option<f64>,
}

/// A disrupted run against its twin.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Resilience {
    /// TEU moved at the quays.
    pub teu: Shortfall,
    /// Trucks served.
    pub trucks: Shortfall,
    /// Calls of the twin that sailed later here, or not at all.
    pub calls_late: f64,
    /// Most ships, trucks, TEU and cars at once that waited beyond those of the twin.
    pub backlog: [f64; 4],
    /// Vehicles that ferries left behind beyond those of the twin.
    pub left_behind: f64,
    /// Minutes that lines stood beyond those of the twin.
    pub line_stop_min: f64,
}

impl Shortfall {
    /// Of work by the hour; the disruption begins in hour `from`.
    pub fn of(done: &[f64], by_twin: &[f64], from: usize) -> Self {
        let (mut behind, mut most, mut loss) = (0.0, 0.0f64, 0.0);
        for (done, by_twin) in done.iter().zip(by_twin) {
            behind += by_twin - done;
            most = most.max(behind);
            loss += f64::max(behind, 0.0);
        }
        let recovery_h = recovery(done, by_twin, from).map(|hours| hours as f64);
        Shortfall { lost: behind, late: most - behind.max(0.0), loss, recovery_h }
    }
}

/// Hours from `from` until the work done since then is enough, and stays so; 0 if it always is.
fn recovery(done: &[f64], by_twin: &[f64], from: usize) -> Option<usize> {
    let (mut sum, mut of_twin, mut enough_for, mut fell) = (0.0, 0.0, 0, false);
    for (hour, (done, by_twin)) in done.iter().zip(by_twin).enumerate().skip(from) {
        (sum, of_twin) = (sum + done, of_twin + by_twin);
        if sum < ENOUGH * of_twin {
            (fell, enough_for) = (true, 0);
            continue;
        }
        enough_for += 1;
        if fell && enough_for == STAYS {
            return Some(hour + 1 - STAYS - from);
        }
    }
    (!fell).then_some(0)
}

impl Resilience {
    /// Between two runs that have ended.
    pub(super) fn between(here: &Pulse, there: &Pulse) -> Self {
        let from = here.began.map_or(usize::MAX, |at| here.hour(at));
        let shortfall = |flow| Shortfall::of(here.flow(flow), there.flow(flow), from);
        let more = |flow| here.flow(flow).iter().sum::<f64>() - there.flow(flow).iter().sum::<f64>();
        let most = |level| {
            let beyond = here.level(level).iter().zip(there.level(level)).map(|(here, there)| here - there);
            beyond.fold(0.0, f64::max)
        };
        Resilience {
            teu: shortfall(Flow::Teu),
            trucks: shortfall(Flow::Trucks),
            calls_late: calls_late(here, there),
            backlog: [most(Level::Ships), most(Level::Trucks), most(Level::Teu), most(Level::Cars)],
            left_behind: more(Flow::LeftBehind),
            line_stop_min: more(Flow::LineStop),
        }
    }
}

/// Of the calls that the twin served, those that sailed later here, or not at all.
fn calls_late(here: &Pulse, there: &Pulse) -> f64 {
    let is_late = |(call, at): &(&crate::ids::CallId, &darse_engine::SimTime)| {
        here.sailed().get(call).is_none_or(|sailed| sailed.saturating_since(**at).as_seconds_f64() > 3600.0 * LATE_H)
    };
    there.sailed().iter().filter(is_late).count() as f64
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "sums of whole numbers are exact")]
mod tests {
    use super::*;

    #[test]
    fn by_hand_four_hours_of_nothing() {
        // Ten an hour; nothing in hours 2 to 5, then fifteen an hour until all is made up for.
        let twin = vec![10.0; 60];
        let mut done = twin.clone();
        done[2..6].fill(0.0);
        done[6..14].fill(15.0);
        let it = Shortfall::of(&done, &twin, 2);
        assert_eq!((it.lost, it.late), (0.0, 40.0));
        // Behind by 10, 20, 30, 40, then 35, 30, … 0.
        assert_eq!(it.loss, 100.0 + 140.0);
        // Since hour 2: after n hours of making up, 15 n of 10 (4 + n) are done: 95 % when 15 n >= 38 + 9.5 n, n = 7: in hour 12.
        assert_eq!(it.recovery_h, Some(10.0));
    }

    #[test]
    fn what_is_not_made_up_for_is_lost_and_has_not_recovered() {
        let twin = vec![10.0; 40];
        let mut done = twin.clone();
        done[10..20].fill(0.0);
        let it = Shortfall::of(&done, &twin, 10);
        assert_eq!((it.lost, it.late, it.recovery_h), (100.0, 0.0, None));
        assert_eq!(Shortfall::of(&twin, &twin, 10).recovery_h, Some(0.0), "nothing fell short");
        // Recovered for less than a day at the end is not recovered.
        let mut late = done.clone();
        late[20..30].fill(20.0);
        assert_eq!(Shortfall::of(&late, &twin, 10).recovery_h, None);
    }
}
