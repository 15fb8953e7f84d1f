//! The getters together: every fault of a scenario in one run, each at its token.

mod faults;
mod plain;
mod quantities;
mod reference;
mod tables;
mod variates;

use super::*;
use crate::scenario::diagnostic::{CAP, Code, Diagnostic};
use crate::scenario::units::{Bounds, Dimension};
use darse_engine::SimDuration;

/// What a scenario gives, and the text under each diagnostic with its code.
fn read<R>(text: &str, reference: &'static str, read: impl FnOnce(&mut Table<'_>) -> R) -> (R, Vec<(String, &'static str)>) {
    let document = Document::parse("port.toml", text, reference);
    let value = document.read(read);
    let found = document.finish().into_iter().map(|d| (text[d.span.clone()].to_owned(), d.code)).collect();
    (value, found)
}

/// The messages of a scenario as people see them.
fn shown<R>(text: &str, reference: &'static str, read: impl FnOnce(&mut Table<'_>) -> R) -> String {
    let document = Document::parse("port.toml", text, reference);
    document.read(read);
    document.finish().iter().map(Diagnostic::to_string).collect::<Vec<_>>().join("\n")
}

/// One key `x`: the tokens at fault with their codes.
fn faults<R>(value: &str, default: &'static str, read_x: impl FnOnce(&mut Table<'_>) -> R) -> Vec<(String, &'static str)> {
    read(&format!("x = {value}"), default, read_x).1
}

/// Each wrong value is one fault of this code, its token the whole value.
fn all_wrong<R>(default: &'static str, wrong: &[(&str, &'static str)], getter: impl Fn(&mut Table<'_>) -> R) {
    for (value, code) in wrong {
        assert_eq!(faults(value, default, &getter), [((*value).to_owned(), *code)], "x = {value}");
    }
}

fn seconds(text: &str) -> SimDuration {
    SimDuration::from_seconds_f64(crate::scenario::units::parse(text, Dimension::Time).unwrap())
}

const ZONE: &str = r#"
title = "a zone"
[terminal.TC4]
kind = "container"
cranes = 20
cycle = { lognormal = { mean = "115 s", cv = 0.3 } }
[terminal.TC4.yard]
blocks = 30
[terminal.RORO]
kind = "ferry"
ramps = 3
cranes = 1
[terminal.RORO.yard]
blocks = 2
[[service]]
terminal = "TC4"
patience = "3 h"
"#;

/// Terminals by name with cranes and blocks, and services with the index of their terminal.
type Zone = (Vec<(String, (u32, u32))>, Vec<(usize, Option<SimDuration>)>);

fn zone(t: &mut Table<'_>) -> Zone {
    t.text("title", "One line for people.");
    let terminals = t.map("terminal", "Terminals by name.", |_, t| {
        if t.choice("kind", &[("container", false), ("ferry", true)], "What it handles.") {
            t.count("ramps", 1..=20, "Ramps.");
        } else {
            t.variate("cycle", Dimension::Time, "Time between moves.");
        }
        let cranes = t.count("cranes", 0..=100, "Cranes.");
        (cranes, t.table("yard", "The yard.", |t| t.count("blocks", 1..=500, "Blocks.")))
    });
    let names: Vec<&str> = terminals.iter().map(|(name, _)| name.as_str()).collect();
    let services = t.list("service", "Liner services.", |t| {
        let terminal = t.name_among("terminal", &names, "terminal", "Where it calls.");
        (terminal, t.maybe("patience", |t| t.duration("patience", Bounds::POSITIVE, "How long it waits.")))
    });
    (terminals, services)
}
