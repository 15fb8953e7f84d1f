//! What goes by the clock: truck traffic through the day, at a gate or in a port without limits, and a ferry.

use crate::verify::case::Case;
use crate::verify::model::day::{Day, Profile, observe};
use crate::verify::model::ferry::{self, Ferry};
use crate::verify::model::unit::{Unit, Window};
use crate::verify::params::{Fault, Params};
use crate::verify::study::{Row, Seen, Study, seen};
use darse_engine::Variate;

/// Days of one replication at a gate, where a queue lasts into the night, and in a port without limits.
const DAYS: u64 = 200;
const DAYS_UNLIMITED: u64 = 20;

/// Servers enough for everybody.
const UNLIMITED: u32 = 1 << 20;

/// What is below this part of the day's peak is told with an absolute error: small hours are too small for 1 %.
const SMALL_HOURS: f64 = 0.1;

/// Trucks inside the port: no queue, a rate that swings through the day.
pub fn unlimited(p: Params) -> Result<Vec<Study>, Fault> {
    let (mean, amplitude, instants) = (p.positive("lbar")?, p.number("A")?, p.numbers("t_h")?);
    if amplitude.abs() > mean {
        return Err(p.fault("A", "must not be above `lbar`: a rate is not below 0"));
    }
    if instants.iter().any(|t| *t >= 24.0) {
        return Err(p.fault("t_h", "must be hours of the day, below 24"));
    }
    let service = p.law("service", 3_600.0)?;
    let warm_up = 2 + (20.0 * service.mean() / 86_400.0) as u64;
    let instants = instants.into_iter().map(|t| t * 3_600.0).collect();
    let day = Day { profile: Profile::Sine(mean, amplitude), service, servers: UNLIMITED, instants };
    Ok(vec![Study::new(0.0, move |streams| {
        let it = observe(&day, warm_up, DAYS_UNLIMITED, streams);
        let looks = it.looks.iter().enumerate();
        looks.map(|(i, (inside, _))| seen(format!("mean_in_system[{i}]"), Seen::Ratio(*inside, it.days))).collect()
    })])
}

/// Gate lanes with a daily profile.
pub fn gate(case: &Case, p: Params) -> Result<Vec<Study>, Fault> {
    let (rates, mean, servers) = (p.numbers("hourly_rates")?, p.positive("service_mean_h")?, p.count("servers", 1)?);
    if rates.len() != 24 {
        return Err(p.fault("hourly_rates", &format!("must be 24 rates, found {}", rates.len())));
    }
    p.stable(rates.iter().sum::<f64>() / 24.0 * mean / f64::from(servers))?;
    let mut instants: Vec<f64> = (0..24).map(|hour| f64::from(hour) * 3_600.0).collect();
    let peak = case.expects("t_max_EQ_h").map(|t| (t % 24.0) * 3_600.0);
    instants.extend(peak);
    let service = p.made("service_mean_h", Variate::exponential(mean * 3_600.0))?;
    let day = Day { profile: Profile::Hourly(rates), service, servers, instants };
    let peak_of = |name: &str| {
        let hours = case.expected.iter().filter(|(quantity, _)| quantity.starts_with(name));
        hours.map(|(_, value)| *value).fold(0.0, f64::max)
    };
    let (peak_inside, peak_in_line) = (peak_of("EN_on_the_hour"), peak_of("EQ_hourly_mean"));
    let study = |names: Kind| {
        let day = day.clone();
        Study::new(0.0, move |streams| {
            let it = observe(&day, 5, DAYS, streams);
            match names {
                Kind::Inside => inside(&it, peak.is_some()),
                Kind::InLine => hourly("EQ_hourly_mean", it.hours.iter().map(|hour| hour.1), it.days),
            }
        })
    };
    Ok(vec![study(Kind::Inside).floor(SMALL_HOURS * peak_inside), study(Kind::InLine).floor(SMALL_HOURS * peak_in_line)])
}

#[derive(Clone, Copy)]
enum Kind {
    Inside,
    InLine,
}

fn inside(it: &crate::verify::model::day::Observed, peak: bool) -> Row {
    let mut row = hourly("EN_on_the_hour", it.looks[..24].iter().map(|look| look.0), it.days);
    row.extend(hourly("EN_hourly_mean", it.hours.iter().map(|hour| hour.0), it.days));
    row.push(seen("daily_mean_wait_queue", Seen::Ratio(it.waits, it.started)));
    row.push(seen("P_delay_arrival_averaged", Seen::Ratio(it.delayed, it.started)));
    if peak {
        row.push(seen("max_EQ", Seen::Ratio(it.looks[24].1, it.days)));
    }
    row
}

fn hourly(name: &str, sums: impl Iterator<Item = f64>, days: f64) -> Row {
    sums.enumerate().map(|(hour, sum)| seen(format!("{name}[{hour}]"), Seen::Ratio(sum, days))).collect()
}

/// Trucks by chance, ferries by the clock.
pub fn ferry(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, every, slots) = (p.positive("arrival_rate_per_h")?, p.positive("departure_every_h")?, p.count("capacity", 1)?);
    let load = p.stable(rate * every / f64::from(slots))?;
    let unit = Unit::where_typical(every);
    let gap = p.made("arrival_rate_per_h", unit.exponential(1.0 / rate))?;
    let ferry = Ferry { gap, every: unit.span(every), slots };
    // A departure is one service of a queue whose customers are boatloads; whole periods are looked at.
    let Window { warm_up, length } = Window::of_queue(load, 1, 1.0, 1.0);
    let window = Window { warm_up: (warm_up.ceil() + 0.5) * every, length: length.ceil() * every };
    Ok(vec![Study::new(load, move |streams| {
        let it = ferry::observe(&ferry, unit, window, streams);
        vec![
            seen("load_factor", Seen::Ratio(it.boarded, it.departures * f64::from(slots))),
            seen("mean_left_behind", Seen::Ratio(it.left_behind, it.departures)),
            seen("P_nobody_left", Seen::Ratio(it.all_aboard, it.departures)),
            seen("W", Seen::Ratio(it.waits, it.boarded)),
            seen("L", Seen::Ratio(it.area, it.span)),
        ]
    })])
}
