use super::*;
use darse_engine::{Draw, Stream, Streams};

const TRIAL: Stream = Stream::named("trial of cranes");
const SPACING_M: f64 = 28.0;

fn policy(name: &str) -> Policy<CraneAssignment> {
    Policy::named(name).expect("a policy")
}

fn operation(call: u32, from_m: f64, loa_m: f64, boxes: &[u32], most_cranes: u32) -> Operation {
    let stay = Stay { call: CallId(call), from_m, to_m: from_m + loa_m };
    let at = |index: usize| from_m + loa_m * (index as f64 + 0.5) / boxes.len() as f64;
    let bays = boxes.iter().enumerate().map(|(index, boxes)| Bay::new(index as u32, at(index), 0, *boxes, Vec::new())).collect();
    Operation::new(CallId(call), stay, bays, most_cranes, SimTime(0))
}

/// The line without the waking: ships begin, cranes take bays and end them.
impl CraneLine {
    fn add(&mut self, operation: Operation) {
        let place = self.operations.partition_point(|it| it.stay.from_m < operation.stay.from_m);
        self.operations.insert(place, operation);
        self.allot();
    }
    fn give(&mut self, crane: usize) -> bool {
        let Some((operation, bay)) = self.choose_bay(crane) else { return false };
        let it = &mut self.operations[operation];
        it.bays[bay].worker = Some(CraneId(crane as u16));
        (self.cranes[crane].at_m, self.cranes[crane].bay) = (it.bays[bay].at_m, Some((it.call, bay)));
        true
    }
    fn end(&mut self, crane: usize, done: bool) {
        let (call, bay) = self.cranes[crane].bay.take().expect("it works");
        let place = self.operations.iter().position(|it| it.call == call).expect("it is worked");
        let it = &mut self.operations[place].bays[bay];
        it.worker = None;
        it.discharge_left = if done { 0 } else { it.discharge_left };
        if self.operations[place].bays.iter().all(Bay::is_done) {
            self.operations.remove(place);
            self.allot();
        } else if !self.has_bay_to_spare(call) {
            self.allot();
        }
    }
    fn shares_of(&self) -> Vec<u32> {
        let of = |it: &Operation| self.cranes.iter().filter(|crane| crane.allotted == Some(it.call)).count() as u32;
        self.operations.iter().map(of).collect()
    }
}

fn check(line: &CraneLine) {
    for (operation, share) in line.operations.iter().zip(line.shares_of()) {
        assert!(share <= operation.most_cranes, "{} has {share} cranes", operation.call);
    }
    let allotted: Vec<CallId> = line.cranes.iter().filter_map(|crane| crane.allotted).collect();
    let mut runs = allotted.clone();
    runs.dedup();
    let ships: Vec<CallId> = line.operations.iter().map(|it| it.call).filter(|call| allotted.contains(call)).collect();
    assert_eq!(runs, ships, "cranes of a ship stand together, ships in the order of the quay");
    let at_work: Vec<(usize, f64)> = line
        .cranes
        .iter()
        .enumerate()
        .filter(|(_, crane)| crane.bay.is_some())
        .map(|(index, crane)| (index, crane.at_m))
        .collect();
    for pair in at_work.windows(2) {
        let ((a, at_a), (b, at_b)) = (pair[0], pair[1]);
        assert!(at_b - at_a >= SPACING_M * (b - a) as f64 - 1e-9, "cranes {a} at {at_a} and {b} at {at_b}");
    }
}

fn one_of(draw: &mut Draw, count: usize) -> usize {
    draw.index(count as u32) as usize
}

/// 90 quays, 300 events each: cranes keep their order and distance, stand together, and never exceed what a ship may have;
/// where nobody works, somebody can.
#[test]
fn cranes_never_cross_and_never_starve_all_ships() {
    for number in 0..90 {
        let draw = &mut Streams::new(2, number).of(TRIAL, 0, 0);
        let name = ["most-work-left", "even", "keep-until-done"][number as usize % 3];
        let count = 1 + draw.index(8);
        let line = &mut CraneLine::new(count, 800.0, SPACING_M, policy(name));
        let mut calls = 0;
        for _ in 0..300 {
            match draw.index(4) {
                0 => {
                    let from_m = f64::from(draw.index(4)) * 200.0;
                    if line.operations.iter().all(|it| it.stay.from_m.to_bits() != from_m.to_bits()) {
                        let boxes: Vec<u32> = (0..1 + draw.index(12)).map(|_| 1 + draw.index(60)).collect();
                        line.add(operation(calls, from_m, 185.0, &boxes, 1 + draw.index(4)));
                        calls += 1;
                    }
                }
                1 | 2 => {
                    let idle: Vec<usize> = (0..line.cranes.len()).filter(|crane| line.cranes[*crane].bay.is_none()).collect();
                    if !idle.is_empty() {
                        line.give(idle[one_of(draw, idle.len())]);
                    }
                }
                _ => {
                    let busy: Vec<usize> = (0..line.cranes.len()).filter(|crane| line.cranes[*crane].bay.is_some()).collect();
                    if !busy.is_empty() {
                        let crane = busy[one_of(draw, busy.len())];
                        let away = line.is_called_away(CraneId(crane as u16));
                        line.end(crane, !away);
                    }
                }
            }
            check(line);
            if !line.operations.is_empty() && line.cranes.iter().all(|crane| crane.bay.is_none()) {
                assert!(
                    (0..line.cranes.len()).any(|crane| line.choose_bay(crane).is_some()),
                    "a ship is alongside and no crane can work it"
                );
            }
        }
        assert!(calls > 4, "quay {number}: {calls} ships");
    }
}

#[test]
fn the_ship_with_most_work_gets_most_cranes() {
    let mut line = CraneLine::new(6, 800.0, SPACING_M, policy("most-work-left"));
    line.add(operation(0, 0.0, 300.0, &[100; 10], 4));
    assert_eq!(line.shares_of(), [4], "no more than it may have");
    line.add(operation(1, 400.0, 300.0, &[25; 10], 4));
    assert_eq!(line.shares_of(), [4, 2]);
    let mut line = CraneLine::new(6, 800.0, SPACING_M, policy("even"));
    line.add(operation(0, 0.0, 300.0, &[100; 10], 4));
    line.add(operation(1, 400.0, 300.0, &[25; 10], 4));
    assert_eq!(line.shares_of(), [3, 3]);
}

#[test]
fn a_ship_keeps_its_cranes_until_it_is_done() {
    let mut line = CraneLine::new(5, 800.0, SPACING_M, policy("keep-until-done"));
    line.add(operation(0, 400.0, 300.0, &[10; 10], 4));
    line.add(operation(1, 0.0, 300.0, &[1000; 10], 4));
    assert_eq!(line.shares_of(), [1, 4], "the later ship lies below and gets what is free");
}

#[test]
fn a_crane_does_not_reach_past_one_at_work() {
    let mut line = CraneLine::new(2, 400.0, SPACING_M, policy("most-work-left"));
    line.add(operation(0, 0.0, 300.0, &[50; 10], 2));
    assert!(line.give(1));
    let at = line.cranes[1].at_m;
    assert_eq!(line.reach(0), (f64::NEG_INFINITY, at - SPACING_M));
    assert!(line.give(0) && line.cranes[0].at_m <= at - SPACING_M);
}
