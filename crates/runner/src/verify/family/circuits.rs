//! Closed loops of trucks: exponential stations, one or several servers each; a crane of any law; all times constant.

use crate::verify::model::circuit::{Circuit, Observed, Station, observe};
use crate::verify::model::unit::Unit;
use crate::verify::params::{Fault, Params};
use crate::verify::study::{Row, Seen, Study, seen};
use darse_engine::Variate;

/// A loop forgets its start in some rounds; what follows is long enough for a small replication.
const WARM_UP_ROUNDS: f64 = 50.0;
const ROUNDS: f64 = 2_000.0;

/// A study of one loop, where a round without queueing takes `round` [units].
fn study(circuit: Circuit, unit: Unit, round: f64, row: impl Fn(&Observed) -> Row + Send + Sync + 'static) -> Study {
    Study::new(0.0, move |streams| row(&observe(&circuit, unit, WARM_UP_ROUNDS * round, ROUNDS * round, streams)))
}

/// Single servers, exponential, and a way of constant length: product form, whatever its law.
pub fn mva(p: Params) -> Result<Vec<Study>, Fault> {
    let (demands, delay, most) = (p.numbers("single_server_demands_min")?, p.number("delay_min")?, p.count("trucks_max", 1)?);
    let unit = Unit::where_typical(demands.iter().copied().fold(f64::MAX, f64::min));
    let stations = |servers: &[u32]| -> Result<Vec<Station>, Fault> {
        let law = |(demand, servers): (&f64, &u32)| {
            Ok(Station { servers: *servers, service: p.made("single_server_demands_min", unit.exponential(*demand))? })
        };
        demands.iter().zip(servers).map(law).collect()
    };
    let stations = stations(&vec![1; demands.len()])?;
    let travel = way(p, "delay_min", delay, unit)?;
    let round = delay + demands.iter().sum::<f64>();
    let one = |trucks: u32| {
        let circuit = Circuit { travel: travel.clone(), stations: stations.clone(), trucks };
        study(circuit, unit, round, move |it| {
            let mut row = vec![
                seen(format!("X_per_min[{}]", trucks - 1), it.throughput),
                seen(format!("cycle_min[{}]", trucks - 1), it.cycle),
            ];
            if trucks == most {
                row.extend(it.utilisation.iter().enumerate().map(|(station, it)| seen(format!("U_last[{station}]"), *it)));
                row.extend(it.present.iter().enumerate().map(|(station, it)| seen(format!("Q_last[{station}]"), *it)));
            }
            row
        })
    };
    Ok((1..=most).map(one).collect())
}

/// Stations of several servers.
pub fn multi_server(p: Params) -> Result<Vec<Study>, Fault> {
    let (table, delay, most) = (p.table("stations_demand_servers")?, p.number("delay")?, p.count("N_max", 1)?);
    let pair = |row: &Vec<f64>| match row[..] {
        [demand, servers] if demand > 0.0 && servers >= 1.0 => Ok((demand, servers as u32)),
        _ => Err(p.fault("stations_demand_servers", "must be a list of [demand, servers]")),
    };
    let pairs = table.iter().map(pair).collect::<Result<Vec<_>, _>>()?;
    let unit = Unit::where_typical(pairs.iter().map(|pair| pair.0).fold(f64::MAX, f64::min));
    let station = |(demand, servers): &(f64, u32)| {
        Ok(Station { servers: *servers, service: p.made("stations_demand_servers", unit.exponential(*demand))? })
    };
    let stations = pairs.iter().map(station).collect::<Result<Vec<_>, Fault>>()?;
    let travel = way(p, "delay", delay, unit)?;
    let round = delay + pairs.iter().map(|pair| pair.0).sum::<f64>();
    let one = |trucks: u32| {
        let circuit = Circuit { travel: travel.clone(), stations: stations.clone(), trucks };
        study(circuit, unit, round, move |it| vec![seen(format!("X[{}]", trucks - 1), it.throughput)])
    };
    Ok((1..=most).map(one).collect())
}

/// An exponential way; none if it is 0.
fn way(p: Params, name: &str, mean: f64, unit: Unit) -> Result<Variate, Fault> {
    match mean {
        mean if mean > 0.0 => p.made(name, unit.exponential(mean)),
        mean => p.made(name, unit.constant(mean)),
    }
}

/// One crane of any law, trucks with an exponential way.
pub fn crane(p: Params) -> Result<Vec<Study>, Fault> {
    let travel = p.positive("travel_mean_min")?;
    let mean = p.law("crane_service", 1.0)?.mean();
    let unit = Unit::where_typical(mean);
    let stations = vec![Station { servers: 1, service: p.law("crane_service", unit.0)? }];
    let way = p.made("travel_mean_min", unit.exponential(travel))?;
    let one = |trucks: u32| {
        let circuit = Circuit { travel: way.clone(), stations: stations.clone(), trucks };
        study(circuit, unit, travel + mean, move |it| {
            let named = |name: &str, it: Seen| seen(format!("N{trucks}.{name}"), it);
            vec![
                named("throughput", it.throughput),
                named("crane_utilisation", it.utilisation[0]),
                named("cycle_time", it.cycle),
                named("mean_wait_at_crane", it.wait[0]),
            ]
        })
    };
    Ok(trucks(p)?.into_iter().map(one).collect())
}

/// Numbers of trucks, each 1 or more.
fn trucks(p: Params) -> Result<Vec<u32>, Fault> {
    let list = p.numbers("trucks")?;
    let whole = |n: f64| if n >= 1.0 { Ok(n as u32) } else { Err(p.fault("trucks", "must be whole numbers of 1 or more")) };
    list.into_iter().map(whole).collect()
}

/// Every time constant: moves an hour over a whole number of rounds, without chance.
pub fn deterministic(p: Params) -> Result<Vec<Study>, Fault> {
    let (crane, yard, travel) = (p.positive("crane_s")?, p.number("yard_s")?, p.number("travel_round_trip_s")?);
    let constant = |name: &str, seconds: f64| p.made(name, Variate::constant(seconds));
    let stations = vec![
        Station { servers: 1, service: constant("crane_s", crane)? },
        Station { servers: 1, service: constant("yard_s", yard)? },
    ];
    let way = constant("travel_round_trip_s", travel)?;
    let one = |trucks: u32| {
        let circuit = Circuit { travel: way.clone(), stations: stations.clone(), trucks };
        let period = (crane + yard + travel).max(f64::from(trucks) * crane.max(yard));
        Study::new(0.0, move |streams| {
            let seen_of = observe(&circuit, Unit(1.0), 100.0 * period, 1_000.0 * period, streams);
            let Seen::Ratio(rounds, span) = seen_of.throughput else { unreachable!("a throughput is a ratio") };
            vec![seen(format!("N{trucks}.moves_per_h"), Seen::exact(rounds / span * 3_600.0))]
        })
    };
    Ok(trucks(p)?.into_iter().map(one).collect())
}
