//! When a crane breaks down, counted in its working time.
//!
//! An exponential time between breakdowns has no memory: it may be drawn anew for every piece of work. So it is drawn by the
//! key of that work, and a breakdown belongs to the lift that causes it, whichever crane has come to do it and whenever.
//! Other laws do have a memory: each crane then counts its own hours, and two scenarios agree no better than these do.

use crate::kind::Sim;
use crate::scenario::Failures;
use darse_engine::{SimDuration, Stream, Variate};
use serde::{Deserialize, Serialize};

/// The wear of one crane.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Wear {
    /// Working time until the next breakdown, where that has a memory.
    sound: Option<SimDuration>,
    failures: u32,
    repair: Option<SimDuration>,
}

impl Wear {
    /// The crane has worked for so long, on the work with this key.
    pub fn add(&mut self, worked: SimDuration, work: u64, crane: u64, stream: Stream, plan: &Failures, sim: &Sim) {
        let draw = |law: &Variate, key, nth| law.sample_duration(&mut sim.streams.of(stream, key, nth)).max(SimDuration(1));
        if let Variate::Exponential(_) = plan.between {
            if draw(&plan.between, work, 0) <= worked {
                self.repair = Some(draw(&plan.repair, work, 1));
            }
            return;
        }
        let sound = self.sound.unwrap_or_else(|| draw(&plan.between, crane, 2 * self.failures));
        self.sound = Some(SimDuration(sound.0.saturating_sub(worked.0)));
        if self.sound == Some(SimDuration::ZERO) {
            (self.sound, self.repair) = (None, Some(draw(&plan.repair, crane, 2 * self.failures + 1)));
            self.failures += 1;
        }
    }

    /// How long it is to be repaired, if it has broken down.
    pub fn take_repair(&mut self) -> Option<SimDuration> {
        self.repair.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trial::{SMALL, Trial};

    const STREAM: Stream = Stream::named("breakdowns of a test");

    /// Which of these lifts of 100 s break a crane that does them in this order.
    fn broken(lifts: &[u64], crane: u64, between: &Variate) -> Vec<(u64, SimDuration)> {
        let plan = Failures { between: between.clone(), repair: Variate::Constant(60.0) };
        let (mut wear, mut broken) = (Wear::default(), Vec::new());
        Trial::of(SMALL).run.intervene(|_, sim| {
            for lift in lifts {
                wear.add(SimDuration::seconds(100), *lift, crane, STREAM, &plan, sim);
                broken.extend(wear.take_repair().map(|repair| (*lift, repair)));
            }
        });
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
}
