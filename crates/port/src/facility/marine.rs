//! Pilots and tugs. A ship asks for its team at once: a pilot, and tugs that pull hard enough together. Who gets its team next is the policy.

use crate::ids::CallId;
use crate::kind::Sim;
use crate::policy::Policy;
use crate::policy::team_dispatch::TeamDispatch;
pub use crate::policy::team_dispatch::view::TeamWish;
use crate::policy::team_dispatch::view::Teams;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line};
use std::collections::BTreeMap;

/// Tugs of one strength.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct TugClass {
    /// How many there are.
    pub count: u32,
    /// Bollard pull of each [t].
    pub pull_t: f64,
}

/// A pilot and tugs that are with a ship: how many of each class.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
struct Team {
    pilot: bool,
    tugs: Vec<u32>,
}

/// Pilots and tugs on watch.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Marine {
    policy: Policy<TeamDispatch>,
    pilots: u32,
    /// From weak to strong; and how many of each class are on watch.
    classes: Vec<TugClass>,
    on_watch: Vec<u32>,
    /// With ships; above what there is for a while, where that was lowered.
    busy_pilots: u32,
    busy_tugs: Vec<u32>,
    /// Of the busy ones, those that are out of service.
    tugs_down: Vec<u32>,
    with: BTreeMap<CallId, Team>,
    waiting: Line<TeamWish>,
}

impl Marine {
    /// Ships that wait for pilot and tugs.
    pub fn queued(&self) -> usize {
        self.waiting.iter().len()
    }

    /// All free.
    pub fn new(policy: Policy<TeamDispatch>, pilots: u32, mut classes: Vec<TugClass>) -> Self {
        classes.sort_by(|a, b| a.pull_t.total_cmp(&b.pull_t));
        let (busy_tugs, tugs_down) = (vec![0; classes.len()], vec![0; classes.len()]);
        let on_watch = classes.iter().map(|class| class.count).collect();
        let (with, waiting) = (BTreeMap::new(), Line::default());
        Marine { policy, pilots, classes, on_watch, busy_pilots: 0, busy_tugs, tugs_down, with, waiting }
    }

    /// So many pilots are on watch from now on.
    pub fn set_pilots(&mut self, pilots: u32, sim: &mut Sim) {
        self.pilots = pilots;
        self.serve(sim);
    }
    /// So many tugs of each strength, from weak to strong.
    pub fn set_tugs(&mut self, counts: impl Iterator<Item = u32>, sim: &mut Sim) {
        self.on_watch.iter_mut().zip(counts).for_each(|(watch, count)| *watch = count);
        self.serve(sim);
    }

    /// Asks for a team.
    pub fn ask(&mut self, wish: TeamWish, sim: &mut Sim) -> Answer {
        let mut all: Vec<TeamWish> = self.waiting.wishes(sim).copied().collect();
        all.push(wish);
        let Some((place, tugs)) = self.next(&all) else { return self.waiting.join(wish, sim) };
        if place < all.len() - 1 {
            let answer = self.waiting.join(wish, sim); // it makes the policy prefer one that waits
            self.serve(sim);
            return answer;
        }
        self.take(wish, tugs);
        Answer::GRANTED
    }

    /// How many tugs of each class, from weak to strong, are with a ship.
    pub fn tugs_with(&self, call: CallId) -> Vec<u32> {
        self.with[&call].tugs.clone()
    }
    /// The team of a ship is free again, but for tugs of each class that are out of service now: how many pilots, and tugs, that were.
    pub fn release(&mut self, call: CallId, down: &[u32], sim: &mut Sim) -> (u32, u32) {
        let team = self.with.remove(&call).expect("a team is given back once");
        self.busy_pilots -= u32::from(team.pilot);
        self.busy_tugs.iter_mut().zip(team.tugs.iter().zip(down)).for_each(|(busy, (back, down))| *busy -= back - down);
        self.tugs_down.iter_mut().zip(down).for_each(|(all, down)| *all += down);
        self.serve(sim);
        (u32::from(team.pilot), team.tugs.iter().sum())
    }

    /// A tug of a class is in service again.
    pub fn tug_is_back(&mut self, class: u8, sim: &mut Sim) {
        self.tugs_down[usize::from(class)] -= 1;
        self.busy_tugs[usize::from(class)] -= 1;
        self.serve(sim);
    }

