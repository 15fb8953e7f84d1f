//! A comparison in words, and as lines of a table.

use super::{Row, Verdict};
use crate::number::{decimals_for, grouped};

/// Numbers of a row as text, all with as many decimals as the interval is worth.
pub struct Texts {
    /// Mean of the first scenario.
    pub first: String,
    /// Mean of the other.
    pub second: String,
    /// `+1.2 ± 0.4`, the half-width holding for all rows together.
    pub difference: String,
    /// The difference as a share of the first mean: `+0.9 %`.
    pub relative: String,
    /// How many times as many replications independent random numbers would need: `× 13`.
    pub gain: String,
    /// `higher`, `lower`, `same`, or `–` where nothing is shown.
    pub verdict: &'static str,
}

/// The decimals that show two digits of this half-width, but no more than six digits of the mean.
fn decimals(row: &Row) -> usize {
    let size = row.half_width.filter(|half| *half > 0.0).unwrap_or(row.paired.difference.abs());
    match size > 0.0 {
        true => decimals_for(size, 2).min(decimals_for(row.paired.first.abs().max(row.paired.second.abs()), 6)),
        false if row.paired.first.fract() == 0.0 => 0,
        false => decimals_for(row.paired.first.abs(), 4),
    }
}

fn signed(value: f64, decimals: usize) -> String {
    let text = grouped(value, decimals);
    if text.starts_with('-') || !text.contains(|c: char| ('1'..='9').contains(&c)) { text } else { format!("+{text}") }
}

/// The numbers of a row.
pub fn texts(row: &Row) -> Texts {
    let decimals = decimals(row);
    let same = row.verdict == Verdict::Same;
    let gain = row.paired.variance_reduction.map(|gain| format!("× {}", grouped(gain, usize::from(gain < 9.95))));
    let half = row.half_width.map_or("–".to_owned(), |half| grouped(half, decimals));
    let relative =
        row.relative().filter(|_| !same).map(|share| format!("{} %", signed(share, decimals_for(share.abs(), 2).min(2))));
    Texts {
        first: grouped(row.paired.first, decimals),
        second: grouped(row.paired.second, decimals),
        difference: if same { "0".to_owned() } else { format!("{} ± {half}", signed(row.paired.difference, decimals)) },
        relative: relative.unwrap_or_default(),
        gain: gain.unwrap_or_default(),
        verdict: match row.verdict {
            Verdict::Same => "same",
            Verdict::Higher => "higher",
            Verdict::Lower => "lower",
            Verdict::Open => "–",
        },
    }
}

/// What follows for one KPI, as a sentence; `name` is the KPI's, `other` the scenario's.
pub fn sentence(row: &Row, name: &str, other: &str) -> String {
    let decimals = decimals(row);
    let unit = match row.unit.as_str() {
        "–" => String::new(),
        "%" => " percentage points".to_owned(),
        unit => format!(" {unit}"),
    };
    let pairs = row.paired.n;
    let size = |value: f64| grouped(value.abs(), decimals);
    match row.verdict {
        Verdict::Same => format!("{name} is the same with {other} in all {pairs} pairs."),
        Verdict::Open => match row.interval() {
            Some([low, high]) => {
                let between = format!("between {} and {}{unit}", signed(low, decimals), signed(high, decimals));
                format!("{name} is not shown to differ with {other}: the difference lies {between}.")
            }
            None => {
                let always = format!("{}{unit} in each of {pairs} replications", signed(row.paired.difference, decimals));
                format!("{name} is not shown to differ with {other}: by {always}, too few to tell.")
            }
        },
        Verdict::Higher | Verdict::Lower => {
            let word = if row.verdict == Verdict::Higher { "higher" } else { "lower" };
            let relative = row.relative().map(|it| format!(" ({} %)", grouped(it.abs(), decimals_for(it.abs(), 2).min(2))));
            let relative = relative.unwrap_or_default();
            // Holm's test shows a little more than Bonferroni's intervals do.
            let mean = row.paired.difference.abs();
            let bounds = match row.half_width.filter(|half| *half > 0.0) {
                Some(half) if half < mean => format!("at least {} and at most {}{unit}", size(mean - half), size(mean + half)),
                Some(half) => format!("at most {}{unit}", size(mean + half)),
                None => format!("by as much in each of {pairs} replications"),
            };
            let doubt = match row.p_sign_flip.filter(|_| row.hangs_on_few()) {
                Some(p) => {
                    format!(" A few great differences decide: by their signs alone it is not shown (p = {}).", grouped(p, 2))
                }
                None => String::new(),
            };
            format!("{name} is {}{unit}{relative} {word} with {other}: {bounds}.{doubt}", size(row.paired.difference))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::paired::paired;

    fn row(pairs: &[(f64, f64)], unit: &str, half_width: impl Into<Option<f64>>, verdict: Verdict) -> Row {
        let half_width = half_width.into();
        let paired = paired(pairs).unwrap();
        let (kpi, unit, definition, p_sign_flip) = ("t/x".into(), unit.into(), "x".into(), Some(0.01));
        Row { kpi, unit, definition, paired, half_width, p_holm: 0.01, p_sign_flip, verdict }
    }

    #[test]
    fn each_verdict_has_its_sentence() {
        let pairs = [(10.0, 12.0), (14.0, 15.0), (12.0, 13.5)];
        let higher = row(&pairs, "h", 0.31, Verdict::Higher);
        assert_eq!(sentence(&higher, "Wait", "b"), "Wait is 1.50 h (12 %) higher with b: at least 1.19 and at most 1.81 h.");
        let unsure = row(&pairs, "%", 1.6, Verdict::Higher);
        assert_eq!(
            sentence(&unsure, "Share", "b"),
            "Share is 1.5 percentage points (12 %) higher with b: at most 3.1 percentage points."
        );
        let lower = row(&pairs.map(|(a, b)| (b, a)), "–", 0.5, Verdict::Lower);
        assert_eq!(sentence(&lower, "Ratio", "b"), "Ratio is 1.50 (11 %) lower with b: at least 1.00 and at most 2.00.");
        let open = row(&pairs, "h", 2.5, Verdict::Open);
        assert_eq!(
            sentence(&open, "Wait", "b"),
            "Wait is not shown to differ with b: the difference lies between -1.0 and +4.0 h."
        );
        let doubtful = Row { p_sign_flip: Some(0.25), ..row(&[pairs, pairs].concat(), "h", 0.31, Verdict::Higher) };
        let doubt = "1.81 h. A few great differences decide: by their signs alone it is not shown (p = 0.25).";
        assert!(sentence(&doubtful, "Wait", "b").ends_with(doubt));
        let steady = [(10.0, 12.0), (14.0, 16.0)];
        let few = row(&steady, "h", None, Verdict::Open);
        let too_few = "Wait is not shown to differ with b: by +2.0 h in each of 2 replications, too few to tell.";
        assert_eq!((sentence(&few, "Wait", "b").as_str(), texts(&few).difference.as_str()), (too_few, "+2.0 ± –"));
        let shown = row(&steady, "h", 0.0, Verdict::Higher);
        assert!(sentence(&shown, "Wait", "b").ends_with(" higher with b: by as much in each of 2 replications."));
        let same = row(&[(1.0, 1.0), (2.0, 2.0)], "h", 0.0, Verdict::Same);
        assert_eq!(sentence(&same, "Wait", "b"), "Wait is the same with b in all 2 pairs.");
    }
}
