//! Stations with one line: M/M/c and its kin, by loss, patience, laws, priorities, batches; and from an empty start.

use crate::verify::case::Case;
use crate::verify::model::batch::Batch;
use crate::verify::model::cycles::{self, Station};
use crate::verify::model::hand::{self, Lists};
use crate::verify::model::queue::{Class, Queue, first_waits, observe};
use crate::verify::model::unit::{Unit, Window};
use crate::verify::model::urgent;
use crate::verify::params::{Fault, Params};
use crate::verify::study::{Seen, Study, seen};
use darse_engine::Variate;

/// A station of one class in its steady state.
fn steady(queue: Queue, unit: Unit, window: Window, load: f64) -> Study {
    Study::new(load, move |streams| observe(&queue, unit, window, streams).row())
}

/// Poisson arrivals, exponential service, so many servers.
pub fn mmc(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, mean, servers) = (p.positive("arrival_rate_per_h")?, p.positive("service_mean_h")?, p.count("servers", 1)?);
    let load = p.stable(rate * mean / f64::from(servers))?;
    let unit = Unit::where_typical(mean);
    let class = Class::single(
        p.made("arrival_rate_per_h", unit.exponential(1.0 / rate))?,
        p.made("service_mean_h", unit.exponential(mean))?,
    );
    let queue = Queue { keep_waits: true, ..Queue::plain(class, servers) };
    let Window { warm_up, length } = Window::of_queue(load, servers, rate, 1.0);
    // Quantiles are estimated in each replication: their bias falls with its length.
    Ok(vec![steady(queue, unit, Window { warm_up, length: 4.0 * length }, load)])
}

/// Customers who find no place are lost. Erlang's loss formula holds for any law of service, so it is run twice.
pub fn loss(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, mean, servers) = (p.positive("arrival_rate_per_h")?, p.positive("service_mean_h")?, p.count("servers", 1)?);
    p.agrees("offered_load_erl", rate * mean)?;
    let unit = Unit::where_typical(mean);
    let window = Window::of_queue(0.8, servers, rate, 1.0);
    let gap = p.made("arrival_rate_per_h", unit.exponential(1.0 / rate))?;
    let study = |service: Variate| {
        let queue = Queue { places: Some(servers), ..Queue::plain(Class::single(gap.clone(), service), servers) };
        steady(queue, unit, window, 0.8)
    };
    let constant = study(p.made("service_mean_h", unit.constant(mean))?).variant("constant service");
    Ok(vec![study(p.made("service_mean_h", unit.exponential(mean))?), constant])
}

/// So many places, those in service among them.
pub fn mmck(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, mean, servers) = (p.positive("arrival_rate_per_h")?, p.positive("service_mean_h")?, p.count("servers", 1)?);
    let places = p.count("system_capacity", servers)?;
    let unit = Unit::where_typical(mean);
    let class = Class::single(
        p.made("arrival_rate_per_h", unit.exponential(1.0 / rate))?,
        p.made("service_mean_h", unit.exponential(mean))?,
    );
    let queue = Queue { places: Some(places), ..Queue::plain(class, servers) };
    // It forgets in the time that as many customers as there are places take.
    let window =
        Window { warm_up: 100.0 * f64::from(places) / rate, length: (20_000.0f64).max(1_000.0 * f64::from(places)) / rate };
    Ok(vec![steady(queue, unit, window, 0.8)])
}

/// Exponential patience while waiting.
pub fn impatient(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, mean, servers) = (p.positive("arrival_rate_per_h")?, p.positive("service_mean_h")?, p.count("servers", 1)?);
    let patience = p.positive("patience_mean_h")?;
    let unit = Unit::where_typical(mean);
    let class = Class::single(
        p.made("arrival_rate_per_h", unit.exponential(1.0 / rate))?,
        p.made("service_mean_h", unit.exponential(mean))?,
    );
    let law = p.made("patience_mean_h", unit.exponential(patience))?;
    let queue = Queue { patience: Some(law), ..Queue::plain(class, servers) };
    // Who is there is forgotten in some patiences and services.
    let warm_up = 40.0 * (patience + mean);
    Ok(vec![steady(queue, unit, Window { warm_up, length: (10.0 * warm_up).max(20_000.0 / rate) }, 0.8)])
}

/// Constant service.
pub fn mdc(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, service, servers) = (p.positive("arrival_rate_per_h")?, p.positive("service_h")?, p.count("servers", 1)?);
    let load = p.stable(rate * service / f64::from(servers))?;
    let unit = Unit::where_typical(service);
    let gap = p.made("arrival_rate_per_h", unit.exponential(1.0 / rate))?;
    let queue = Queue::plain(Class::single(gap, p.made("service_h", unit.constant(service))?), servers);
    Ok(vec![steady(queue, unit, Window::of_queue(load, servers, rate, 1.0), load)])
}

