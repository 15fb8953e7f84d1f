//! The ferries in summer: how much more comes on the busiest day than on a mean one, and how full the berths are in August.

use darse_port::Scenario;
use darse_port::simulate;
use darse_runner::edit::Override;
use darse_runner::model::Model;
use darse_runner::source::Source;
use std::error::Error;
use std::path::Path;

/// Days of 2024 before August, and days of it: the scenario begins with the year.
const AUGUST: [&str; 2] = ["warm-up='213 days'", "horizon='31 days'"];

/// Passengers of the busiest day on record (22,000, in August 2013) over those of a mean day of 2024.
const PEAK: f64 = 2.6;

/// Berths taken on summer days [%], by the capacity calculation.
const BERTHS: (f64, f64) = (40.0, 50.0);

/// What August is like, of one replication: ferry berths taken, most of the lanes for cars taken [%], and vehicles that stand before them for
/// want of room, on the road that leads there.
fn august(scenario: &Path) -> Result<[f64; 3], Box<dyn Error>> {
    let changes = AUGUST.map(|it| it.parse::<Override>().expect("a change of a key"));
    let checked = Source::read(scenario, &changes).map_err(|why| format!("{why:?}"))?.load(&Model::PORT);
    let august: Scenario = checked.scenario.ok_or_else(|| format!("{:?}", checked.diagnostics))?;
    let outcome = simulate(&august, august.experiment.seed, 0, false).map_err(|why| format!("{why:?}"))?;
    let of = |id: &str| {
        let place = outcome.columns.iter().position(|it| it.id == id);
        place.and_then(|place| outcome.values[place]).ok_or_else(|| format!("no value of {id}"))
    };
    let hours = august.horizon.as_seconds_f64() / 3_600.0;
    Ok([of("ferries/berth_occupancy")?, of("ferries/lanes_used.cars_max")?, of("east/road_blocked")? / hours])
}

/// How far the busiest day may be off, relative to what is expected.
const OFF: f64 = 0.1;

/// Lines of a table, from the cars of each day of the year; an error if what comes out is not what is expected.
pub fn table(scenario: &Path, cars: &[u64]) -> Result<String, Box<dyn Error>> {
    let (busiest, sum) = (cars.iter().max().ok_or("no day")?, cars.iter().sum::<u64>());
    let times = *busiest as f64 * cars.len() as f64 / sum as f64;
    let ([berths, lanes, blocked], (low, high)) = (august(scenario)?, BERTHS);
    if (times / PEAK - 1.0).abs() > OFF || !(low..=high).contains(&berths) {
        return Err(format!("ferries in summer: {times:.2} times a mean day, {berths:.1} % of the berths in August").into());
    }
    Ok(format!(
        "| cars of passengers on the busiest day, over those of a mean day | {PEAK} | {times:.2} |\n\
         | ferry berths in August [%] | {low:.0}–{high:.0} | {berths:.1} |\n\
         | boarding lanes for cars in August, at most [%] | – | {lanes:.0} |\n\
         | vehicles that stand on the road before them, mean of August | – | {blocked:.1} |\n"
    ))
}
