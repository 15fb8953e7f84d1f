//! The yard of a terminal: blocks of piles, each with its cranes and the jobs they have to do.
//!
//! A box is *promised* a place in a block before it is on its way; which pile it gets is decided when the crane takes it up.
//! Loads are asked for by class: the yard gives the most accessible box of the class. Cranes of one block share rails: a
//! job is given to a crane only if its bay lies clear of where the others are at work.

use crate::cargo::{BoxKind, Boxes, LoadClass, Onward, Place, Unit};
use crate::facility::plan::Point;
use crate::facility::stacks::{PileId, Reach, Stackable, Stacking, Stacks};
use crate::ids::{BlockId, BoxId, CallId};
use crate::kind::Sim;
use darse_engine::{Answer, Line, SimTime, Ticket, stand_by};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which block a box goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockChoice {
    /// Least work waiting, then nearest, then emptiest: weighed in metres.
    Balanced,
    /// The nearest with room.
    Nearest,
    /// The emptiest.
    Emptiest,
}

/// Which job a yard crane does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobOrder {
    /// The oldest.
    FirstCome,
    /// The oldest for the quay; those of trucks and trains after them.
    QuayFirst,
    /// The one with the least gantry travel.
    NearestBay,
}

/// Where blocks are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Loading {
    /// Along the block: vehicles drive up to the bay.
    Side,
    /// At its ends: quay vehicles at one, trucks at the other; a crane travels to and fro with each box.
    End,
}

/// Who waits for a yard job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Side {
    Water,
    Land,
}

/// What a yard crane does with boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// From the vehicle, or the transfer point, into a pile.
    Stack(Unit),
    /// Out of its pile, to the vehicle or transfer point.
    Retrieve(Unit),
}

impl Task {
    /// The boxes it is about.
    #[inline]
    pub fn unit(self) -> Unit {
        let (Task::Stack(unit) | Task::Retrieve(unit)) = self;
        unit
    }
}

/// One job for a yard crane.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Job {
    /// What to do.
    pub task: Task,
    /// The vehicle or truck that waits for it; none where boxes are set down at a transfer point.
    pub waiting: Option<Ticket>,
    /// Who asked.
    pub side: Side,
    /// The post that a unit set down at a transfer point is for.
    pub post: Option<usize>,
}

/// A job under way.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Running {
    /// The job.
    pub job: Job,
    /// Boxes moved for it, rehandles included.
    pub moves: u32,
    /// Of these, boxes that lay above.
    pub rehandles: u32,
    /// Gantry travel [40 ft bays].
    pub travel_bays: u32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct YardCrane {
    bay: u16,
    running: Option<Running>,
}

/// One block.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Block {
    /// Its piles.
    pub stacks: Stacks,
    /// Its centre.
    pub at: Point,
    bays: u16,
    cranes: Vec<YardCrane>,
    idle: Line<usize>,
    jobs: Vec<Job>,
    /// Units on their way to it.
    coming: u32,
    /// Free places at the transfer points, towards the vehicles.
    transfer_free: u32,
    /// The same from the vehicles, and vehicles that wait for one.
    set_down_free: u32,
    setting_down: Line<()>,
}

/// Wait for a place in the yard.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct RoomWish {
    unit: Unit,
    from: Point,
}

/// The rules of a yard.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct YardPolicy {
    /// Which block.
    pub block_choice: BlockChoice,
    /// Which pile.
    pub stacking: Stacking,
    /// Which job next.
    pub job_order: JobOrder,
    /// Where blocks are served.
    pub loading: Loading,
}

/// The yard of one terminal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Yard {
    /// Its rules.
    pub policy: YardPolicy,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Boxes in the piles that wait to be called, by call and class.
    groups: BTreeMap<(CallId, LoadClass), Vec<BoxId>>,
    waiting_for_room: Line<RoomWish>,
    /// Boxes that stand outside the bays of their kind because those were full, so far.
    pub misplaced: u64,
}

/// Least distance between two cranes of a block [40 ft bays].
const CRANE_GAP: u16 = 2;

/// Key of the piles of boxes that no ship fetches: one for each way out.
fn key_of(onward: Onward, class: LoadClass) -> u32 {
    match onward {
        Onward::Call(call) => call.0 << 8 | u32::from(class.0),
        Onward::Truck => 0xFFFF_FF00,
        Onward::Train => 0xFFFF_FF01,
        Onward::Warehouse(_) => 0xFFFF_FF02,
    }
}

