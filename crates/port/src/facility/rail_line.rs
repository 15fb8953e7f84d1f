//! A rail line between the port and inland. Paths are slots, one every headway in open hours; on a single track trains of
//! opposite direction exclude each other. Locomotives, and tracks of the yard at the port, are pools of the engine.
//!
//! Trains ask in order of coming, and nobody overtakes: the first in line gets the next path as soon as no train runs towards it.

use super::upkeep::Upkeep;
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, Request, SimDuration, SimTime, Variate};

/// One line, as the scenario has it.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct RailLinePlan {
    /// Its name in the scenario.
    pub name: String,
    /// Tracks: 1 or 2.
    pub tracks: u32,
    /// From one path to the next.
    pub headway: SimDuration,
    /// Time of day of the first path.
    pub opens: SimDuration,
    /// Time of day from which there is none.
    pub closes: SimDuration,
    /// From one end to the other.
    pub running: Variate,
    /// Tracks of the yard at the port, for trains that come.
    pub yard_tracks: u32,
    /// Locomotives.
    pub locomotives: u32,
    /// What takes a locomotive out of service.
    pub upkeep: Upkeep,
    /// After a run, until the locomotive is free.
    pub shunting: Variate,
}

impl RailLinePlan {
    /// How long it is open each day.
    pub fn open_each_day(&self) -> SimDuration {
        let day = SimDuration::days(1).0;
        let open = (self.closes.0 + day - self.opens.0) % day;
        SimDuration(if open == 0 { day } else { open })
    }
    /// Paths a day, of all directions.
    pub fn paths_a_day(&self) -> u64 {
        self.open_each_day().0.div_ceil(self.headway.0) * u64::from(self.tracks)
    }
    /// The first path at or after an instant.
    pub fn next_path(&self, from: SimTime) -> SimTime {
        self.next_path_every(self.headway, from)
    }
    /// The same, if paths come in such a distance.
    fn next_path_every(&self, headway: SimDuration, from: SimTime) -> SimTime {
        let day = SimDuration::days(1).0;
        let into = (from.0 + day - self.opens.0) % day;
        let opened = from.0 as i128 - i128::from(into); // of the present day of the line, which may have begun before time 0
        let path = into.div_ceil(headway.0) * headway.0;
        let path = if path >= self.open_each_day().0 { day } else { path };
        SimTime((opened + i128::from(path)) as u64)
    }
}

/// Which way a train runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Heading {
    /// To the port.
    ToPort,
    /// Inland.
    Inland,
}

/// A line at work.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct RailLine {
    /// Its identity for random numbers.
    pub key: u64,
    /// One track of the yard at the port, which the terminals share.
    pub yard_track: Request,
    /// One locomotive.
    pub locomotive: Request,
    single: bool,
    /// Trains by direction that have a path and are not there yet.
    running: [u32; 2],
    /// The first instant for which no path is given, by direction; of both alike on a single track.
    free_from: [SimTime; 2],
    waiting: Line<Heading>,
    /// Share of the paths that is given; at 0 no train is let onto the line.
    open: f64,
    entered: u64,
    left: u64,
}

impl RailLine {
    /// An empty line.
    pub fn new(key: u64, yard_track: Request, locomotive: Request, tracks: u32) -> Self {
        let (running, free_from) = ([0; 2], [SimTime::ZERO; 2]);
        let (waiting, single) = (Line::default(), tracks < 2);
        RailLine { key, yard_track, locomotive, single, running, free_from, waiting, open: 1.0, entered: 0, left: 0 }
    }

    /// From now on this share of the paths is given: the others are farther apart.
    pub fn set_open(&mut self, share: f64, sim: &mut Sim) {
        self.open = share;
        self.serve(sim);
    }

