//! What must not be passed: a KPI, a bound and the side that is too far.

use crate::naming::{facility_and_name, is_called};
use darse_port::kpi::{Column, Definition, quantile_level};
use std::fmt;
use std::str::FromStr;

/// Which side of the bound is too far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The KPI may not be above: a wait, an occupancy.
    Above,
    /// The KPI may not be below: a rate.
    Below,
}

/// A limit as it is typed: `truck_visit_time=60`, `crane_rate_gross<22`.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The KPI, with or without its facility.
    pub kpi: String,
    /// In the KPI's unit.
    pub bound: f64,
    /// Which side is too far.
    pub side: Side,
    /// Where the bound comes from; empty if a user gave it.
    pub source: &'static str,
}

/// Limits that hold if nobody names one.
pub fn usual() -> Vec<Limit> {
    let above = |kpi: &str, bound, source| Limit { kpi: kpi.to_owned(), bound, side: Side::Above, source };
    vec![
        above("wait_service_ratio", 0.3, "UNCTAD: ships wait for at most 30 % of their time alongside"),
        above("yard_occupancy", 80.0, "upper end of 65 to 80 %, Quist and Wijdeven 2014"),
        above(
            "truck_visit_time",
            60.0,
            "assumption: an hour; 58 % of the visits at Los Angeles and Long Beach took less in 2010",
        ),
    ]
}

impl FromStr for Limit {
    type Err = String;

    fn from_str(typed: &str) -> Result<Limit, String> {
        let fault = || format!("`{typed}` is no limit: write `kpi=bound`, or `\"kpi<bound\"` where less is too little");
        let at = typed.find(['=', '>', '<']).ok_or_else(fault)?;
        let (kpi, bound) = (typed[..at].trim(), typed[at + 1..].trim());
        let bound: f64 = bound.parse().ok().filter(|bound: &f64| bound.is_finite()).ok_or_else(fault)?;
        let side = if typed.as_bytes()[at] == b'<' { Side::Below } else { Side::Above };
        if kpi.is_empty() { Err(fault()) } else { Ok(Limit { kpi: kpi.to_owned(), bound, side, source: "" }) }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.side == Side::Above { '=' } else { '<' };
        write!(f, "{}{sign}{}", self.kpi, self.bound)
    }
}

/// Where the numbers of a limit are read, among the columns of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    /// A KPI as it is.
    Column(usize),
    /// One as a share of another [%].
    Share(usize, usize),
}

/// A limit at one facility.
#[derive(Clone, Debug, PartialEq)]
pub struct Watched {
    /// The column's id, e.g. `tc3/yard_occupancy`.
    pub kpi: String,
    /// The part of it before the slash; empty for the zone.
    pub facility: String,
    /// For people, e.g. "Yard occupancy".
    pub name: String,
    /// As in the definition.
    pub unit: String,
    /// In that unit.
    pub bound: f64,
    /// Which side is too far.
    pub side: Side,
    /// Where the bound comes from.
    pub source: &'static str,
    /// It counts as kept wherever its mean is: few calls do not tell whether a queue grows.
    pub is_guard: bool,
    reads: Reads,
    /// Where the calls that it is about are counted, if they are.
    calls: Option<usize>,
}

/// Of the calls that come, this share must leave [%]; where fewer do, the queue grows for as long as the run lasts (assumption: a
/// twentieth is more than chance and the edges of the measured time make of it).
const LEAST_SERVED: f64 = 95.0;

impl Watched {
    /// A limit at every facility that has its KPI.
    pub fn at(limit: &Limit, columns: &[Column], catalogue: &[Definition]) -> Vec<Watched> {
        let meant = columns.iter().enumerate().filter(|(_, column)| is_called(&column.id, &limit.kpi));
        let watched = meant.map(|(at, column)| Watched {
            kpi: column.id.clone(),
            facility: facility(&column.id).to_owned(),
            name: facility_and_name(&column.id, &column.definition, catalogue).1,
            unit: column.unit.clone(),
            bound: limit.bound,
            side: limit.side,
            source: limit.source,
            is_guard: false,
            reads: Reads::Column(at),
            calls: calls(&column.id, columns),
        });
        watched.collect()
    }

