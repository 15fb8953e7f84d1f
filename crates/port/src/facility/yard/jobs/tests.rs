use super::super::piles::stackable;
use super::super::*;
use crate::cargo::{BoxKind, Container, Flow, Length, LoadClass, Onward, Unit};
use crate::facility::stacks::PileId;
use crate::ids::{CallId, TerminalId};
use darse_engine::SimTime;

const BLOCK: BlockId = BlockId(0);
const ROWS: u16 = 3;

/// One block of ten 40 ft bays, three rows, four tiers, with two cranes, at bays 2 and 7.
struct Trial {
    yard: Yard,
    boxes: Boxes,
}

impl Trial {
    fn new(job_order: &str, loading: Loading) -> Self {
        let named = "the policy is in its list";
        let policy = YardPolicy {
            block_choice: Policy::named("balanced").expect(named),
            stacking: Policy::named("nearest").expect(named),
            job_order: Policy::named(job_order).expect(named),
            loading,
        };
        let (stacks, at) = (Stacks::new(10, ROWS, 4, [0; 3]), Point { x: 0.0, y: 100.0 });
        let block = BlockPlan { stacks, at, bays: 10, cranes: 2, overflow: false };
        Trial { yard: Yard::new(policy, vec![block], 1), boxes: Boxes::default() }
    }

    /// A 40 ft box in the first row of a bay, on what stands there.
    fn stands_at(&mut self, bay: u16, row: u16) -> Unit {
        let pile: PileId = (bay * ROWS + row) * 2;
        let class = LoadClass::new(0, Length::Forty, BoxKind::Standard, 1);
        let it = Container::new(0, TerminalId(0), class, Flow::Import, SimTime(0)).bound_for(Onward::Truck, SimTime(0));
        let id = self.boxes.enter(it);
        self.boxes[id].move_to(Place::Stacked { block: BLOCK, pile });
        let what = stackable(&self.boxes, id);
        self.block().stacks.put(id, what, pile);
        Unit::one(id)
    }

    /// Somebody waits, so that no transfer point is needed.
    fn asks(&mut self, side: Side, task: Task) {
        let waiting = Some(borsh::from_slice(&(1u64 << 24).to_le_bytes()).expect("a ticket is a number"));
        self.block().jobs.push(Job { task, waiting, side, post: None });
    }

    fn works_at(&mut self, crane: usize, bay: u16) {
        let unit = self.stands_at(bay, 0);
        let job = Job { task: Task::Stack(unit), waiting: None, side: Side::Water, post: None };
        let it = &mut self.block().cranes[crane];
        (it.bay, it.running) = (bay, Some(Running { job, moves: 1, rehandles: 0, travel_bays: 0 }));
    }

    fn block(&mut self) -> &mut Block {
        &mut self.yard.blocks[0]
    }

    fn chooses(&self, crane: usize) -> Option<usize> {
        self.yard.choose_job(BLOCK, crane, &self.boxes)
    }
}

#[test]
fn a_crane_keeps_clear_of_one_at_work() {
    let mut trial = Trial::new("first-come", Loading::Side);
    let reach = |trial: &Trial, crane| (trial.yard.reach(BLOCK, crane).first, trial.yard.reach(BLOCK, crane).end);
    assert_eq!((reach(&trial, 0), reach(&trial, 1)), ((0, 10), (0, 10)), "an idle crane is pushed aside");
    trial.works_at(0, 4);
    assert_eq!(reach(&trial, 1), (6, 10), "a bay between them stays free");
    let mut trial = Trial::new("first-come", Loading::Side);
    trial.works_at(1, 7);
    assert_eq!(reach(&trial, 0), (0, 6));
    let mut trial = Trial::new("first-come", Loading::Side);
    trial.works_at(1, 0);
    assert_eq!(reach(&trial, 0), (0, 0), "nothing is left");
}

#[test]
fn which_job_is_next_is_the_policy() {
    for (order, crane, expected) in [("first-come", 1, 0), ("quay-first", 1, 1), ("nearest-bay", 1, 2), ("nearest-bay", 0, 0)] {
        let mut trial = Trial::new(order, Loading::Side);
        for (side, bay) in [(Side::Land, 2), (Side::Water, 4), (Side::Land, 8)] {
            let unit = trial.stands_at(bay, 0);
            trial.asks(side, Task::Retrieve(unit));
        }
        assert_eq!(trial.chooses(crane), Some(expected), "{order:?}, crane {crane}");
    }
}

#[test]
fn a_job_beside_a_crane_at_work_waits_and_another_is_done() {
    let mut trial = Trial::new("first-come", Loading::Side);
    for bay in [5, 8] {
        let unit = trial.stands_at(bay, 1);
        trial.asks(Side::Water, Task::Retrieve(unit));
    }
    assert_eq!(trial.chooses(1), Some(0));
    trial.works_at(0, 4);
    assert_eq!(trial.chooses(1), Some(1));
}

#[test]
fn a_box_is_dug_out_only_if_there_is_room_within_reach() {
    let mut trial = Trial::new("first-come", Loading::Side);
    let below = trial.stands_at(8, 0);
    trial.stands_at(8, 0);
    trial.asks(Side::Land, Task::Retrieve(below));
    for (bay, row) in (6..10).flat_map(|bay| (0..ROWS).map(move |row| (bay, row))).filter(|it| *it != (8, 0)) {
        for _ in 0..4 {
            trial.stands_at(bay, row);
        }
    }
    assert_eq!(trial.chooses(1), Some(0), "beyond bay 6 there is room");
    trial.works_at(0, 4);
    assert_eq!(trial.chooses(1), None, "what lies above has nowhere to go");
}

#[test]
fn with_end_loading_each_crane_has_its_side() {
    let mut trial = Trial::new("first-come", Loading::End);
    let unit = trial.stands_at(5, 0);
    trial.asks(Side::Land, Task::Retrieve(unit));
    assert_eq!((trial.chooses(0), trial.chooses(1)), (None, Some(0)));
    trial.block().jobs[0].side = Side::Water;
    assert_eq!((trial.chooses(0), trial.chooses(1)), (Some(0), None));
}

#[test]
fn a_box_for_a_transfer_point_waits_for_a_free_one() {
    let mut trial = Trial::new("first-come", Loading::Side);
    let unit = trial.stands_at(5, 0);
    trial.block().jobs.push(Job { task: Task::Retrieve(unit), waiting: None, side: Side::Water, post: Some(0) });
    assert_eq!(trial.chooses(0), Some(0));
    trial.block().transfer_free = 0;
    assert_eq!(trial.chooses(0), None);
}

/// The most accessible box of a class is called up, and a twin only from the same block.
#[test]
fn the_most_accessible_box_of_a_class_is_called_up() {
    let mut trial = Trial::new("first-come", Loading::Side);
    let call = CallId(3);
    let mut ours = Vec::new();
    for (bay, above) in [(1, 2), (5, 0), (9, 1)] {
        let unit = trial.stands_at(bay, 0);
        trial.boxes[unit.first()].go_by(Onward::Call(call));
        ours.push(unit.first());
        for _ in 0..above {
            trial.stands_at(bay, 0);
        }
    }
    let class = trial.boxes[ours[0]].class;
    trial.yard.groups.get_or_begin(call, class).boxes.clone_from(&ours);
    let mut called = || trial.yard.call_up(call, class, false, &trial.boxes).map(|(unit, _)| unit.first());
    assert_eq!([called(), called(), called(), called()], [Some(ours[1]), Some(ours[2]), Some(ours[0]), None]);
    assert_eq!(trial.yard.blocks[0].called, 3);
}