const MINUTE_US: u64 = 60_000_000;

fn stackable(boxes: &Boxes, id: BoxId) -> Stackable {
    let it = &boxes[id];
    Stackable {
        length: it.class.length(),
        kind: it.class.kind(),
        key: key_of(it.onward, it.class),
        due: (it.due.0 / MINUTE_US) as u32,
    }
}

fn due_minutes(boxes: &Boxes) -> impl Fn(BoxId) -> u32 {
    |id| (boxes[id].due.0 / MINUTE_US) as u32
}

impl Yard {
    /// An empty yard. Each block comes with its number of cranes; `transfer` places at each block's transfer points.
    pub fn new(policy: YardPolicy, blocks: Vec<(Stacks, Point, u16)>, cranes: usize, transfer: u32) -> Self {
        let build = |(stacks, at, bays): (Stacks, Point, u16)| Block {
            stacks,
            at,
            bays,
            cranes: (0..cranes)
                .map(|crane| YardCrane { bay: (bays as usize * (2 * crane + 1) / (2 * cranes)) as u16, running: None })
                .collect(),
            idle: Line::default(),
            jobs: Vec::new(),
            coming: 0,
            transfer_free: transfer,
            set_down_free: transfer,
            setting_down: Line::default(),
        };
        let blocks = blocks.into_iter().map(build).collect();
        Yard { policy, blocks, groups: BTreeMap::new(), waiting_for_room: Line::default(), misplaced: 0 }
    }

    /// TEU in the piles.
    pub fn teu(&self) -> u32 {
        self.blocks.iter().map(|block| block.stacks.teu).sum()
    }
    /// Slots [TEU].
    pub fn slots_teu(&self) -> u32 {
        self.blocks.iter().map(|block| block.stacks.slots_teu()).sum()
    }

    /// Cranes on each block; none where vehicles stack.
    pub fn cranes_per_block(&self) -> usize {
        self.blocks.first().map_or(0, |block| block.cranes.len())
    }

    // ---- places for boxes that come ----

    /// Asks for places for a unit; when granted, its boxes are `Place::Promised`.
    pub fn ask_room(&mut self, unit: Unit, from: Point, boxes: &mut Boxes, sim: &mut Sim) -> Answer {
        if self.waiting_for_room.is_empty(sim) && self.promise(unit, from, boxes) {
            return Answer::GRANTED;
        }
        self.waiting_for_room.join(RoomWish { unit, from }, sim)
    }

    /// Promises places in one block to all boxes of a unit, if some block has them.
    fn promise(&mut self, unit: Unit, from: Point, boxes: &mut Boxes) -> bool {
        let it = stackable(boxes, unit.first());
        let Some((block, bays)) = self.choose_block(it, unit.count(), from, boxes, unit) else { return false };
        let stacks = &mut self.blocks[block.index()].stacks;
        for id in unit.boxes() {
            stacks.promise(bays, it.length);
            boxes[id].place = Place::Promised { block, bays };
        }
        self.blocks[block.index()].coming += 1;
        true
    }

    /// Weights of the balanced choice, in metres of driving (assumption): a job that waits at the block, and a full block.
    const METRES_PER_JOB: f64 = 120.0;
    const METRES_WHEN_FULL: f64 = 400.0;

