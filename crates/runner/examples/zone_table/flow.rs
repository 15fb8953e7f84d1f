//! Whether all that comes is served, and whether a line grows: one replication followed entity by entity.
//!
//! Came and left are counted in the measured year, at the facility where an entity's life begins. Those who wait: lost time, which is neither work nor
//! a planned stay, an hour; at the facility where it is lost.

use darse_engine::{SimDuration, SimTime};
use darse_port::Scenario;
use darse_port::hours::{EntityKind, Place};
use darse_port::kpi::counted;
use darse_port::why::{Event, Who, follow};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The first and the last weeks of the year, which are compared: both lie in winter.
const WEEKS: u64 = 8;

/// Less of what came is not all of it.
const SERVED: f64 = 0.98;

/// How many more may wait in the last weeks than in the first: so many times as many, or so large a share of a day's arrivals. A line that
/// cannot cope grows by what it does not serve, day after day.
const GROWN: f64 = 1.5;
const OF_A_DAY: f64 = 0.1;

/// Of one kind at one facility.
#[derive(Clone, Copy, Default)]
struct Flow {
    came: u64,
    left: u64,
    /// Time lost in the first weeks, and in the last.
    lost: [SimDuration; 2],
}

/// What passed where.
#[derive(Default)]
struct Flows {
    window: (SimTime, SimTime),
    began: BTreeMap<Who, Place>,
    of: BTreeMap<(Place, EntityKind), Flow>,
    /// Quays of ferry ports.
    ferries: Vec<Place>,
    /// Cars that came there, to board or by ferry, on each day of the window.
    cars: Vec<u64>,
}

impl Flows {
    fn hear(&mut self, event: &Event) {
        let (begin, end) = self.window;
        let measured = |now: SimTime| begin <= now && now < end;
        match *event {
            Event::Began { who, at, now } => {
                self.began.insert(who, at);
                self.of.entry((at, who.kind)).or_default().came += u64::from(measured(now));
                if who.kind == EntityKind::Car && measured(now) && self.ferries.contains(&at) {
                    self.cars[((now - begin).0 / SimDuration::days(1).0) as usize] += 1;
                }
            }
            Event::Ended { who, now } => {
                let at = self.began.remove(&who).expect("who ends has begun");
                self.of.entry((at, who.kind)).or_default().left += u64::from(measured(now));
            }
            Event::Spent { who, at, cause, from, to } if cause.is_lost() => {
                let some = SimDuration::weeks(WEEKS);
                let weeks = [(begin, begin + some), (end.max(SimTime::ZERO + some) - some, end)];
                let flow = self.of.entry((at, who.kind)).or_default();
                for (lost, (first, last)) in flow.lost.iter_mut().zip(weeks) {
                    *lost += to.min(last).saturating_since(from.max(first));
                }
            }
            Event::Spent { .. } => {}
        }
    }
}

/// What one replication says.
pub struct Followed {
    /// Lines of a table: what came and left, and who waits.
    pub served: String,
    /// Passengers' cars that came, by day.
    pub cars: Vec<u64>,
}

/// Follows the first replication; an error if less than all is served, or a line grows.
pub fn follow_all(scenario: &Scenario) -> Result<Followed, String> {
    let begin = SimTime::ZERO + scenario.warm_up;
    let is_ferry_port = |name: &str| scenario.ferry_ports.iter().any(|it| it.name == name);
    let ferries = counted(scenario).into_iter().filter(|it| is_ferry_port(&it.name)).map(|it| it.place).collect();
    let cars = vec![0; scenario.horizon.0.div_ceil(SimDuration::days(1).0) as usize];
    let mut flows = Flows { window: (begin, begin + scenario.horizon), ferries, cars, ..Flows::default() };
    follow(scenario, scenario.experiment.seed, 0, &mut |event| flows.hear(event));
    Ok(Followed { served: served(&flows, scenario)?, cars: flows.cars })
}

fn served(flows: &Flows, scenario: &Scenario) -> Result<String, String> {
    let days = scenario.horizon.as_seconds_f64() / 86_400.0;
    let (mut lines, mut faults) = (String::new(), Vec::new());
    for place in counted(scenario) {
        for kind in place.kinds {
            let Some(flow) = flows.of.get(&(place.place, kind)) else { continue };
            let [first, last] = flow.lost.map(|lost| lost.as_seconds_f64() / SimDuration::weeks(WEEKS).as_seconds_f64());
            let share = flow.left as f64 / flow.came as f64;
            let passed = if flow.came == 0 { "–".to_owned() } else { format!("{:.2} %", 100.0 * share) };
            let (name, words) = (&place.name, kind.word());
            let [came, left] = [flow.came, flow.left].map(|it| if flow.came == 0 { "–".to_owned() } else { it.to_string() });
            writeln!(lines, "| {name} | {words} | {came} | {left} | {passed} | {first:.2} | {last:.2} |")
                .expect("text takes all");
            if flow.came > 0 && share < SERVED {
                faults.push(format!("{name}, {words}: {passed} of {came} were served"));
            }
            if last > GROWN * first && last - first > OF_A_DAY * flow.came as f64 / days {
                faults.push(format!("{name}, {words}: {first:.2} waited in the first weeks, {last:.2} in the last"));
            }
        }
    }
    if faults.is_empty() { Ok(lines) } else { Err(faults.join("\n")) }
}
