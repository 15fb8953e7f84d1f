//! Open networks of exponential stations.

use crate::verify::model::network::{Station, observe};
use crate::verify::model::unit::{Unit, Window};
use crate::verify::params::{Fault, Params};
use crate::verify::study::Study;

/// Rounds of the traffic equations: what comes back is multiplied by less than 1 each time.
const ROUNDS: usize = 10_000;

/// Jackson's network.
pub fn jackson(p: Params) -> Result<Vec<Study>, Fault> {
    let (external, rates, servers) = (p.numbers("external_rates")?, p.numbers("service_rates")?, p.numbers("servers")?);
    let routing = p.table("routing")?;
    let n = external.len();
    if rates.len() != n || servers.len() != n || routing.len() != n || routing.iter().any(|row| row.len() != n) {
        return Err(
            p.fault("routing", "has to be square, with a row for each of `external_rates`, `service_rates` and `servers`")
        );
    }
    if routing.iter().any(|row| row.iter().any(|p| *p < 0.0) || row.iter().sum::<f64>() > 1.0 + 1e-9) {
        return Err(p.fault("routing", "has to hold probabilities; a row adds up to at most 1"));
    }
    if rates.iter().any(|rate| *rate <= 0.0) || servers.iter().any(|it| *it < 1.0) {
        return Err(p.fault("service_rates", "must be above 0, and `servers` 1 or more"));
    }
    let mut arrivals = external.clone();
    for _ in 0..ROUNDS {
        arrivals = (0..n).map(|j| external[j] + (0..n).map(|i| arrivals[i] * routing[i][j]).sum::<f64>()).collect();
    }
    let loads = (0..n).map(|i| arrivals[i] / rates[i] / servers[i]);
    let load = p.stable(loads.fold(0.0, f64::max))?;
    let slowest = rates.iter().copied().fold(f64::MAX, f64::min);
    let unit = Unit::where_typical(1.0 / rates.iter().copied().fold(0.0, f64::max));
    let mut stations = Vec::new();
    for i in 0..n {
        let gap = if external[i] > 0.0 { Some(p.made("external_rates", unit.exponential(1.0 / external[i]))?) } else { None };
        let service = p.made("service_rates", unit.exponential(1.0 / rates[i]))?;
        stations.push(Station { gap, service, servers: servers[i] as u32, next: routing[i].clone() });
    }
    let most = servers.iter().copied().fold(0.0, f64::max) as u32;
    let window = Window::of_queue(load, most, external.iter().sum::<f64>().min(slowest * f64::from(most)), n as f64);
    Ok(vec![Study::new(load, move |streams| observe(&stations, unit, window, streams))])
}
