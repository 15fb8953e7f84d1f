//! `darse why`: one entity's day: when it did or waited for what, how long, and the sum by cause.

use super::scenarios::OneScenarioArgs;
use crate::console::Console;
use crate::escape::printable;
use crate::exit::{Exit, Failure};
use crate::model::Model;
use crate::number::grouped;
use darse_engine::{SimDuration, SimTime};
use darse_port::Scenario;
use darse_port::hours::{DelayCause, EntityKind, Place};
use darse_port::kpi::counted;
use darse_port::why::{Event, Who, follow};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(clap::Args, Debug)]
pub(super) struct Args {
    #[command(flatten)]
    scenario: OneScenarioArgs,

    #[command(flatten)]
    whose: WhoseArgs,

    /// Which replication, from 0
    #[arg(long, value_name = "R", default_value_t = 0)]
    replication: u32,

    /// Master seed of all random numbers [default: the scenario's]
    #[arg(long, value_name = "S")]
    seed: Option<u64>,

    /// As JSON
    #[arg(long)]
    json: bool,
}

/// At most one; without a value, the one that lost most; a vessel if none is given.
#[derive(clap::Args, Debug)]
#[group(multiple = false)]
struct WhoseArgs {
    /// A vessel, by name (or service) or number [default: the one that lost most]
    #[arg(long, value_name = "NAME|NUMBER", num_args = 0..=1, default_missing_value = "")]
    vessel: Option<String>,
    /// A box, by number
    #[arg(long = "box", value_name = "NUMBER", num_args = 0..=1, default_missing_value = "")]
    container: Option<String>,
    /// A truck, by number
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, default_missing_value = "")]
    truck: Option<String>,
    /// A train, by number
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, default_missing_value = "")]
    train: Option<String>,
    /// A car, by number
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, default_missing_value = "")]
    car: Option<String>,
}

impl WhoseArgs {
    fn kind_and_name(&self) -> (EntityKind, &str) {
        let given = [
            (EntityKind::Box, &self.container),
            (EntityKind::Truck, &self.truck),
            (EntityKind::Train, &self.train),
            (EntityKind::Car, &self.car),
        ];
        let other = given.into_iter().find_map(|(kind, name)| Some((kind, name.as_deref()?)));
        other.unwrap_or((EntityKind::Ship, self.vessel.as_deref().unwrap_or("")))
    }
}

/// A stretch of time spent on one thing.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spent {
    at: Place,
    cause: DelayCause,
    from: SimTime,
    to: SimTime,
}

/// One entity.
#[derive(Clone, Debug)]
struct Life {
    name: Option<String>,
    began: SimTime,
    ended: Option<SimTime>,
    spent: Vec<Spent>,
}

pub(super) fn run(args: &Args, model: &Model, console: &mut Console) -> Result<Exit, Failure> {
    let (_, checked) = args.scenario.load(true, model, console)?;
    let scenario = checked.scenario.as_ref().ok_or_else(|| Failure::internal("a scenario without errors is missing"))?;
    let seed = args.seed.unwrap_or(scenario.experiment.seed);
    let (kind, wanted) = args.whose.kind_and_name();
    let who = choose(kind, wanted, scenario, (seed, args.replication))?;
    let life = live(who, scenario, (seed, args.replication));
    let places: BTreeMap<Place, String> = counted(scenario).into_iter().map(|it| (it.place, it.name)).collect();
    if args.json {
        console.out(&json(who, &life, &places, scenario, (seed, args.replication)));
    } else {
        console.out(&day(who, &life, &places, scenario));
    }
    Ok(Exit::Success)
}

