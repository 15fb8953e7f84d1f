//! The gate lies 32 m behind the only block of the terminal: 16 s at 2 m/s.

use darse_engine::SimDuration;
use darse_port::trial::{Onward, Record, Trial, WarehouseId, clock};

/// Customs take an hour, the road 20 min, a container 30 min, a pallet 1 min; a truck load is loaded in 10 min.
fn trial(warehouse: &str) -> Trial {
    Trial::of(&format!(
        r#"
        title = "A container through a warehouse"
        horizon = "1 week"
        warm-up = "0 h"
        weather = {{ wind = "0 m/s" }}
        vessel-class = {{ ship = {{ loa = "100 m", draught = "6 m" }} }}
        service = {{ S = {{ terminal = "T", class = "ship", first = "Sun 12:00", every = "7 days", deviation = "0 h", discharge = 10, exports = 0 }} }}
        [terminal.T]
        quay = {{ length = "200 m" }}
        cranes = {{ count = 1 }}
        gate = {{ check-in = "60 s", check-out = "30 s", speed = "2 m/s", delay = "0 s" }}
        [terminal.T.yard]
        blocks = 1
        bays = 2
        rows = 4
        tiers = 3
        reefer-bays = 0
        dangerous-bays = 0
        row-width = "3 m"
        aisle = "20 m"
        apron = "60 m"
        crane = {{ cycle = "60 s", failures = {{ between = "400 days" }} }}
        [warehouse.W]
        terminal = "T"
        release = "1 h"
        drive = "20 min"
        unstuffing = "30 min"
        pallets-per-40-ft = 2
        pallets-per-20-ft = 1
        handling = "1 min"
        loading = "10 min"
        promised = "10 min"
        {warehouse}
        "#
    ))
}

fn unstuffed(record: &Record) -> bool {
    matches!(record, Record::ContainerUnstuffed { .. })
}
fn out(record: &Record) -> bool {
    matches!(record, Record::PalletsOut { .. })
}

#[test]
fn one_container_to_the_second() {
    let mut it = trial("dwell = \"24 h\"\ntruck-load = 2");
    it.stack(Onward::Warehouse(WarehouseId(0)), 1);
    it.until(clock(48, 0, 0));
    // 01:00 released, 01:20 at the gate, 60 s of papers, 16 s, 60 s for the yard crane, 16 s, 30 s: out of the terminal.
    assert_eq!(it.when(|it| matches!(it, Record::TruckIn { .. })), [clock(1, 21, 0)]);
    assert_eq!(it.when(|it| matches!(it, Record::BoxOut { .. })), [clock(1, 23, 2)]);
    // 20 min on the road, 30 min to unstuff; two pallets are put away in 2 min.
    assert_eq!(it.when(unstuffed), [clock(2, 13, 2)]);
    let delay = clock(2, 13, 2) - clock(0, 0, 0);
    let as_worked =
        |it: &Record| matches!(it, Record::ContainerUnstuffed { waited: SimDuration::ZERO, delay: d, .. } if *d == delay);
    assert_eq!(it.when(as_worked).len(), 1);
    assert_eq!(it.when(|it| matches!(it, Record::Dock { out: false, .. })), [clock(1, 43, 2), clock(2, 13, 2)]);
    assert_eq!(it.when(|it| matches!(it, Record::PalletsIn { pallets: 2, .. })), [clock(2, 15, 2)]);
    // Ordered a day later: 2 min to pick, 10 min to load, 2 min later than promised.
    assert_eq!(it.when(|it| matches!(it, Record::PalletsPicked { .. })), [clock(26, 17, 2)]);
    let late = SimDuration::minutes(2);
    assert_eq!(it.when(|it| matches!(it, Record::PalletsOut { pallets: 2, late: l, .. } if *l == late)), [clock(26, 27, 2)]);
}

