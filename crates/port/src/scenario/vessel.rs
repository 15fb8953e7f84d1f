//! `[vessel-class.NAME]`: sizes of ships.

use super::diagnostic::Code;
use super::power::watts;
use super::read::Table;
use crate::facility::marine::TeamWish;
use crate::ids::CallId;
use borsh::{BorshDeserialize, BorshSerialize};

/// A container of 40 ft [m].
const FORTY_FOOT_M: f64 = 12.192;

/// One class of ships.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct VesselClass {
    /// Its name in the scenario.
    pub name: String,
    /// Length over all [m].
    pub loa_m: f64,
    /// Draught at arrival [m].
    pub draught_m: f64,
    /// Capacity [TEU].
    pub capacity_teu: u32,
    /// Bays of 40 ft along the ship.
    pub bays: u32,
    /// Quay cranes it may have at once.
    pub cranes: u32,
    /// Tugs it takes to berth and to sail.
    pub tugs: u32,
    /// Bollard pull of all its tugs together, at least [t].
    pub pull_t: f64,
    /// Does it take a pilot?
    pub pilot: bool,
    /// What it needs alongside, cargo work apart [W].
    pub hotelling_w: u64,
    /// Gust above which it neither berths nor sails [m/s]; none: that of all ships.
    pub wind_limit_m_s: Option<f64>,
    /// Significant wave height above which it neither berths nor sails [m]; none: that of all ships.
    pub swell_limit_m: Option<f64>,
}

impl VesselClass {
    /// The pilot and tugs that a call of this class asks for, on its way in or out.
    pub fn team(&self, call: CallId, outbound: bool) -> TeamWish {
        TeamWish { call, pilot: self.pilot, tugs: self.tugs, pull_t: self.pull_t, outbound }
    }

    /// Reads the table of one class.
    pub fn read(name: &str, t: &mut Table<'_>) -> Self {
        t.require(&["loa", "draught"]);
        let class = VesselClass {
            name: name.to_owned(),
            loa_m: t.metres("loa", "20 m"..="500 m", "Length over all."),
            draught_m: t.metres("draught", "1 m"..="25 m", "Draught at arrival."),
            capacity_teu: t.count("capacity", 10..=40_000, "Capacity [TEU]."),
            bays: t.count("bays", 1..=60, "40 ft bays along the ship that cranes can work."),
            cranes: t.count("cranes", 1..=20, "Quay cranes that may work it at once."),
            tugs: t.count("tugs", 0..=10, "Tugs it takes to berth, and again to sail."),
            pull_t: t.tonnes("bollard-pull", "0 t"..="1000 t", "Bollard pull of its tugs together, at least."),
            pilot: t.flag("pilot", "Whether it takes a pilot."),
            hotelling_w: watts(t, "hotelling", "50 MW", "What it needs alongside, off the shore or of its own engines."),
            wind_limit_m_s: t.maybe("wind-limit", |t| {
                t.speed(
                    "wind-limit",
                    "1 m/s"..="100 m/s",
                    "Gust above which it neither berths nor sails; unwritten: as in [marine].",
                )
            }),
            swell_limit_m: t.maybe("swell-limit", |t| {
                t.metres("swell-limit", "0.1 m"..="30 m", "Wave height above which it does not; unwritten: as in [marine].")
            }),
        };
        if f64::from(class.bays) * FORTY_FOOT_M > class.loa_m {
            let message = format!("{} bays of 40 ft do not fit on a ship of {} m", class.bays, class.loa_m);
            t.warn("bays", Code::Unusual, message, "a bay takes 12.2 m, and not all of the ship has bays");
        }
        class
    }
}