/// The entity of this name or number; of several of the name, or of all if none is given, the one that lost most of those that
/// came in the measured time and are gone.
fn choose(kind: EntityKind, wanted: &str, scenario: &Scenario, (seed, replication): (u64, u32)) -> Result<Who, Failure> {
    let measured = SimTime::ZERO + scenario.warm_up;
    let mut begun = 0;
    let mut lost: BTreeMap<u32, SimDuration> = BTreeMap::new();
    let mut gone: Vec<(u32, SimDuration)> = Vec::new();
    let names = follow(scenario, seed, replication, &mut |event| match *event {
        Event::Began { who, now, .. } if who.kind == kind => {
            begun = who.number;
            if now >= measured {
                lost.insert(who.number, SimDuration::ZERO);
            }
        }
        Event::Spent { who, cause, from, to, .. } if who.kind == kind && cause.is_lost() => {
            if let Some(sum) = lost.get_mut(&who.number) {
                *sum += to - from;
            }
        }
        Event::Ended { who, .. } if who.kind == kind => gone.extend(lost.remove(&who.number).map(|it| (who.number, it))),
        _ => {}
    });
    let word = kind.word();
    if let Ok(number) = wanted.parse::<u32>() {
        return match number {
            1.. if number <= begun => Ok(Who { kind, number }),
            _ => Err(Failure::invalid(format!("there is no {word} {number}: this replication has {begun}, numbered from 1"))),
        };
    }
    let is_called = |number: u32| {
        let Some(name) = names.get(number as usize - 1) else { return false };
        let service = name.rsplit_once(' ').filter(|(_, nth)| nth.parse::<u32>().is_ok()).map(|(service, _)| service);
        std::iter::once(name.as_str()).chain(service).any(|it| it.eq_ignore_ascii_case(wanted))
    };
    let known = kind == EntityKind::Ship && (1..=begun).any(is_called);
    if !wanted.is_empty() && !known {
        let example = names.first().map_or(String::new(), |name| format!(", e.g. `{}`", printable(name)));
        let how = if kind == EntityKind::Ship { format!("a name{example}, or a number") } else { "a number".to_owned() };
        return Err(Failure::invalid(format!("there is no {word} `{}`: give {how} from 1 to {begun}", printable(wanted))));
    }
    let most = gone.into_iter().filter(|(number, _)| wanted.is_empty() || is_called(*number)).max_by_key(|(_, lost)| *lost);
    let none = || {
        let numbers = if begun > 0 { format!("; give a number from 1 to {begun}") } else { String::new() };
        Failure::invalid(format!("no {word} of that kind came in the measured time and left{numbers}"))
    };
    most.map(|(number, _)| Who { kind, number }).ok_or_else(none)
}

/// All that happened to it.
fn live(who: Who, scenario: &Scenario, (seed, replication): (u64, u32)) -> Life {
    let mut life = Life { name: None, began: SimTime::ZERO, ended: None, spent: Vec::new() };
    let names = follow(scenario, seed, replication, &mut |event| match *event {
        Event::Began { who: it, now, .. } if it == who => life.began = now,
        Event::Spent { who: it, at, cause, from, to } if it == who => match life.spent.last_mut() {
            Some(last) if (last.at, last.cause, last.to) == (at, cause, from) => last.to = to,
            _ => life.spent.push(Spent { at, cause, from, to }),
        },
        Event::Ended { who: it, now } if it == who => life.ended = Some(now),
        _ => {}
    });
    life.name = names.get(who.number as usize - 1).filter(|_| who.kind == EntityKind::Ship).cloned();
    life
}

impl Life {
    /// By cause, the longest first.
    fn by_cause(&self) -> Vec<(DelayCause, SimDuration)> {
        let mut sums: BTreeMap<DelayCause, SimDuration> = BTreeMap::new();
        self.spent.iter().for_each(|it| *sums.entry(it.cause).or_default() += it.to - it.from);
        let mut sums: Vec<_> = sums.into_iter().collect();
        sums.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
        sums
    }
    fn total(&self) -> SimDuration {
        self.spent.iter().map(|it| it.to - it.from).sum()
    }
    fn lost(&self) -> SimDuration {
        self.spent.iter().filter(|it| it.cause.is_lost()).map(|it| it.to - it.from).sum()
    }
}

