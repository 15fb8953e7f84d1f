//! A quay in metres. Ships ask for a stretch; who moors next, and where, is the berth policy.

use crate::ids::CallId;
use crate::kind::Sim;
use crate::policy::Policy;
use crate::policy::berth_allocation::BerthAllocation;
use crate::policy::berth_allocation::view::Berths;
pub use crate::policy::berth_allocation::view::{Due, Section, Wish};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, SimDuration, SimTime};

/// A ship alongside, or with a berth kept for it.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct Stay {
    /// Whose.
    pub call: CallId,
    /// First metre taken.
    pub from_m: f64,
    /// Last metre of the ship; the gap follows.
    pub to_m: f64,
}

/// The quay of one terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Quay {
    /// Length [m].
    pub length_m: f64,
    /// Between two ships [m].
    pub gap_m: f64,
    under_keel_m: f64,
    policy: Policy<BerthAllocation>,
    look_ahead: usize,
    /// Discrete berths, if ships may not lie across them.
    berths: Vec<(f64, f64)>,
    sections: Vec<Section>,
    /// Share of the metres, or of the berths, that may be used, from the low end; what lies beyond goes when it is done.
    open: f64,
    stays: Vec<Stay>,
    waiting: Line<Wish>,
    /// Calls with a berth window that is not over, whose ships have not come, in the order of their windows.
    due: Vec<Due>,
    /// When its line was served last.
    served_at: SimTime,
    /// Berths given so far, when the last one was, and the usual time between two.
    given: u64,
    last_given: SimTime,
    pace: SimDuration,
}

/// The usual time between berths is smoothed over about so many (assumption).
const SMOOTHED: u64 = 16;

impl Quay {
    /// An empty quay. With `berths` (first and last metre), each takes one ship; sections give depths.
    pub fn new(
        length_m: f64,
        gap_m: f64,
        under_keel_m: f64,
        policy: Policy<BerthAllocation>,
        look_ahead: u32,
        berths: Vec<(f64, f64)>,
        sections: Vec<Section>,
    ) -> Self {
        let look_ahead = (look_ahead as usize).max(1);
        Quay {
            length_m,
            gap_m,
            under_keel_m,
            policy,
            look_ahead,
            berths,
            sections,
            open: 1.0,
            stays: Vec::new(),
            waiting: Line::default(),
            due: Vec::new(),
            served_at: SimTime(0),
            given: 0,
            last_given: SimTime(0),
            pace: SimDuration::ZERO,
        }
    }

    /// A call with a berth window is announced.
    pub fn announce(&mut self, due: Due) {
        let place = self.due.partition_point(|it| it.from <= due.from);
        self.due.insert(place, due);
    }
    /// The window of a call is over, and its ship has not come.
    pub fn give_up(&mut self, call: CallId, sim: &mut Sim) {
        self.due.retain(|it| it.call != call);
        self.serve(sim);
    }

    /// Asks for a berth.
    pub fn ask(&mut self, wish: Wish, sim: &mut Sim) -> Answer {
        self.due.retain(|it| it.call != wish.call);
        let answer = self.waiting.join(wish, sim);
        self.serve(sim);
        answer
    }
    /// Where a ship lies.
    pub fn stay_of(&self, call: CallId) -> Stay {
        *self.stays.iter().find(|stay| stay.call == call).expect("the ship has a berth")
    }
    /// Has the ship a berth?
    pub fn has_berth(&self, call: CallId) -> bool {
        self.stays.iter().any(|stay| stay.call == call)
    }
    /// Leaves the berth.
    pub fn leave(&mut self, call: CallId, sim: &mut Sim) {
        self.stays.retain(|stay| stay.call != call);
        self.serve(sim);
    }
    /// From now on ships moor only in this share of the quay, from its low end; of discrete berths in as many, rounded.
    pub fn set_open(&mut self, share: f64, sim: &mut Sim) {
        self.open = share;
        self.serve(sim);
    }
    /// All ships with a berth, from the low end up.
    pub fn stays(&self) -> &[Stay] {
        &self.stays
    }
    /// How many ships have asked for a berth.
    pub fn turns(&self) -> u64 {
        self.given + self.waiting.iter().len() as u64
    }
    /// How long from now it takes until the ship has its berth before which so many had asked, if berths are given in order
    /// and at the pace of late.
    pub fn time_to_turn(&self, turn: u64, now: SimTime) -> SimDuration {
        let pace = self.pace.0.max((now - self.last_given).0);
        SimDuration(turn.saturating_sub(self.given) * pace)
    }
    /// Does any ship that waits fit now? Never, after the line was served: for checks.
    pub fn has_overlooked(&self) -> bool {
        self.choose(&self.waiting.iter().copied().collect::<Vec<_>>(), &self.free(), self.served_at).is_some()
    }

