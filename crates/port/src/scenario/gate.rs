//! `[terminal.NAME.gate]`: trucks.

use super::access_zone;
use super::diagnostic::Code;
use super::policy;
use super::read::Table;
use super::roads::RoadsPlan;
use super::units::Dimension;
use super::upkeep::Upkeep;
use crate::policy::Policy;
use crate::policy::appointments::Appointments;
use crate::policy::gate_lanes::GateLanes;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, Variate};

/// Longer mean stays of import boxes are worth a warning [s].
const LONGEST_DWELL: f64 = 60.0 * 86_400.0;

/// A call is announced four weeks ahead, so no export box comes earlier [s].
const LONGEST_LEAD: f64 = 28.0 * 86_400.0;

/// The gate of a terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct GatePlan {
    /// Where it stands, as roads name it.
    pub road: Option<usize>,
    /// The access zone that trucks with export boxes pass before it.
    pub access_zone: Option<usize>,
    /// Lanes in.
    pub lanes_in: u32,
    /// Lanes out.
    pub lanes_out: u32,
    /// What takes a lane out of service.
    pub upkeep: Upkeep,
    /// Documents and inspection at the way in.
    pub check_in: Variate,
    /// The way out.
    pub check_out: Variate,
    /// Weights of the days, Monday first.
    pub days: Vec<f64>,
    /// Weights of the hours.
    pub hours: Vec<f64>,
    /// Which lane a truck takes.
    pub lane_choice: Policy<GateLanes>,
    /// Which hour a truck gets, where there are appointments.
    pub appointments: Policy<Appointments>,
    /// Trucks an hour that may be booked; none: no appointments.
    pub appointments_per_hour: Option<u32>,
    /// Share of trucks that bring a box and also take one, if one is due soon.
    pub dual_share: f64,
    /// "Soon".
    pub dual_within: SimDuration,
    /// Speed of trucks in the terminal [m/s].
    pub speed_m_s: f64,
    /// Time lost on one drive: finding the block, positioning, opening twist-locks.
    pub delay: Variate,
    /// Stay of import boxes until a truck can come for them.
    pub import_dwell: Variate,
    /// How long before the ship export boxes are brought.
    pub export_lead: Variate,
    /// No export box is accepted later than this before the planned arrival.
    pub cut_off: SimDuration,
}

impl GatePlan {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>, roads: &RoadsPlan, zones: &[String]) -> Self {
        let plan = GatePlan {
            road: roads.place_of(t, "road", "Where it stands, as roads name it; unwritten: trucks appear before it."),
            access_zone: access_zone::named(
                t,
                zones,
                "The access zone that trucks with export boxes pass before; unwritten: none.",
            ),
            lanes_in: t.count("lanes-in", 1..=200, "Lanes in."),
            lanes_out: t.count("lanes-out", 1..=200, "Lanes out."),
            lane_choice: policy::read(t, "lane-choice", "Which lane a truck takes."),
            upkeep: Upkeep::read(t),
            check_in: t.variate("check-in", Dimension::Time, "Documents and inspection at the way in."),
            check_out: t.variate("check-out", Dimension::Time, "Check at the way out."),
            days: t.numbers("days", 0.0..=1e6, "Weights of the seven days, Monday first."),
            hours: t.numbers("hours", 0.0..=1e6, "Weights of the 24 hours."),
            appointments: policy::read(t, "appointments", "Which hour a truck gets, where trucks an hour are limited."),
            appointments_per_hour: t.maybe("appointments-per-hour", |t| {
                t.count("appointments-per-hour", 1..=10_000, "Trucks an hour that may be booked; unwritten: no appointments.")
            }),
            dual_share: t.share("dual-share", "Share of trucks that bring a box and also take one away, if one is due soon."),
            dual_within: t.duration("dual-within", "0 h"..="30 days", "How soon."),
            speed_m_s: t.speed("speed", "1 m/s"..="30 m/s", "Speed of trucks in the terminal."),
            delay: t.variate("delay", Dimension::Time, "Lost on one drive: finding the block, positioning, twist-locks."),
            import_dwell: t.variate("import-dwell", Dimension::Time, "Stay of import boxes until somebody comes for them."),
            export_lead: t.variate(
                "export-lead",
                Dimension::Time,
                "How long before the ship's planned arrival export boxes are brought.",
            ),
            cut_off: t.duration(
                "cut-off",
                "0 h"..="14 days",
                "Export boxes are brought at least so long before the planned arrival.",
            ),
        };
        for (key, found, wanted) in [("days", &plan.days, 7), ("hours", &plan.hours, 24)] {
            if found.len() != wanted || found.iter().sum::<f64>() <= 0.0 {
                let message = if found.len() == wanted {
                    format!("the {wanted} weights of `{key}` are all 0")
                } else {
                    format!("`{key}` needs {wanted} weights, found {}", found.len())
                };
                t.error(key, Code::Inconsistent, message, format!("write {wanted} numbers in brackets, at least one above 0"));
            }
        }
        for (key, stay, most) in
            [("import-dwell", &plan.import_dwell, LONGEST_DWELL), ("export-lead", &plan.export_lead, LONGEST_LEAD)]
        {
            if stay.mean() > most {
                let [mean, most] = [stay.mean(), most].map(|it| Dimension::Time.show(it));
                t.warn(
                    key,
                    Code::Unusual,
                    format!("`{key}` is {mean} on average, more than {most}"),
                    "3 to 7 days are usual; mind the unit",
                );
            }
        }
        plan
    }
}