#[test]
fn a_full_warehouse_keeps_containers_at_the_dock() {
    let mut it = trial("dwell = \"24 h\"\ntruck-load = 2\nplaces = 4\ntrucks = 3\ndocks-in = 3\ngangs = 3");
    it.stack(Onward::Warehouse(WarehouseId(0)), 3);
    it.until(clock(72, 0, 0));
    let (unstuffed, picked) = (it.when(unstuffed), it.when(|it| matches!(it, Record::PalletsPicked { .. })));
    assert_eq!((unstuffed.len(), picked.len()), (3, 3));
    assert!(unstuffed[1] < clock(4, 0, 0), "two find places at once: {unstuffed:?}");
    // The third is opened when the first truck load is out of storage.
    assert_eq!(unstuffed[2], picked[0] + SimDuration::minutes(30));
}

#[test]
fn truck_loads_are_made_of_several_containers() {
    let mut it = trial("dwell = \"2 h\"\ntruck-load = 3");
    it.run.world.warehouses[0].check().expect("an empty warehouse is in order");
    it.stack(Onward::Warehouse(WarehouseId(0)), 2);
    it.until(clock(48, 0, 0));
    // Four pallets: one load of three, one pallet stays.
    assert_eq!(it.when(out).len(), 1);
    assert_eq!(it.when(|it| matches!(it, Record::PalletsIn { .. })).len(), 2);
}

/// Its two pallets are carried across in 2 min, are a truck load at once, and are never stored.
#[test]
fn pallets_that_cross_the_dock_are_not_stored() {
    let mut it = trial("dwell = \"24 h\"\ntruck-load = 2\ncross-dock-share = 1");
    it.stack(Onward::Warehouse(WarehouseId(0)), 1);
    it.until(clock(48, 0, 0));
    assert_eq!(it.when(unstuffed), [clock(2, 13, 2)]);
    assert_eq!(it.when(|it| matches!(it, Record::PalletsCrossed { pallets: 2, .. })), [clock(2, 15, 2)]);
    assert_eq!(it.when(|it| matches!(it, Record::PalletsOut { pallets: 2, .. })), [clock(2, 25, 2)]);
    assert!(it.when(|it| matches!(it, Record::PalletsIn { .. } | Record::PalletsPicked { .. })).is_empty());
}

/// A pallet that is left over between the docks waits for those of the next container.
#[test]
fn a_load_across_is_made_of_several_containers() {
    let mut it = trial("dwell = \"24 h\"\ntruck-load = 3\ncross-dock-share = 1");
    it.stack(Onward::Warehouse(WarehouseId(0)), 3);
    it.until(clock(48, 0, 0));
    assert_eq!((it.when(|it| matches!(it, Record::PalletsCrossed { .. })).len(), it.when(out).len()), (3, 2));
}

/// Gangs come at 06:00: a container that was there before is opened then. Those of a shift from 18:00 to 02:00 finish the
/// container that they began at 1:43:02, and the pallets ordered at 2:15:02 of the next day are picked at 18:00.
#[test]
fn gangs_work_their_shifts_and_finish_their_job() {
    let mut it = trial("dwell = \"24 h\"\ntruck-load = 2\ngangs = 1\nshifts = [1, 0, 0]\nfirst-shift = \"06:00\"");
    it.stack(Onward::Warehouse(WarehouseId(0)), 1);
    it.until(clock(12, 0, 0));
    assert_eq!(it.when(unstuffed), [clock(6, 30, 0)]);
    let mut it = trial("dwell = \"24 h\"\ntruck-load = 2\ngangs = 1\nshifts = [1, 0, 0]\nfirst-shift = \"18:00\"");
    it.stack(Onward::Warehouse(WarehouseId(0)), 1);
    it.until(clock(48, 0, 0));
    assert_eq!(it.when(unstuffed), [clock(2, 13, 2)]);
    assert_eq!(it.when(out), [clock(24 + 18, 12, 0)]);
}
