//! Roads. A truck takes room on a road for as long as it drives or queues on it, and leaves it when it has room on the next
//! one, or is let in where it goes: so a queue before a gate fills the road behind it, then the roads that lead there.
//!
//! On its way it is slowed by all that drive there: travel time follows the flow by the function of the US Bureau of Public
//! Roads (Traffic Assignment Manual, 1964), t = t₀ (1 + α (q/c)^β); and nobody leaves a road sooner after another than its
//! lanes let pass.

use crate::facility::road_plan::RoadsPlan;
use crate::ids::Way;
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, SimDuration, SimTime, real};

/// The flow counts over about so long (assumption).
const MEMORY: SimDuration = SimDuration::minutes(15);

/// One direction of a road.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
struct Carriageway {
    to: usize,
    /// On the empty road.
    free: SimDuration,
    /// Travel time at a walk, over that on the empty road.
    crawl: f64,
    capacity_per_h: f64,
    /// Share of it that is left; at 0 nobody is let onto the road, and who is on it drives on.
    open: f64,
    /// Factor on its travel time.
    slower: f64,
    /// Least time between two that leave it.
    headway: SimDuration,
    other_per_h: f64,
    /// Trucks that stand on it when it is full.
    room: u32,
    taken: u32,
    waiting: Line<()>,
    /// Trucks an hour of late, and when that was so.
    flow_per_h: f64,
    flow_at: SimTime,
    /// When the last one reaches its end.
    last_out: SimTime,
}

impl Carriageway {
    /// Has it room for one more, and is it open?
    fn lets(&self) -> bool {
        self.taken < self.room && self.open > 0.0
    }
}

/// Who was let onto a road just before it closed drives as on one of which so little is left (assumption).
const LEAST_OPEN: f64 = 0.1;

/// Nobody is slowed by the flow to less than a walk: the function knows no end, and beyond capacity it is the queue that counts
/// (assumption) [m/s].
const WALK_M_S: f64 = 1.4;

/// All roads.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Roads {
    ways: Vec<Option<Carriageway>>,
    /// The way to take from each place to each other: `[from × places + to]`.
    next: Vec<Option<Way>>,
    places: usize,
    alpha: f64,
    beta: f64,
    /// Other traffic by hour of the day, as a factor on its mean.
    hours: Vec<f64>,
}

impl Roads {
    /// Empty roads, and the quickest way from each place to each other.
    pub fn new(plan: &RoadsPlan) -> Self {
        let mean = plan.hours.iter().sum::<f64>() / 24.0;
        let mut roads = Roads {
            ways: Vec::new(),
            next: Vec::new(),
            places: plan.places.len(),
            alpha: plan.alpha,
            beta: plan.beta,
            hours: plan.hours.iter().map(|weight| weight / mean).collect(),
        };
        for road in &plan.roads {
            let capacity_per_h = f64::from(road.lanes) * road.lane_capacity_per_h;
            let way = |to: usize| Carriageway {
                to,
                free: SimDuration::from_seconds_f64(road.length_m / road.speed_m_s),
                crawl: (road.speed_m_s / WALK_M_S).max(1.0),
                capacity_per_h,
                open: 1.0,
                slower: 1.0,
                headway: SimDuration::from_seconds_f64(3600.0 / capacity_per_h),
                other_per_h: road.other_traffic_per_h,
                room: ((road.length_m * f64::from(road.lanes) / plan.queue_space_m) as u32).max(1),
                taken: 0,
                waiting: Line::default(),
                flow_per_h: 0.0,
                flow_at: SimTime::ZERO,
                last_out: SimTime::ZERO,
            };
            roads.ways.push(Some(way(road.to)));
            roads.ways.push((!road.one_way).then(|| way(road.from)));
        }
        roads.next = quickest(plan, &roads.ways);
        roads
    }

    /// The first way from one place towards another; none if they are the same, or no road leads there.
    pub fn towards(&self, from: usize, to: usize) -> Option<Way> {
        self.next[from * self.places + to]
    }
    /// Does a road lead there?
    pub fn connects(&self, from: usize, to: usize) -> bool {
        from == to || self.towards(from, to).is_some()
    }
    /// Where a way ends.
    pub fn end_of(&self, way: Way) -> usize {
        self.way(way).to
    }
    /// Time from one place to another on empty roads.
    pub fn free_time(&self, mut from: usize, to: usize) -> SimDuration {
        let mut sum = SimDuration::ZERO;
        while let Some(way) = self.towards(from, to) {
            sum += self.way(way).free;
            from = self.way(way).to;
        }
        sum
    }