    fn serve(&mut self, sim: &mut Sim) {
        self.served_at = sim.now();
        loop {
            let free = if self.waiting.iter().len() > 0 { self.free() } else { Vec::new() };
            if free.is_empty() {
                return; // no policy finds a place in nothing, and the line may be long
            }
            let waiting: Vec<Wish> = self.waiting.wishes(sim).copied().collect();
            let Some((place, from_m)) = self.choose(&waiting, &free, sim.now()) else { return };
            let (ticket, wish) = self.waiting.take(place, sim).expect("a policy chooses among those in line");
            self.stays.push(Stay { call: wish.call, from_m, to_m: from_m + wish.loa_m });
            self.stays.sort_by(|a, b| a.from_m.total_cmp(&b.from_m));
            self.pace = SimDuration(((SMOOTHED - 1) * self.pace.0 + (sim.now() - self.last_given).0) / SMOOTHED);
            (self.given, self.last_given) = (self.given + 1, sim.now());
            sim.wake(ticket);
        }
    }

    /// Place in line and first metre.
    fn choose(&self, waiting: &[Wish], free: &[(f64, f64)], now: SimTime) -> Option<(usize, f64)> {
        if waiting.is_empty() {
            return None;
        }
        self.policy.decide(&self.view(waiting, free, now))
    }

