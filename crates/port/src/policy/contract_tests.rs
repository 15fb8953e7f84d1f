//! A policy that chooses what cannot be done is found at its first such choice, by name: rules of every decision that break their contract.

use super::appointments::{Appointments, view::Book};
use super::berth_allocation::{
    BerthAllocation,
    view::{Berths, Section, Wish},
};
use super::block_choice::{
    BlockChoice,
    view::{Blocks, Outlook},
};
use super::crane_assignment::{
    CraneAssignment,
    view::{Ship, Ships},
};
use super::dispatching::{Dispatching, view::Orders};
use super::gate_lanes::{GateLanes, view::Lanes};
use super::job_order::{JobOrder, view::Jobs};
use super::stacking::{
    Stacking,
    view::{BY_DUE, Costs, NO_PLACE, Preference, Stackable},
};
use super::team_dispatch::{
    TeamDispatch,
    view::{TeamWish, Teams},
};
use super::{Decision, Entry, Policy, Standing};
use crate::cargo::{BoxKind, Length};
use crate::facility::fleet::{Errand, Order};
use crate::facility::plan::Point;
use crate::ids::{CallId, VehicleId};
use darse_engine::{SimDuration, SimTime};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What is said of a rule when it has decided; nothing if its choice may be carried out.
fn said<D: Decision>(rule: D::Rule, view: &D::View<'_>) -> Option<String> {
    let (name, about, source, standing) = ("of-a-student", "", "", Standing::Other);
    let policy = Policy::<D>::of(Box::leak(Box::new(Entry { name, standing, about, source, rule })));
    let panic = catch_unwind(AssertUnwindSafe(|| policy.decide(view))).err()?;
    let words = panic.downcast_ref::<String>().expect("words").clone();
    let (whose, what) = words.split_once(") chose ").expect("whose, and what it chose");
    assert_eq!(whose, format!("the policy `of-a-student` of {} ({}", D::NAME, D::KEY));
    Some(what.to_owned())
}

fn ship(call: u32, pilot: bool, tugs: u32) -> TeamWish {
    TeamWish { call: CallId(call), pilot, tugs, pull_t: 0.0, outbound: false }
}

#[test]
fn a_team_goes_to_a_ship_that_waits_and_can_go() {
    let waiting = [ship(0, true, 4), ship(1, false, 1)];
    let view = Teams { waiting: &waiting, can_go: &|wish| wish.tugs < 4 };
    assert_eq!(said::<TeamDispatch>(|_| Some(1), &view), None);
    assert_eq!(said::<TeamDispatch>(|_| None, &view), None);
    let hindered = "Some(0), a ship for which not all is free that it wants";
    assert_eq!(said::<TeamDispatch>(|_| Some(0), &view).as_deref(), Some(hindered));
    assert_eq!(said::<TeamDispatch>(|_| Some(2), &view).as_deref(), Some("Some(2), where no ship waits"));
}

#[test]
fn a_ship_lies_on_free_and_deep_quay() {
    let (work, lots, arrived, in_window) = (SimDuration::ZERO, [0.0; 2], SimTime::ZERO, false);
    let waiting = [(200.0, 9.0), (200.0, 15.0)].map(|(loa_m, draught_m)| Wish {
        call: CallId(0),
        loa_m,
        draught_m,
        prefers_m: 0.0,
        priority: 1,
        work,
        arrived,
        in_window,
        lots,
    });
    let sections = [Section { from_m: 0.0, to_m: 400.0, depth_m: 16.0 }, Section { from_m: 400.0, to_m: 800.0, depth_m: 12.0 }];
    let (look_ahead, gap_m, is_discrete, now, under_keel_m) = (8, 15.0, false, SimTime::ZERO, 1.0);
    let (free, due, sections, waiting) = (&[(100.0, 300.1), (350.0, 800.0)][..], &[][..], &sections[..], &waiting[..]);
    let view = Berths { waiting, look_ahead, free, gap_m, is_discrete, now, due, sections, under_keel_m };
    for may_be in [Some((0, 100.0)), Some((0, 300.1 - 200.0)), Some((0, 600.0)), Some((1, 100.05)), None] {
        assert_eq!(view.fault(&may_be), None, "{may_be:?}");
    }
    let taken = "and so long a ship would not lie on free quay there";
    assert_eq!(said::<BerthAllocation>(|_| Some((0, 101.0)), &view), Some(format!("Some((0, 101.0)), {taken}")));
    assert_eq!(said::<BerthAllocation>(|_| Some((0, f64::NAN)), &view), Some(format!("Some((0, NaN)), {taken}")));
    let shallow = "Some((1, 390.0)), where the quay is not deep enough for the ship";
    assert_eq!(said::<BerthAllocation>(|_| Some((1, 390.0)), &view).as_deref(), Some(shallow));
    assert_eq!(said::<BerthAllocation>(|_| Some((2, 100.0)), &view).as_deref(), Some("Some((2, 100.0)), where no ship waits"));
}

