//! Two runs that differ in one machine share their luck: every box, call and place of a loading list keeps what was drawn
//! for it, whoever carries it and whenever. A draw keyed by the order in which things happen fails here.

use darse_engine::{SimDuration, SimTime};
use darse_port::hours::DelayCause;
use darse_port::trial::{BoxKind, CallId, Length, Onward, Record, Trial};
use std::collections::BTreeMap;

/// What was seen of one run, looked at every hour.
#[derive(Default)]
struct Seen {
    /// Kind, length and onward way of a box when it was first seen, by its key.
    boxes: BTreeMap<u64, (BoxKind, Length, Onward)>,
    /// Boxes discharged and loaded in a bay, by call and bay.
    bays: BTreeMap<(u32, u32), (u32, u32)>,
    /// Time lost to breakdowns, by call.
    repairs: BTreeMap<u32, SimDuration>,
}

fn look(tractors: u32) -> Seen {
    let text = include_str!("../../../../../scenarios/hello.toml").replace("count = 12", &format!("count = {tractors}"));
    let (mut trial, mut seen) = (Trial::of(&text), Seen::default());
    for hour in 1..24 * 7 * 6 {
        trial.run.run_until(SimTime::ZERO + SimDuration::hours(hour), &mut trial.records);
        let port = &trial.run.world;
        for (_, it) in port.boxes.iter() {
            seen.boxes.entry(it.key).or_insert((it.class.kind(), it.class.length(), it.onward()));
        }
        let line = &port.terminals[0].line;
        for CallId(call) in line.cranes.iter().filter_map(|crane| Some(crane.bay?.0)) {
            let bays = &line.operation(CallId(call)).bays;
            seen.bays.extend(bays.iter().map(|bay| ((call, bay.number), (bay.discharge, bay.load))));
        }
    }
    for (_, record) in &trial.records {
        if let Record::CraneOff { call, .. } = record {
            seen.repairs.entry(call.0).or_default();
        }
        if let Record::CraneSpent { call, cause: DelayCause::Breakdown, time, .. } = record {
            *seen.repairs.entry(call.0).or_default() += *time;
        }
    }
    seen
}

/// Of what is in both: how much, and how much of it differs.
fn compare<K: Ord, V: PartialEq>(one: &BTreeMap<K, V>, other: &BTreeMap<K, V>) -> (usize, usize) {
    let both: Vec<(&V, &V)> = one.iter().filter_map(|(key, it)| Some((it, other.get(key)?))).collect();
    (both.len(), both.iter().filter(|(a, b)| a != b).count())
}

#[test]
fn two_tractors_more_change_no_box_no_call_and_no_breakdown() {
    let (few, many) = (look(12), look(14));
    let (boxes, bays, repairs) =
        (compare(&few.boxes, &many.boxes), compare(&few.bays, &many.bays), compare(&few.repairs, &many.repairs));
    assert!(boxes.0 > 4_000 && bays.0 > 100, "{boxes:?} and {bays:?} are little to go by");
    assert!(few.repairs.values().filter(|lost| **lost > SimDuration::ZERO).count() > 3, "few breakdowns");
    assert_eq!((boxes.1, bays.1), (0, 0), "of {} boxes, {} bays", boxes.0, bays.0);
    // A crane that breaks down in its last lift is repaired on the account of its next ship, and which two boxes make a twin
    // lift depends on where they stand.
    assert!(repairs.1 * 10 <= repairs.0, "of {} calls {} lose another time to repairs", repairs.0, repairs.1);
}
