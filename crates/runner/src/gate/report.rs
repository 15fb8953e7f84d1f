//! A check in words: for the terminal, for a pull request, for programs.

use super::baseline::Baseline;
use super::class::Class;
use super::judge::{Judged, Judgement};
use super::{FALSE_ALARM, Verdict};
use crate::number::{decimals_for, grouped, shortest};
use crate::table::aligned;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use serde_json::{Value, json};

/// KPIs that are shown: those that matter, and the watched ones that differ.
fn shown<'a>(baseline: &'a Baseline, judgement: &'a Judgement) -> impl Iterator<Item = &'a Judged> {
    judgement.kpis.iter().filter(|it| baseline.kpis[it.kpi].class != Class::Watch || it.verdict == Verdict::Changed)
}

fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    let text = grouped(percent, decimals_for(percent.abs(), 2).min(3));
    if percent > 0.0 { format!("+{text} %") } else { format!("{text} %") }
}

/// Mean before and after, difference, tolerance, verdict.
fn cells(baseline: &Baseline, it: &Judged) -> [String; 7] {
    let kpi = &baseline.kpis[it.kpi];
    let size = it.old.unwrap_or(0.0).abs();
    let number = |value: Option<f64>| value.map_or("–".to_owned(), |value| grouped(value, decimals_for(size, 5)));
    let relative = it.paired.as_ref().filter(|paired| paired.first != 0.0).map(|paired| paired.difference / paired.first.abs());
    let tolerance = match kpi.class {
        Class::Gate => format!("± {} %", shortest((kpi.tolerance * 1e8).round() / 1e6)),
        Class::Exact => "exact".to_owned(),
        Class::Watch => "watched".to_owned(),
    };
    let words = match it.needed {
        Some(needed) => format!("{} (about {} replications would tell)", it.verdict.word(), grouped(needed as f64, 0)),
        None => it.verdict.word().to_owned(),
    };
    [
        kpi.id.clone(),
        kpi.unit.clone(),
        number(it.old),
        number(it.new),
        relative.map(percent).unwrap_or_default(),
        tolerance,
        words,
    ]
}

/// The verdict over all in a sentence.
pub fn sentence(baseline: &Baseline, judgement: &Judgement) -> String {
    let n = judgement.looked_at;
    let of = baseline.replications.len();
    let what = match judgement.verdict {
        Verdict::Identical => format!("the same bits in {n} of {of} replications"),
        Verdict::Equivalent => "no gate KPI is shown to differ, all lie within their tolerance".to_owned(),
        Verdict::Drift => "within the tolerance, but shown to differ".to_owned(),
        Verdict::Inconclusive => "more replications are needed to tell".to_owned(),
        Verdict::Improved => "shown to differ, for the better".to_owned(),
        Verdict::Changed => "shown to differ".to_owned(),
    };
    let red =
        if judgement.is_red { "; the drifts since the anchor add up to more than the tolerance: the ledger is RED" } else { "" };
    format!("{}: {what}{red}", judgement.verdict.word())
}

/// What the numbers are worth.
pub fn promise(judgement: &Judgement) -> String {
    let sees = judgement.kpis.iter().filter_map(|it| it.detectable).reduce(f64::max);
    let sees = sees.map(|it| format!("; a shift of {} % of any gate KPI is seen nine times in ten", grouped(100.0 * it, 2)));
    format!(
        "{} gate KPIs, {} replications; if nothing but random numbers changed, an alarm has a chance of at most {}{}",
        judgement.family,
        judgement.looked_at,
        shortest(FALSE_ALARM),
        sees.unwrap_or_default()
    )
}

/// For the terminal.
pub fn terminal(baseline: &Baseline, judgement: &Judgement) -> String {
    let head = ["KPI", "unit", "baseline", "now", "", "tolerance", "verdict"].map(str::to_owned);
    let mut rows = vec![head];
    rows.extend(shown(baseline, judgement).filter(|it| it.verdict != Verdict::Identical).map(|it| cells(baseline, it)));
    let mut text = if rows.len() > 1 { aligned(&rows, &[true, true, false, false, false, false, true]) } else { String::new() };
    text += &format!("{}\n{}\n", sentence(baseline, judgement), promise(judgement));
    text
}

/// For a comment on a pull request.
pub fn markdown(baseline: &Baseline, judgement: &Judgement) -> String {
    let mut text = format!("### `{}`: {}\n\n", baseline.head.scenario, sentence(baseline, judgement));
    text += "| KPI | unit | baseline | now | | tolerance | verdict |\n|---|---|--:|--:|--:|--:|---|\n";
    for it in shown(baseline, judgement) {
        text += &format!("| {} |\n", cells(baseline, it).map(|cell| cell.replace('|', "\\|")).join(" | "));
    }
    text + &format!("\n{}\n", promise(judgement))
}

/// For programs.
pub fn document(baseline: &Baseline, judgement: &Judgement) -> Value {
    let kpi = |it: &Judged| {
        let kpi = &baseline.kpis[it.kpi];
        json!({
            "kpi": kpi.id,
            "unit": kpi.unit,
            "class": kpi.class,
            "tolerance": kpi.tolerance,
            "baseline": it.old,
            "now": it.new,
            "difference": it.paired.as_ref().map(|paired| paired.difference),
            "standard_error": it.paired.as_ref().map(|paired| paired.standard_error),
            "p_holm": it.p,
            "detectable": it.detectable,
            "needed": it.needed,
            "drifted": it.drifted,
            "verdict": it.verdict,
        })
    };
    json!({
        "scenario": baseline.head.scenario,
        "verdict": judgement.verdict,
        "ledger": if judgement.is_red { "red" } else { "green" },
        "replications": judgement.looked_at,
        "family": judgement.family,
        "false_alarm": FALSE_ALARM,
        "kpis": judgement.kpis.iter().map(kpi).collect::<Vec<Value>>(),
    })
}

/// For a CI server: a test case a gate or exact KPI, and one for the ledger.
///
/// # Errors
/// If a name has a character that XML does not allow.
pub fn junit(baseline: &Baseline, judgement: &Judgement) -> Result<String, String> {
    let mut suite = TestSuite::new(baseline.head.scenario.clone());
    for it in judgement.kpis.iter().filter(|it| baseline.kpis[it.kpi].class != Class::Watch) {
        let status = match it.verdict {
            Verdict::Identical | Verdict::Equivalent | Verdict::Drift => TestCaseStatus::success(),
            Verdict::Inconclusive | Verdict::Improved | Verdict::Changed => {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
                status.set_message(cells(baseline, it).join(" "));
                status
            }
        };
        suite.add_test_case(TestCase::new(baseline.kpis[it.kpi].id.clone(), status));
    }
    let mut ledger = TestCaseStatus::success();
    if judgement.is_red {
        ledger = TestCaseStatus::non_success(NonSuccessKind::Failure);
        ledger.set_message("the drifts since the anchor add up to more than the tolerance");
    }
    suite.add_test_case(TestCase::new("drift ledger", ledger));
    let mut report = Report::new("darse baseline check");
    report.add_test_suite(suite);
    report.to_string().map_err(|error| error.to_string())
}