#[test]
fn cranes_are_shared_among_the_ships_that_are_there() {
    let ships = [3, 2].map(|most| Ship { boxes_left: 100, most, has: 0 });
    let view = Ships { ships: &ships, cranes: 4 };
    assert_eq!(said::<CraneAssignment>(|_| vec![2, 2], &view), None);
    assert_eq!(said::<CraneAssignment>(|_| vec![1, 3], &view).as_deref(), Some("[1, 3], more cranes than a ship may have"));
    assert_eq!(said::<CraneAssignment>(|_| vec![3, 2], &view).as_deref(), Some("[3, 2], more cranes than there are"));
    let for_one = "[3], which is not a number of cranes for each ship";
    assert_eq!(said::<CraneAssignment>(|_| vec![3], &view).as_deref(), Some(for_one));
}

#[test]
fn a_vehicle_takes_an_open_order_of_its_gang() {
    let order = |post| Order { post, key: 0, errand: Errand::Fetch, from: Point::default(), since: SimTime(0) };
    let (open, vehicle, at) = ([order(1), order(0)], VehicleId(3), Point::default());
    let view = Orders { vehicle, at, open: &open, under_way: &[0, 0, 0], gangs: Some(2) };
    assert_eq!(said::<Dispatching>(|_| Some(0), &view), None);
    assert_eq!(said::<Dispatching>(|_| Some(1), &view).as_deref(), Some("Some(1), an order of another gang"));
    assert_eq!(said::<Dispatching>(|_| Some(2), &view).as_deref(), Some("Some(2), where no order is open"));
}

#[test]
fn a_box_goes_to_a_block_with_room_among_those_asked_for() {
    let outlook = |overflow| Outlook { at: Point::default(), work_s: 0.0, fill: 0.5, waiting: 0, overflow, short_of_grounds: 0 };
    let (outlooks, bays, from) = ([outlook(false), outlook(false), outlook(true)], BoxKind::Standard, Point::default());
    let (is_open, has_room) = (&|_, _| true, &|block| block != 1);
    let view = Blocks { outlooks: &outlooks, overflow: false, bays, from, own_piles: &[], is_open, has_room };
    assert_eq!(said::<BlockChoice>(|_| Some(0), &view), None);
    assert_eq!(said::<BlockChoice>(|_| Some(1), &view).as_deref(), Some("Some(1), a block without room for it"));
    let other = "Some(2), which is not among the blocks that were asked for";
    assert_eq!(said::<BlockChoice>(|_| Some(2), &view).as_deref(), Some(other));
    assert_eq!(said::<BlockChoice>(|_| Some(3), &view).as_deref(), Some("Some(3), and there is no such block"));
}

#[test]
fn places_cost_something_that_is_no_less_than_nothing() {
    let view = Stackable { length: Length::Forty, kind: BoxKind::Standard, key: 1, due: 1 };
    assert_eq!(said::<Stacking>(|it| Preference { it, costs: BY_DUE, joins_own: false }, &view), None);
    let fault = |rule| said::<Stacking>(rule, &view).expect("a fault");
    for wrong in [
        fault(|it| Preference { it, costs: Costs { half: -1, ..BY_DUE }, joins_own: false }),
        fault(|it| Preference { it, costs: Costs { later: NO_PLACE, ..BY_DUE }, joins_own: false }),
    ] {
        assert!(wrong.ends_with(", a cost below 0, or of `NO_PLACE` and more"), "{wrong}");
    }
    let shorter = fault(|it| Preference { it: Stackable { length: Length::Twenty, ..it }, costs: BY_DUE, joins_own: false });
    assert!(shorter.ends_with(", a box of another length or kind"), "{shorter}");
}

#[test]
fn a_crane_takes_a_job_that_it_can_do() {
    let view = Jobs { count: 2, can_do: &|job| job == 1, is_for_quay: &|_| true, is_retrieval: &|_| true, bays_to: &|_| 0 };
    assert_eq!(said::<JobOrder>(|_| Some(1), &view), None);
    assert_eq!(said::<JobOrder>(|_| Some(0), &view).as_deref(), Some("Some(0), a job that the crane cannot do now"));
    assert_eq!(said::<JobOrder>(|_| Some(2), &view).as_deref(), Some("Some(2), where no job waits"));
}

#[test]
fn no_truck_comes_before_it_can() {
    let view = Book { per_hour: 1, booked: &BTreeMap::new(), wanted: 9 };
    assert_eq!(said::<Appointments>(|_| 9, &view), None);
    assert_eq!(said::<Appointments>(|_| 8, &view).as_deref(), Some("8, before the wanted hour"));
}

#[test]
fn a_truck_takes_an_open_lane() {
    let view = Lanes { trucks: &[0, 3], brings: true, lot: 0.5 };
    assert_eq!(said::<GateLanes>(Some(|_| 1), &view), None);
    assert_eq!(said::<GateLanes>(Some(|_| 2), &view).as_deref(), Some("2, a lane that is not open"));
}
