//! What is changed at one place leaves the draws of every other alone: a thousand random edits.

use crate::workbench::scenario;
use darse_engine::canary::{Bug, plant};
use darse_engine::drawn::{Drawn, drawn_by};
use darse_engine::{Entity, Stream, Streams};
use darse_port::simulate;
use std::collections::{BTreeMap, BTreeSet};

const EDITS: u64 = 1_000;

/// A zone in tables, each with its name, so that they can be added, removed, renamed and put in another order.
#[derive(Clone)]
struct Zone {
    tables: Vec<(String, String)>,
}

impl Zone {
    /// Two terminals as small as hello's, three services.
    fn new() -> Zone {
        let terminal = "quay = { length = \"310 m\" }\ncranes = { count = 2 }\n\
                        transport = { kind = \"terminal-tractor\", count = 8 }\nyard = { blocks = 4 }";
        let mut zone = Zone { tables: Vec::new() };
        zone.add("vessel-class.coaster", "loa = \"140 m\"\ndraught = \"8 m\"\ncranes = 2");
        zone.add("terminal.East", terminal);
        zone.add("terminal.West", terminal);
        zone.add_service("north", "East", 6, 60);
        zone.add_service("south", "East", 20, 40);
        zone.add_service("levant", "West", 9, 50);
        zone
    }
    fn add(&mut self, name: &str, text: &str) {
        self.tables.push((name.to_owned(), text.to_owned()));
    }
    fn add_service(&mut self, name: &str, terminal: &str, hour: u32, boxes: u32) {
        let text = format!(
            "terminal = \"{terminal}\"\nclass = \"coaster\"\nfirst = \"Mon {hour:02}:00\"\nevery = \"1 days\"\ndischarge = {boxes}\nexports = 5"
        );
        self.add(&format!("service.{name}"), &text);
    }
    fn text(&self) -> String {
        let tables = self.tables.iter().map(|(name, text)| format!("\n[{name}]\n{text}\n"));
        format!("horizon = \"2 days\"\nwarm-up = \"0 h\"\n{}", tables.collect::<String>())
    }
    fn services(&self) -> BTreeSet<String> {
        self.tables.iter().filter_map(|(name, _)| name.strip_prefix("service.").map(str::to_owned)).collect()
    }
    fn edit_text(&mut self, table: &str, from: &str, to: &str) {
        for (_, text) in self.tables.iter_mut().filter(|(name, _)| name == table) {
            *text = text.replace(from, to);
        }
    }
}

/// One to three random changes.
fn edited(nth: u64) -> Zone {
    let mut draw = Streams::new(99, 0).of(Stream::named("edits"), nth, 0);
    let mut zone = Zone::new();
    for step in 0..=draw.index(3) {
        let terminal = ["East", "West"][draw.index(2) as usize];
        match draw.index(10) {
            0 => zone.add_service(&format!("new-{step}"), terminal, draw.index(24), 30),
            1 => {
                let gone = ["south", "levant"][draw.index(2) as usize];
                zone.tables.retain(|(name, _)| *name != format!("service.{gone}"));
            }
            2 => {
                let renamed = ["south", "levant"][draw.index(2) as usize];
                for (name, _) in zone.tables.iter_mut().filter(|(name, _)| *name == format!("service.{renamed}")) {
                    *name = format!("service.{renamed}-express");
                }
            }
            3 => zone.tables.reverse(),
            4 => {
                let (a, b) = (draw.index(zone.tables.len() as u32), draw.index(zone.tables.len() as u32));
                zone.tables.swap(a as usize, b as usize);
            }
            5 => zone.edit_text(&format!("terminal.{terminal}"), "cranes = { count = 2 }", "cranes = { count = 3 }"),
            6 => zone.edit_text(&format!("terminal.{terminal}"), "count = 8", "count = 11"),
            7 => zone.edit_text(&format!("terminal.{terminal}"), "blocks = 4", "blocks = 6"),
            8 => zone.add(&format!("vessel-class.other-{step}"), "loa = \"200 m\"\ndraught = \"9 m\""),
            _ => {
                let name = format!("South-{step}");
                zone.add(&format!("terminal.{name}"), "quay = { length = \"200 m\" }\nyard = { blocks = 2 }");
                zone.add_service(&format!("of-{step}"), &name, draw.index(24), 20);
            }
        }
    }
    zone
}

