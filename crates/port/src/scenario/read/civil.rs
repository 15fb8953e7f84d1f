//! Dates, times of day and instants of the week: the proleptic Gregorian calendar, no time zones, no leap seconds.

mod calendar;

pub use calendar::{DateTime, Weekday};

use super::describe::Kind;
use super::fault::Faults;
use super::node::{Node, Value};
use super::table::{Table, shortened};
use super::value;
use crate::scenario::diagnostic::Code;
use darse_engine::SimDuration;

impl Table<'_> {
    /// An instant of the week, e.g. `"Mon 06:00"`, as the time since Monday 00:00.
    pub fn moment(&mut self, key: &'static str, about: &str) -> SimDuration {
        self.get(key, || Kind::Moment, about, SimDuration::ZERO, |node, faults| moment(key, node, faults))
    }

    /// A list of instants of the week.
    pub fn moments(&mut self, key: &'static str, about: &str) -> Vec<SimDuration> {
        let each = |node: &Node, faults: &mut Faults<'_>| moment(key, node, faults);
        self.get(
            key,
            || Kind::Moments,
            about,
            Vec::new(),
            |node, faults| value::list(key, node, "a list such as [\"Mon 06:00\"]", faults, each),
        )
    }

    /// A time of day, `"00:00"` to `"24:00"`, as the time since midnight.
    pub fn time_of_day(&mut self, key: &'static str, about: &str) -> SimDuration {
        self.get(key, || Kind::TimeOfDay, about, SimDuration::ZERO, |node, faults| time_of_day(key, node, faults))
    }

    /// A date and time, `2024-01-31 06:00:00` or the same in quotes; a date alone is its midnight.
    pub fn datetime(&mut self, key: &'static str, about: &str) -> DateTime {
        self.get(key, || Kind::Datetime, about, DateTime::EPOCH, |node, faults| datetime(key, node, faults))
    }
}

fn moment(key: &str, node: &Node, faults: &mut Faults<'_>) -> Option<SimDuration> {
    let example = format!("for instance `{key} = \"Mon 06:00\"`");
    let Value::Text(text) = &node.value else {
        return faults.wrong_type(key, node, "a day and time of the week", example);
    };
    let read = text.trim().split_once(char::is_whitespace).and_then(|(day, time)| {
        let day = Weekday::parse(day)?.days_since_monday();
        let time = calendar::parse_clock(time.trim()).filter(|seconds| *seconds < 86_400)?;
        Some(SimDuration::seconds(u64::from(day) * 86_400 + u64::from(time)))
    });
    if read.is_none() {
        bad_text(key, node, text, "a day and time of the week", example, faults);
    }
    read
}

fn time_of_day(key: &str, node: &Node, faults: &mut Faults<'_>) -> Option<SimDuration> {
    let example = format!("for instance `{key} = \"06:00\"`");
    let read = match &node.value {
        Value::Text(text) => calendar::parse_clock(text.trim()),
        Value::Datetime(datetime) if datetime.date.is_none() && datetime.offset.is_none() => {
            let seconds = |time: toml::value::Time| {
                (u32::from(time.hour) * 60 + u32::from(time.minute)) * 60 + u32::from(time.second.unwrap_or(0))
            };
            datetime.time.map(seconds)
        }
        _ => return faults.wrong_type(key, node, "a time of day", example),
    };
    if read.is_none() {
        let text = faults.found(node);
        bad_text(key, node, text.trim_matches('"'), "a time of day", example, faults);
    }
    read.map(|seconds| SimDuration::seconds(u64::from(seconds)))
}

fn datetime(key: &str, node: &Node, faults: &mut Faults<'_>) -> Option<DateTime> {
    let example = format!("for instance `{key} = \"2024-01-31 06:00\"`");
    let read = match &node.value {
        Value::Text(text) => DateTime::parse(text),
        Value::Datetime(datetime) if datetime.offset.is_some() => {
            return faults.wrong_type(key, node, "a local date and time, without a time zone", example);
        }
        Value::Datetime(datetime) => datetime.date.and_then(|date| {
            let (hour, minute, second) =
                datetime.time.map_or((0, 0, 0), |time| (time.hour, time.minute, time.second.unwrap_or(0)));
            DateTime::new(i32::from(date.year), date.month, date.day, hour, minute, second)
        }),
        _ => return faults.wrong_type(key, node, "a date and time", example),
    };
    if read.is_none() {
        let text = faults.found(node);
        bad_text(key, node, text.trim_matches('"'), "a date and time", example, faults);
    }
    read
}

fn bad_text(key: &str, node: &Node, text: &str, wanted: &str, help: String, faults: &mut Faults<'_>) {
    faults.add(&node.span, Code::BadText, format!("`{key}` must be {wanted}, found `{}`", shortened(text)), help);
}
