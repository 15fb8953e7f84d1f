//! The proleptic Gregorian calendar in whole seconds; days are counted as in Howard Hinnant, "chrono-compatible low-level
//! date algorithms" (2013).

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    /// 0 for Monday to 6 for Sunday.
    pub const fn days_since_monday(self) -> u32 {
        self as u32
    }

    /// `Mon` or `Monday`, in any case.
    pub fn parse(text: &str) -> Option<Weekday> {
        let is = |name: &str| name.eq_ignore_ascii_case(text) || name[..3].eq_ignore_ascii_case(text);
        Weekday::ALL.into_iter().find(|day| is(&format!("{day:?}")))
    }
}

/// A date and time, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct DateTime {
    /// Year, 0 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
}

impl DateTime {
    /// 1970-01-01 00:00:00.
    pub const EPOCH: DateTime = DateTime { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0 };

    /// A date and time that exists.
    pub fn new(year: i32, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Option<DateTime> {
        let date = (0..=9_999).contains(&year) && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        (date && hour < 24 && minute < 60 && second < 60).then_some(DateTime { year, month, day, hour, minute, second })
    }

    /// Reads `2024-01-31`, `2024-01-31 06:00`, `2024-01-31T06:00:00`; fractions of a second are dropped.
    pub fn parse(text: &str) -> Option<DateTime> {
        let text = text.trim();
        let text = match text.split_once('.') {
            Some((whole, fraction)) if whole.len() == 19 && fraction.bytes().all(|b| b.is_ascii_digit()) => whole,
            _ => text,
        };
        let formats = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d"];
        formats.iter().find_map(|format| DateTime::parse_as(text, format))
    }

    /// Reads a text of a format of `%Y`, `%m`, `%d`, `%H`, `%M`, `%S` and any other characters; `%d/%m/%Y %H:%M` for instance.
    pub fn parse_as(text: &str, format: &str) -> Option<DateTime> {
        let (mut rest, mut format) = (text.trim(), format.chars());
        let (mut year, mut parts) = (None, [None, None, Some(0), Some(0), Some(0)]);
        while let Some(c) = format.next() {
            let place = match c {
                '%' => match format.next()? {
                    'Y' => None,
                    'm' => Some(0),
                    'd' => Some(1),
                    'H' => Some(2),
                    'M' => Some(3),
                    'S' => Some(4),
                    _ => return None,
                },
                literal => {
                    rest = rest.strip_prefix(literal)?;
                    continue;
                }
            };
            let (most, least) = if place.is_none() { (4, 4) } else { (2, 1) };
            let digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
            if digits < least {
                return None;
            }
            let number: u16 = rest[..digits].parse().ok()?;
            rest = &rest[digits..];
            match place {
                None => year = Some(i32::from(number)),
                Some(place) => parts[place] = u8::try_from(number).ok(),
            }
        }
        let [month, day, hour, minute, second] = parts;
        if rest.is_empty() { DateTime::new(year?, month?, day?, hour?, minute?, second?) } else { None }
    }

    /// Whether a format of [`DateTime::parse_as`] can give a date at all.
    pub fn is_format(format: &str) -> bool {
        DateTime::EPOCH.written_as(format).is_some_and(|text| DateTime::parse_as(&text, format).is_some())
    }

    fn written_as(self, format: &str) -> Option<String> {
        let (mut text, mut format) = (String::new(), format.chars());
        while let Some(c) = format.next() {
            if c != '%' {
                text.push(c);
                continue;
            }
            text.push_str(&match format.next()? {
                'Y' => format!("{:04}", self.year),
                'm' => format!("{:02}", self.month),
                'd' => format!("{:02}", self.day),
                'H' => format!("{:02}", self.hour),
                'M' => format!("{:02}", self.minute),
                'S' => format!("{:02}", self.second),
                _ => return None,
            });
        }
        Some(text)
    }

    /// Whole days since 1970-01-01.
    pub fn days_since_epoch(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// Seconds since 1970-01-01 00:00:00.
    pub fn seconds_since_epoch(self) -> i64 {
        let of_day = (i64::from(self.hour) * 60 + i64::from(self.minute)) * 60 + i64::from(self.second);
        self.days_since_epoch() * 86_400 + of_day
    }

    /// Seconds from an earlier instant to this one; negative if it is a later one.
    pub fn seconds_since(self, earlier: DateTime) -> i64 {
        self.seconds_since_epoch() - earlier.seconds_since_epoch()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[(self.days_since_epoch() + 3).rem_euclid(7) as usize]
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let DateTime { year, month, day, hour, minute, second } = self;
        write!(f, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// Seconds since midnight of `06:00`, `6:00:30` or `24:00`.
pub(super) fn parse_clock(text: &str) -> Option<u32> {
    let mut parts = text.split(':').map(|part| {
        let right = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| right)
    });
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let seconds = (hour * 60 + minute) * 60 + second;
    (parts.next().is_none() && minute < 60 && second < 60 && seconds <= 86_400).then_some(seconds)
}

fn days_in(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime {
        DateTime::parse(text).unwrap_or_else(|| panic!("{text} is a date"))
    }

    #[test]
    fn days_are_counted_as_everybody_counts_them() {
        let known =
            [("1970-01-01", 0), ("2000-03-01", 11_017), ("2024-02-29", 19_782), ("1969-12-31", -1), ("0000-03-01", -719_468)];
        for (text, days) in known {
            assert_eq!(at(text).days_since_epoch(), days, "{text}");
        }
        assert_eq!(at("2021-07-01 15:00").seconds_since_epoch(), 1_625_151_600);
        assert_eq!(at("2024-01-02").seconds_since(at("2024-01-01 23:59:30")), 30);
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_last() {
        let (mut expected, mut weekday) = (at("1800-01-01").days_since_epoch(), at("1800-01-01").weekday().days_since_monday());
        for year in 1800..2200 {
            for month in 1..=12 {
                for day in 1..=days_in(year, month) {
                    let date = DateTime::new(year, month, day, 0, 0, 0).expect("a day of the month");
                    assert_eq!((date.days_since_epoch(), date.weekday().days_since_monday()), (expected, weekday), "{date}");
                    (expected, weekday) = (expected + 1, (weekday + 1) % 7);
                }
            }
        }
    }

    #[test]
    fn weekdays_are_right() {
        assert_eq!(at("2024-01-01").weekday(), Weekday::Monday);
        assert_eq!(at("1969-07-20").weekday(), Weekday::Sunday);
        assert_eq!(Weekday::parse("tue"), Some(Weekday::Tuesday));
        assert_eq!(Weekday::parse("Sunday"), Some(Weekday::Sunday));
        assert_eq!(Weekday::parse("Sund"), None);
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-01-32",
            "2024-01-01 24:00",
            "2024-01-01 10:60",
            "24-01-01",
            "",
            "2024-01-01x",
        ] {
            assert_eq!(DateTime::parse(text), None, "{text}");
        }
        assert_eq!(at("2024-01-31T06:00:07.25").to_string(), "2024-01-31 06:00:07");
    }

    #[test]
    fn other_formats_are_read_when_asked_for() {
        let format = "%d/%m/%Y %H:%M";
        assert_eq!(DateTime::parse_as("01/07/2021 15:00", format), Some(at("2021-07-01 15:00")));
        assert_eq!(DateTime::parse_as("1/7/2021 5:00", format), Some(at("2021-07-01 05:00")));
        assert_eq!(DateTime::parse_as("2021-07-01 15:00", format), None);
        assert!(
            DateTime::is_format(format)
                && !DateTime::is_format("%d/%m")
                && !DateTime::is_format("%Q")
                && !DateTime::is_format("é%")
        );
        assert_eq!(DateTime::parse_as("é", "%Y"), None);
    }

    #[test]
    fn clocks_end_at_24_hours() {
        assert_eq!(parse_clock("06:30"), Some(23_400));
        assert_eq!(parse_clock("24:00"), Some(86_400));
        for text in ["24:01", "6", "06:60", "-1:00", "06:00:00:00", "+6:00", ""] {
            assert_eq!(parse_clock(text), None, "{text}");
        }
    }
}
