//! The yard of a terminal: blocks of piles, each with its cranes and the jobs they have to do.
//!
//! A box is *promised* a place in a block before it is on its way; which pile it gets is decided when the crane takes it up.
//! Loads are asked for by class: the yard gives the most accessible box of the class. Cranes of one block share rails: a
//! job is given to a crane only if its bay lies clear of where the others are at work.

use crate::cargo::{BoxKind, Boxes, Container, LoadClass, Onward, Place, Unit};
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
    /// What lies above is moved away, before the vehicle comes.
    Uncover(Unit),
}

impl Task {
    /// Boxes that go into or out of a pile for good.
    #[inline]
    pub fn productive_moves(self) -> u32 {
        match self {
            Task::Stack(unit) | Task::Retrieve(unit) => unit.count(),
            Task::Uncover(_) => 0,
        }
    }
    /// The boxes it is about.
    #[inline]
    pub fn unit(self) -> Unit {
        let (Task::Stack(unit) | Task::Retrieve(unit) | Task::Uncover(unit)) = self;
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
    /// Under repair.
    down: bool,
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
    /// Ground outside the yard proper, used only when that is full.
    overflow: bool,
    /// Units on their way to it, or waiting to be stacked.
    coming: u32,
    /// Units called up that a crane has not yet begun to fetch.
    called: u32,
    /// Free places at the transfer points, towards the vehicles.
    transfer_free: u32,
    /// The same from the vehicles, and vehicles that wait for one.
    set_down_free: u32,
    setting_down: Line<()>,
}

/// What a block is made of.
#[derive(Clone, Debug)]
pub struct BlockPlan {
    /// Its piles, empty.
    pub stacks: Stacks,
    /// Its centre.
    pub at: Point,
    /// Bays of 40 ft.
    pub bays: u16,
    /// Cranes.
    pub cranes: usize,
    /// Used only when all others are full.
    pub overflow: bool,
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
    groups: BTreeMap<(CallId, LoadClass), Group>,
    waiting_for_room: Line<RoomWish>,
    /// Boxes that stand outside the bays of their kind because those were full, so far.
    pub misplaced: u64,
}

// Weights of the balanced choice of a block, in seconds (assumptions): a vehicle's speed; one unit that waits for a crane;
// a new pile begun, though one could go on; a box put on boxes of other ships, which costs about one rehandle; a full block.
const METRES_PER_SECOND: f64 = 6.0;
const SECONDS_PER_JOB: f64 = 120.0;
const SECONDS_PER_NEW_PILE: f64 = 80.0;
const SECONDS_PER_MIXED_PILE: f64 = 160.0;
const SECONDS_WHEN_FULL: f64 = 100.0;

/// A block whose cranes are all under repair counts as if so many units waited there (assumption: half an hour of work).
const UNITS_WHEN_DOWN: u32 = 15;

/// Boxes in the piles that wait for one call and are of one class.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Group {
    boxes: Vec<BoxId>,
    /// Piles that were theirs alone when the last box was put on them; some may no longer be.
    piles: Vec<(BlockId, PileId)>,
}

/// Least distance between two cranes of a block [40 ft bays].
const CRANE_GAP: u16 = 2;

/// The call and class a box waits with; those that no ship fetches are in no group.
fn group_of(it: &Container) -> (CallId, LoadClass) {
    match it.onward {
        Onward::Call(call) => (call, it.class),
        Onward::Truck | Onward::Train | Onward::Warehouse(_) => (CallId(u32::MAX), it.class),
    }
}

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
    Stackable { length: it.class.length(), kind: it.class.kind(), key: key_of(it.onward, it.class), due: due_of(boxes, id) }
}

/// When a box is due to leave [min], and within its ship its turn in the order of loading.
fn due_of(boxes: &Boxes, id: BoxId) -> u32 {
    let it = &boxes[id];
    ((it.due.0 / MINUTE_US) as u32) << 6 | u32::from(it.class.turn())
}

impl Block {
    /// Is it ground outside the yard proper?
    pub fn is_overflow(&self) -> bool {
        self.overflow
    }
    /// Units that wait for its cranes, or are on their way; many more if all its cranes are under repair.
    fn work(&self) -> u32 {
        let stopped = !self.cranes.is_empty() && self.cranes.iter().all(|crane| crane.down);
        self.coming + self.called + if stopped { UNITS_WHEN_DOWN } else { 0 }
    }
}