/// For people.
fn day(who: Who, life: &Life, places: &BTreeMap<Place, String>, scenario: &Scenario) -> String {
    let name = life.name.as_ref().map_or(String::new(), |name| format!(" ({})", printable(name)));
    let left = if life.ended.is_some() { "" } else { ", not gone at the end of the run" };
    let (total, lost) = (length(life.total()), length(life.lost()));
    let mut text = format!("{} {}{name}: {lost} lost of {total}{left}\n", who.kind.word(), who.number);
    text += "Days count from the beginning of the measured time.";
    text += match who.kind {
        EntityKind::Ship | EntityKind::Train => {
            " While it is worked, the time of each cause stands in one piece, whenever it was, the longest first.\n\n"
        }
        _ => "\n\n",
    };
    let place = |at: &Place| places.get(at).map_or("", String::as_str);
    let width = life.spent.iter().map(|it| place(&it.at).chars().count()).max().unwrap_or(0);
    let sums = life.by_cause();
    let lengths = life.spent.iter().map(|it| it.to - it.from).chain(sums.iter().map(|it| it.1));
    let wide = lengths.map(|it| length(it).len()).max().unwrap_or(0).max(12);
    for it in &life.spent {
        let (when, lasting) = (clock(it.from, scenario), length(it.to - it.from));
        let what = format!("{:<12}  {}", it.cause.name(), it.cause.meaning());
        text += &format!("  {when}  {lasting:>wide$}  {:width$}  {what}\n", printable(place(&it.at)));
    }
    text += "\nBy cause\n";
    for (cause, time) in sums {
        let share = 100.0 * time.as_hours_f64() / life.total().as_hours_f64();
        text += &format!("  {:<12}  {:>wide$}  {:>5} %\n", cause.name(), length(time), grouped(share, 1));
    }
    text
}

/// `day    3 07:35`
fn clock(at: SimTime, scenario: &Scenario) -> String {
    let minutes = (at.0 as i64 - scenario.warm_up.0 as i64).div_euclid(60_000_000);
    let (day, minute) = (minutes.div_euclid(1440), minutes.rem_euclid(1440));
    format!("day {:>4} {:02}:{:02}", day + 1, minute / 60, minute % 60)
}

/// `2 d 3 h 10 min`, `3 h 10 min` or `4.5 min`.
fn length(time: SimDuration) -> String {
    let minutes = time.0 / 60_000_000;
    match (minutes / 1440, minutes / 60 % 24, minutes % 60) {
        (0, 0, _) => format!("{} min", grouped(time.as_seconds_f64() / 60.0, 1)),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, hours, minutes) => format!("{days} d {hours} h {minutes} min"),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    seed: String,
    replication: u32,
    entity: &'static str,
    number: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    measured_from_us: u64,
    began_us: u64,
    ended_us: Option<u64>,
    lost_us: u64,
    spent: Vec<Row<'a>>,
    by_cause_us: BTreeMap<&'static str, u64>,
}

#[derive(Serialize)]
struct Row<'a> {
    from_us: u64,
    to_us: u64,
    facility: &'a str,
    cause: &'static str,
}

/// For programs: instants in microseconds since the beginning of the warm-up.
fn json(who: Who, life: &Life, places: &BTreeMap<Place, String>, scenario: &Scenario, (seed, replication): (u64, u32)) -> String {
    let row = |it: &Spent| Row {
        from_us: it.from.0,
        to_us: it.to.0,
        facility: places.get(&it.at).map_or("", String::as_str),
        cause: it.cause.name(),
    };
    let document = Document {
        seed: seed.to_string(),
        replication,
        entity: who.kind.word(),
        number: who.number,
        name: life.name.as_deref(),
        measured_from_us: scenario.warm_up.0,
        began_us: life.began.0,
        ended_us: life.ended.map(|at| at.0),
        lost_us: life.lost().0,
        spent: life.spent.iter().map(row).collect(),
        by_cause_us: life.by_cause().into_iter().map(|(cause, time)| (cause.name(), time.0)).collect(),
    };
    serde_json::to_string_pretty(&document).expect("text and numbers are always JSON") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_read_as_people_say_them() {
        let of = |minutes: u64| length(SimDuration::minutes(minutes));
        assert_eq!([of(0), of(59), of(190), of(3 * 1440 + 61)], ["0.0 min", "59.0 min", "3 h 10 min", "3 d 1 h 1 min"]);
    }
}
