//! A selection in words.

use super::{Assurance, Goal, Procedure, Selection, System};
use crate::escape::printable;
use crate::number::{decimals_for, grouped, shortest};
use crate::statistics::paired::paired;
use crate::table::aligned;

/// Which is best, and how surely.
pub fn sentences(it: &Selection) -> Vec<String> {
    let best = printable(&it.systems[it.best].name);
    let what = format!("{} {}", it.goal.word(), it.kpi_name);
    let unit = if it.unit == "–" { String::new() } else { format!(" {}", it.unit) };
    let mut all = match (it.procedure, it.assurance) {
        (Procedure::Kn { alpha, delta, .. }, Assurance::Guaranteed) => vec![
            format!("{best} has the {what}."),
            format!(
                "If the best differs from every other by {}{unit} or more, this is right with a probability of at least {} % (KN); if two are closer, \
                 either may be named.",
                shortest(delta),
                shortest(100.0 * (1.0 - alpha))
            ),
        ],
        (Procedure::Kn { most, .. }, Assurance::Capped(left)) => {
            let still = it.systems.iter().filter(|system| system.out_at.is_none()).map(|system| printable(&system.name));
            vec![
                format!("Not decided with {most} replications of each: {} are still in.", still.collect::<Vec<_>>().join(", ")),
                format!(
                    "{best} has the {what} of these {left} so far, without a guarantee; a larger --delta or more replications decide."
                ),
            ]
        }
        (Procedure::Ocba { budget }, Assurance::About(probability)) => vec![
            format!("{best} has the {what}, as far as {budget} replications can tell."),
            format!(
                "The probability that it is the best is about {} % (OCBA: an estimate from the same replications, no guarantee).",
                percent(probability)
            ),
        ],
        _ => Vec::new(),
    };
    all.extend(alike(it));
    let spent: usize = it.systems.iter().map(|system| system.values.len()).sum();
    all.push(format!("{} replications were run in all.", grouped(spent as f64, 0)));
    all
}

/// Which other scenarios had the best one's very values: no procedure tells them apart.
fn alike(it: &Selection) -> Option<String> {
    let best = &it.systems[it.best].values;
    let is_alike =
        |at: &usize| *at != it.best && it.systems[*at].values.iter().zip(best).all(|(a, b)| a.to_bits() == b.to_bits());
    let names: Vec<String> = (0..it.systems.len()).filter(is_alike).map(|at| printable(&it.systems[at].name)).collect();
    let have = if names.len() == 1 { "has" } else { "have" };
    let text = format!("{} {have} the very same values so far: nothing tells which is best of these.", names.join(", "));
    (!names.is_empty()).then_some(text)
}

/// Rounded down, so that nothing less than certain reads 100 %.
fn percent(probability: f64) -> String {
    shortest((probability * 1000.0).floor() / 10.0)
}

/// The difference of a system from the best, in the replications both have, and half the width of its 95 % interval, if they are
/// enough to tell.
pub fn behind(it: &Selection, system: &System) -> Option<(f64, Option<f64>)> {
    let pairs: Vec<(f64, f64)> = it.systems[it.best].values.iter().copied().zip(system.values.iter().copied()).collect();
    let paired = paired(&pairs)?;
    Some((paired.difference, paired.half_width(0.05)))
}

/// The same as text, `0.24 ± 0.42`; `None` for the best itself.
pub fn behind_text(it: &Selection, at: usize) -> Option<String> {
    let (difference, half) = behind(it, &it.systems[at]).filter(|_| at != it.best)?;
    let decimals = digits(half, difference);
    Some(format!("{} ± {}", grouped(difference, decimals), half.map_or("–".to_owned(), |half| grouped(half, decimals))))
}

/// Two significant digits of the half-width; without one, four of the value.
fn digits(half: Option<f64>, value: f64) -> usize {
    half.filter(|half| *half > 0.0).map_or(decimals_for(value.abs(), 4), |half| decimals_for(half, 2))
}

/// What the terminal shows: a row a scenario, the best first.
pub fn render(it: &Selection) -> String {
    let unit = if it.unit == "–" { String::new() } else { format!(" [{}]", it.unit) };
    let head = ["", "replications", &format!("{}{unit} ± 95 %", it.kpi_name), "behind the best ± 95 %", ""];
    let mut rows = vec![head.map(str::to_owned)];
    for at in order(it) {
        let system = &it.systems[at];
        let (mean, half) = system.estimate();
        let mean = mean.map_or(String::new(), |mean| {
            let decimals = digits(half, mean);
            format!("{} ± {}", grouped(mean, decimals), half.map_or("–".to_owned(), |half| grouped(half, decimals)))
        });
        let behind = behind_text(it, at).unwrap_or_default();
        let note = match (at == it.best, system.out_at, it.procedure) {
            (true, ..) => "best".to_owned(),
            (_, Some(n), _) => format!("out after {n}"),
            (_, None, Procedure::Kn { .. }) => "still in".to_owned(),
            _ => String::new(),
        };
        rows.push([printable(&system.name), system.values.len().to_string(), mean, behind, note]);
    }
    let table = aligned(&rows, &[true, false, false, false, true]);
    let uneven = it.systems.iter().any(|system| system.values.len() != it.systems[0].values.len());
    let hint = if uneven {
        "\n  means are over unlike replications: compare by what is behind the best, over those both have\n"
    } else {
        ""
    };
    format!("{table}{hint}\n{}\n", sentences(it).join("\n"))
}

/// The systems, the best first, the others by their means.
pub fn order(it: &Selection) -> Vec<usize> {
    let mut order: Vec<usize> = (0..it.systems.len()).collect();
    let worth = |at: &usize| {
        let mean = it.systems[*at].estimate().0.unwrap_or(0.0);
        if it.goal == Goal::Largest { -mean } else { mean }
    };
    order.sort_by(|a, b| (*a != it.best).cmp(&(*b != it.best)).then(worth(a).total_cmp(&worth(b))));
    order
}
