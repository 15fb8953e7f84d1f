//! The plan of a zone, to scale: its places, the roads between them, as wide as the trucks that drive there are many, and quays, as long as
//! they are, at the places where the trucks of their facilities come in; which way they face is not known, so all lie level, above their places. Places far
//! from the others would squeeze these together: they are on a map of their own, which shows no quays.

use super::page::{Figure, Key};
use super::style::{AXIS, INK, LABEL, PALE_INK, SMALL, anchored, colour, font, line, px, text_width};
use super::{Area, Done};
use crate::number::grouped;
use crate::results::Results;
use darse_port::outcome::{PlanPicture, PlannedRoad};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};

/// Room around a map [pixels].
const MARGIN: f64 = 70.0;

/// Places farther from the middle than so many times the usual distance are not on the near map.
const FAR: f64 = 3.0;

/// Width of a quay, and of the row in which it lies with its name [pixels].
const QUAY: (f64, f64) = (4.0, 26.0);

/// From a place up to the top of its name [pixels].
const NAME: f64 = 18.0;

/// Room for quays above a map [pixels].
const ROOM: f64 = 80.0;

/// Rows that are tried for a quay.
const ROWS: u32 = 8;

/// Width of the road with most trucks [pixels].
const WIDEST: f64 = 12.0;

/// The plan.
pub struct Plan {
    plan: PlanPicture,
    replications: usize,
}

impl Plan {
    /// Of a run with places that say where they lie.
    pub fn of(results: &Results) -> Option<Plan> {
        let plans: Vec<&PlanPicture> = results.replications.iter().map(|it| &it.outcome.pictures.plan).collect();
        let mut plan = (*plans.first()?).clone();
        let count = plans.len() as f64;
        for (nth, road) in plan.roads.iter_mut().enumerate() {
            road.trucks_a_day = plans.iter().filter_map(|it| it.roads.get(nth)).map(|it| it.trucks_a_day).sum::<f64>() / count;
        }
        (plan.places.len() > 1).then_some(Plan { plan, replications: plans.len() })
    }

    /// Places that lie together: how many of them are near the middle.
    fn near(&self) -> Vec<bool> {
        let middle = [0, 1].map(|axis: usize| median(self.plan.places.iter().map(|it| it.at[axis])));
        let distance = |at: [f64; 2]| ((at[0] - middle[0]).powi(2) + (at[1] - middle[1]).powi(2)).sqrt();
        let usual = median(self.plan.places.iter().map(|it| distance(it.at)));
        self.plan.places.iter().map(|it| distance(it.at) <= FAR * usual).collect()
    }

