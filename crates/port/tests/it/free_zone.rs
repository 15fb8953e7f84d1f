//! Warehouses of the free zone that share trucks, work by shifts and let pallets cross the dock.

use crate::workbench::{delivered, diagnostics, each, edited, outcomes, scenario, value, values};
use darse_port::simulate;

const HOUSES: [&str; 3] = ["medhub", "automotive", "express"];

/// Half the drivers: containers of all three come later, in each of four pairs.
#[test]
fn warehouses_share_their_trucks() {
    let text = delivered("free-zone");
    let (all, half) = (scenario(&text), scenario(&edited(&text, "trucks = 14\n", "trucks = 7\n")));
    for r in 0..4 {
        let (all, half) = (simulate(&all, 7, r, false).unwrap(), simulate(&half, 7, r, false).unwrap());
        for house in HOUSES {
            let column = format!("{house}/container_delay");
            let (delay, longer) = (value(&all, &column), value(&half, &column));
            assert!(longer > 1.02 * delay, "{column}: {longer} h with half the trucks, {delay} h with all");
        }
    }
}

/// L = λ W for the jobs that wait, and for the trucks that are out: mean numbers over time, and means over jobs.
#[test]
fn littles_law_holds_for_the_trucks() {
    let text = edited(&delivered("free-zone"), "trucks = 14\n", "trucks = 10\n");
    let outcome = simulate(&scenario(&text), 4, 0, true).unwrap();
    let jobs_per_min = value(&outcome, "zone/drayage_jobs") / (4.0 * 168.0 * 60.0);
    let (waiting, wait) = (value(&outcome, "zone/drayage_waiting"), value(&outcome, "zone/drayage_wait"));
    assert!(waiting > 0.5 && (waiting - jobs_per_min * wait).abs() < 0.03 * waiting, "{waiting} wait, {wait} min");
    let unstuffed: f64 = HOUSES.iter().map(|house| value(&outcome, &format!("{house}/containers_unstuffed"))).sum();
    assert!((unstuffed - value(&outcome, "zone/drayage_jobs")).abs() < 0.5, "a job ends with each container");
}

/// A pool that only one warehouse uses is its own pool: the same numbers, bit for bit. So are shifts in which all work.
#[test]
fn a_pool_of_one_is_its_own_and_all_at_work_is_no_shift() {
    let own = edited(&delivered("free-zone-warehouse"), "horizon = \"3 weeks\"", "horizon = \"2 weeks\"");
    let pool = edited(&own, "trucks = 6\n", "drayage = \"Pool\"\n");
    let pool = format!("{pool}\n[drayage.Pool]\ntrucks = 6\nshifts = [6, 6, 6]\n");
    let shifts = edited(&own, "gangs = 6\n", "gangs = 6\nshifts = [6, 9, 6]\n");
    let measured = |text: &str| {
        let outcome = simulate(&scenario(text), 2, 0, true).unwrap();
        let all = outcome.columns.into_iter().map(|it| it.id).zip(outcome.values);
        all.filter(|(id, _)| !id.starts_with("pool/")).collect::<Vec<_>>()
    };
    let plain = measured(&own);
    assert_eq!(plain, measured(&pool));
    assert_eq!(plain, measured(&shifts));
}

/// Of a pool of one warehouse's size, half the pallets cross the dock, and half as many are stored.
#[test]
fn as_many_pallets_cross_the_dock_as_asked_for() {
    let text = edited(&delivered("free-zone-warehouse"), "gangs = 6\n", "gangs = 6\ncross-dock-share = 0.5\n");
    let runs = outcomes(&scenario(&text), 4);
    let of = |column: &str| each(&runs, column).iter().sum::<f64>();
    let (stored, crossed) = (of("medhub/pallets_in"), of("medhub/pallets_crossed"));
    assert!((crossed / (stored + crossed) - 0.5).abs() < 0.03, "{crossed} crossed, {stored} were stored");
    let plain = values(&scenario(&delivered("free-zone-warehouse")), 4, "medhub/pallets_in").iter().sum::<f64>();
    assert!((stored + crossed - plain).abs() < 0.02 * plain, "{stored} and {crossed} are together {plain}");
}

/// The order of the warehouses does not matter, though boxes are drawn for one after another.
#[test]
fn the_order_of_warehouses_changes_nothing() {
    let text = delivered("free-zone");
    let (head, rest) = text.split_once("[warehouse.Medhub]").unwrap();
    let (first, rest) = rest.split_once("[warehouse.Automotive]").unwrap();
    let turned = format!("{head}[warehouse.Automotive]{rest}\n[warehouse.Medhub]{first}");
    let measured = |text: &str| {
        let outcome = simulate(&scenario(text), 2, 0, false).unwrap();
        let mut all: Vec<_> = outcome.columns.into_iter().map(|it| it.id).zip(outcome.values).collect();
        all.sort_by(|a, b| a.0.cmp(&b.0));
        all
    };
    assert_eq!(measured(&text), measured(&turned));
}

#[test]
fn two_ways_of_drayage_at_once_are_refused() {
    let text = edited(&delivered("free-zone"), "import-share = 0.1\n", "import-share = 0.1\ntrucks = 3\n");
    assert!(diagnostics(&text).contains("`trucks` of its own and those of a `drayage`"));
    let text = edited(&delivered("free-zone"), "trucks = 14\nshifts = [14, 14, 6]", "trucks = 14\nshifts = [0, 0, 0]");
    assert!(diagnostics(&text).contains("nobody ever works"));
}