    fn view<'a>(&'a self, waiting: &'a [Wish], free: &'a [(f64, f64)], now: SimTime) -> Berths<'a> {
        Berths {
            waiting,
            look_ahead: self.look_ahead,
            free,
            gap_m: self.gap_m,
            is_discrete: !self.berths.is_empty(),
            now,
            due: &self.due,
            sections: &self.sections,
            under_keel_m: self.under_keel_m,
        }
    }

    /// Could a ship of this size ever moor here?
    pub fn ever_fits(&self, loa_m: f64, draught_m: f64) -> bool {
        let empty = if self.berths.is_empty() { vec![(0.0, self.length_m)] } else { self.berths.clone() };
        self.view(&[], &empty, SimTime(0)).places(loa_m, draught_m).next().is_some()
    }

    /// Stretches where a ship may lie now, its gap to neighbours kept.
    fn free(&self) -> Vec<(f64, f64)> {
        if !self.berths.is_empty() {
            let taken = |&(from, to): &(f64, f64)| self.stays.iter().any(|stay| stay.from_m < to && stay.to_m > from);
            let open = (self.berths.len() as f64 * self.open).round() as usize;
            return self.berths[..open].iter().filter(|berth| !taken(berth)).copied().collect();
        }
        let starts = std::iter::once(0.0).chain(self.stays.iter().map(|stay| stay.to_m + self.gap_m));
        let ends = self.stays.iter().map(|stay| stay.from_m - self.gap_m).chain([self.length_m]);
        let last = self.length_m * self.open;
        starts.zip(ends).map(|(from, to)| (from, to.min(last))).filter(|(from, to)| to > from).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(call: u32, loa_m: f64, draught_m: f64) -> Wish {
        let (work, lots, arrived, in_window) = (SimDuration::ZERO, [0.0; 2], SimTime::ZERO, false);
        Wish { call: CallId(call), loa_m, draught_m, prefers_m: 0.0, priority: 1, work, arrived, in_window, lots }
    }

    /// 800 m, 16 m deep, and 12 m on the last 200 m; gaps of 15 m, 1 m below the keel.
    fn quay(policy: &str, berths: Vec<(f64, f64)>) -> Quay {
        let section = |from_m, to_m, depth_m| Section { from_m, to_m, depth_m };
        let policy = Policy::named(policy).expect("a policy");
        Quay::new(800.0, 15.0, 1.0, policy, 8, berths, vec![section(0.0, 600.0, 16.0), section(600.0, 800.0, 12.0)])
    }

    fn lowest(quay: &Quay, loa_m: f64, draught_m: f64) -> Option<f64> {
        quay.view(&[], &quay.free(), SimTime(0)).places(loa_m, draught_m).next().map(|it| it.from_m)
    }

    fn lies(quay: &mut Quay, call: u32, from_m: f64, to_m: f64) {
        quay.stays.push(Stay { call: CallId(call), from_m, to_m });
        quay.stays.sort_by(|a, b| a.from_m.total_cmp(&b.from_m));
    }

    #[test]
    fn free_stretches_keep_their_gap_to_ships_and_none_to_the_ends() {
        let mut quay = quay("first-fit", Vec::new());
        assert_eq!(quay.free(), [(0.0, 800.0)]);
        lies(&mut quay, 1, 300.0, 500.0);
        assert_eq!(quay.free(), [(0.0, 285.0), (515.0, 800.0)]);
        lies(&mut quay, 2, 0.0, 280.0);
        assert_eq!(quay.free(), [(515.0, 800.0)], "5 m between two gaps are none");
    }

    #[test]
    fn a_ship_lies_where_it_is_deep_enough() {
        let mut quay = quay("first-fit", Vec::new());
        lies(&mut quay, 1, 0.0, 300.0);
        assert_eq!(lowest(&quay, 285.0, 15.0), Some(315.0));
        assert_eq!(lowest(&quay, 286.0, 15.0), None, "its end would lie in 12 m");
        assert_eq!(lowest(&quay, 286.0, 11.0), Some(315.0));
        assert!(quay.ever_fits(600.0, 15.0) && !quay.ever_fits(601.0, 15.0) && quay.ever_fits(800.0, 11.0));
        assert!(!quay.ever_fits(100.0, 15.1) && !quay.ever_fits(801.0, 5.0));
    }

    #[test]
    fn who_is_next_is_the_policy() {
        let line =
            [wish(1, 700.0, 10.0), Wish { priority: 2, ..wish(2, 200.0, 10.0) }, Wish { priority: 0, ..wish(3, 250.0, 10.0) }];
        for (policy, expected) in [
            ("first-come", None),
            ("first-fit", Some((1, 415.0))),
            ("priority", Some((2, 415.0))),
            ("nearest-to-boxes", Some((1, 415.0))),
        ] {
            let mut quay = quay(policy, Vec::new());
            lies(&mut quay, 9, 100.0, 400.0);
            assert_eq!(quay.choose(&line, &quay.free(), SimTime(0)), expected, "{policy}");
        }
    }

    #[test]
    fn look_ahead_goes_no_further_down_the_line_than_it_says() {
        let mut quay = Quay::new(300.0, 15.0, 1.0, Policy::named("first-fit").expect("a policy"), 2, Vec::new(), Vec::new());
        lies(&mut quay, 9, 0.0, 100.0);
        let (long, short) = (wish(1, 290.0, 5.0), wish(2, 100.0, 5.0));
        assert_eq!(quay.choose(&[long, short], &quay.free(), SimTime(0)), Some((1, 115.0)));
        assert_eq!(quay.choose(&[long, long, short], &quay.free(), SimTime(0)), None);
    }

    #[test]
    fn near_to_its_boxes_is_an_end_of_a_stretch() {
        let mut quay = quay("nearest-to-boxes", Vec::new());
        lies(&mut quay, 9, 300.0, 400.0);
        let at = |prefers_m: f64| {
            quay.choose(&[Wish { prefers_m, ..wish(1, 100.0, 5.0) }], &quay.free(), SimTime(0)).map(|(_, from_m)| from_m)
        };
        assert_eq!([at(0.0), at(200.0), at(400.0), at(790.0)], [Some(0.0), Some(185.0), Some(415.0), Some(700.0)]);
    }

    #[test]
    fn a_discrete_berth_takes_one_ship() {
        let mut quay = quay("first-fit", vec![(0.0, 300.0), (300.0, 500.0)]);
        lies(&mut quay, 9, 0.0, 100.0);
        assert_eq!(quay.free(), [(300.0, 500.0)]);
        assert_eq!(lowest(&quay, 200.0, 5.0), Some(300.0));
        assert_eq!(lowest(&quay, 201.0, 5.0), None);
        assert!(quay.ever_fits(300.0, 5.0) && !quay.ever_fits(301.0, 5.0));
    }

    #[test]
    fn what_is_closed_takes_no_ship_and_sends_none_away() {
        let mut metres = quay("first-fit", Vec::new());
        lies(&mut metres, 9, 450.0, 700.0);
        metres.open = 0.5;
        assert_eq!(metres.free(), [(0.0, 400.0)]);
        assert!(metres.has_berth(CallId(9)) && metres.ever_fits(600.0, 15.0));
        let mut berths = quay("first-fit", vec![(0.0, 300.0), (300.0, 500.0), (500.0, 800.0)]);
        berths.open = 0.67;
        assert_eq!(berths.free(), [(0.0, 300.0), (300.0, 500.0)], "two of three");
        berths.open = 0.0;
        assert_eq!(berths.free(), []);
    }

    #[test]
    fn a_turn_comes_at_the_pace_of_late() {
        let hour = |hour| SimTime(SimDuration::hours(hour).0);
        let mut quay = quay("first-come", Vec::new());
        (quay.given, quay.last_given, quay.pace) = (10, hour(100), SimDuration::hours(6));
        assert_eq!(quay.turns(), 10, "nobody waits");
        assert_eq!(quay.time_to_turn(10, hour(103)), SimDuration::ZERO, "the next berth is its own");
        assert_eq!(quay.time_to_turn(14, hour(103)), SimDuration::hours(24));
        assert_eq!(quay.time_to_turn(14, hour(109)), SimDuration::hours(36), "no berth was given for longer than usual");
        assert_eq!(quay.time_to_turn(7, hour(103)), SimDuration::ZERO, "it was overtaken: it is next");
    }
}
