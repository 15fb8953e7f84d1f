//! The jobs of a block's cranes: posted, given to a crane that can do them without coming near another, and done.

use super::task::{Job, Running, Side, Task};
use super::{Block, Loading, Yard, YardCrane};
use crate::cargo::{Boxes, Place, Unit};
use crate::facility::stacks::{PileId, Reach};
use crate::ids::{BlockId, BoxId};
use crate::kind::Sim;
use crate::policy::job_order::view::Jobs;
use darse_engine::{Answer, stand_by};

/// Least distance between two cranes of a block [40 ft bays].
const CRANE_GAP: u16 = 2;

impl Yard {
    /// A job for the cranes of a block; whoever waits for it (a vehicle, a truck) is woken when it is done.
    pub fn post_and_wait(&mut self, block: BlockId, task: Task, side: Side, boxes: &mut Boxes, sim: &mut Sim) -> Answer {
        let (answer, ticket) = stand_by(sim);
        self.post(block, Job { task, waiting: Some(ticket), side, post: None }, boxes, sim);
        answer
    }

    /// Boxes called up will be fetched soon: what lies above them is moved away before the vehicle comes.
    pub fn uncover(&mut self, block: BlockId, unit: Unit, boxes: &mut Boxes, sim: &mut Sim) {
        let covered = |id: BoxId| match boxes[id].place() {
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
            self.look_at(block);
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

    /// Jobs that wait for a crane of their block.
    pub fn jobs(&self) -> impl Iterator<Item = &Job> {
        self.blocks.iter().flat_map(|block| &block.jobs)
    }
    /// Jobs that a crane has.
    pub fn under_way(&self) -> impl Iterator<Item = &Job> {
        self.blocks.iter().flat_map(|block| &block.cranes).filter_map(|crane| crane.running.as_ref().map(|it| &it.job))
    }
    /// Cranes without a job.
    pub fn idle_cranes(&self) -> usize {
        self.blocks.iter().map(|block| block.idle.iter().len()).sum()
    }
    /// Vehicles that wait for a transfer point.
    pub fn setting_down(&self) -> usize {
        self.blocks.iter().map(|block| block.setting_down.iter().len()).sum()
    }
    /// What a crane has to do now.
    pub fn running(&self, block: BlockId, crane: usize) -> Running {
        self.blocks[block.index()].cranes[crane].running.expect("a crane that was woken has a job")
    }

    /// A crane of the block breaks down, or works again.
    pub fn set_down(&mut self, block: BlockId, crane: usize, down: bool) {
        self.blocks[block.index()].cranes[crane].down = down;
        self.look_at(block);
    }

    /// Cranes of the whole yard.
    pub fn cranes(&self) -> u32 {
        self.blocks.iter().map(|block| block.cranes.len() as u32).sum()
    }

    /// So many cranes of the whole yard are in service from now on: the first of every block before the second of any. Who has a
    /// job does it.
    pub fn set_in_service(&mut self, count: u32, boxes: &mut Boxes, sim: &mut Sim) {
        let most = self.blocks.iter().map(|block| block.cranes.len()).max().unwrap_or(0);
        let mut left = count;
        for crane in 0..most {
            for block in self.blocks.iter_mut().filter(|block| crane < block.cranes.len()) {
                block.cranes[crane].out = left == 0;
                left = left.saturating_sub(1);
            }
        }
        for block in 0..self.blocks.len() {
            let block = BlockId(block as u16);
            self.look_at(block);
            self.serve(block, boxes, sim);
        }
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
            let out = self.blocks[block.index()].cranes[crane].out;
            let Some(job) = (if out { None } else { self.choose_job(block, crane, boxes) }) else {
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
        let jobs = Jobs {
            count: it.jobs.len(),
            can_do: &|job| self.can_start(block, crane, &it.jobs[job], &reach, boxes),
            is_for_quay: &|job| it.jobs[job].side == Side::Water,
            is_retrieval: &|job| matches!(it.jobs[job].task, Task::Retrieve(_) | Task::Uncover(_)),
            bays_to: &|job| match it.jobs[job].task {
                Task::Stack(_) => 0,
                Task::Retrieve(unit) | Task::Uncover(unit) => usize::from(bay_of(it, boxes, unit.first()).abs_diff(reach.near)),
            },
        };
        self.policy.job_order.decide(&jobs)
    }

    fn can_start(&self, block: BlockId, crane: usize, job: &Job, reach: &Reach, boxes: &Boxes) -> bool {
        let it = &self.blocks[block.index()];
        let all_serve = it.cranes.iter().all(|crane| !crane.out);
        if self.policy.loading == Loading::End && it.cranes.len() > 1 && all_serve && (job.side == Side::Land) != (crane > 0) {
            return false;
        }
        let hampered = reach.first > 0 || reach.end < it.bays;
        match job.task {
            Task::Stack(unit) => {
                !hampered || {
                    let Place::Promised { bays, .. } = boxes[unit.first()].place() else { return false };
                    it.stacks.has_places(unit.count(), bays, boxes[unit.first()].class.length(), reach, None)
                }
            }
            Task::Retrieve(unit) | Task::Uncover(unit) => {
                let within = |id: BoxId| (reach.first..reach.end).contains(&bay_of(it, boxes, id));
                (job.waiting.is_some() || it.transfer_free > 0 || matches!(job.task, Task::Uncover(_)))
                    && unit.boxes().all(within)
                    && (!hampered
                        || unit.boxes().all(|id| {
                            let Place::Stacked { pile, .. } = boxes[id].place() else { return false };
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
                // Where a policy let it pass the job to uncover it, that has come to nothing.
                let is_for_it = |it: &Job| matches!(it.task, Task::Uncover(other) if other.boxes().any(|id| unit.boxes().any(|one| one == id)));
                self.blocks[block.index()].jobs.retain(|it| !is_for_it(it));
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
        self.look_at(block);
        if matches!(job.task, Task::Retrieve(_)) {
            self.serve_room(boxes, sim);
        }
    }
}

fn bay_of(block: &Block, boxes: &Boxes, id: BoxId) -> u16 {
    match boxes[id].place() {
        Place::Stacked { pile, .. } => block.stacks.bay_of(pile as PileId),
        Place::Moving | Place::Promised { .. } => panic!("only stacked boxes are retrieved"),
    }
}

#[cfg(test)]
mod tests;
