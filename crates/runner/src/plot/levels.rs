//! The levels of a factor as an axis: numbers at their places, words one beside the other.

use super::axis::Axis;
use crate::design::Responses;
use crate::escape::printable;
use darse_port::scenario::Level;

/// More different levels than this are not named one by one.
const NAMED: usize = 12;

/// An axis for one factor of a design, and where each point stands on it.
pub struct Levels {
    /// The axis, a little wider than the levels.
    pub axis: Axis,
    /// What it shows: `terminal.TC3.transport.speed-laden [km/h]`.
    pub caption: String,
    /// Where each point stands.
    pub at: Vec<f64>,
    /// Whether a line between neighbouring levels means anything.
    pub numbers: bool,
    /// The different levels in order: their places, and the points at each.
    pub groups: Vec<(f64, Vec<usize>)>,
}

impl Levels {
    /// Of the factor of this number, on an axis with room for so many ticks.
    pub fn of(responses: &Responses, factor: usize, most: usize) -> Levels {
        let it = &responses.factors[factor];
        let levels: Vec<&Level> = responses.points.iter().map(|point| &point.levels[factor]).collect();
        let numbers = levels.iter().all(|level| level.number.is_some());
        let mut different: Vec<&Level> = Vec::new();
        for level in &levels {
            if different.iter().all(|known| known.text != level.text) {
                different.push(level);
            }
        }
        different.sort_by(|a, b| a.position.total_cmp(&b.position));
        let place = |level: &Level| {
            let rank = different.iter().position(|known| known.text == level.text).unwrap_or(0);
            level.number.filter(|_| numbers).unwrap_or(rank as f64)
        };
        let mut named: Vec<(f64, String)> = different.iter().map(|level| (place(level), name(level, it.unit()))).collect();
        named.sort_by(|a, b| a.0.total_cmp(&b.0));
        if numbers {
            let (places, texts): (Vec<f64>, Vec<String>) = named.into_iter().unzip();
            named = places.into_iter().zip(evenly(texts)).collect();
        }
        let (first, last) = (named.first().map_or(0.0, |it| it.0), named.last().map_or(1.0, |it| it.0));
        let pad = if numbers { 0.06 * (last - first) } else { 0.5 };
        let range = first - pad..last + pad;
        let axis = match named.len() <= NAMED.min(most) || !numbers {
            true => Axis::named(range, named),
            false => Axis::between(range.start, range.end, most.min(10)),
        };
        let unit = it.unit().filter(|unit| !unit.is_empty()).map(|unit| format!(" [{unit}]")).unwrap_or_default();
        let mut groups: Vec<(f64, Vec<usize>)> = different
            .iter()
            .map(|known| (place(known), (0..levels.len()).filter(|&point| levels[point].text == known.text).collect()))
            .collect();
        groups.sort_by(|a, b| a.0.total_cmp(&b.0));
        Levels {
            axis,
            caption: printable(&format!("{}{unit}", it.path())),
            at: levels.iter().map(|level| place(level)).collect(),
            numbers,
            groups,
        }
    }
}

/// A level without the unit that the caption has.
pub fn name(level: &Level, unit: Option<&str>) -> String {
    let bare = unit.filter(|unit| !unit.is_empty()).and_then(|unit| level.text.strip_suffix(unit));
    printable(bare.unwrap_or(&level.text).trim_end())
}

/// Numbers with as many decimals as the longest of them: `0.8, 1.0, 1.2`.
pub fn evenly(numbers: Vec<String>) -> Vec<String> {
    let decimals = |text: &String| text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let most = numbers.iter().map(decimals).max().unwrap_or(0);
    let pad = |text: String| match most - decimals(&text) {
        0 => text,
        missing if text.contains('.') => text + &"0".repeat(missing),
        missing => format!("{text}.{}", "0".repeat(missing)),
    };
    numbers.into_iter().map(pad).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_beside_each_other_have_the_same_decimals() {
        let evened = |texts: &[&str]| evenly(texts.iter().map(|it| (*it).to_owned()).collect());
        assert_eq!(evened(&["0.8", "1", "1.25"]), ["0.80", "1.00", "1.25"]);
        assert_eq!(evened(&["6", "10"]), ["6", "10"]);
    }
}
