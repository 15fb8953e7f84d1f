//! Trains on a line by hand.

use darse_engine::SimDuration;
use darse_port::trial::{Heading, RailLineId, Record, SMALL, Trial, clock, run_off};

/// Three trains are ready at 0:05: one to the port, one inland, one to the port; a path every 20 min, 30 min to run, 15 min to shunt.
fn three_trains(line: &str) -> Trial {
    let mut it =
        Trial::of(&format!("{SMALL}\n[rail-line.L]\nheadway = \"20 min\"\nrunning = \"30 min\"\nshunting = \"15 min\"\n{line}"));
    it.until(clock(0, 5, 0));
    it.run.intervene(|_, sim| {
        for (key, heading) in [(1, Heading::ToPort), (2, Heading::Inland), (3, Heading::ToPort)] {
            run_off(RailLineId(0), key, heading, sim);
        }
    });
    it.until(clock(8, 0, 0));
    it
}

fn began(it: &Trial) -> Vec<(u64, u64)> {
    let minutes = |it: SimDuration| it.0 / SimDuration::minutes(1).0;
    let of = |record: &Record| match record {
        Record::RailRunBegan { waited, for_locomotive, .. } => Some((minutes(*waited), minutes(*for_locomotive))),
        _ => None,
    };
    it.records.iter().filter_map(|(_, record)| of(record)).collect()
}

/// The first takes the path of 0:20 and is there at 0:50; the second goes at 1:00, until 1:30; the third at 1:40.
#[test]
fn trains_towards_each_other_wait_on_a_single_track() {
    let it = three_trains("tracks = 1\nlocomotives = 3");
    assert_eq!(began(&it), [(15, 0), (55, 0), (95, 0)]);
    let free = it.when(|it| matches!(it, Record::RailRunEnded { .. }));
    assert_eq!(free, [clock(1, 5, 0), clock(1, 45, 0), clock(2, 25, 0)]);
}

/// Both directions have the path of 0:20, the third train that of 0:40.
#[test]
fn on_two_tracks_they_do_not() {
    assert_eq!(began(&three_trains("tracks = 2\nlocomotives = 3")), [(15, 0), (15, 0), (35, 0)]);
}

/// The locomotive of the first is free at 1:05; the third then finds the path of 1:20, with nobody towards it but the second,
/// which left at 0:20.
#[test]
fn a_train_waits_for_a_locomotive() {
    assert_eq!(began(&three_trains("tracks = 2\nlocomotives = 2")), [(15, 0), (15, 0), (75, 60)]);
}

/// Closed from 0:10 to 5:00.
#[test]
fn there_are_no_paths_in_closed_hours() {
    let night = three_trains("tracks = 2\nlocomotives = 3\nopens = \"05:00\"\ncloses = \"00:10\"");
    assert_eq!(began(&night), [(295, 0), (295, 0), (315, 0)]);
}