    /// One map: of these places only, these of them with their names.
    fn map<DB: DrawingBackend>(&self, shown: &[bool], named: &[bool], area: &Area<DB>) -> Done<DB> {
        let pixels = area.dim_in_pixel();
        let (width, height) = (f64::from(pixels.0) / f64::from(px(1.0)), f64::from(pixels.1) / f64::from(px(1.0)));
        let at = || self.plan.places.iter().zip(shown).filter(|(_, shown)| **shown).map(|(place, _)| place.at);
        let ends = |axis: usize| {
            at().map(|it| it[axis]).fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), it| (low.min(it), high.max(it)))
        };
        let ((mut west, mut east), (south, north)) = (ends(0), ends(1));
        let has_quays = shown == named;
        let above = if has_quays && !self.plan.quays.is_empty() { ROOM } else { 0.0 };
        for quay in self.plan.quays.iter().filter(|quay| has_quays && shown[quay.place]) {
            let x = self.plan.places[quay.place].at[0];
            (west, east) = (west.min(x - 0.5 * quay.length_m), east.max(x + 0.5 * quay.length_m));
        }
        let scale =
            ((width - 2.0 * MARGIN) / (east - west).max(1.0)).min((height - 2.0 * MARGIN - above) / (north - south).max(1.0));
        let place = |it: [f64; 2]| {
            let x = width / 2.0 + (it[0] - (west + east) / 2.0) * scale;
            let y = (height + above) / 2.0 - (it[1] - (south + north) / 2.0) * scale;
            (px(x), px(y))
        };
        let most = self.plan.roads.iter().map(|road| road.trucks_a_day).fold(1.0, f64::max);
        let seen = |road: &&PlannedRoad| shown[road.from] && shown[road.to];
        for road in self.plan.roads.iter().filter(seen) {
            let ends = [road.from, road.to].map(|end| place(self.plan.places[end].at));
            let wide = (WIDEST * (road.trucks_a_day / most).sqrt()).max(1.5);
            area.draw(&PathElement::new(ends, line(colour(0).mix(0.55), wide)))?;
        }
        for (it, (_, named)) in self.plan.places.iter().zip(shown.iter().zip(named)).filter(|(_, (shown, _))| **shown) {
            let (x, y) = place(it.at);
            area.draw(&Circle::new((x, y), px(4.0), INK.filled()))?;
            if !named {
                continue;
            }
            let right = f64::from(x) / f64::from(px(1.0)) + 10.0 + text_width(&it.name, LABEL) > width;
            let (side, x) = if right { (HPos::Right, x - px(8.0)) } else { (HPos::Left, x + px(8.0)) };
            area.draw(&Text::new(it.name.clone(), (x, y - px(9.0)), anchored(font(LABEL, INK), side, VPos::Center)))?;
        }
        if has_quays {
            self.quays(shown, scale, &place, area)?;
        }
        let metres = round_down(0.25 * (width - 2.0 * MARGIN) / scale);
        let (left, bottom) = (MARGIN / 2.0, height - MARGIN / 3.0);
        let bar = [(px(left), px(bottom)), (px(left + metres * scale), px(bottom))];
        area.draw(&PathElement::new(bar, line(AXIS, 2.0)))?;
        let length =
            if metres >= 1000.0 { format!("{} km", grouped(metres / 1e3, 0)) } else { format!("{} m", grouped(metres, 0)) };
        let style = anchored(font(SMALL, PALE_INK), HPos::Left, VPos::Bottom);
        area.draw(&Text::new(length, (px(left), px(bottom - 4.0)), style))
    }

    /// Quays above their places, each as low as nothing is in its way.
    fn quays<DB: DrawingBackend>(
        &self,
        shown: &[bool],
        scale: f64,
        place: &dyn Fn([f64; 2]) -> (i32, i32),
        area: &Area<DB>,
    ) -> Done<DB> {
        let pixel = |pixels: i32| f64::from(pixels) / f64::from(px(1.0));
        let seen = |at: [f64; 2]| [pixel(place(at).0), pixel(place(at).1)];
        let names = self.plan.places.iter().zip(shown).filter(|(_, shown)| **shown).map(|(it, _)| {
            let [x, y] = seen(it.at);
            Extent { from: x - 5.0, to: x + 12.0 + text_width(&it.name, LABEL), top: y - NAME, bottom: y + 5.0 }
        });
        let mut taken: Vec<Extent> = names.collect();
        let quays = || self.plan.quays.iter().enumerate().filter(|(_, quay)| shown[quay.place]);
        let before = |nth: usize, place: usize| quays().filter(|(other, it)| *other < nth && it.place == place).count();
        let mut in_turn: Vec<_> = quays().collect();
        in_turn.sort_by_key(|(nth, quay)| before(*nth, quay.place)); // the first of each place, then the second
        for (_, quay) in in_turn {
            let name = format!("{} {} m", quay.name, grouped(quay.length_m, 0));
            let ([x, y], half) = (seen(self.plan.places[quay.place].at), 0.5 * quay.length_m * scale);
            let reach = half.max(0.6 * text_width(&name, SMALL)) + 3.0;
            let row = |nth: u32| {
                let bottom = y - NAME - QUAY.1 * f64::from(nth - 1);
                Extent { from: x - reach, to: x + reach, top: bottom - QUAY.1, bottom }
            };
            let it = (1..ROWS).map(row).find(|it| !taken.iter().any(|other| it.meets(other))).unwrap_or_else(|| row(ROWS));
            let level = it.bottom - QUAY.0;
            area.draw(&PathElement::new([(px(x), px(y)), (px(x), px(level))], line(colour(1).mix(0.5), 1.0)))?;
            area.draw(&PathElement::new([(px(x - half), px(level)), (px(x + half), px(level))], line(colour(1), QUAY.0)))?;
            let style = anchored(font(SMALL, PALE_INK), HPos::Center, VPos::Bottom);
            area.draw(&Text::new(name, (px(x), px(level - 0.5 * QUAY.0)), style))?;
            taken.push(it);
        }
        Ok(())
    }
}

