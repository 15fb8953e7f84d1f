//! From a baseline and fresh replications to a verdict.

use super::baseline::{Baseline, Kpi, Values, mean_of};
use super::class::{Better, Class};
use super::{FALSE_ALARM, FALSE_PEACE, LAST_LOOKS_PART, Verdict};
use crate::statistics::paired::{Paired, holm, one_sign, paired, sign_test};
use crate::statistics::student_quantile;

/// What is said of one KPI.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Which, among the baseline's.
    pub kpi: usize,
    /// What follows.
    pub verdict: Verdict,
    /// Mean of the baseline's replications looked at.
    pub old: Option<f64>,
    /// Mean of the fresh ones.
    pub new: Option<f64>,
    /// What the pairs say, where there are two.
    pub paired: Option<Paired>,
    /// Where just one side of some pairs has a value: the chance that it is so often the same side.
    pub lopsided: Option<f64>,
    /// Holm's adjusted p-value over the gate KPIs.
    pub p: f64,
    /// The least shift that this look would see nine times in ten, as a share of the mean.
    pub detectable: Option<f64>,
    /// Replications that would decide, where it is inconclusive and any number would.
    pub needed: Option<usize>,
    /// Drifts since the anchor, this one included, as a share of the anchor.
    pub drifted: Option<f64>,
}

/// What is said at one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// Replications looked at.
    pub looked_at: usize,
    /// By KPI.
    pub kpis: Vec<Judged>,
    /// Over all.
    pub verdict: Verdict,
    /// Some gate KPI has drifted beyond its tolerance since its anchor.
    pub is_red: bool,
    /// More looks could change the verdict.
    pub is_open: bool,
    /// Gate KPIs tested together.
    pub family: usize,
}

/// Judges the first replications of a baseline beside fresh ones of the same numbers, at one of so many looks.
pub fn judge(baseline: &Baseline, fresh: &[Values], looks: usize) -> Judgement {
    let n = fresh.len();
    let old = &baseline.replications[..n];
    let identical = old == fresh;
    let alpha = FALSE_ALARM / looks as f64;
    let mut kpis: Vec<Judged> = (0..baseline.kpis.len()).map(|kpi| first_look(baseline, kpi, old, fresh)).collect();
    let is_gate = |judged: &Judged| baseline.kpis[judged.kpi].class == Class::Gate;
    let family: Vec<usize> = (0..kpis.len()).filter(|at| is_gate(&kpis[*at])).collect();
    let tests = family.len().max(1);
    let adjusted = holm(&family.iter().map(|at| kpis[*at].p).collect::<Vec<_>>());
    for (at, p) in family.iter().zip(adjusted) {
        kpis[*at].p = p;
    }
    let peace = FALSE_PEACE
        * match (looks, n == baseline.replications.len()) {
            (0 | 1, _) => 1.0,
            (_, true) => LAST_LOOKS_PART,
            (_, false) => (1.0 - LAST_LOOKS_PART) / (looks - 1) as f64,
        };
    let quantiles = Quantiles::of(n.saturating_sub(1).max(1), peace, alpha / tests as f64);
    let mut is_open = false;
    for judged in &mut kpis {
        let kpi = &baseline.kpis[judged.kpi];
        decide(judged, kpi, alpha, &quantiles);
        is_open |= judged.verdict == Verdict::Inconclusive && kpi.class == Class::Gate;
        judged.drifted = drifted(baseline, judged);
    }
    let matters = |judged: &&Judged| baseline.kpis[judged.kpi].class != Class::Watch;
    let of = |verdict: Verdict| kpis.iter().filter(matters).any(|judged| judged.verdict == verdict);
    let verdict = match identical {
        true => Verdict::Identical,
        // One KPI that improves says nothing of those that are still open: a crane fewer raises the rate of the others.
        false => [Verdict::Changed, Verdict::Inconclusive, Verdict::Improved, Verdict::Drift]
            .into_iter()
            .find(|verdict| of(*verdict))
            .unwrap_or(Verdict::Equivalent),
    };
    let is_red = kpis.iter().filter(|judged| is_gate(judged)).any(|judged| {
        judged.drifted.is_some_and(|drifted| drifted.abs() > baseline.kpis[judged.kpi].tolerance)
            && matches!(judged.verdict, Verdict::Identical | Verdict::Equivalent | Verdict::Drift)
    });
    let is_open = is_open && verdict != Verdict::Changed;
    Judgement { looked_at: n, kpis, verdict, is_red, is_open, family: family.len() }
}

