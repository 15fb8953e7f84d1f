//! When a machine breaks down, counted in its working time, and when its maintenance is due.
//!
//! An exponential time between breakdowns has no memory: it may be drawn anew for every piece of work. So it is drawn by the
//! key of that work, and a breakdown belongs to the lift that causes it, whichever crane has come to do it and whenever.
//! Other laws do have a memory: each machine then counts its own hours, and two scenarios agree no better than these do.
//!
//! Maintenance by the calendar falls due in turn, evenly over the period, and begins when the machine has next done a piece of
//! work: what a machine does not do while it stands idle cannot be kept from being done.

pub use crate::facility::wear::{Outage, Wear};
use crate::scenario::{Failures, Maintenance};
use crate::streams::part;
use darse_engine::{SimDuration, SimTime, Stream, Streams, Variate};

/// A piece of work that a machine has done.
#[derive(Clone, Copy, Debug)]
pub struct Work {
    /// It took so long.
    pub lasting: SimDuration,
    /// Identity of the work.
    pub key: u64,
    /// Which did it.
    pub machine: Machine,
    /// The stream of its breakdowns.
    pub stream: Stream,
}

/// A machine, or machines that nobody tells apart, as one.
#[derive(Clone, Copy, Debug)]
pub struct Machine {
    /// Identity for random numbers.
    pub key: u64,
    /// Its place among those of its kind, and how many these are: in this order they are serviced, evenly over the period.
    pub place: u32,
    /// See `place`.
    pub of: u32,
    /// Nobody tells them apart: all of the kind wear as one, and one of them is serviced whenever the next one is due.
    pub together: bool,
}

impl Machine {
    /// One of many, each with a wear of its own.
    pub fn one(key: u64, place: u32, of: u32) -> Self {
        Machine { key, place, of: of.max(1), together: false }
    }
    /// So many that nobody tells apart.
    pub fn all(key: u64, of: u32) -> Self {
        Machine { key, place: 0, of: of.max(1), together: true }
    }
    /// When the first service by the calendar is due, and from then on how often.
    fn services(self, every: SimDuration) -> (SimTime, SimDuration) {
        let (turn, of) = (u64::from(self.place % self.of) + 1, u64::from(self.of));
        (SimTime(every.0 / of * turn), if self.together { every / of } else { every })
    }
}

/// Entities of a stream of breakdowns from here on are services: by machine.
const SERVICE: u64 = 1 << 50;

impl Wear {
    /// Some work is done: it may have broken the machine, or it was the last before a service.
    pub fn add(
        &mut self,
        work: Work,
        failures: Option<&Failures>,
        maintenance: Option<&Maintenance>,
        now: SimTime,
        streams: &Streams,
    ) {
        if let Some(plan) = failures {
            self.wear_out(work, plan, streams);
        }
        if let Some(plan) = maintenance {
            self.grow_old(work, plan, now, streams);
        }
    }

    fn wear_out(&mut self, work: Work, plan: &Failures, streams: &Streams) {
        let draw = |law: &Variate, key, nth| law.sample_duration(&mut streams.of(work.stream, key, nth)).max(SimDuration(1));
        let broken = |lasting, key| Some(Outage { lasting, planned: false, key });
        if let Variate::Exponential(_) = plan.between {
            if draw(&plan.between, work.key, 0) <= work.lasting {
                self.outage = broken(draw(&plan.repair, work.key, 1), work.key);
            }
            return;
        }
        let machine = work.machine.key;
        let sound = self.sound.unwrap_or_else(|| draw(&plan.between, machine, 2 * self.failures));
        self.sound = Some(SimDuration(sound.0.saturating_sub(work.lasting.0)));
        if self.sound == Some(SimDuration::ZERO) {
            let repair = draw(&plan.repair, machine, 2 * self.failures + 1);
            (self.sound, self.outage) = (None, broken(repair, part(machine, u64::from(self.failures))));
            self.failures += 1;
        }
    }