    /// The limit that every terminal has: its queue of ships must not grow without end.
    pub fn steady(columns: &[Column]) -> Vec<Watched> {
        let terminals = columns.iter().filter_map(|column| column.id.strip_suffix("/calls_served"));
        let watched = terminals.filter_map(|facility| {
            let kpi = format!("{facility}/served_share");
            let calls = calls(&kpi, columns);
            Some(Watched {
                kpi,
                facility: facility.to_owned(),
                name: "Calls served of those that came".to_owned(),
                unit: "%".to_owned(),
                bound: LEAST_SERVED,
                side: Side::Below,
                source: "assumption: below it the queue of ships grows without end",
                is_guard: true,
                reads: Reads::Share(place(&format!("{facility}/calls_served"), columns)?, calls?),
                calls,
            })
        });
        watched.collect()
    }

    /// Its value in one replication.
    pub fn value(&self, values: &[Option<f64>]) -> Option<f64> {
        match self.reads {
            Reads::Column(at) => values[at],
            Reads::Share(part, whole) => Some(100.0 * values[part]? / values[whole].filter(|whole| *whole > 0.0)?),
        }
    }

    /// Is there nothing to judge in a replication, because no ship came to the facility, or none of the class?
    pub fn is_idle(&self, values: &[Option<f64>]) -> bool {
        self.value(values).is_none() && self.calls.is_some_and(|at| values[at].is_none_or(|calls| calls <= 0.0))
    }

    /// May a replication have no value of it though everything moves? A quantile needs more observations than there may be, and a
    /// share of calls one that came.
    pub fn may_lack(&self) -> bool {
        self.is_guard || self.kpi.rsplit_once('.').is_some_and(|(_, statistic)| quantile_level(statistic).is_some())
    }

    /// Is a value on the side that is too far?
    pub fn is_beyond(&self, value: f64) -> bool {
        match self.side {
            Side::Above => value > self.bound,
            Side::Below => value < self.bound,
        }
    }
}

fn place(id: &str, columns: &[Column]) -> Option<usize> {
    columns.iter().position(|column| column.id == id)
}

/// Where the calls that a KPI is about are counted: those of its class of ships, as in `tc4/ship_turnaround.ulcv`, else all at its facility, or
/// in the zone.
fn calls(id: &str, columns: &[Column]) -> Option<usize> {
    let (facility, kpi) = id.rfind('/').map_or(("", id), |slash| id.split_at(slash + 1));
    let counted = |of: &str| place(&format!("{facility}vessel_calls{of}"), columns);
    kpi.find('.').and_then(|dot| counted(&kpi[dot..])).or_else(|| counted(""))
}

/// The facility of a column; empty for the zone.
pub fn facility(id: &str) -> &str {
    id.rsplit_once('/').map_or("", |(facility, _)| facility)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_typed_as_it_is_read() {
        let limit: Limit = "tc3/yard_occupancy.p95 = 85".parse().unwrap();
        assert_eq!((limit.kpi.as_str(), limit.bound, limit.side), ("tc3/yard_occupancy.p95", 85.0, Side::Above));
        assert_eq!("crane_rate_gross<22".parse::<Limit>().unwrap().to_string(), "crane_rate_gross<22");
        assert_eq!("x>1".parse::<Limit>().unwrap().side, Side::Above);
        for wrong in ["yard_occupancy", "=3", "yard_occupancy=full", "yard_occupancy=nan", "a=80 %"] {
            assert!(wrong.parse::<Limit>().unwrap_err().contains("is no limit"), "{wrong}");
        }
    }

    #[test]
    fn a_limit_holds_wherever_there_is_such_a_kpi() {
        let column =
            |id: &str| Column { id: id.to_owned(), unit: "%".to_owned(), definition: id.rsplit('/').next().unwrap().to_owned() };
        let columns = ["a/calls_served", "a/vessel_calls", "a/yard_occupancy", "b/yard_occupancy"].map(column);
        let catalogue = darse_port::kpi::catalogue();
        let watched = Watched::at(&"yard_occupancy=80".parse().unwrap(), &columns, catalogue);
        let names: Vec<&str> = watched.iter().map(|it| it.kpi.as_str()).collect();
        assert_eq!(names, ["a/yard_occupancy", "b/yard_occupancy"]);
        assert_eq!(watched[1].value(&[None, None, Some(1.0), Some(83.0)]), Some(83.0));
        let steady = Watched::steady(&columns);
        assert_eq!((steady.len(), steady[0].value(&[Some(18.0), Some(20.0), None, None])), (1, Some(90.0)));
        assert!(steady[0].is_beyond(90.0) && !steady[0].is_beyond(96.0));
    }

    #[test]
    fn the_usual_limits_are_of_known_kpis() {
        for limit in usual() {
            assert!(crate::naming::is_known(&limit.kpi, darse_port::kpi::catalogue()), "{limit}");
        }
    }
}