/// Erlang times between arrivals and in service.
pub fn erlang(p: Params) -> Result<Vec<Study>, Fault> {
    let (mean, servers) = (p.positive("service_mean_h")?, p.count("servers", 1)?);
    let gap = match p.has("interarrival_mean_h") {
        true => p.positive("interarrival_mean_h")?,
        false => 1.0 / p.positive("arrival_rate_per_h")?,
    };
    let load = p.stable(mean / gap / f64::from(servers))?;
    p.agrees("utilisation", load)?;
    let unit = Unit::where_typical(mean);
    let class = Class::single(
        p.made("interarrival_mean_h", unit.erlang(p.phases("arrival")?, gap))?,
        p.made("service_mean_h", unit.erlang(p.phases("service")?, mean))?,
    );
    Ok(vec![steady(Queue::plain(class, servers), unit, Window::of_queue(load, servers, 1.0 / gap, 1.0), load)])
}

/// Arrivals like clockwork.
pub fn dm1(p: Params) -> Result<Vec<Study>, Fault> {
    let (gap, mean) = (p.positive("interarrival_h")?, p.positive("service_mean_h")?);
    let servers = if p.has("servers") { p.count("servers", 1)? } else { 1 };
    let load = p.stable(mean / gap / f64::from(servers))?;
    let unit = Unit::where_typical(mean);
    let class = Class::single(p.made("interarrival_h", unit.constant(gap))?, p.made("service_mean_h", unit.exponential(mean))?);
    Ok(vec![steady(Queue::plain(class, servers), unit, Window::of_queue(load, servers, 1.0 / gap, 1.0), load)])
}

/// One server, any law of service.
pub fn mg1(p: Params) -> Result<Vec<Study>, Fault> {
    let rate = p.positive("arrival_rate_per_h")?;
    let mean = p.law("service", 1.0)?.mean();
    let load = p.stable(rate * mean)?;
    let unit = Unit::where_typical(mean);
    let service = p.law("service", unit.0)?;
    let scv = service.cv() * service.cv();
    let queue = Queue::plain(Class::single(p.made("arrival_rate_per_h", unit.exponential(1.0 / rate))?, service), 1);
    Ok(vec![steady(queue, unit, Window::of_queue(load, 1, rate, scv), load)])
}

/// Three disciplines of one server: by class, by class with preemption, in order of arrival.
pub fn mg1_priority(p: Params) -> Result<Vec<Study>, Fault> {
    let (rates, means, seconds) = (p.numbers("arrival_rates")?, p.numbers("service_mean")?, p.numbers("service_second_moment")?);
    if rates.len() != means.len() || means.len() != seconds.len() {
        return Err(p.fault("service_mean", "has to have one value for each of `arrival_rates`, and `service_second_moment` too"));
    }
    let load = p.stable(rates.iter().zip(&means).map(|(rate, mean)| rate * mean).sum())?;
    let unit = Unit::where_typical(means[0]);
    let mut classes = Vec::new();
    for (class, rate) in rates.iter().enumerate() {
        classes.push(Class {
            gap: p.made("arrival_rates", unit.exponential(1.0 / rate))?,
            batch: Batch::Fixed(1),
            service: p.made("service_second_moment", unit.two_moments(means[class], seconds[class]))?,
            priority: class as u16,
        });
    }
    let window = Window::of_queue(load, 1, rates.iter().sum(), 1.0);
    let by_class = Queue { classes: classes.clone(), ..Queue::plain(classes[0].clone(), 1) };
    let mut in_order = by_class.clone();
    in_order.classes.iter_mut().for_each(|class| class.priority = 0);
    Ok(vec![
        Study::new(load, move |streams| observe(&by_class, unit, window, streams).waits_by_class("nonpreemptive_Wq")),
        Study::new(load, move |streams| urgent::observe(&classes, unit, window, streams)),
        Study::new(load, move |streams| observe(&in_order, unit, window, streams).wait_of_all("fcfs_Wq")),
    ])
}

/// Several servers, classes that differ in rank alone.
pub fn mmc_priority(p: Params) -> Result<Vec<Study>, Fault> {
    let (rates, mean, servers) = (p.numbers("arrival_rates")?, p.positive("service_mean")?, p.count("servers", 1)?);
    let rate: f64 = rates.iter().sum();
    let load = p.stable(rate * mean / f64::from(servers))?;
    let unit = Unit::where_typical(mean);
    let service = p.made("service_mean", unit.exponential(mean))?;
    let mut classes = Vec::new();
    for (class, rate) in rates.iter().enumerate() {
        let gap = p.made("arrival_rates", unit.exponential(1.0 / rate))?;
        classes.push(Class { priority: class as u16, ..Class::single(gap, service.clone()) });
    }
    let queue = Queue { classes, ..Queue::plain(Class::single(service.clone(), service), servers) };
    let window = Window::of_queue(load, servers, rate, 1.0);
    Ok(vec![Study::new(load, move |streams| observe(&queue, unit, window, streams).waits_by_class("Wq"))])
}

