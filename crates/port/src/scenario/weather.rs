//! `[weather]`: wind, swell and fog, drawn hour by hour or read from a file.

use super::Files;
use super::diagnostic::Code;
use super::read::{DateTime, Table};
use super::season::Season;
use super::weather_file::{self, FileHour};
use borsh::{BorshDeserialize, BorshSerialize};

/// An hourly wind whose mean speed has a Weibull distribution and whose logarithmic memory fades over `memory` hours; a swell of
/// the same kind; and fogs that come by chance and last by chance.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Weather {
    /// Mean of the hourly wind [m/s]; 0: no wind at all.
    pub mean_m_s: f64,
    /// Weibull shape.
    pub shape: f64,
    /// Hours after which the correlation has fallen to 1/e.
    pub memory_hours: f64,
    /// Gust over hourly mean.
    pub gust_factor: f64,
    /// Mean of the hourly significant wave height [m]; 0: no swell at all.
    pub swell_m: f64,
    /// Weibull shape of the swell.
    pub swell_shape: f64,
    /// Hours after which the correlation of the swell has fallen to 1/e.
    pub swell_memory_hours: f64,
    /// Share of hours with fog.
    pub fog_share: f64,
    /// Mean duration of a fog [h].
    pub fog_hours: f64,
    /// Factors on the means of wind and swell by month.
    pub months: Season,
    /// Hours that are not drawn but given, in order.
    pub hours: Vec<FileHour>,
}

impl Weather {
    /// Is there any weather?
    pub fn changes(&self) -> bool {
        self.mean_m_s > 0.0 || self.swell_m > 0.0 || self.fog_share > 0.0 || !self.hours.is_empty()
    }

    /// What is given of an hour since time 0.
    pub fn given(&self, hour: u32) -> Option<&FileHour> {
        self.hours.binary_search_by_key(&hour, |it| it.hour).ok().map(|place| &self.hours[place])
    }

    /// Water levels above datum that are given [m], by hour since time 0.
    pub fn levels(&self) -> Vec<(u32, f64)> {
        self.hours.iter().filter_map(|it| it.tide_m.map(|level| (it.hour, level))).collect()
    }

    /// Reads the table; a file lies in the folder.
    pub fn read(t: &mut Table<'_>, folder: &str, start: DateTime, files: &mut dyn Files) -> Self {
        let weather = Weather {
            mean_m_s: t.speed("wind", "0 m/s"..="40 m/s", "Mean wind speed; 0 switches the wind off."),
            shape: t.number("shape", 0.5..=10.0, "Shape of the Weibull distribution of hourly wind."),
            memory_hours: hours(t, "memory", "After this time the correlation of the wind has fallen to 1/e."),
            gust_factor: t.number("gust-factor", 1.0..=3.0, "Gust (3 s) over hourly mean."),
            swell_m: t.metres("swell", "0 m"..="20 m", "Mean significant wave height; 0 switches the swell off."),
            swell_shape: t.number("swell-shape", 0.5..=10.0, "Shape of the Weibull distribution of hourly wave heights."),
            swell_memory_hours: hours(t, "swell-memory", "After this time the correlation of the swell has fallen to 1/e."),
            fog_share: t.number("fog-share", 0.0..=0.9, "Share of hours with fog."),
            fog_hours: hours(t, "fog-lasting", "Mean duration of a fog."),
            months: Season::read(t, "months", "Weights of the twelve months for the means of wind and swell.", start),
            hours: weather_file::read(t, folder, start, files),
        };
        // Fogs begin by the hour: the next one an hour after the last at the earliest.
        let most = weather.fog_hours / (1.0 + weather.fog_hours);
        if weather.fog_share > most {
            let (share, hours) = (weather.fog_share, weather.fog_hours);
            let message = format!("fogs of {hours} h with an hour between any two are {most:.3} of all hours, not {share}");
            t.error("fog-share", Code::Inconsistent, message, "let them last longer: raise `fog-lasting`");
        }
        weather
    }
}

/// A time, in hours.
fn hours(t: &mut Table<'_>, key: &'static str, about: &str) -> f64 {
    t.duration(key, "1 h"..="500 h", about).as_seconds_f64() / 3600.0
}
