//! `[terminal.NAME.quay]`: the wall, and how ships get to it.

use super::diagnostic::Code;
use super::policy;
use super::read::Table;
use super::units::Dimension;
use crate::facility::quay::{Quay, Section};
use crate::policy::Policy;
use crate::policy::berth_allocation::BerthAllocation;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Variate;

/// Whose a quay is: an index into the plans of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum QuayOwner {
    /// A container terminal.
    Terminal(usize),
    /// Berths without cargo work.
    Berth(usize),
    /// A ferry port.
    FerryPort(usize),
    /// A car terminal.
    CarTerminal(usize),
    /// A tank farm.
    TankFarm(usize),
    /// A terminal for dry bulk and general cargo.
    BulkTerminal(usize),
}

/// The quay of a terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct QuayPlan {
    /// Length [m].
    pub length_m: f64,
    /// Between two ships [m].
    pub gap_m: f64,
    /// Depths by section, covering the whole length.
    pub sections: Vec<Section>,
    /// Lengths of discrete berths; empty: a continuous quay [m].
    pub berths: Vec<f64>,
    /// Who moors next, and where.
    pub policy: Policy<BerthAllocation>,
    /// How far down the line the policy looks.
    pub look_ahead: u32,
    /// Approach to all fast.
    pub mooring: Variate,
    /// Cast off.
    pub unmooring: Variate,
    /// From all fast to the first lift: papers, gangway, unlashing.
    pub start: Variate,
    /// From the last lift to ready to sail: lashing, papers.
    pub end: Variate,
    /// The basin it lies in: an index; none: the open sea.
    pub basin: Option<usize>,
    /// A plain service time instead of cranes.
    pub service_time: Option<Variate>,
}

impl QuayPlan {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>, basins: &[String]) -> Self {
        let service_time = t.maybe("service-time", |t| {
            t.positive_variate("service-time", Dimension::Time, "A plain service time alongside, instead of cranes.")
        });
        QuayPlan { service_time, ..QuayPlan::read_worked(t, basins) }
    }

    /// Reads the table of a quay whose ships stay for as long as their cargo takes.
    pub fn read_worked(t: &mut Table<'_>, basins: &[String]) -> Self {
        let length_m = t.metres("length", "10 m"..="20 km", "Length of the quay wall.");
        let depth_m = t.metres("depth", "1 m"..="50 m", "Depth alongside, where no section says otherwise.");
        let sections = t.list("section", "A stretch of quay with its own depth.", |t| Section {
            from_m: t.metres("from", "0 m"..="20 km", "First metre of the section."),
            to_m: t.metres("to", "0 m"..="20 km", "Last metre of the section."),
            depth_m: t.metres("depth", "1 m"..="50 m", "Depth alongside in this section."),
        });
        for section in &sections {
            if section.to_m <= section.from_m || section.to_m > length_m {
                let message =
                    format!("a section from {} m to {} m does not lie on a quay of {length_m} m", section.from_m, section.to_m);
                t.error("section", Code::Inconsistent, message, "`from` < `to` <= `length`");
            }
        }
        let berths =
            t.quantities("berths", Dimension::Length, "10 m"..="2 km", "Lengths of discrete berths; none for a continuous quay.");
        if berths.iter().sum::<f64>() > length_m {
            let message = format!("the berths add up to {} m, more than the quay's {length_m} m", berths.iter().sum::<f64>());
            t.error("berths", Code::Inconsistent, message, "lengthen the quay or shorten the berths");
        }
        QuayPlan {
            length_m,
            gap_m: t.metres("berthing-gap", "0 m"..="200 m", "Free quay between two ships."),
            sections: covering(length_m, depth_m, sections),
            berths,
            policy: policy::read(t, "policy", "Which waiting ship moors next, and where."),
            look_ahead: t.count("look-ahead", 1..=1000, "How many waiting ships the policy looks at."),
            mooring: t.variate("mooring", Dimension::Time, "From first line to all fast."),
            unmooring: t.variate("unmooring", Dimension::Time, "Casting off."),
            start: t.variate("start", Dimension::Time, "From all fast until the first lift can begin: papers, unlashing."),
            end: t.variate("end", Dimension::Time, "From the last lift until ready to sail: lashing, papers."),
            basin: t.maybe("basin", |t| {
                t.name_among("basin", basins, "basin", "The basin it lies in; unwritten: no entrance is passed.")
            }),
            service_time: None,
        }
    }

    /// The wall, with no ship alongside.
    pub fn wall(&self, under_keel_m: f64) -> Quay {
        let berths = self.berths.iter().scan(0.0, |end, length| {
            let from = *end;
            *end += length;
            Some((from, *end))
        });
        let (berths, sections) = (berths.collect(), self.sections.clone());
        Quay::new(self.length_m, self.gap_m, under_keel_m, self.policy, self.look_ahead, berths, sections)
    }
}

/// The sections, and the depth of the quay wherever none lies.
fn covering(length_m: f64, depth_m: f64, mut sections: Vec<Section>) -> Vec<Section> {
    sections.sort_by(|a, b| a.from_m.total_cmp(&b.from_m));
    let mut all = Vec::new();
    let mut reached = 0.0;
    for section in sections {
        if section.from_m > reached {
            all.push(Section { from_m: reached, to_m: section.from_m, depth_m });
        }
        reached = section.to_m.max(reached);
        all.push(section);
    }
    if reached < length_m {
        all.push(Section { from_m: reached, to_m: length_m, depth_m });
    }
    all
}