/// Batches; service exponential, or constant where the parameter says so.
pub fn batches(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, size) = (p.positive("batch_arrival_rate")?, p.positive("batch_mean")?);
    let constant = p.has("service_constant");
    let name = if constant { "service_constant" } else { "service_mean" };
    let mean = p.positive(name)?;
    let load = p.stable(rate * size * mean)?;
    let unit = Unit::where_typical(mean);
    let batch = match p.text("batch")? {
        "fixed" => Batch::Fixed(p.count("batch_mean", 1)?),
        "geometric" if size >= 1.0 => Batch::Geometric(size),
        "geometric" => return Err(p.fault("batch_mean", "must be 1 or more")),
        other => return Err(p.fault("batch", &format!("must be `fixed` or `geometric`, found `{other}`"))),
    };
    let service = p.made(name, if constant { unit.constant(mean) } else { unit.exponential(mean) })?;
    let gap = p.made("batch_arrival_rate", unit.exponential(1.0 / rate))?;
    let queue = Queue::plain(Class { gap, batch, service, priority: 0 }, 1);
    Ok(vec![steady(queue, unit, Window::of_queue(load, 1, rate * size, 2.0 * size), load)])
}

/// From an empty start: the first customers' delays, many times over; and the steady state beside.
pub fn transient(case: &Case, p: Params) -> Result<Vec<Study>, Fault> {
    const FIRST: usize = 100;
    const OPENINGS: u32 = 200;
    let (rate, mean) = (p.positive("arrival_rate")?, p.positive("service_mean")?);
    let unit = Unit::where_typical(mean);
    let class =
        Class::single(p.made("arrival_rate", unit.exponential(1.0 / rate))?, p.made("service_mean", unit.exponential(mean))?);
    let queue = Queue { keep_waits: true, ..Queue::plain(class.clone(), 1) };
    let number = |name: &str, head: &str| name.strip_prefix(head).and_then(|n| n.parse::<usize>().ok());
    let longest =
        case.expected.iter().filter_map(|(name, _)| number(name, "mean_delay_first_").or(number(name, "delay_customer_")));
    let first = longest.max().unwrap_or(FIRST).max(1);
    let names: Vec<String> = case.expected.iter().map(|(name, _)| name.clone()).collect();
    let opening = Study::new(0.0, move |streams| {
        let mut total = vec![0.0; first];
        for opening in 0..OPENINGS {
            let fresh = darse_engine::Streams::new(streams.seed(), streams.replication() * OPENINGS + opening);
            first_waits(&queue, unit, first, fresh).iter().zip(&mut total).for_each(|(wait, sum)| *sum += wait);
        }
        let of = |n: f64, sum: f64| Seen::Ratio(sum, n * f64::from(OPENINGS));
        let entry = |name: &String| {
            if let Some(n) = number(name, "mean_delay_first_") {
                return Some(seen(name, of(n as f64, total[..n].iter().sum())));
            }
            number(name, "delay_customer_").filter(|n| *n > 0).map(|n| seen(name, of(1.0, total[n - 1])))
        };
        names.iter().filter_map(entry).collect()
    });
    if rate * mean >= 1.0 {
        return Ok(vec![opening]);
    }
    let window = Window::of_queue(rate * mean, 1, rate, 1.0);
    let queue = Queue::plain(class, 1);
    let steady = Study::new(rate * mean, move |streams| observe(&queue, unit, window, streams).wait_of_all("steady_Wq"));
    Ok(vec![opening, steady])
}

/// One server by hand.
pub fn hand_trace(p: Params) -> Result<Vec<Study>, Fault> {
    let unit = Unit(1_000.0);
    let times = |name: &str| p.numbers(name).map(|list| list.into_iter().map(|time| unit.span(time)).collect());
    let lists = Lists { gaps: times("interarrival")?, services: times("service")? };
    Ok(vec![Study::certain(move |_| hand::observe(&lists, unit))])
}

/// How sure a long average of one M/M/1 station is.
pub fn asymptotic_variance(p: Params) -> Result<Vec<Study>, Fault> {
    const CYCLES: u64 = 20_000;
    let load = p.stable(p.positive("load")?)?;
    let unit = Unit::where_typical(1.0);
    let (gap, service) = (p.made("load", unit.exponential(1.0 / load))?, p.made("load", unit.exponential(1.0))?);
    let (wait, number) = (unit.0 * load / (1.0 - load), load / (1.0 - load));
    let station = Station { gap, service, wait, number, cycles: CYCLES };
    Ok(vec![Study::new(load, move |streams| cycles::observe(&station, unit, streams))])
}
