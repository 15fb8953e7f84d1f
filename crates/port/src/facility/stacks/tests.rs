use super::*;
use crate::policy::Policy;
use crate::policy::stacking::Stacking;
use crate::policy::stacking::view::Costs;
use darse_engine::{Draw, Stream, Streams};
use std::collections::BTreeMap;

fn named(policy: &str) -> Policy<Stacking> {
    Policy::named(policy).expect("a policy")
}

const TRIAL: Stream = Stream::named("trial of stacks");
const KINDS: [BoxKind; 4] = ORDER;

/// A block under random traffic, beside a list of where each box must be.
struct Traffic {
    stacks: Stacks,
    bays: u16,
    tiers: u8,
    policy: Policy<Stacking>,
    standing: BTreeMap<u32, (Stackable, PileId)>,
    promised: Vec<(Stackable, BoxKind)>,
    next: u32,
}

impl Traffic {
    fn new(draw: &mut Draw) -> Self {
        let (bays, rows, tiers) = (3 + draw.index(5) as u16, 2 + draw.index(4) as u16, 1 + draw.index(6) as u8);
        let (bays, rows) = if draw.chance(0.1) { (60 + draw.index(90) as u16, 1) } else { (bays, rows) };
        let apart = [draw.index(2) as u16, draw.index(2) as u16, 0];
        let policy = named(["segregated", "by-departure", "nearest"][draw.index(3) as usize]);
        let stacks = Stacks::new(bays, rows, tiers, apart);
        Traffic { stacks, bays, tiers, policy, standing: BTreeMap::new(), promised: Vec::new(), next: 0 }
    }

    fn reach(&self, draw: &mut Draw) -> Reach {
        Reach { first: 0, end: self.bays, near: draw.index(u32::from(self.bays)) as u16 }
    }

    /// A box asks for a place among the bays of its kind, else among the general ones.
    fn announce(&mut self, draw: &mut Draw) {
        let length = if draw.chance(0.5) { Length::Twenty } else { Length::Forty };
        let kind = KINDS[draw.index(4) as usize];
        let it = Stackable { length, kind, key: draw.index(5), due: draw.index(1000) };
        let bays = [kind, BoxKind::Standard].into_iter().find(|bays| self.stacks.has_room_for(*bays, length, 1));
        if let Some(bays) = bays {
            self.stacks.promise(bays, length);
            self.promised.push((it, bays));
        }
    }

    fn arrive(&mut self, draw: &mut Draw) {
        if self.promised.is_empty() {
            return;
        }
        let (it, bays) = self.promised.swap_remove(draw.index(self.promised.len() as u32) as usize);
        self.stacks.unpromise(bays, it.length);
        let reach = self.reach(draw);
        let chosen = self.choose(it, bays, &reach, None, draw);
        let (_, pile) = chosen.expect("a promised place is there");
        assert_eq!(self.stacks.kind_at(pile), bays);
        self.put(self.next, it, pile);
        self.next += 1;
    }

    /// The pile for a box, and that it is the one found by looking at every pile in turn; whatever places may cost.
    fn choose(
        &mut self,
        it: Stackable,
        bays: BoxKind,
        reach: &Reach,
        but: Option<PileId>,
        draw: &mut Draw,
    ) -> Option<(u32, PileId)> {
        let mut cost = || draw.index(60) as i32;
        let (later_turn, earlier_turn, later, earlier, half, ground) = (cost(), cost(), cost(), cost(), cost(), cost());
        let any = Costs { later_turn, earlier_turn, later, earlier, half, ground };
        assert_eq!(self.stacks.cheapest_place(it, any, bays, reach, but), self.found_one_by_one(it, any, bays, reach, but));
        let preference = self.policy.decide(&it);
        let chosen = self.stacks.choose_pile(it, bays, reach, self.policy, but);
        assert_eq!(chosen, self.found_one_by_one(preference.it, preference.costs, bays, reach, but));
        chosen
    }

