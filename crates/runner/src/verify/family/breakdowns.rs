//! Stations whose servers fail: by the calendar, or only while they work.

use crate::verify::model::tool::{self, Tool};
use crate::verify::model::unit::{Unit, Window};
use crate::verify::model::unreliable::{self, Shop};
use crate::verify::params::{Fault, Params};
use crate::verify::study::Study;

/// Long enough for queues that remember a breakdown: as if each were a customer of the length of a repair.
fn window(load: f64, servers: u32, rate: f64, repair: f64, mean: f64) -> Window {
    Window::of_queue(load, servers, rate, 2.0 * (repair / mean).max(1.0) * f64::from(servers))
}

/// Several servers, exponential times, jobs that move to any server that is up.
pub fn mmc(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, mean, servers) = (p.positive("arrival_rate")?, p.positive("service_mean")?, p.count("servers", 1)?);
    let (failures, repair, crews) = (p.positive("failure_rate")?, p.positive("repair_mean")?, p.count("repair_crews", 1)?);
    let unit = Unit::where_typical(mean);
    let shop = Shop {
        gap: p.made("arrival_rate", unit.exponential(1.0 / rate))?,
        service: p.made("service_mean", unit.exponential(mean))?,
        up_time: p.made("failure_rate", unit.exponential(1.0 / failures))?,
        repair: p.made("repair_mean", unit.exponential(repair))?,
        servers,
        crews,
    };
    let load = p.stable(rate * mean / servers_up(servers, crews, failures, repair))?;
    let window = window(load, servers, rate, repair, mean);
    Ok(vec![Study::new(load, move |streams| unreliable::observe(&shop, "", unit, window, streams))])
}

/// Mean servers up of the machine-repair model: a birth and death chain of servers down.
fn servers_up(servers: u32, crews: u32, failures: f64, repair: f64) -> f64 {
    let (mut weight, mut total, mut up) = (1.0, 0.0, 0.0);
    for down in 0..=servers {
        total += weight;
        up += weight * f64::from(servers - down);
        weight *= f64::from(servers - down) * failures * repair / f64::from((down + 1).min(crews));
    }
    up / total
}

/// One server, any service, both rules of failure.
pub fn mg1(p: Params) -> Result<Vec<Study>, Fault> {
    let (rate, mean, second) = (p.positive("arrival_rate")?, p.positive("service_mean")?, p.positive("service_second_moment")?);
    let (failures, repair) = (p.positive("failure_rate_uptime")?, p.positive("repair_mean")?);
    let unit = Unit::where_typical(mean);
    let gap = p.made("arrival_rate", unit.exponential(1.0 / rate))?;
    let service = p.made("service_second_moment", unit.two_moments(mean, second))?;
    let up_time = p.made("failure_rate_uptime", unit.exponential(1.0 / failures))?;
    let repairs = p.made("repair_second_moment", unit.two_moments(repair, p.positive("repair_second_moment")?))?;
    let load = p.stable(rate * mean * (1.0 + failures * repair))?;
    let window = window(load, 1, rate, repair, mean);
    let tool = Tool { gap: gap.clone(), service: service.clone(), up_time: up_time.clone(), repair: repairs.clone() };
    let shop = Shop { gap, service, up_time, repair: repairs, servers: 1, crews: 1 };
    Ok(vec![
        Study::new(load, move |streams| unreliable::observe(&shop, "calendar_failures.", unit, window, streams)),
        Study::new(load, move |streams| tool::observe(&tool, "operation_dependent_failures.", unit, window, streams)),
    ])
}
