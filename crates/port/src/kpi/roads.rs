//! KPIs of roads.

use super::definition::{Definition, FacilityKpi};
use super::road_meter::RoadMeter;
use super::window::hours;

pub(super) const KPIS: &[FacilityKpi<RoadMeter>] = &[
    FacilityKpi {
        definition: Definition {
            id: "road_trucks",
            name: "Trucks on the road",
            unit: "trucks",
            formula: "number of trucks that set out on it, both directions",
            population: "trucks that set out in the measured time",
            censoring: "counted when they set out",
            source: "Darse",
        },
        statistics: &[("", |m| Some(m.trucks as f64))],
    },
    FacilityKpi {
        definition: Definition {
            id: "travel_time_index",
            name: "Travel time over that of the empty road",
            unit: "–",
            formula: "Σ travel time / Σ travel time on the empty road (ratio of totals), standing at its end apart",
            population: "trucks that set out in the measured time",
            censoring: "counted when they set out",
            source: "FHWA, Travel Time Reliability, 2006",
        },
        statistics: &[("", |m| Some(hours(m.lasting.0) / hours(m.lasting.1)))],
    },
    FacilityKpi {
        definition: Definition {
            id: "road_blocked",
            name: "Standing before the next road",
            unit: "truck-h",
            formula: "Σ time that trucks stood at its end because the next road was full",
            population: "trucks that went on in the measured time",
            censoring: "those still standing at the end are counted in the next window",
            source: "Darse",
        },
        statistics: &[("", |m| Some(hours(m.queued.1)))],
    },
];