    fn found_one_by_one(
        &self,
        it: Stackable,
        costs: Costs,
        bays: BoxKind,
        reach: &Reach,
        but: Option<PileId>,
    ) -> Option<(u32, PileId)> {
        let bay_of = |pile: PileId| usize::from(self.stacks.bay_of(pile));
        let within = |pile: &PileId| self.stacks.bays_within(bays, reach).contains(&bay_of(*pile)) && but != Some(*pile);
        let travel = |pile: PileId| bay_of(pile).abs_diff(usize::from(reach.near)) as u32 / 2;
        let costs = |pile: PileId| Some((travel(pile) + self.cost(it, costs, bays, pile)?, pile));
        (0..self.stacks.piles.len() as PileId).filter(within).filter_map(costs).min()
    }

    /// What it costs to put a box on a pile, if it may be put there.
    fn cost(&self, it: Stackable, costs: Costs, bays: BoxKind, pile: PileId) -> Option<u32> {
        let below = || self.standing.values().filter(|(_, at)| *at == pile).map(|(it, _)| it);
        let (height, length) = (below().count(), self.stacks.lengths[usize::from(pile) / 2]);
        let cost = match length {
            None if pile % 2 == 1 || self.stacks.grounds_to_open(bays, it.length) == 0 => return None,
            Some(length) if length != it.length || height >= usize::from(self.tiers) => return None,
            Some(Length::Forty) if pile % 2 == 1 => return None,
            None => costs.ground,
            Some(_) if height == 0 => costs.half,
            Some(_) => {
                let earliest = below().map(|below| below.due).min().expect("not empty");
                match (earliest >> 6 == it.due >> 6, earliest > it.due) {
                    _ if self.stacks.is_open_to(pile, it.key) => 0,
                    (true, true) => costs.later_turn,
                    (true, false) => costs.earlier_turn,
                    (false, true) => costs.later,
                    (false, false) => costs.earlier,
                }
            }
        };
        Some(cost as u32)
    }

    fn put(&mut self, id: u32, it: Stackable, pile: PileId) {
        self.stacks.put(BoxId(id), it, pile);
        self.standing.insert(id, (it, pile));
    }

    fn take(&mut self, pile: PileId) -> (u32, Stackable) {
        let id = self.stacks.take_top(pile, |id| self.standing[&id.0].0.due).0;
        let (it, from) = self.standing.remove(&id).expect("it stood there");
        assert_eq!(from, pile);
        (id, it)
    }

    /// A box leaves: what lies above it finds another place in the same bays, whatever was promised meanwhile.
    fn leave(&mut self, draw: &mut Draw) {
        if self.standing.is_empty() {
            return;
        }
        let wanted = *self.standing.keys().nth(draw.index(self.standing.len() as u32) as usize).expect("one of them");
        let pile = self.standing[&wanted].1;
        for _ in 0..self.stacks.above(BoxId(wanted), pile) {
            let (id, it) = self.take(pile);
            let reach = self.reach(draw);
            let bays = self.stacks.kind_at(pile);
            let chosen = self.choose(it, bays, &reach, Some(pile), draw);
            let (_, to) = chosen.expect("headroom is kept for digging");
            assert_ne!(to, pile);
            self.put(id, it, to);
        }
        assert_eq!(self.take(pile).0, wanted);
    }