    /// From now on this share of the capacity of a road is left, in both directions, and travel time is so many times as long.
    pub fn set_condition(&mut self, road: u16, open: f64, slower: f64, sim: &mut Sim) {
        for it in self.ways[2 * usize::from(road)..][..2].iter_mut().flatten() {
            (it.open, it.slower) = (open, slower);
            it.headway = SimDuration::from_seconds_f64(3600.0 / (it.capacity_per_h * open.max(LEAST_OPEN)));
            while it.lets() && it.waiting.wake_first(sim, |()| true) {
                it.taken += 1;
            }
        }
    }

    /// Asks for room on a way; those who came first go first.
    pub fn ask(&mut self, way: Way, sim: &mut Sim) -> Answer {
        let it = self.way_mut(way);
        if it.lets() && it.waiting.is_empty(sim) {
            it.taken += 1;
            return Answer::GRANTED;
        }
        it.waiting.join((), sim)
    }
    /// Room was granted: how long the truck is under way, given a factor of its own, and the same on the empty road.
    pub fn set_out(&mut self, way: Way, own: f64, now: SimTime) -> (SimDuration, SimDuration) {
        let (alpha, beta) = (self.alpha, self.beta);
        let hour = (now.0 / SimDuration::hours(1).0 % 24) as usize;
        let other = self.hours[hour];
        let it = self.way_mut(way);
        let passed = (now - it.flow_at).as_seconds_f64() / MEMORY.as_seconds_f64();
        it.flow_per_h = it.flow_per_h * real::exp(-passed) + 3600.0 / MEMORY.as_seconds_f64();
        it.flow_at = now;
        let load = (it.flow_per_h + other * it.other_per_h) / (it.capacity_per_h * it.open.max(LEAST_OPEN));
        let free = SimDuration::from_seconds_f64(it.free.as_seconds_f64() * own);
        let flow = (1.0 + alpha * real::pow(load, beta)).min(it.crawl);
        let slowed = SimDuration::from_seconds_f64(free.as_seconds_f64() * it.slower * flow);
        let out = (now + slowed).max(it.last_out + it.headway);
        it.last_out = out;
        (out - now, free)
    }
    /// Off the road: on the next one, or let in.
    pub fn leave(&mut self, way: Way, sim: &mut Sim) {
        let it = self.way_mut(way);
        it.taken -= 1;
        if it.lets() && it.waiting.wake_first(sim, |()| true) {
            it.taken += 1;
        }
    }
    /// Trucks on a way, and those that wait for room on it.
    pub fn on(&self, way: Way) -> (u32, usize) {
        let it = self.way(way);
        (it.taken, it.waiting.iter().len())
    }

    /// Places taken on each way.
    pub fn taken(&self) -> impl Iterator<Item = (Way, u32)> {
        self.ways.iter().enumerate().filter_map(|(index, it)| it.as_ref().map(|it| (Way(index as u16), it.taken)))
    }

    /// No road holds more than it has room for, and none with room keeps anybody waiting.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        for (index, it) in self.ways.iter().enumerate() {
            let Some(it) = it else { continue };
            if it.taken > it.room || (it.lets() && it.waiting.iter().len() > 0) {
                let waiting = it.waiting.iter().len();
                return Err(format!("road {}: {} of {} places are taken, {waiting} wait", index / 2, it.taken, it.room));
            }
        }
        Ok(())
    }

    fn way(&self, way: Way) -> &Carriageway {
        self.ways[usize::from(way.0)].as_ref().expect("routes lead along ways that exist")
    }
    fn way_mut(&mut self, way: Way) -> &mut Carriageway {
        self.ways[usize::from(way.0)].as_mut().expect("routes lead along ways that exist")
    }
}

/// For each pair of places the first way of the quickest route (Floyd 1962, Warshall 1962); of two as quick, the one over the
/// place that is named first.
fn quickest(plan: &RoadsPlan, ways: &[Option<Carriageway>]) -> Vec<Option<Way>> {
    let n = plan.places.len();
    let (mut time, mut next) = (vec![u64::MAX; n * n], vec![None; n * n]);
    for place in 0..n {
        time[place * n + place] = 0;
    }
    for (index, way) in ways.iter().enumerate() {
        let (Some(it), road) = (way, &plan.roads[index / 2]) else { continue };
        let from = if index % 2 == 0 { road.from } else { road.to };
        if it.free.0 < time[from * n + it.to] {
            (time[from * n + it.to], next[from * n + it.to]) = (it.free.0, Some(Way(index as u16)));
        }
    }
    for over in 0..n {
        for from in 0..n {
            for to in 0..n {
                let (a, b) = (time[from * n + over], time[over * n + to]);
                if a != u64::MAX && b != u64::MAX && a + b < time[from * n + to] {
                    (time[from * n + to], next[from * n + to]) = (a + b, next[from * n + over]);
                }
            }
        }
    }
    next
}

#[cfg(test)]
mod tests;