/// What needs no family: the means, the pairs, whether anything differs at all.
fn first_look(baseline: &Baseline, kpi: usize, old: &[Values], fresh: &[Values]) -> Judged {
    let bits = |value: Option<f64>| value.map(f64::to_bits);
    let same = old.iter().zip(fresh).all(|(a, b)| bits(a.values[kpi]) == bits(b.values[kpi]));
    let pairs: Vec<(f64, f64)> = old.iter().zip(fresh).filter_map(|(a, b)| Some((a.values[kpi]?, b.values[kpi]?))).collect();
    let missing = |it: &[Values]| it.iter().filter(|it| it.values[kpi].is_none()).count();
    let both = old.iter().zip(fresh).filter(|(a, b)| a.values[kpi].is_none() && b.values[kpi].is_none()).count();
    let (gone, come) = (missing(fresh) - both, missing(old) - both);
    let lopsided = (gone + come > 0).then(|| sign_test(gone, come));
    let verdict = match (same, baseline.kpis[kpi].class) {
        (true, _) => Verdict::Identical,
        (false, Class::Exact) => Verdict::Changed,
        (false, _) => Verdict::Inconclusive,
    };
    let is_certain = |side: &[Values]| side.windows(2).all(|pair| pair[0].trace == pair[1].trace);
    let known = is_certain(old) && is_certain(fresh);
    let paired = paired(&pairs).map(|it| if known { it.known() } else { it });
    let p = match (&paired, lopsided, verdict) {
        (Some(paired), None, Verdict::Inconclusive) => paired.p,
        // Two tests of one KPI: Bonferroni.
        (Some(paired), Some(lopsided), Verdict::Inconclusive) => (2.0 * paired.p.min(lopsided)).min(1.0),
        (None, Some(lopsided), Verdict::Inconclusive) => lopsided,
        _ => 1.0,
    };
    let (old, new) = (mean_of(old, kpi), mean_of(fresh, kpi));
    Judged { kpi, verdict, old, new, paired, lopsided, p, detectable: None, needed: None, drifted: None }
}

/// Quantiles of Student's t at a look.
struct Quantiles {
    df: usize,
    /// Beyond it a difference is not within the tolerance.
    peace: f64,
    /// Beyond it a difference is shown, where all others of the family are still to be tested.
    shown: f64,
    /// Nine in ten lie below.
    most: f64,
    levels: (f64, f64),
}

impl Quantiles {
    /// With a chance of `peace` to be called within the tolerance wrongly, and of `level` to be shown wrongly.
    fn of(df: usize, peace: f64, level: f64) -> Quantiles {
        let levels = (peace, level);
        let [peace, shown, most] = [1.0 - peace, 1.0 - level / 2.0, 0.9].map(|p| student_quantile(p, df));
        Quantiles { df, peace, shown, most, levels }
    }
}

/// Settles what is still open, as far as it can be.
fn decide(judged: &mut Judged, kpi: &Kpi, alpha: f64, quantiles: &Quantiles) {
    if judged.verdict != Verdict::Inconclusive {
        return;
    }
    let shown = judged.p <= alpha;
    let pairs_show = judged.paired.as_ref().is_some_and(|paired| judged.lopsided.is_none_or(|p| paired.p < p));
    if shown && !pairs_show {
        judged.verdict = Verdict::Changed;
        return;
    }
    let Some(paired) = &judged.paired else { return };
    let fewer = (paired.n - 1 != quantiles.df).then(|| Quantiles::of(paired.n - 1, quantiles.levels.0, quantiles.levels.1));
    let quantiles = fewer.as_ref().unwrap_or(quantiles);
    let size = paired.first.abs();
    let tolerance = kpi.tolerance * size;
    let (difference, error) = (paired.difference.abs(), paired.standard_error);
    let is_gate = kpi.class == Class::Gate;
    judged.detectable =
        (is_gate && size > 0.0 && paired.tells(quantiles.levels.1)).then(|| (quantiles.shown + quantiles.most) * error / size);
    // Values that come and go have no tolerance: such a KPI is never called equivalent.
    // Equal values need no test.
    let is_told = paired.tells(2.0 * quantiles.levels.0) || paired.p >= 1.0;
    let within = judged.lopsided.is_none() && is_told && difference + quantiles.peace * error <= tolerance;
    judged.verdict = match (within, shown) {
        (true, false) => Verdict::Equivalent,
        (true, true) => Verdict::Drift,
        (false, true) if difference > tolerance => changed(kpi, paired.difference),
        (false, _) => Verdict::Inconclusive,
    };
    if judged.verdict == Verdict::Inconclusive && judged.lopsided.is_none() {
        if error == 0.0 {
            let level = if difference > tolerance { quantiles.levels.1 } else { 2.0 * quantiles.levels.0 };
            judged.needed = (paired.n..).find(|n| one_sign(*n) <= level);
            return;
        }
        let room = (tolerance - difference).abs();
        let times = ((quantiles.peace + quantiles.most) * error / room).powi(2);
        judged.needed = (room > 0.0 && times < 1e6).then(|| (times * paired.n as f64).ceil() as usize);
    }
}

fn changed(kpi: &Kpi, difference: f64) -> Verdict {
    match (kpi.better, difference > 0.0) {
        (Better::Higher, true) | (Better::Lower, false) => Verdict::Improved,
        _ => Verdict::Changed,
    }
}

/// What was accepted since the anchor, and what this check shows on top of it.
fn drifted(baseline: &Baseline, judged: &Judged) -> Option<f64> {
    let anchor = baseline.kpis[judged.kpi].anchor.filter(|anchor| *anchor != 0.0)?;
    let accepted = baseline.mean(judged.kpi, baseline.replications.len())? - anchor;
    let now = match (judged.verdict, &judged.paired) {
        (Verdict::Drift, Some(paired)) => paired.difference,
        _ => 0.0,
    };
    Some((accepted + now) / anchor.abs())
}

#[cfg(test)]
mod tests;