impl Yard {
    /// An empty yard. Each block comes with its number of cranes; `transfer` places at each block's transfer points.
    pub fn new(policy: YardPolicy, blocks: Vec<BlockPlan>, transfer: u32) -> Self {
        let build = |BlockPlan { stacks, at, bays, cranes, overflow }: BlockPlan| Block {
            overflow,
            stacks,
            at,
            bays,
            cranes: (0..cranes)
                .map(|crane| YardCrane {
                    bay: (bays as usize * (2 * crane + 1) / (2 * cranes)) as u16,
                    running: None,
                    down: false,
                })
                .collect(),
            idle: Line::default(),
            jobs: Vec::new(),
            coming: 0,
            called: 0,
            transfer_free: transfer,
            set_down_free: transfer,
            setting_down: Line::default(),
        };
        let blocks = blocks.into_iter().map(build).collect();
        Yard { policy, blocks, groups: BTreeMap::new(), waiting_for_room: Line::default(), misplaced: 0 }
    }

    /// Cranes of a block; none where vehicles stack.
    pub fn cranes_of(&self, block: BlockId) -> usize {
        self.blocks[block.index()].cranes.len()
    }

    /// Does the box stand, or is it about to, outside the yard proper?
    pub fn is_overflow(&self, block: BlockId) -> bool {
        self.blocks[block.index()].overflow
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

    /// The block for a unit, and which of its bays: those of its kind if any block has room there, else general ones.
    fn choose_block(&self, it: Stackable, count: u32, from: Point, boxes: &Boxes, unit: Unit) -> Option<(BlockId, BoxKind)> {
        let open = self.open_piles(&boxes[unit.first()], it.key);
        let choices = [(false, it.kind), (false, BoxKind::Standard), (true, BoxKind::Standard)];
        choices.into_iter().find_map(|(overflow, bays)| {
            let blocks = self.blocks.iter().enumerate().filter(|(_, block)| block.overflow == overflow);
            let able = blocks.filter(|(_, block)| block.stacks.has_room_for(bays, it.length, count));
            let costs = able.map(|(index, block)| {
                let id = BlockId(index as u16);
                let has_open_pile = open.iter().any(|(other, _)| *other == id);
                (self.cost_of_block(block, bays, from, has_open_pile), id)
            });
            costs.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, block)| (block, bays))
        })
    }

    /// Lower is better.
    fn cost_of_block(&self, block: &Block, bays: BoxKind, from: Point, has_open_pile: bool) -> f64 {
        let fill = f64::from(block.stacks.teu) / f64::from(block.stacks.slots_teu());
        match self.policy.block_choice {
            BlockChoice::Nearest => block.at.to(from),
            BlockChoice::Emptiest => fill,
            BlockChoice::Balanced => {
                let work = f64::from(block.work()) / block.cranes.len().max(1) as f64;
                let pile = match block.stacks.is_short_of_grounds(bays) {
                    _ if has_open_pile => 0.0,
                    false => SECONDS_PER_NEW_PILE,
                    true => SECONDS_PER_MIXED_PILE,
                };
                block.at.to(from) / METRES_PER_SECOND + SECONDS_PER_JOB * work + pile + SECONDS_WHEN_FULL * fill * fill
            }
        }
    }

    /// Piles of the box's own class and call with room on them.
    fn open_piles(&self, it: &Container, key: u32) -> Vec<(BlockId, PileId)> {
        let Onward::Call(call) = it.onward else { return Vec::new() };
        let Some(group) = self.groups.get(&(call, it.class)) else { return Vec::new() };
        let is_open = |&&(block, pile): &&(BlockId, PileId)| self.blocks[block.index()].stacks.is_open_to(pile, key);
        group.piles.iter().filter(is_open).copied().collect()
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

    /// Boxes called up will be fetched soon: what lies above them is moved away before the vehicle comes.
    pub fn uncover(&mut self, block: BlockId, unit: Unit, boxes: &mut Boxes, sim: &mut Sim) {
        let covered = |id: BoxId| match boxes[id].place {
            Place::Stacked { pile, .. } => self.blocks[block.index()].stacks.above(id, pile) > 0,
            Place::Moving | Place::Promised { .. } => false,
        };
        if unit.boxes().any(covered) {
            self.post(block, Job { task: Task::Uncover(unit), waiting: None, side: Side::Water, post: None }, boxes, sim);
        }
    }

    /// A job nobody waits for: the box lies, or will lie, at a transfer point.
    pub fn post_transfer(&mut self, block: BlockId, task: Task, post: Option<usize>, boxes: &mut Boxes, sim: &mut Sim) {
        self.post(block, Job { task, waiting: None, side: Side::Water, post }, boxes, sim);
    }

    fn post(&mut self, block: BlockId, job: Job, boxes: &mut Boxes, sim: &mut Sim) {
        if job.side == Side::Land && matches!(job.task, Task::Retrieve(_)) {
            self.blocks[block.index()].called += 1; // those of the quay were counted when they were called up
        }
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

    /// The crane breaks down, or works again.
    pub fn set_down(&mut self, block: BlockId, crane: usize, down: bool) {
        self.blocks[block.index()].cranes[crane].down = down;
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
                Task::Retrieve(unit) | Task::Uncover(unit) => {
                    (usize::from(bay_of(it, boxes, unit.first()).abs_diff(reach.near)), place)
                }
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
            Task::Retrieve(unit) | Task::Uncover(unit) => {
                let within = |id: BoxId| (reach.first..reach.end).contains(&bay_of(it, boxes, id));
                (job.waiting.is_some() || it.transfer_free > 0 || matches!(job.task, Task::Uncover(_)))
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
                self.blocks[block.index()].called -= 1;
                for id in unit.boxes() {
                    let (dug, at) = self.retrieve(block, id, &reach, boxes);
                    rehandles += dug;
                    bay = at;
                }
                if job.waiting.is_none() {
                    self.blocks[block.index()].transfer_free -= 1;
                }
            }
            Task::Uncover(unit) => {
                for id in unit.boxes() {
                    let (dug, at) = self.dig(block, id, &reach, boxes);
                    rehandles += dug;
                    bay = at;
                }
            }
        }
        let it = &mut self.blocks[block.index()];
        let travel_bays = match (self.policy.loading, crane) {
            (Loading::Side, _) => u32::from(bay.abs_diff(before)),
            (Loading::End, 0) => 2 * u32::from(bay) * job.task.productive_moves(),
            (Loading::End, _) => 2 * u32::from(it.bays - bay) * job.task.productive_moves(),
        };
        it.cranes[crane].bay = bay;
        it.cranes[crane].running = Some(Running { job, moves: job.task.productive_moves() + rehandles, rehandles, travel_bays });
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
        // Most boxes go on a pile of their own class; only for the others are all piles of the block looked at.
        let own = self.groups.get(&group_of(&boxes[id])).map_or(&[][..], |group| group.piles.as_slice());
        let own =
            own.iter().filter(|(at, pile)| *at == block && stacks.is_open_to(*pile, it.key) && stacks.kind_at(*pile) == bays);
        let own = own.map(|(_, pile)| *pile).filter(|pile| (reach.first..reach.end).contains(&stacks.bay_of(*pile)));
        let nearest = own.min_by_key(|pile| stacks.bay_of(*pile).abs_diff(reach.near));
        let choose = || stacks.choose_pile(it, bays, reach, self.policy.stacking, None).map(|(_, pile)| pile);
        let segregated = self.policy.stacking == Stacking::Segregated;
        let pile = nearest.filter(|_| segregated).or_else(choose).expect("a promised place is there");
        stacks.put(id, it, pile);
        let bay = stacks.bay_of(pile);
        let container = &mut boxes[id];
        container.place = Place::Stacked { block, pile };
        if let Onward::Call(call) = container.onward {
            let group = self.groups.entry((call, container.class)).or_default();
            group.boxes.push(id);
            let stacks = &self.blocks[block.index()].stacks;
            group.piles.retain(|(block_of, pile)| *block_of != block || stacks.is_open_to(*pile, it.key));
            if stacks.is_open_to(pile, it.key) && !group.piles.contains(&(block, pile)) {
                group.piles.push((block, pile));
            }
        }
        bay
    }

    /// Takes a box out of its pile: the number of boxes that lay above it, and its bay.
    fn retrieve(&mut self, block: BlockId, id: BoxId, reach: &Reach, boxes: &mut Boxes) -> (u32, u16) {
        let (above, bay) = self.dig(block, id, reach, boxes);
        let Place::Stacked { pile, .. } = boxes[id].place else { panic!("a box is retrieved from a pile") };
        let taken = self.blocks[block.index()].stacks.take_top(pile, |id| due_of(boxes, id));
        assert_eq!(taken, id, "what lay above was moved away");
        boxes[id].place = Place::Moving;
        (above, bay)
    }

    /// Moves away what lies above a box: how many, and the bay.
    fn dig(&mut self, block: BlockId, id: BoxId, reach: &Reach, boxes: &mut Boxes) -> (u32, u16) {
        let Place::Stacked { pile, .. } = boxes[id].place else { panic!("a box is dug out of a pile") };
        let stacks = &mut self.blocks[block.index()].stacks;
        let (bays, bay) = (stacks.kind_at(pile), stacks.bay_of(pile));
        let above = stacks.above(id, pile);
        let near = Reach { near: bay, ..*reach };
        for _ in 0..above {
            let other = stacks.take_top(pile, |id| due_of(boxes, id));
            let it = stackable(boxes, other);
            let best = stacks.choose_pile(it, bays, &near, self.policy.stacking, Some(pile));
            let (_, to) = best.expect("headroom is kept for digging");
            stacks.put(other, it, to);
            boxes[other].place = Place::Stacked { block, pile: to };
        }
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

    /// A vehicle will fetch a box for a truck: work of the block, as if the box had been called up for a ship.
    pub fn call_for_truck(&mut self, block: BlockId) {
        self.blocks[block.index()].called += 1;
    }

    /// A vehicle digs a unit out itself: boxes that lay above.
    pub fn retrieve_directly(&mut self, block: BlockId, unit: Unit, boxes: &mut Boxes, sim: &mut Sim) -> u32 {
        self.blocks[block.index()].called -= 1;
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
        self.groups
            .range((call, LoadClass(0))..=(call, LoadClass(u8::MAX)))
            .map(|((_, class), group)| (*class, group.boxes.len() as u32))
    }

    /// The boxes that wait for a call and class, in the order in which they came.
    pub fn group(&self, call: CallId, class: LoadClass) -> &[BoxId] {
        self.groups.get(&(call, class)).map_or(&[], |group| group.boxes.as_slice())
    }

    /// Takes the most accessible box of a class out of its group, and with `paired` a second of the same block if there
    /// is one. It stays in its pile until a crane has fetched it.
    pub fn call_up(&mut self, call: CallId, class: LoadClass, paired: bool, boxes: &Boxes) -> Option<(Unit, BlockId)> {
        let mut group = self.groups.remove(&(call, class))?;
        let first = self.take_most_accessible(&mut group.boxes, None, boxes)?;
        let block = stacked_in(boxes, first);
        let second = if paired { self.take_most_accessible(&mut group.boxes, Some(block), boxes) } else { None };
        if !group.boxes.is_empty() {
            self.groups.insert((call, class), group);
        }
        self.blocks[block.index()].called += 1;
        Some((Unit::pair(first, second), block))
    }

    /// A box that no ship fetches is called up for a train: its block.
    pub fn call_up_one(&mut self, id: BoxId, boxes: &Boxes) -> BlockId {
        let block = stacked_in(boxes, id);
        self.blocks[block.index()].called += 1;
        block
    }

    /// The block of a stacked box, and what it takes to fetch it: a rehandle counts as one unit that waits.
    fn effort(&self, id: BoxId, boxes: &Boxes) -> (BlockId, u32) {
        let Place::Stacked { block, pile } = boxes[id].place else { panic!("a group is of stacked boxes") };
        let at = &self.blocks[block.index()];
        (block, at.stacks.above(id, pile) + at.work() / at.cranes.len().max(1) as u32)
    }

    fn take_most_accessible(&self, group: &mut Vec<BoxId>, within: Option<BlockId>, boxes: &Boxes) -> Option<BoxId> {
        let efforts = group.iter().enumerate().map(|(place, id)| (self.effort(*id, boxes), place));
        let able = efforts.filter(|((block, _), _)| within.is_none_or(|only| only == *block));
        let place = able.map(|((_, effort), place)| (effort, place)).min()?.1;
        Some(group.swap_remove(place))
    }

    /// Boxes of a class that no longer wait for a call.
    pub fn take_group(&mut self, call: CallId, class: LoadClass) -> Vec<BoxId> {
        self.groups.remove(&(call, class)).map_or_else(Vec::new, |group| group.boxes)
    }

    /// Boxes that missed their call wait for another one.
    pub fn regroup(&mut self, call: CallId, class: LoadClass, to: CallId, boxes: &mut Boxes, due: SimTime) -> u32 {
        let Some(group) = self.groups.remove(&(call, class)) else { return 0 };
        for id in &group.boxes {
            boxes[*id].onward = Onward::Call(to);
            boxes[*id].due = due;
        }
        let moved = group.boxes.len() as u32;
        self.groups.entry((to, class)).or_default().boxes.extend(group.boxes);
        moved
    }

    /// Some boxes of a class turn out to be of another: the ship's planner changed his mind.
    pub fn reclass(&mut self, id: BoxId, to: LoadClass, boxes: &mut Boxes) {
        let Onward::Call(call) = boxes[id].onward else { return };
        let from = boxes[id].class;
        let Some(group) = self.groups.get_mut(&(call, from)) else { return };
        let Some(place) = group.boxes.iter().position(|it| *it == id) else { return };
        group.boxes.remove(place);
        if group.boxes.is_empty() {
            self.groups.remove(&(call, from));
        }
        boxes[id].class = to;
        self.groups.entry((call, to)).or_default().boxes.push(id);
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
