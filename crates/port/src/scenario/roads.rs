//! `[roads]` and `[road.NAME]`: the roads between gates, zones and terminals.

use super::diagnostic::{Code, listed};
use super::read::{Document, Place, Table};
use super::units::Dimension;
pub use crate::facility::road_plan::{RoadPlan, RoadsPlan};

impl RoadsPlan {
    /// Reads each `[road.NAME]`, then `[roads]`.
    pub fn read(t: &mut Table<'_>) -> Self {
        let placed = t.map("place", "Where places lie, on a plan of the zone in metres.", |_, t| {
            t.require(&["east", "north"]);
            ["east", "north"].map(|key| t.quantity(key, Dimension::Length, "-500 km"..="500 km", "From the origin of the plan."))
        });
        let mut places: Vec<String> = placed.iter().map(|(name, _)| name.clone()).collect();
        let mut at: Vec<Option<[f64; 2]>> = placed.into_iter().map(|(_, at)| Some(at)).collect();
        let roads =
            t.map("road", "Roads, both ways unless `one-way`.", |name, t| (RoadPlan::read(name, &mut places, t), t.place_here()));
        let (mut roads, written): (Vec<RoadPlan>, Vec<Place>) = roads.into_iter().map(|(_, it)| it).unzip();
        at.resize(places.len(), None);
        t.table("roads", "What all roads have in common.", |t| {
            let about = "Length of a road whose length is not written, over the distance between its ends on the plan.";
            let detour = t.number("detour", 1.0..=3.0, about);
            roads.iter_mut().zip(&written).for_each(|(road, place)| measure(road, &at, detour, t.document(), *place));
            RoadsPlan {
                at,
                alpha: t.number("alpha", 0.0..=10.0, "Travel time grows by the factor 1 + alpha (flow / capacity)^beta."),
                beta: t.number("beta", 1.0..=20.0, "See `alpha`."),
                wind_limit_m_s: t.speed("wind-limit", "1 m/s"..="100 m/s", "Gust above which no vehicle sets out on them."),
                queue_space_m: t.metres("queue-space", "5 m"..="100 m", "Road that a truck takes in a queue, gap included."),
                origins: read_origins(t, &places),
                pace: t.positive_variate("pace", Dimension::Number, "A driver's own travel time over the mean of all."),
                hours: read_hours(t),
                places,
                roads,
            }
        })
    }

    /// The place that a facility names as its own, if it names one.
    pub fn place_of(&self, t: &mut Table<'_>, key: &'static str, about: &str) -> Option<usize> {
        t.maybe(key, |t| t.name_among(key, &self.places, "place where roads meet", about))
    }

    /// Where a truck from outside comes from: `unit` in (0, 1] says which of the origins, by their weights.
    pub fn origin(&self, unit: f64) -> Option<usize> {
        let total: f64 = self.origins.iter().map(|(_, weight)| weight).sum();
        let mut sum = 0.0;
        let reached = self.origins.iter().find(|(_, weight)| {
            sum += weight / total;
            sum >= unit
        });
        reached.or(self.origins.last()).map(|(place, _)| *place)
    }
}

impl RoadPlan {
    fn read(name: &str, places: &mut Vec<String>, t: &mut Table<'_>) -> Self {
        t.require(&["from", "to"]);
        let mut place = |name: String| {
            places.iter().position(|known| *known == name).unwrap_or_else(|| {
                places.push(name);
                places.len() - 1
            })
        };
        let from = place(t.text("from", "Where it begins: a name of your choice, which facilities and other roads repeat."));
        let to = place(t.text("to", "Where it ends."));
        if from == to {
            t.error("to", Code::Inconsistent, "a road leads from one place to another", "give `from` and `to` different names");
        }
        let about = "Length; unwritten: the distance between its ends on the plan, times `detour`.";
        RoadPlan {
            name: name.to_owned(),
            from,
            to,
            length_m: t.maybe("length", |t| t.metres("length", "10 m"..="500 km", about)).unwrap_or(0.0),
            lanes: t.count("lanes", 1..=20, "Lanes in each direction."),
            speed_m_s: t.speed("speed", "1 m/s"..="50 m/s", "Speed of trucks on the empty road."),
            lane_capacity_per_h: t.quantity("capacity", Dimension::Rate, "1/h"..="10000/h", "Trucks that a lane lets pass."),
            other_traffic_per_h: t.quantity(
                "other-traffic",
                Dimension::Rate,
                "0/h"..="20000/h",
                "Other traffic each way, as trucks.",
            ),
            one_way: t.flag("one-way", "Leads only from `from` to `to`."),
        }
    }
}

/// A road whose length is not written is as long as the plan says.
fn measure(road: &mut RoadPlan, at: &[Option<[f64; 2]>], detour: f64, document: &Document, place: Place) {
    if road.length_m > 0.0 {
        return;
    }
    let (Some([east, north]), Some([other_east, other_north])) = (at[road.from], at[road.to]) else {
        let help = "write `length = \"2 km\"`, or give each of its ends an `[place.NAME]`";
        document.error_at(place, Code::MissingKey, format!("the length of the road {} is nowhere said", road.name), help);
        return;
    };
    let (along, across) = (east - other_east, north - other_north);
    road.length_m = (detour * (along * along + across * across).sqrt()).max(10.0);
}

/// Weights of the hours of traffic that is not simulated.
fn read_hours(t: &mut Table<'_>) -> Vec<f64> {
    let hours = t.numbers("hours", 0.0..=1e6, "Weights of the 24 hours, for traffic that is not simulated.");
    if hours.len() != 24 || hours.iter().sum::<f64>() <= 0.0 {
        let message = format!("`hours` needs 24 weights, at least one above 0; found {}", hours.len());
        t.error("hours", Code::Inconsistent, message, "write 24 numbers in brackets");
        return vec![1.0; 24];
    }
    hours
}

/// Where trucks from outside come from.
fn read_origins(t: &mut Table<'_>, places: &[String]) -> Vec<(usize, f64)> {
    let about = "Where trucks from outside come from, with weights; unwritten: from nowhere, at once.";
    let named = t.maybe("origins", |t| t.numbers_by_name("origins", 0.0..=1e6, about)).unwrap_or_default();
    let known = |name: &String| places.iter().position(|place| place == name);
    if let Some((name, _)) = named.iter().find(|(name, _)| known(name).is_none()) {
        let help = format!("roads lead to {}", listed(places));
        t.error("origins", Code::UnknownName, format!("no road leads to `{name}`"), help);
    }
    named.iter().filter_map(|(name, weight)| Some((known(name)?, *weight))).filter(|(_, weight)| *weight > 0.0).collect()
}