    /// As many pilots and tugs are busy as are with ships or out of service, and nobody waits for what is free.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        let pilots = self.with.values().map(|team| u32::from(team.pilot)).sum::<u32>();
        if pilots != self.busy_pilots {
            return Err(format!("{pilots} pilots are with ships, {} are busy", self.busy_pilots));
        }
        for (index, class) in self.classes.iter().enumerate() {
            let tugs = self.with.values().map(|team| team.tugs[index]).sum::<u32>();
            let (down, busy) = (self.tugs_down[index], self.busy_tugs[index]);
            if tugs + down != busy {
                return Err(format!("{tugs} tugs of {} t are with ships and {down} are down, {busy} are busy", class.pull_t));
            }
        }
        let waiting: Vec<TeamWish> = self.waiting.iter().copied().collect();
        self.next(&waiting).map_or(Ok(()), |(place, _)| Err(format!("{} waits for a team that is free", waiting[place].call)))
    }

    fn serve(&mut self, sim: &mut Sim) {
        loop {
            let waiting: Vec<TeamWish> = self.waiting.wishes(sim).copied().collect();
            let Some((place, tugs)) = self.next(&waiting) else { return };
            let (ticket, wish) = self.waiting.take(place, sim).expect("it was chosen among those in line");
            self.take(wish, tugs);
            sim.wake(ticket);
        }
    }

    fn take(&mut self, wish: TeamWish, tugs: Vec<u32>) {
        self.busy_pilots += u32::from(wish.pilot);
        self.busy_tugs.iter_mut().zip(&tugs).for_each(|(busy, taken)| *busy += taken);
        self.with.insert(wish.call, Team { pilot: wish.pilot, tugs });
    }

    /// Place in line and tugs of the ship that gets its team next.
    fn next(&self, waiting: &[TeamWish]) -> Option<(usize, Vec<u32>)> {
        let free: Vec<u32> = (0..self.classes.len()).map(|class| self.free(class)).collect();
        let tugs_for = |wish: &TeamWish| choose_tugs(&self.classes, &free, wish);
        let can_go = |wish: &TeamWish| (!wish.pilot || self.busy_pilots < self.pilots) && tugs_for(wish).is_some();
        let place = self.policy.decide(&Teams { waiting, can_go: &can_go })?;
        Some((place, tugs_for(&waiting[place])?))
    }

    /// Tugs of a class that are free: on watch are sound ones as long as there are any.
    fn free(&self, class: usize) -> u32 {
        let down = self.tugs_down[class];
        let sound = self.classes[class].count - down;
        self.on_watch[class].min(sound).saturating_sub(self.busy_tugs[class] - down)
    }
}

/// The fewest of the free tugs that suffice, and of these the weakest: how many of each class.
fn choose_tugs(classes: &[TugClass], free: &[u32], wish: &TeamWish) -> Option<Vec<u32>> {
    let mut chosen = vec![0; classes.len()];
    if !wish.wants_tugs() {
        return Some(chosen);
    }
    // The strongest first, until they are enough.
    let (mut count, mut pull) = (0, 0.0);
    for (index, class) in classes.iter().enumerate().rev() {
        while chosen[index] < free[index] && (count < wish.tugs || pull < wish.pull_t) {
            chosen[index] += 1;
            (count, pull) = (count + 1, pull + class.pull_t);
        }
    }
    if count < wish.tugs || pull < wish.pull_t {
        return None;
    }
    // Then each is replaced by the weakest that still does.
    for strong in (0..classes.len()).rev() {
        for weak in 0..strong {
            let less = classes[strong].pull_t - classes[weak].pull_t;
            while chosen[strong] > 0 && chosen[weak] < free[weak] && pull - less >= wish.pull_t {
                chosen[strong] -= 1;
                chosen[weak] += 1;
                pull -= less;
            }
        }
    }
    Some(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLEET: [TugClass; 2] = [TugClass { count: 2, pull_t: 40.0 }, TugClass { count: 3, pull_t: 70.0 }];

    fn wish(tugs: u32, pull_t: f64) -> TeamWish {
        TeamWish { call: CallId(0), pilot: false, tugs, pull_t, outbound: false }
    }

    #[test]
    fn the_fewest_and_weakest_tugs_that_suffice_go() {
        let choose = |tugs, pull| choose_tugs(&FLEET, &[2, 3], &wish(tugs, pull));
        assert_eq!(choose(0, 0.0), Some(vec![0, 0]));
        assert_eq!(choose(1, 0.0), Some(vec![1, 0]), "any tug does: the weakest");
        assert_eq!(choose(2, 0.0), Some(vec![2, 0]));
        assert_eq!(choose(1, 60.0), Some(vec![0, 1]));
        assert_eq!(choose(2, 110.0), Some(vec![1, 1]), "40 + 70 t");
        assert_eq!(choose(2, 111.0), Some(vec![0, 2]));
        assert_eq!(choose(1, 150.0), Some(vec![2, 1]), "three are needed, two of them may be weak");
        assert_eq!(choose(5, 290.0), Some(vec![2, 3]));
        assert_eq!((choose(6, 0.0), choose(1, 291.0)), (None, None));
        assert_eq!(choose_tugs(&FLEET, &[0, 1], &wish(2, 0.0)), None, "only one is free");
    }

    /// For every wish up to what the fleet has: as few tugs as any choice that suffices, found by trying all.
    #[test]
    fn no_choice_needs_fewer_tugs() {
        for (weak, strong, tugs) in (0..3).flat_map(|w| (0..4).flat_map(move |s| (0..6).map(move |t| (w, s, t)))) {
            for pull in 0..30 {
                let wish = wish(tugs, 10.0 * f64::from(pull));
                let all = (0..=weak).flat_map(|w| (0..=strong).map(move |s| (w, s)));
                let enough = all.filter(|(w, s)| w + s >= tugs && 40.0 * f64::from(*w) + 70.0 * f64::from(*s) >= wish.pull_t);
                let fewest = enough.map(|(w, s)| w + s).min();
                let found = choose_tugs(&FLEET, &[weak, strong], &wish);
                assert_eq!(found.as_ref().map(|it| it.iter().sum()), fewest, "{weak} weak, {strong} strong, {wish:?}: {found:?}");
            }
        }
    }
}
