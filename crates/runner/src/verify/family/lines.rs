//! Two stations in line with room for few between them, blocking after service.

use crate::verify::model::handover::{Line, observe};
use crate::verify::model::unit::{Unit, Window};
use crate::verify::params::{Fault, Params};
use crate::verify::study::{Seen, Study, seen};

/// Poisson arrivals; and the same line never starved, which gives the throughput it is capable of.
pub fn tandem(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, rates, buffer) = (p.positive("arrival_rate")?, p.numbers("service_rates")?, p.count("intermediate_buffer", 0)?);
    let [first, second] = rates[..] else { return Err(p.fault("service_rates", "must be two numbers")) };
    let (full, unit) = saturated(p, "service_rates", first, second, buffer)?;
    let capable = throughput(first, second, buffer);
    let load = p.stable(rate / capable)?;
    let line = Line { gap: Some(p.made("arrival_rate", unit.exponential(1.0 / rate))?), ..full.clone() };
    let window = Window::of_queue(load, 1, rate, 2.0);
    let open = Study::new(load, move |streams| {
        let it = observe(&line, unit, window, streams);
        vec![
            seen("L_total", Seen::Ratio(it.inside, it.span)),
            seen("W_total", Seen::Ratio(it.sojourns, it.done)),
            seen("P_blocked", Seen::Ratio(it.blocked, it.span)),
        ]
    });
    Ok(vec![open, never_starved(full, unit, capable, "max_throughput")])
}

/// The first station always has work.
pub fn saturated_line(p: Params) -> Result<Vec<Study>, Fault> {
    let (first, second, buffer) = (p.positive("mu1")?, p.positive("mu2")?, p.count("buffer", 0)?);
    let (line, unit) = saturated(p, "mu1", first, second, buffer)?;
    Ok(vec![never_starved(line, unit, throughput(first, second, buffer), "throughput")])
}

fn saturated(p: Params, name: &str, first: f64, second: f64, buffer: u32) -> Result<(Line, Unit), Fault> {
    let unit = Unit::where_typical(1.0 / first);
    let (first, second) = (p.made(name, unit.exponential(1.0 / first))?, p.made(name, unit.exponential(1.0 / second))?);
    Ok((Line { gap: None, first, second, buffer }, unit))
}

fn never_starved(line: Line, unit: Unit, capable: f64, name: &'static str) -> Study {
    let warm_up = 100.0 * f64::from(line.buffer + 2) / capable;
    let window = Window { warm_up, length: (10.0 * warm_up).max(20_000.0 / capable) };
    Study::new(0.0, move |streams| {
        let it = observe(&line, unit, window, streams);
        vec![seen(name, Seen::Ratio(it.done, it.span))]
    })
}

/// What the line is capable of, to know the load: a birth and death chain of pieces beyond the first station.
fn throughput(first: f64, second: f64, buffer: u32) -> f64 {
    let (mut weight, mut total, mut working) = (1.0, 0.0, 0.0);
    for beyond in 0..=buffer + 2 {
        total += weight;
        working += if beyond > 0 { weight } else { 0.0 };
        weight *= first / second;
    }
    second * working / total
}