    /// A machine that breaks down when a service is due is repaired first, and serviced after its next work.
    fn grow_old(&mut self, work: Work, plan: &Maintenance, now: SimTime, streams: &Streams) {
        let key = part(work.machine.key, SERVICE);
        self.used += work.lasting;
        let calendar = plan.every.map(|every| work.machine.services(every));
        if let (Some((first, _)), None) = (calendar, self.due) {
            self.due = Some(first);
        }
        let is_due = self.due.is_some_and(|due| due <= now) || plan.after.is_some_and(|after| self.used >= after);
        if !is_due || self.outage.is_some() {
            return;
        }
        self.services += 1;
        self.used = SimDuration::ZERO;
        while let (Some((_, period)), Some(due)) = (calendar, self.due.filter(|due| *due <= now)) {
            self.due = Some(due + period.max(SimDuration(1)));
        }
        let lasting = plan.lasting.sample_duration(&mut streams.of(work.stream, key, self.services));
        self.outage = Some(Outage { lasting, planned: true, key: part(key, u64::from(self.services)) });
    }

    /// What takes the machine out of service now, if anything does.
    pub fn take_outage(&mut self) -> Option<Outage> {
        self.outage.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STREAM: Stream = Stream::named("breakdowns of a test");

    fn work(key: u64, crane: u64) -> Work {
        Work { lasting: SimDuration::seconds(100), key, machine: Machine::one(crane, 0, 1), stream: STREAM }
    }

    /// Which of these lifts of 100 s break a crane that does them in this order.
    fn broken(lifts: &[u64], crane: u64, between: &Variate) -> Vec<(u64, Outage)> {
        let plan = Failures { between: between.clone(), repair: Variate::Constant(60.0) };
        let (mut wear, mut broken) = (Wear::default(), Vec::new());
        for lift in lifts {
            wear.add(work(*lift, crane), Some(&plan), None, SimTime::ZERO, &Streams::new(1, 0));
            broken.extend(wear.take_outage().map(|outage| (*lift, outage)));
        }
        broken.sort_unstable();
        broken
    }

    #[test]
    fn a_breakdown_without_memory_belongs_to_the_lift() {
        let (forth, back): (Vec<u64>, Vec<u64>) = ((0..20_000).collect(), (0..20_000).rev().collect());
        let hour = Variate::exponential(3_600.0).expect("a mean above 0");
        let once = broken(&forth, 1, &hour);
        assert_eq!(once, broken(&back, 2, &hour));
        // 20,000 lifts, each with 1 - exp(-1/36) = 0.0274: 548, standard deviation 23.
        assert!((455..=641).contains(&once.len()), "{}", once.len());
    }

    #[test]
    fn other_laws_count_the_hours_of_the_crane() {
        let lifts: Vec<u64> = (0..100).collect();
        let every = broken(&lifts, 1, &Variate::Constant(1_000.0));
        assert_eq!(every.iter().map(|(lift, _)| *lift).collect::<Vec<_>>(), [9, 19, 29, 39, 49, 59, 69, 79, 89, 99]);
    }

    /// A service after every 1,000 s of work: ten lifts of 100 s.
    #[test]
    fn maintenance_by_use_counts_working_time() {
        let plan = Maintenance { every: None, after: Some(SimDuration::seconds(1_000)), lasting: Variate::Constant(60.0) };
        let (mut wear, mut serviced) = (Wear::default(), Vec::new());
        for lift in 0..35 {
            wear.add(work(lift, 1), None, Some(&plan), SimTime::ZERO, &Streams::new(1, 0));
            serviced.extend(wear.take_outage().filter(|it| it.planned).map(|_| lift));
        }
        assert_eq!(serviced, [9, 19, 29]);
    }

    /// By the calendar: each of two in turn, once in every period; of three that nobody tells apart, three times.
    #[test]
    fn maintenance_by_calendar_comes_in_turn() {
        let plan = Maintenance { every: Some(SimDuration::hours(99)), after: None, lasting: Variate::Constant(60.0) };
        let services = |machine: Machine| {
            let (mut wear, mut at) = (Wear::default(), Vec::new());
            for hour in 0..=300 {
                let now = SimTime::ZERO + SimDuration::hours(hour);
                wear.add(Work { machine, ..work(hour, 1) }, None, Some(&plan), now, &Streams::new(1, 0));
                at.extend(wear.take_outage().map(|_| hour));
            }
            at
        };
        assert_eq!(services(Machine::one(1, 0, 1)), [99, 198, 297]);
        assert_eq!(services(Machine::one(1, 0, 3)), [33, 132, 231]);
        assert_eq!(services(Machine::one(1, 2, 3)), [99, 198, 297]);
        assert_eq!(services(Machine::all(1, 3)), [33, 66, 99, 132, 165, 198, 231, 264, 297]);
    }
}