/// Where something is drawn [pixels].
struct Extent {
    from: f64,
    to: f64,
    top: f64,
    bottom: f64,
}

impl Extent {
    fn meets(&self, other: &Self) -> bool {
        self.from < other.to && other.from < self.to && self.top < other.bottom && other.top < self.bottom
    }
}

/// 1, 2 or 5 times a power of ten, at most this.
fn round_down(metres: f64) -> f64 {
    let mut power = 1.0;
    while 10.0 * power <= metres {
        power *= 10.0;
    }
    [5.0, 2.0, 1.0].into_iter().map(|it| it * power).find(|it| *it <= metres).unwrap_or(power)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}

impl Figure for Plan {
    fn name(&self) -> String {
        "plan".to_owned()
    }

    fn title(&self) -> String {
        "Plan of the zone, to scale".to_owned()
    }

    fn subtitle(&self) -> String {
        let busiest = self.plan.roads.iter().max_by(|a, b| a.trucks_a_day.total_cmp(&b.trucks_a_day));
        let mean = if self.replications == 1 { "" } else { " on average over replications" };
        match busiest {
            Some(it) => format!(
                "Roads straight between their ends, as wide as the root of their trucks; most on {}: {} a day both ways{mean}",
                it.name,
                grouped(it.trucks_a_day, 0)
            ),
            None => "No road".to_owned(),
        }
    }

    fn legend(&self) -> Vec<Key> {
        let quay = Key { colour: colour(1), text: "quay, to scale; which way it faces is not known".to_owned() };
        let road = Key { colour: colour(0), text: "road".to_owned() };
        if self.plan.quays.is_empty() { vec![road] } else { vec![road, quay] }
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let near = self.near();
        if near.iter().all(|it| *it) {
            return self.map(&near, &near, area);
        }
        let (left, right) = area.split_horizontally(area.dim_in_pixel().0 * 2 / 3);
        self.map(&near, &near, &left)?;
        let far: Vec<bool> = near.iter().map(|it| !it).collect();
        self.map(&vec![true; near.len()], &far, &right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_round() {
        let found: Vec<f64> = [1.0, 4.9, 5.0, 19.0, 20.0, 999.0, 1000.0].map(round_down).to_vec();
        assert_eq!(found.iter().map(|it| it.round() as i64).collect::<Vec<_>>(), [1, 2, 5, 10, 20, 500, 1000]);
    }

    #[test]
    fn a_far_place_is_on_a_map_of_its_own() {
        let place = |name: &str, east: f64| darse_port::outcome::PlannedPlace { name: name.to_owned(), at: [east, 0.0] };
        let places = vec![place("a", 0.0), place("b", 500.0), place("c", 1000.0), place("d", 1500.0), place("far", 30_000.0)];
        let plan = Plan { plan: PlanPicture { places, roads: Vec::new(), quays: Vec::new() }, replications: 1 };
        assert_eq!(plan.near(), [true, true, true, true, false]);
    }
}
