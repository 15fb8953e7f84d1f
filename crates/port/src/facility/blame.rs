//! When which resource was in a worse condition, and why: who waits for it meanwhile waits for that, not for the resource. What is in
//! force now is in [`condition`](super::condition); a wait ends as it ends, so here it is remembered.

use super::condition::{Effect, EffectId, Target, Why};
use crate::hours::DelayCause;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};

/// What is remembered: no wait is much longer (assumption).
const REMEMBERED: SimDuration = SimDuration::weeks(8);

/// One effect on one resource, one stop, or one of its machines that is down.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
struct Span {
    /// Of an effect; none of a stop, or of a machine that is down.
    id: Option<EffectId>,
    target: Target,
    cause: DelayCause,
    from: SimTime,
    /// The end of time, while it is in force.
    to: SimTime,
}

/// The effects so far, in the order in which they began.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Blame {
    spans: Vec<Span>,
}

impl Blame {
    /// An effect is in force from now on; one that makes nothing smaller or slower is nobody's excuse.
    pub fn begin(&mut self, id: EffectId, effect: &Effect, now: SimTime) {
        if effect.left < 1.0 || effect.slower > 1.0 {
            let cause = match effect.why {
                Why::Closure | Why::Strike => DelayCause::Closure,
                Why::Breakdown => DelayCause::Breakdown,
                Why::Cyber => DelayCause::Cyber,
                Why::Weather => DelayCause::Weather,
            };
            self.remember(Span { id: Some(id), target: effect.target, cause, from: now, to: SimTime::MAX });
        }
    }
    /// It is over.
    pub fn end(&mut self, id: EffectId, now: SimTime) {
        self.spans.iter_mut().filter(|it| it.id == Some(id)).for_each(|it| it.to = now);
    }

    /// A resource may begin nothing from now on: the weather is beyond what it bears.
    pub fn stop(&mut self, target: Target, now: SimTime) {
        self.remember(Span { id: None, target, cause: DelayCause::Weather, from: now, to: SimTime::MAX });
    }
    /// It may go on.
    pub fn go_on(&mut self, target: Target, now: SimTime) {
        self.open(target, DelayCause::Weather).for_each(|it| it.to = now);
    }

    /// One of the machines of a resource is out of service from now on.
    pub fn down(&mut self, target: Target, now: SimTime) {
        self.remember(Span { id: None, target, cause: DelayCause::Breakdown, from: now, to: SimTime::MAX });
    }
    /// One of them is back.
    pub fn up(&mut self, target: Target, now: SimTime) {
        if let Some(one) = self.open(target, DelayCause::Breakdown).next() {
            one.to = now;
        }
    }

    fn open(&mut self, target: Target, cause: DelayCause) -> impl Iterator<Item = &mut Span> {
        let is_open = move |it: &&mut Span| it.id.is_none() && it.target == target && it.cause == cause && it.to == SimTime::MAX;
        self.spans.iter_mut().filter(is_open)
    }

    fn remember(&mut self, span: Span) {
        let now = span.from.saturating_since(SimTime::ZERO);
        self.spans.retain(|it| it.to.saturating_since(SimTime::ZERO) + REMEMBERED > now);
        self.spans.push(span);
    }

    /// Cuts a wait for any of these resources into pieces, the earliest first: as far as one was in a worse condition it is booked to
    /// that, the rest to the usual cause. Where two were, the earlier counts.
    #[inline]
    pub fn cut(
        &self,
        targets: &[Target],
        (from, to): (SimTime, SimTime),
        usual: DelayCause,
        mut book: impl FnMut(DelayCause, SimDuration),
    ) {
        let mut at = from;
        if !self.spans.is_empty() {
            let felt = |it: &&Span| targets.contains(&it.target);
            for span in self.spans.iter().filter(felt) {
                let (begin, end) = (span.from.max(at), span.to.min(to));
                if begin < end {
                    book(usual, begin - at);
                    book(span.cause, end - begin);
                    at = end;
                }
            }
        }
        book(usual, to - at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facility::condition::{Conditions, MarinePart};

    const TUGS: Target = Target::Marine(MarinePart::Tugs);
    const PILOTS: Target = Target::Marine(MarinePart::Pilots);

    fn cut(it: &Blame, from: u64, to: u64) -> Vec<(DelayCause, u64)> {
        let mut pieces = Vec::new();
        it.cut(&[TUGS], (SimTime(from), SimTime(to)), DelayCause::Pilot, |cause, time| {
            if time.0 > 0 {
                pieces.push((cause, time.0));
            }
        });
        pieces
    }

    /// Two tugs are down, one from 20 to 70, one from 40 to 50, and a storm stops them from 60 to 90: the calm ends neither repair.
    #[test]
    fn who_waits_while_a_machine_is_down_waits_for_its_repair() {
        let mut it = Blame::default();
        it.down(TUGS, SimTime(20));
        it.down(TUGS, SimTime(40));
        it.up(TUGS, SimTime(50));
        it.stop(TUGS, SimTime(60));
        it.up(TUGS, SimTime(70));
        it.go_on(TUGS, SimTime(90));
        it.down(PILOTS, SimTime(0));
        let pieces = [(DelayCause::Pilot, 20), (DelayCause::Breakdown, 50), (DelayCause::Weather, 20), (DelayCause::Pilot, 10)];
        let mut found = cut(&it, 0, 100);
        found.dedup_by(|next, before| {
            next.0 == before.0 && {
                before.1 += next.1;
                true
            }
        });
        assert_eq!(found, pieces);
    }

    #[test]
    fn a_wait_is_cut_where_a_closure_begins_and_ends() {
        let (mut conditions, mut it) = (Conditions::default(), Blame::default());
        let mut begin = |it: &mut Blame, target, why, now| {
            let effect = Effect { left: 0.0, ..Effect::none(target, why) };
            let id = conditions.begin(effect);
            it.begin(id, &effect, SimTime(now));
            id
        };
        assert_eq!(cut(&it, 0, 100), [(DelayCause::Pilot, 100)]);
        let strike = begin(&mut it, TUGS, Why::Strike, 20);
        begin(&mut it, PILOTS, Why::Cyber, 0);
        assert_eq!(cut(&it, 0, 100), [(DelayCause::Pilot, 20), (DelayCause::Closure, 80)]);
        let attack = begin(&mut it, TUGS, Why::Cyber, 40);
        it.end(strike, SimTime(50));
        it.end(attack, SimTime(70));
        let pieces = [(DelayCause::Pilot, 20), (DelayCause::Closure, 30), (DelayCause::Cyber, 20), (DelayCause::Pilot, 30)];
        assert_eq!(cut(&it, 0, 100), pieces);
        assert_eq!(cut(&it, 60, 65), [(DelayCause::Cyber, 5)]);
        assert_eq!(cut(&it, 80, 90), [(DelayCause::Pilot, 10)]);
        it.stop(TUGS, SimTime(200));
        it.stop(PILOTS, SimTime(200));
        it.go_on(PILOTS, SimTime(210));
        assert_eq!(cut(&it, 190, 220), [(DelayCause::Pilot, 10), (DelayCause::Weather, 20)]);
        it.go_on(TUGS, SimTime(215));
        assert_eq!(cut(&it, 190, 220), [(DelayCause::Pilot, 10), (DelayCause::Weather, 15), (DelayCause::Pilot, 5)]);
    }
}