    /// Asks for the line; who is granted takes the path that [`RailLine::take_path`] names.
    pub fn ask(&mut self, heading: Heading, sim: &mut Sim) -> Answer {
        if self.waiting.is_empty(sim) && self.lets(heading) {
            self.enter(heading);
            return Answer::GRANTED;
        }
        self.waiting.join(heading, sim)
    }
    /// The path of a train that was let onto the line.
    pub fn take_path(&mut self, heading: Heading, plan: &RailLinePlan, now: SimTime) -> SimTime {
        let headway = self.headway(plan);
        let path = plan.next_path_every(headway, now.max(self.free_from[heading as usize]));
        let free_from = path + headway;
        if self.single {
            self.free_from = [free_from; 2];
        }
        self.free_from[heading as usize] = free_from;
        path
    }
    fn headway(&self, plan: &RailLinePlan) -> SimDuration {
        if self.open >= 1.0 {
            return plan.headway;
        }
        SimDuration((plan.headway.0 as f64 / self.open).round() as u64) // nobody is let onto a line that is closed
    }
    /// Is any of its paths given?
    pub fn is_open(&self) -> bool {
        self.open > 0.0
    }
    /// A train whose path has come finds the line closed: it gives the path up, and is the next to be let on, after others that
    /// did the same before it.
    pub fn ask_again(&mut self, heading: Heading, sim: &mut Sim) -> Answer {
        self.running[heading as usize] -= 1;
        self.entered -= 1;
        self.waiting.join_at(0, heading, sim)
    }
    /// A train has reached the end.
    pub fn leave(&mut self, heading: Heading, sim: &mut Sim) {
        self.running[heading as usize] -= 1;
        self.left += 1;
        self.serve(sim);
    }

    /// Trains that wait to be let onto the line.
    pub fn queued(&self) -> usize {
        self.waiting.iter().len()
    }

    fn serve(&mut self, sim: &mut Sim) {
        while self.open > 0.0 {
            let (single, running, mut goes) = (self.single, self.running, None);
            let lets = |it: &Heading| {
                goes = Some(*it);
                !single || running[1 - *it as usize] == 0
            };
            if !self.waiting.wake_first(sim, lets) {
                return;
            }
            self.enter(goes.expect("the one that was looked at"));
        }
    }

    fn lets(&self, heading: Heading) -> bool {
        self.open > 0.0 && (!self.single || self.running[1 - heading as usize] == 0)
    }
    fn enter(&mut self, heading: Heading) {
        self.running[heading as usize] += 1;
        self.entered += 1;
    }

    /// No two trains meet on a single track, none is lost, and the first in line waits for a train that comes towards it.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        let [in_, out] = self.running;
        if self.single && in_ > 0 && out > 0 {
            return Err(format!("{in_} and {out} trains run towards each other on a single track"));
        }
        if self.entered != self.left + u64::from(in_ + out) {
            return Err(format!("{} trains entered the line, {} left it, {} are on it", self.entered, self.left, in_ + out));
        }
        if self.waiting.iter().next().is_some_and(|first| self.lets(*first)) {
            return Err("a train waits for a line that is free".to_owned());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(opens: u64, closes: u64, headway: u64) -> RailLinePlan {
        let none = || Variate::Constant(0.0);
        RailLinePlan {
            name: String::new(),
            tracks: 1,
            headway: SimDuration::minutes(headway),
            opens: SimDuration::hours(opens),
            closes: SimDuration::hours(closes),
            running: none(),
            upkeep: Upkeep::default(),
            yard_tracks: 1,
            locomotives: 1,
            shunting: none(),
        }
    }

    #[test]
    fn paths_lie_in_open_hours() {
        let hour = |h: u64| SimTime::ZERO + SimDuration::hours(h);
        let day = plan(5, 23, 40);
        assert_eq!(day.paths_a_day(), 27);
        assert_eq!(day.next_path(hour(0)), hour(5));
        assert_eq!(day.next_path(hour(6)), hour(5) + SimDuration::minutes(80));
        assert_eq!(day.next_path(hour(23)), hour(29));
        // Over midnight: 22:00, 23:00, …, 03:00; the path of 03:00 is of the day before.
        let night = plan(22, 4, 60);
        assert_eq!((night.paths_a_day(), night.next_path(hour(0))), (6, hour(0)));
        assert_eq!(night.next_path(hour(4)), hour(22));
        assert_eq!(plan(0, 24, 60).paths_a_day(), 24);
    }
}
