//! Rehearsed checks in words and as JSON.

use super::{Ended, allowed_alarms, gates};
use crate::gate::baseline::{Baseline, Values};
use crate::gate::{FALSE_ALARM, Verdict, looks};
use crate::number::{grouped, shortest};
use crate::statistics::{mean, standard_deviation};
use crate::table::aligned;
use serde_json::{Value, json};

/// The verdicts in the order of the columns.
const VERDICTS: [Verdict; 6] =
    [Verdict::Identical, Verdict::Equivalent, Verdict::Inconclusive, Verdict::Drift, Verdict::Improved, Verdict::Changed];

/// How often each verdict was given.
fn counts(verdicts: impl Iterator<Item = Verdict>) -> [usize; 6] {
    let mut counts = [0; 6];
    for verdict in verdicts {
        let at = VERDICTS.iter().position(|it| *it == verdict).expect("all verdicts are listed");
        counts[at] += 1;
    }
    counts
}

/// The standard deviation of a KPI over the pool, as a share of its mean.
fn variation(pool: &[Values], kpi: usize) -> Option<f64> {
    let values: Vec<f64> = pool.iter().filter_map(|it| it.values[kpi]).collect();
    let mean = mean(&values).filter(|mean| *mean != 0.0)?;
    Some(standard_deviation(&values)? / mean.abs())
}

/// Alarms that came by each look.
fn alarms_by_look(baseline: &Baseline, ended: &[Ended]) -> Vec<(usize, usize)> {
    let by = |look: &usize| (*look, ended.iter().filter(|it| it.alarms() && it.looked_at <= *look).count());
    looks(baseline.replications.len()).iter().map(by).collect()
}

/// A line a KPI with its verdicts, and what follows. `is_sound`: nothing but random numbers differs.
pub fn table(baseline: &Baseline, pool: &[Values], ended: &[Ended], is_sound: bool) -> String {
    let head = ["gate KPI", "varies by", "tolerance"].map(str::to_owned);
    let of = |first: [String; 3], counts: [usize; 6]| -> [String; 9] {
        let mut cells = first.into_iter().chain(counts.map(|count| grouped(count as f64, 0)));
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    };
    let mut rows: Vec<[String; 9]> = vec![std::array::from_fn(|at| match at {
        0..3 => head[at].clone(),
        at => VERDICTS[at - 3].word().to_owned(),
    })];
    for (at, kpi) in gates(baseline).into_iter().enumerate() {
        let varies = variation(pool, at).map_or("–".to_owned(), |share| format!("{} %", grouped(100.0 * share, 2)));
        let tolerance = format!("± {} %", shortest((kpi.tolerance * 1e8).round() / 1e6));
        rows.push(of([kpi.id, varies, tolerance], counts(ended.iter().map(|it| it.kpis[at]))));
    }
    rows.push(of(["a check".to_owned(), String::new(), String::new()], counts(ended.iter().map(|it| it.verdict))));
    let mut text = aligned(&rows, &[true, false, false, false, false, false, false, false, false]);
    let (checks, alarms) = (ended.len(), ended.iter().filter(|it| it.alarms()).count());
    text += &format!(
        "{} alarms (a gate KPI CHANGED, IMPROVED or DRIFT) in {} checks out of {} replications",
        grouped(alarms as f64, 0),
        grouped(checks as f64, 0),
        grouped(pool.len() as f64, 0)
    );
    if is_sound {
        let allowed = allowed_alarms(FALSE_ALARM, checks);
        let verdict = if alarms <= allowed { "keeps" } else { "BREAKS" };
        text += &format!(": {verdict} the promise of at most {} a check ({allowed} allowed)\n", shortest(FALSE_ALARM));
    } else {
        let by = alarms_by_look(baseline, ended);
        let by: Vec<String> = by.iter().map(|(look, alarms)| format!("{} at {look}", grouped(*alarms as f64, 0))).collect();
        text += &format!("; by look: {}\n", by.join(", "));
    }
    text
}

/// For programs.
pub fn document(baseline: &Baseline, pool: &[Values], ended: &[Ended]) -> Value {
    let named = |counts: [usize; 6]| -> Value {
        let each = VERDICTS.iter().zip(counts).map(|(verdict, count)| (verdict.word().to_owned(), json!(count)));
        Value::Object(each.collect())
    };
    let kpi = |(at, kpi): (usize, crate::gate::baseline::Kpi)| {
        json!({
            "kpi": kpi.id,
            "coefficient_of_variation": variation(pool, at),
            "tolerance": kpi.tolerance,
            "verdicts": named(counts(ended.iter().map(|it| it.kpis[at]))),
        })
    };
    json!({
        "scenario": baseline.head.scenario,
        "pool": pool.len(),
        "checks": ended.len(),
        "false_alarm": FALSE_ALARM,
        "alarms": ended.iter().filter(|it| it.alarms()).count(),
        "alarms_by_look": alarms_by_look(baseline, ended).iter().map(|(look, n)| json!({"look": look, "alarms": n})).collect::<Vec<Value>>(),
        "verdicts": named(counts(ended.iter().map(|it| it.verdict))),
        "kpis": gates(baseline).into_iter().enumerate().map(kpi).collect::<Vec<Value>>(),
    })
}
