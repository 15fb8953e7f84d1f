//! Stocks: spare parts reviewed at every demand, goods counted in the evening, a tank.

use crate::verify::case::Case;
use crate::verify::model::batch::Batch;
use crate::verify::model::shelf::{Shelf, profit};
use crate::verify::model::stock::{Stock, observe};
use crate::verify::model::tank::{Tank, levels};
use crate::verify::model::unit::Unit;
use crate::verify::params::{Fault, Params};
use crate::verify::study::{Row, Seen, Study, seen};

/// Orders of `Q` when the position falls to `r`.
pub fn reorder(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, lead, r, q) = (p.positive("rate")?, p.number("lead_time")?, p.count("r", 0)?, p.count("Q", 1)?);
    let unit = Unit::where_typical(f64::from(q) / rate);
    let gap = p.made("rate", unit.exponential(1.0 / rate))?;
    let stock = Stock { gap, lead_time: unit.span(lead.max(0.0)), r, q };
    let cycle = f64::from(r + q) / rate + lead;
    Ok(vec![Study::new(0.0, move |streams| observe(&stock, unit, 20.0 * cycle, 2_000.0 * cycle, streams))])
}

/// The shelf of the parameters, with another `S` if one is given.
fn shelf(p: Params, high: &str) -> Result<Shelf, Fault> {
    let text = p.text("demand")?;
    let inner = text.split_once("Poisson(").and_then(|(_, rest)| rest.split_once(')'));
    let mean = inner.and_then(|(mean, _)| mean.trim().parse::<f64>().ok()).filter(|mean| *mean > 0.0);
    let mean = mean.ok_or_else(|| p.fault("demand", &format!("must be `Poisson(mean)/day`, found `{text}`")))?;
    Ok(Shelf {
        demand: Batch::poisson(mean),
        price: p.number("price")?,
        holding: p.number("holding")?,
        fixed_order: p.number("fixed_order")?,
        unit_order: p.number("unit_order")?,
        arrives: p.number("p_order_success")?,
        low: u64::from(p.count("s", 0)?),
        high: u64::from(p.count(high, 1)?),
    })
}

/// Days until a full shelf is forgotten: some orders.
const WARM_UP: u64 = 200;

/// Profit over so many days from a full shelf, and in the long run.
pub fn lost_sales(p: Params) -> Result<Vec<Study>, Fault> {
    let (shelf, days) = (shelf(p, "S")?, u64::from(p.count("days", 1)?));
    Ok(vec![Study::new(0.0, move |streams| {
        vec![
            seen("expected_avg_profit", Seen::value(profit(&shelf, 0, days, streams))),
            seen("long_run_avg_profit", Seen::value(profit(&shelf, WARM_UP, days, streams))),
        ]
    })])
}

/// Two rules with the same random numbers.
pub fn difference(p: Params) -> Result<Vec<Study>, Fault> {
    let (one, other, days) = (shelf(p, "S")?, shelf(p, "S_other")?, u64::from(p.count("days", 1)?));
    Ok(vec![Study::new(0.0, move |streams| {
        let between = profit(&one, 0, days, streams) - profit(&other, 0, days, streams);
        vec![seen("difference", Seen::value(between))]
    })])
}

/// Ships fill it, a plant draws from it, nothing is left to chance.
pub fn tank(case: &Case, p: Params) -> Result<Vec<Study>, Fault> {
    let tank = Tank {
        content: p.number("V0_m3")?,
        capacity: p.positive("capacity_m3")?,
        discharge: p.number("discharge_m3_per_h")?,
        draw: p.number("draw_m3_per_h")?,
    };
    let (every, discharge) = (p.positive("ship_every_h")?, p.positive("discharge_h")?);
    if tank.content > tank.capacity || discharge > every {
        return Err(p.fault("V0_m3", "must not be above `capacity_m3`, nor `discharge_h` above `ship_every_h`"));
    }
    let ships = case.expected.iter().filter(|(name, _)| name.ends_with(".at_start")).count() as u64;
    Ok(vec![Study::new(0.0, move |streams| {
        let entry = |(ship, levels): (usize, [f64; 3])| -> Row {
            let names = ["at_start", "at_end_of_discharge", "before_next"];
            let level = |(name, level): (&str, f64)| seen(format!("levels[{ship}].{name}"), Seen::exact(level));
            let mut row: Row = names.into_iter().zip(levels).map(level).collect();
            row.push(seen(format!("levels[{ship}].ship"), Seen::exact(ship as f64 + 1.0)));
            row
        };
        levels(tank, every, discharge, ships, streams).into_iter().enumerate().flat_map(entry).collect()
    })])
}
