//! Simulations that others published, with their inputs.

use crate::verify::model::bank;
use crate::verify::model::calls::{self, Centre};
use crate::verify::model::monthly::{Rule, costs};
use crate::verify::model::tankers::{self, Port};
use crate::verify::params::{Fault, Params};
use crate::verify::study::{Row, Seen, Study, seen};
use darse_engine::{Streams, VariateError};

/// Days, or runs of a month's rule, in one replication.
const REPEATED: u32 = 50;

/// Tankers, a tug and storms.
pub fn tankers(p: Params) -> Result<Vec<Study>, Fault> {
    let (regulars, storms) = (u64::from(p.count("regulars", 0)?), p.count("storms", 0)? > 0);
    let port = Port { regulars, storms, horizon: u64::from(p.count("horizon_h", 1)?) };
    Ok(vec![Study::new(0.0, move |streams| tankers::observe(port, streams))])
}

/// A bank's day.
pub fn bank() -> Vec<Study> {
    vec![Study::new(0.0, |streams| by_constants(bank::days(REPEATED, streams)))]
}

/// A call centre's day.
pub fn calls(p: Params) -> Result<Vec<Study>, Fault> {
    let (agents, rates) = (p.numbers("agents")?, p.numbers("rates_per_h")?);
    if agents.len() != rates.len() {
        return Err(p.fault("agents", "has to have one number for each of `rates_per_h`"));
    }
    let centre = Centre { agents: agents.into_iter().map(|it| it as u32).collect(), rates };
    Ok(vec![Study::new(0.0, move |streams| by_constants(calls::days(&centre, REPEATED, streams)))])
}

fn by_constants(row: Result<Row, VariateError>) -> Row {
    row.expect("the laws of the example are constants")
}

/// Costs of a stock reviewed by the month.
pub fn monthly(p: Params) -> Result<Vec<Study>, Fault> {
    let whole = |name: &str| p.count(name, 0).map(i64::from);
    let rule = Rule { low: whole("s")?, high: whole("S")?, first: whole("first")?, months: u64::from(p.count("months", 1)?) };
    Ok(vec![Study::new(0.0, move |streams| {
        let mut sums = [0.0; 3];
        for run in 0..REPEATED {
            let streams = Streams::new(streams.seed(), streams.replication() * REPEATED + run);
            sums.iter_mut().zip(costs(rule, streams)).for_each(|(sum, cost)| *sum += cost);
        }
        let named = ["ordering", "holding", "shortage"].into_iter().zip(sums);
        let total = ("total", sums.iter().sum());
        named.chain([total]).map(|(name, sum)| seen(name, Seen::Ratio(sum, f64::from(REPEATED)))).collect()
    })])
}