fn draws(zone: &Zone) -> Vec<Drawn> {
    let scenario = scenario(&zone.text());
    drawn_by(|| simulate(&scenario, 3, 0, false).unwrap()).1
}

/// As the model keys what belongs to another: the finaliser of SplitMix64 over both.
fn part(whole: u64, nth: u64) -> u64 {
    let z = whole ^ nth.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// By key, what was drawn.
type Draws = BTreeMap<(u64, u64, u64, u64), u64>;

/// The draws of a service's own: its timetable, its call sizes, its ships, the boxes they bring.
fn of_service(draws: &[Drawn], service: &str) -> Draws {
    let key = Entity::named(service).key();
    let calls: Vec<u64> = (0..30).map(|nth| part(key, nth)).collect();
    let boxes = calls.iter().flat_map(|call| (0..80).map(|nth| part(*call, nth)));
    let own: BTreeSet<u64> = std::iter::once(key).chain(calls.iter().copied()).chain(boxes).collect();
    let streams: BTreeSet<u64> = ["schedule", "volume", "ship", "box"].map(|name| Stream::named(name).key()).into();
    let its = draws.iter().filter(|it| own.contains(&it.entity) && streams.contains(&it.stream));
    its.map(|it| ((it.stream, it.entity, it.nth, it.index), it.bits)).collect()
}

/// The draws of each service of the zone as it is without edits.
fn unedited() -> BTreeMap<String, Draws> {
    let (zone, all) = (Zone::new(), draws(&Zone::new()));
    zone.services().into_iter().map(|service| (service.clone(), of_service(&all, &service))).collect()
}

/// For each service that both have: how many of its draws before an edit are the same after it, and how many there are. Only a ship
/// that comes in another order to the berth may have begun a few hours later, and has not drawn all of it in two days.
fn kept(before: &BTreeMap<String, Draws>, zone: &Zone) -> (usize, usize) {
    let after: Draws = draws(zone).iter().map(|it| ((it.stream, it.entity, it.nth, it.index), it.bits)).collect();
    let (mut same, mut all) = (0, 0);
    for (service, before) in before.iter().filter(|(service, _)| zone.services().contains(*service)) {
        assert!(before.len() > 300, "{service} draws only {}", before.len());
        let both = before.iter().filter(|(key, bits)| after.get(key) == Some(bits)).count();
        let other = before.iter().filter(|(key, bits)| after.get(key).is_some_and(|after| after != *bits)).count();
        assert_eq!(other, 0, "{service}: another number for the same key");
        same += both;
        all += before.len();
    }
    (same, all)
}

#[test]
fn a_thousand_edits_leave_the_draws_of_all_others_alone() {
    let before = unedited();
    let (mut least, mut same, mut all) = (1.0f64, 0, 0);
    for nth in 0..EDITS {
        let (kept, of) = kept(&before, &edited(nth));
        least = least.min(kept as f64 / of as f64);
        (same, all) = (same + kept, all + of);
    }
    assert!(same as f64 > 0.97 * all as f64 && least > 0.7, "{same} of {all} draws are the same, in one edit {least:.2} of them");
}

/// The canary: keys by order of creation would lose nearly all of them.
#[test]
fn keys_by_order_of_creation_would_be_noticed() {
    plant(Some(Bug::StreamKeyedByOrder));
    let own: usize = unedited().values().map(Draws::len).sum();
    plant(None);
    assert_eq!(own, 0, "no draw is found under its entity's key");
}