    /// All counts, once more from nothing but the list.
    fn recount(&self) {
        let stacks = &self.stacks;
        let mut heights: BTreeMap<PileId, u32> = BTreeMap::new();
        let mut lengths: BTreeMap<usize, Length> = BTreeMap::new();
        for (it, pile) in self.standing.values() {
            *heights.entry(*pile).or_default() += 1;
            assert_eq!(*lengths.entry(usize::from(*pile) / 2).or_insert(it.length), it.length, "lengths are not mixed");
            assert!(it.length == Length::Twenty || pile % 2 == 0, "a 40 ft box takes the whole ground");
        }
        assert!(heights.values().all(|height| *height <= u32::from(self.tiers)));
        for kind in KINDS {
            let room = &stacks.room[kind as usize];
            let (bays, rows) = (stacks.bays_of(kind), usize::from(stacks.rows));
            let grounds = bays.start * rows..bays.end * rows;
            let used = grounds.clone().filter(|ground| lengths.contains_key(ground));
            assert_eq!(room.empty_grounds as usize, grounds.len() - used.count());
            for length in [Length::Twenty, Length::Forty] {
                let here = |ground: &usize| lengths.get(ground) == Some(&length);
                let places = grounds.clone().filter(here).count() as u32 * piles_per_ground(length) * u32::from(self.tiers);
                let at = |(it, pile): &&(Stackable, PileId)| it.length == length && stacks.kind_at(*pile) == kind;
                assert_eq!(room.on_piles[length as usize], places - self.standing.values().filter(at).count() as u32);
                let promised = self.promised.iter().filter(|(it, bays)| it.length == length && *bays == kind);
                assert_eq!(room.promised[length as usize] as usize, promised.count());
            }
        }
        let teu: u32 = self.standing.values().map(|(it, _)| it.length.teu()).sum();
        assert_eq!((stacks.teu, stacks.boxes as usize), (teu, self.standing.len()));
        assert!(teu <= stacks.slots_teu());
        let mut found = 0;
        for (id, pile, length) in stacks.iter() {
            let (it, at) = &self.standing[&id.0];
            assert_eq!((*at, it.length), (pile, length));
            found += 1;
        }
        assert_eq!(found, self.standing.len(), "each box stands once");
        for pile in heights.keys().map(|pile| usize::from(*pile)) {
            let here = self.standing.values().filter(|(_, at)| usize::from(*at) == pile);
            assert_eq!(Some(stacks.piles.earliest_due(pile)), here.map(|(it, _)| it.due).min());
        }
    }
}

/// 60 blocks, 400 events each, filled to the brim: room is accounted for, promises are kept, digging always finds a place.
#[test]
fn a_block_keeps_its_promises_whatever_comes() {
    for number in 0..60 {
        let draw = &mut Streams::new(1, number).of(TRIAL, 0, 0);
        let traffic = &mut Traffic::new(draw);
        for _ in 0..400 {
            match draw.index(10) {
                0..=4 => traffic.announce(draw),
                5..=7 => traffic.arrive(draw),
                _ => traffic.leave(draw),
            }
            traffic.recount();
        }
        assert!(traffic.next > 20, "something happened: {}", traffic.next);
    }
}

/// The cost of a place says what the policy is for.
#[test]
fn each_policy_prefers_what_it_is_named_for() {
    let mut stacks = Stacks::new(4, 2, 4, [0, 0, 0]);
    let reach = Reach { first: 0, end: 4, near: 3 };
    let of = |key: u32, due: u32| Stackable { length: Length::Forty, kind: BoxKind::Standard, key, due };
    stacks.put(BoxId(0), of(1, 900 << 6), 0); // bay 0, leaves late
    stacks.put(BoxId(1), of(2, 100 << 6), 2); // bay 0, leaves early
    let mut choose = |it, policy| stacks.choose_pile(it, BoxKind::Standard, &reach, named(policy), None).map(|(_, pile)| pile);
    assert_eq!(choose(of(2, 900 << 6), "segregated"), Some(2), "on boxes of its own class");
    let far = choose(of(3, 500 << 6), "by-departure").unwrap();
    assert_ne!(far, 2, "not on one that leaves before it");
    let near = choose(of(3, 500 << 6), "nearest").unwrap();
    assert!(stacks.bay_of(near) >= 2, "by the crane");
    assert_eq!(
        stacks
            .choose_pile(of(2, 0), BoxKind::Standard, &Reach { first: 0, end: 1, near: 0 }, named("segregated"), Some(2))
            .map(|(_, pile)| pile),
        Some(0)
    );
}

#[test]
fn kinds_stand_in_their_own_bays() {
    let stacks = Stacks::new(6, 2, 3, [1, 2, 1]);
    let kind_of = |bay: u16| stacks.kind_at(bay * 2 * 2);
    let kinds = (0..6).map(kind_of).collect::<Vec<_>>();
    use BoxKind::*;
    assert_eq!(kinds, [Reefer, Dangerous, Dangerous, Empty, Standard, Standard]);
    assert_eq!(stacks.slots_teu(), 6 * 2 * 2 * 3);
}