    fn choose_block(
        &self,
        it: Stackable,
        count: u32,
        from: Point,
        boxes: &Boxes,
        unit: Unit,
    ) -> Option<(BlockId, BoxKind)> {
        let offer = |block: &Block| {
            let bays = block.stacks.bays_for(it.kind, it.length)?;
            // Both boxes of a pair need a place: headroom of a block exceeds one box, so one more is checked by promise.
            (count == 1 || block.stacks.has_room_for(bays, it.length, count)).then_some(bays)
        };
        if self.policy.block_choice == BlockChoice::Balanced {
            if let Some(found) = self.open_pile_of_group(it, boxes, unit).filter(|(block, _)| offer(&self.blocks[block.index()]).is_some()) {
                return Some(found);
            }
        }
        let mut best: Option<(f64, BlockId, BoxKind)> = None;
        for own_bays in [true, false] {
            for (index, block) in self.blocks.iter().enumerate() {
                let Some(bays) = offer(block) else { continue };
                let is_own = bays == it.kind || (it.kind == BoxKind::Empty && !block.stacks.has_bays_for(it.kind));
                if is_own != own_bays {
                    continue;
                }
                let fill = f64::from(block.stacks.teu) / f64::from(block.stacks.slots_teu());
                let work = (block.jobs.len() as u32 + block.coming) as f64 / block.cranes.len().max(1) as f64;
                let cost = match self.policy.block_choice {
                    BlockChoice::Balanced => block.at.to(from) + Self::METRES_PER_JOB * work + Self::METRES_WHEN_FULL * fill * fill,
                    BlockChoice::Nearest => block.at.to(from),
                    BlockChoice::Emptiest => fill,
                };
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, BlockId(index as u16), bays));
                }
            }
            if best.is_some() {
                break;
            }
        }
        best.map(|(_, block, bays)| (block, bays))
    }

    /// A pile of the same class with room on it, in a block that is not busy: among the last boxes of the group.
    fn open_pile_of_group(&self, it: Stackable, boxes: &Boxes, unit: Unit) -> Option<(BlockId, BoxKind)> {
        let id = unit.first();
        let Onward::Call(call) = boxes[id].onward else { return None };
        let group = self.groups.get(&(call, boxes[id].class))?;
        group.iter().rev().take(6).find_map(|other| {
            let Place::Stacked { block, pile } = boxes[*other].place else { return None };
            let at = &self.blocks[block.index()];
            let calm = at.jobs.len() as u32 + at.coming <= at.cranes.len() as u32;
            let bays = at.stacks.kind_at(pile);
            (calm && at.stacks.is_open_to(pile, it.key) && at.stacks.has_room(bays, it.length)).then_some((block, bays))
        })
    }

    /// Those who wait for a place, in order, as far as there is room.
    fn serve_room(&mut self, boxes: &mut Boxes, sim: &mut Sim) {
        loop {
            let Some(wish) = self.waiting_for_room.iter().next().copied() else { return };
            if !self.promise(wish.unit, wish.from, boxes) {
                return;
            }
            let (ticket, _) = self.waiting_for_room.take(0, sim).expect("seen above");
            sim.wake(ticket);
        }
    }

    /// The block that has promised a place.
    pub fn promised_block(&self, unit: Unit, boxes: &Boxes) -> BlockId {
        match boxes[unit.first()].place {
            Place::Promised { block, .. } => block,
            Place::Moving | Place::Stacked { .. } => panic!("a box that goes to the yard was promised a place"),
        }
    }

    // ---- jobs ----

    /// A job for the cranes of a block; whoever waits for it (a vehicle, a truck) is woken when it is done.
    pub fn post_and_wait(&mut self, block: BlockId, task: Task, side: Side, boxes: &mut Boxes, sim: &mut Sim) -> Answer {
        let (answer, ticket) = stand_by(sim);
        self.post(block, Job { task, waiting: Some(ticket), side, post: None }, boxes, sim);
        answer
    }

    /// A job nobody waits for: the box lies, or will lie, at a transfer point.
    pub fn post_transfer(&mut self, block: BlockId, task: Task, post: Option<usize>, boxes: &mut Boxes, sim: &mut Sim) {
        self.post(block, Job { task, waiting: None, side: Side::Water, post }, boxes, sim);
    }

    fn post(&mut self, block: BlockId, job: Job, boxes: &mut Boxes, sim: &mut Sim) {
        self.blocks[block.index()].jobs.push(job);
        self.serve(block, boxes, sim);
    }

    /// A crane asks for its next job.
    pub fn next_job(&mut self, block: BlockId, crane: usize, boxes: &mut Boxes, sim: &mut Sim) -> Answer {
        let answer = self.blocks[block.index()].idle.join(crane, sim);
        self.serve(block, boxes, sim);
        answer
    }

    /// What a crane has to do now.
    pub fn running(&self, block: BlockId, crane: usize) -> Running {
        self.blocks[block.index()].cranes[crane].running.expect("a crane that was woken has a job")
    }

    /// The crane is done: the job, for whoever takes the boxes on.
    pub fn finish(&mut self, block: BlockId, crane: usize) -> Job {
        let running = self.blocks[block.index()].cranes[crane].running.take().expect("a crane finishes the job it has");
        running.job
    }

    /// A vehicle asks for a transfer point to set its unit down.
    pub fn ask_set_down(&mut self, block: BlockId, sim: &mut Sim) -> Answer {
        let it = &mut self.blocks[block.index()];
        if it.set_down_free > 0 {
            it.set_down_free -= 1;
            return Answer::GRANTED;
        }
        it.setting_down.join((), sim)
    }

    /// A vehicle took a unit from a transfer point.
    pub fn free_transfer(&mut self, block: BlockId, boxes: &mut Boxes, sim: &mut Sim) {
        self.blocks[block.index()].transfer_free += 1;
        self.serve(block, boxes, sim);
    }

    /// Gives jobs to idle cranes, as long as there is one that can be done.
    fn serve(&mut self, block: BlockId, boxes: &mut Boxes, sim: &mut Sim) {
        let mut place = 0;
        while !self.blocks[block.index()].jobs.is_empty() {
            let Some(crane) = self.blocks[block.index()].idle.wishes(sim).nth(place).copied() else { break };
            let Some(job) = self.choose_job(block, crane, boxes) else {
                place += 1;
                continue;
            };
            let (ticket, crane) = self.blocks[block.index()].idle.take(place, sim).expect("seen above");
            let job = self.blocks[block.index()].jobs.remove(job);
            self.start(block, crane, job, boxes, sim);
            sim.wake(ticket);
        }
    }

    /// The bays that a crane can reach without coming near one that is at work.
    fn reach(&self, block: BlockId, crane: usize) -> Reach {
        let it = &self.blocks[block.index()];
        let busy = |other: &YardCrane| other.running.is_some();
        let below = it.cranes[..crane].iter().filter(|c| busy(c)).map(|c| c.bay + CRANE_GAP).max();
        let above = it.cranes[crane + 1..].iter().filter(|c| busy(c)).map(|c| (c.bay + 1).saturating_sub(CRANE_GAP)).min();
        let (first, end) = (below.unwrap_or(0), above.unwrap_or(it.bays));
        Reach { first, end: end.max(first), near: it.cranes[crane].bay }
    }

    fn choose_job(&self, block: BlockId, crane: usize, boxes: &Boxes) -> Option<usize> {
        let it = &self.blocks[block.index()];
        let reach = self.reach(block, crane);
        let rank = |place: usize| match self.policy.job_order {
            JobOrder::FirstCome => (0, place),
            JobOrder::QuayFirst => (it.jobs[place].side as usize, place),
            JobOrder::NearestBay => match it.jobs[place].task {
                Task::Stack(_) => (0, place),
                Task::Retrieve(unit) => (usize::from(bay_of(it, boxes, unit.first()).abs_diff(reach.near)), place),
            },
        };
        let doable = |place: &usize| self.can_start(block, crane, &it.jobs[*place], &reach, boxes);
        (0..it.jobs.len()).filter(doable).min_by_key(|place| rank(*place))
    }

    fn can_start(&self, block: BlockId, crane: usize, job: &Job, reach: &Reach, boxes: &Boxes) -> bool {
        let it = &self.blocks[block.index()];
        if self.policy.loading == Loading::End && it.cranes.len() > 1 && (job.side == Side::Land) != (crane > 0) {
            return false;
        }
        let hampered = reach.first > 0 || reach.end < it.bays;
        match job.task {
            Task::Stack(unit) => {
                !hampered || {
                    let Place::Promised { bays, .. } = boxes[unit.first()].place else { return false };
                    it.stacks.has_places(unit.count(), bays, boxes[unit.first()].class.length(), reach, None)
                }
            }
            Task::Retrieve(unit) => {
                let within = |id: BoxId| (reach.first..reach.end).contains(&bay_of(it, boxes, id));
                (job.waiting.is_some() || it.transfer_free > 0)
                    && unit.boxes().all(within)
                    && (!hampered
                        || unit.boxes().all(|id| {
                            let Place::Stacked { pile, .. } = boxes[id].place else { return false };
                            let above = it.stacks.above(id, pile);
                            let bays = it.stacks.kind_at(pile);
                            it.stacks.has_places(above * unit.count(), bays, boxes[id].class.length(), reach, Some(pile))
                        }))
            }
        }
    }

    /// Moves the boxes in the piles at once; the crane is then busy for as long as these moves take.
    fn start(&mut self, block: BlockId, crane: usize, job: Job, boxes: &mut Boxes, sim: &mut Sim) {
        let reach = self.reach(block, crane);
        let before = self.blocks[block.index()].cranes[crane].bay;
        let mut rehandles = 0;
        let mut bay = before;
        match job.task {
            Task::Stack(unit) => {
                self.blocks[block.index()].coming -= 1;
                for id in unit.boxes() {
                    bay = self.stack(block, id, &reach, boxes);
                }
                if job.waiting.is_none() {
                    let it = &mut self.blocks[block.index()];
                    match it.setting_down.take(0, sim) {
                        Some((ticket, ())) => sim.wake(ticket), // the point passes on to the next vehicle
                        None => it.set_down_free += 1,
                    }
                }
            }
            Task::Retrieve(unit) => {
                for id in unit.boxes() {
                    let (dug, at) = self.retrieve(block, id, &reach, boxes);
                    rehandles += dug;
                    bay = at;
                }
                if job.waiting.is_none() {
                    self.blocks[block.index()].transfer_free -= 1;
                }
            }
        }
        let it = &mut self.blocks[block.index()];
        let travel_bays = match (self.policy.loading, crane) {
            (Loading::Side, _) => u32::from(bay.abs_diff(before)),
            (Loading::End, 0) => 2 * u32::from(bay) * job.task.unit().count(),
            (Loading::End, _) => 2 * u32::from(it.bays - bay) * job.task.unit().count(),
        };
        it.cranes[crane].bay = bay;
        it.cranes[crane].running = Some(Running { job, moves: job.task.unit().count() + rehandles, rehandles, travel_bays });
        if matches!(job.task, Task::Retrieve(_)) {
            self.serve_room(boxes, sim);
        }
    }

    fn stack(&mut self, block: BlockId, id: BoxId, reach: &Reach, boxes: &mut Boxes) -> u16 {
        let it = stackable(boxes, id);
        let Place::Promised { bays, .. } = boxes[id].place else { panic!("a box is stacked where a place was promised") };
        let stacks = &mut self.blocks[block.index()].stacks;
        stacks.unpromise(bays, it.length);
        self.misplaced += u64::from(bays != it.kind && it.kind != BoxKind::Empty);
        let pile = stacks.choose_pile(it, bays, reach, self.policy.stacking, None).expect("a promised place is there");
        stacks.put(id, it, pile);
        let bay = stacks.bay_of(pile);
        let container = &mut boxes[id];
        container.place = Place::Stacked { block, pile };
        if let Onward::Call(call) = container.onward {
            self.groups.entry((call, container.class)).or_default().push(id);
        }
        bay
    }

    /// Digs a box out: the number of boxes that lay above it, and its bay.
    fn retrieve(&mut self, block: BlockId, id: BoxId, reach: &Reach, boxes: &mut Boxes) -> (u32, u16) {
        let Place::Stacked { pile, .. } = boxes[id].place else { panic!("a box is retrieved from a pile") };
        let stacks = &mut self.blocks[block.index()].stacks;
        let (bays, bay) = (stacks.kind_at(pile), stacks.bay_of(pile));
        let above = stacks.above(id, pile);
        let near = Reach { near: bay, ..*reach };
        for _ in 0..above {
            let other = stacks.take_top(pile, due_minutes(boxes));
            let it = stackable(boxes, other);
            let to = stacks.choose_pile(it, bays, &near, self.policy.stacking, Some(pile)).expect("headroom is kept for digging");
            stacks.put(other, it, to);
            boxes[other].place = Place::Stacked { block, pile: to };
        }
        let taken = stacks.take_top(pile, due_minutes(boxes));
        assert_eq!(taken, id, "what lay above was moved away");
        boxes[id].place = Place::Moving;
        (above, bay)
    }

    // ---- vehicles that stack ----

    /// A vehicle stacks a unit itself: boxes it moved.
    pub fn stack_directly(&mut self, block: BlockId, unit: Unit, boxes: &mut Boxes) -> u32 {
        self.blocks[block.index()].coming -= 1;
        let reach = self.whole(block);
        for id in unit.boxes() {
            self.stack(block, id, &reach, boxes);
        }
        unit.count()
    }

    /// A vehicle digs a unit out itself: boxes that lay above.
    pub fn retrieve_directly(&mut self, block: BlockId, unit: Unit, boxes: &mut Boxes, sim: &mut Sim) -> u32 {
        let reach = self.whole(block);
        let dug = unit.boxes().map(|id| self.retrieve(block, id, &reach, boxes).0).sum();
        self.serve_room(boxes, sim);
        dug
    }

    fn whole(&self, block: BlockId) -> Reach {
        let bays = self.blocks[block.index()].bays;
        Reach { first: 0, end: bays, near: bays / 2 }
    }

    // ---- loads ----

    /// Classes and numbers of boxes in the piles that wait for a call.
    pub fn waiting_for(&self, call: CallId) -> impl Iterator<Item = (LoadClass, u32)> {
        self.groups.range((call, LoadClass(0))..=(call, LoadClass(u8::MAX))).map(|((_, class), group)| (*class, group.len() as u32))
    }

    /// The boxes that wait for a call and class, in the order in which they came.
    pub fn group(&self, call: CallId, class: LoadClass) -> &[BoxId] {
        self.groups.get(&(call, class)).map_or(&[], Vec::as_slice)
    }

    /// Takes the most accessible box of a class out of its group, and with `paired` a second of the same block if there
    /// is one. It stays in its pile until a crane has fetched it.
    pub fn call_up(&mut self, call: CallId, class: LoadClass, paired: bool, boxes: &Boxes) -> Option<(Unit, BlockId)> {
        let mut group = self.groups.remove(&(call, class))?;
        let first = self.take_most_accessible(&mut group, None, boxes)?;
        let block = stacked_in(boxes, first);
        let second = if paired { self.take_most_accessible(&mut group, Some(block), boxes) } else { None };
        if !group.is_empty() {
            self.groups.insert((call, class), group);
        }
        Some((Unit::pair(first, second), block))
    }

    fn take_most_accessible(&self, group: &mut Vec<BoxId>, within: Option<BlockId>, boxes: &Boxes) -> Option<BoxId> {
        let effort = |id: BoxId| {
            let Place::Stacked { block, pile } = boxes[id].place else { panic!("a group is of stacked boxes") };
            if within.is_some_and(|only| only != block) {
                return None;
            }
            let at = &self.blocks[block.index()];
            // A rehandle costs about as much as waiting for two jobs of a crane.
            Some(2 * at.stacks.above(id, pile) + at.jobs.len() as u32 / at.cranes.len().max(1) as u32)
        };
        let least = (0..group.len()).filter_map(|place| effort(group[place]).map(|cost| (cost, place))).min()?;
        Some(group.swap_remove(least.1))
    }

    /// Boxes that missed their call wait for another one.
    pub fn regroup(&mut self, call: CallId, class: LoadClass, to: CallId, boxes: &mut Boxes, due: SimTime) -> u32 {
        let Some(group) = self.groups.remove(&(call, class)) else { return 0 };
        for id in &group {
            boxes[*id].onward = Onward::Call(to);
            boxes[*id].due = due;
        }
        let moved = group.len() as u32;
        self.groups.entry((to, class)).or_default().extend(group);
        moved
    }

    /// Some boxes of a class turn out to be of another: the ship's planner changed his mind.
    pub fn reclass(&mut self, id: BoxId, to: LoadClass, boxes: &mut Boxes) {
        let Onward::Call(call) = boxes[id].onward else { return };
        let from = boxes[id].class;
        let Some(group) = self.groups.get_mut(&(call, from)) else { return };
        let Some(place) = group.iter().position(|it| *it == id) else { return };
        group.remove(place);
        if group.is_empty() {
            self.groups.remove(&(call, from));
        }
        boxes[id].class = to;
        self.groups.entry((call, to)).or_default().push(id);
    }

    /// Puts a box into the yard before time begins: promise, place and group, without a crane.
    pub fn fill(&mut self, id: BoxId, boxes: &mut Boxes) -> bool {
        let from = self.blocks.first().map_or_else(Point::default, |block| block.at);
        if !self.promise(Unit::one(id), from, boxes) {
            return false;
        }
        let block = self.promised_block(Unit::one(id), boxes);
        self.stack_directly(block, Unit::one(id), boxes);
        true
    }
}

fn bay_of(block: &Block, boxes: &Boxes, id: BoxId) -> u16 {
    match boxes[id].place {
        Place::Stacked { pile, .. } => block.stacks.bay_of(pile as PileId),
        Place::Moving | Place::Promised { .. } => panic!("only stacked boxes are retrieved"),
    }
}

/// The block that a stacked box stands in.
pub fn stacked_in(boxes: &Boxes, id: BoxId) -> BlockId {
    match boxes[id].place {
        Place::Stacked { block, .. } => block,
        Place::Moving | Place::Promised { .. } => panic!("the box stands in a pile"),
    }
}
