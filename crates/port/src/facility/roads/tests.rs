use super::*;
use crate::facility::road_plan::{RoadPlan, RoadsPlan};
use darse_engine::{Streams, Variate};

fn road(name: &str, from: usize, to: usize, length_m: f64) -> RoadPlan {
    RoadPlan {
        name: name.to_owned(),
        from,
        to,
        length_m,
        lanes: 1,
        speed_m_s: 10.0,
        lane_capacity_per_h: 720.0,
        other_traffic_per_h: 0.0,
        one_way: false,
    }
}

/// A ── B ── C by 1 km each, and A ── C by 3 km.
fn triangle() -> RoadsPlan {
    RoadsPlan {
        at: vec![None; 4],
        places: ["A", "B", "C", "D"].map(str::to_owned).to_vec(),
        roads: vec![road("AB", 0, 1, 1000.0), road("BC", 1, 2, 1000.0), road("AC", 0, 2, 3000.0)],
        alpha: 0.15,
        beta: 4.0,
        wind_limit_m_s: 100.0,
        queue_space_m: 20.0,
        origins: Vec::new(),
        pace: Variate::Constant(1.0),
        hours: vec![1.0; 24],
    }
}

#[test]
fn the_quickest_way_is_taken_and_none_leads_where_no_road_does() {
    let roads = Roads::new(&triangle());
    assert_eq!(roads.towards(0, 2), Some(Way(0)), "over B it is 2 km instead of 3");
    assert_eq!(roads.towards(2, 0), Some(Way(3)), "and back the other way");
    assert_eq!(roads.free_time(0, 2), SimDuration::seconds(200));
    assert_eq!((roads.towards(0, 3), roads.connects(0, 3), roads.connects(1, 1)), (None, false, true));
    let mut one_way = triangle();
    one_way.roads[0].one_way = true;
    assert_eq!(Roads::new(&one_way).free_time(1, 0), SimDuration::seconds(400), "from B to A over C");
}

/// By hand: on the first truck hardly any flow; at a steady flow of 360 trucks an hour, half of the capacity, the time grows
/// by 1 + 0.15 / 16.
#[test]
fn travel_time_follows_the_flow() {
    let mut roads = Roads::new(&triangle());
    let (alone, free) = roads.set_out(Way(0), 1.0, SimTime::ZERO);
    assert_eq!(free, SimDuration::seconds(100));
    assert!((alone.as_seconds_f64() - 100.0).abs() < 0.01, "{alone:?}");
    let mut last = alone;
    for truck in 1..3000 {
        (last, _) = roads.set_out(Way(0), 1.0, SimTime::ZERO + SimDuration::seconds(10 * truck));
    }
    assert!((last.as_seconds_f64() - 100.0 * (1.0 + 0.15 / 16.0)).abs() < 0.05, "{last:?}");
}

/// One lane lets 720 trucks an hour pass: a platoon of 100 leaves its road at least 5 s apart.
#[test]
fn lanes_let_only_so_many_pass() {
    let mut roads = Roads::new(&triangle());
    let mut out = 0.0;
    for truck in 0..100 {
        let (lasting, _) = roads.set_out(Way(0), if truck % 2 == 0 { 1.2 } else { 0.9 }, SimTime::ZERO);
        assert!(lasting.as_seconds_f64() >= out + 5.0 - 1e-6, "truck {truck} overtakes");
        out = lasting.as_seconds_f64();
    }
    assert!(out >= 99.0 * 5.0);
}

/// 1 km holds 50 trucks; the 51st waits until one has left.
#[test]
fn a_full_road_takes_nobody() {
    let sim = &mut Sim::new(Streams::new(1, 0));
    let mut roads = Roads::new(&triangle());
    assert!((0..50).all(|_| roads.ask(Way(0), sim).is_granted()));
    assert_eq!(roads.on(Way(0)), (50, 0));
    assert_eq!(roads.check(), Ok(()));
    roads.leave(Way(0), sim);
    assert!(roads.ask(Way(0), sim).is_granted());
    assert_eq!(roads.on(Way(1)), (0, 0), "the other direction is empty");
}
