//! A baseline as text: JSON lines, sorted, so that a change of one KPI is a change of few lines; the last line closes it with a
//! checksum, so that a line lost or edited by hand is found.

use super::baseline::{Accepted, Baseline, Head, Kpi, Values};
use crate::disk::sha256_hex;
use serde::{Deserialize, Serialize};

/// The format written here.
pub const FORMAT: u32 = 1;

/// How every baseline begins.
pub const BASELINE_HEAD: &str = "{\"line\":\"baseline\"";

#[derive(Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "lowercase")]
enum Line {
    Baseline(Head),
    Kpi(Kpi),
    Replication(Values),
    Accepted(Accepted),
    End { lines: usize, sha256: String },
}

/// Why a file is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is of another format.
    Format(u64),
    /// It is no baseline, or was damaged; where and how.
    Damaged(String),
}

/// The file's text.
pub fn write(baseline: &Baseline) -> String {
    let head = std::iter::once(Line::Baseline(baseline.head.clone()));
    let kpis = baseline.kpis.iter().cloned().map(Line::Kpi);
    let replications = baseline.replications.iter().cloned().map(Line::Replication);
    let lines = head.chain(kpis).chain(replications).chain(baseline.ledger.iter().cloned().map(Line::Accepted));
    let json = |line: &Line| serde_json::to_string(line).expect("numbers are finite and keys are text") + "\n";
    let body: String = lines.map(|line| json(&line)).collect();
    let end = Line::End { lines: body.lines().count(), sha256: sha256_hex(body.as_bytes()) };
    body + &json(&end)
}

/// A baseline from its text.
///
/// # Errors
/// A [`Fault`] if it is another format, or not what was written.
pub fn read(text: &str) -> Result<Baseline, Fault> {
    let damaged = |how: String| Fault::Damaged(how);
    if !text.starts_with(BASELINE_HEAD) {
        return Err(damaged("it does not begin as a baseline does".to_owned()));
    }
    let format = text.lines().next().and_then(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    match format.as_ref().and_then(|head| head["format"].as_u64()) {
        Some(format) if format != u64::from(FORMAT) => return Err(Fault::Format(format)),
        Some(_) => {}
        None => return Err(damaged("line 1: it names no format".to_owned())),
    }
    let end_at = text.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
    let (body, end) = text.split_at(end_at);
    let Ok(Line::End { lines, sha256 }) = serde_json::from_str(end.trim_end()) else {
        return Err(damaged("its last line does not close it: it was cut short".to_owned()));
    };
    if lines != body.lines().count() {
        return Err(damaged(format!("it has {} lines before the last, {lines} were written", body.lines().count())));
    }
    if sha256 != sha256_hex(body.as_bytes()) {
        return Err(damaged("its checksum is another: it was edited; `darse baseline accept` is the way to move it".to_owned()));
    }
    let mut baseline: Option<Baseline> = None;
    for (at, line) in body.lines().enumerate() {
        let parsed = serde_json::from_str(line).map_err(|error| damaged(format!("line {}: {error}", at + 1)))?;
        match (parsed, &mut baseline) {
            (Line::Baseline(head), None) => {
                baseline = Some(Baseline { head, kpis: Vec::new(), replications: Vec::new(), ledger: Vec::new() });
            }
            (Line::Kpi(kpi), Some(baseline)) => baseline.kpis.push(kpi),
            (Line::Replication(values), Some(baseline)) if values.values.len() == baseline.kpis.len() => {
                baseline.replications.push(values);
            }
            (Line::Accepted(accepted), Some(baseline)) => baseline.ledger.push(accepted),
            _ => return Err(damaged(format!("line {} does not belong there", at + 1))),
        }
    }
    let baseline = baseline.ok_or_else(|| damaged("it is empty".to_owned()))?;
    let in_order = baseline.replications.iter().enumerate().all(|(at, it)| it.number as usize == at);
    if !in_order || baseline.replications.len() != baseline.head.replications {
        return Err(damaged("its replications are not all there, in order".to_owned()));
    }
    Ok(baseline)
}

#[cfg(test)]
mod tests {
    use super::super::class::{Better, Class};
    use super::*;

    fn baseline() -> Baseline {
        let kpi = |id: &str| Kpi {
            id: id.to_owned(),
            unit: "h".into(),
            estimand: "mean".into(),
            class: Class::Gate,
            better: Better::Lower,
            tolerance: 0.02,
            anchor: Some(0.1 + 0.2),
        };
        let values = |number: u32| Values {
            number,
            trace: format!("{number:016x}"),
            values: vec![Some(1.0 / 3.0 + f64::from(number)), None],
        };
        Baseline {
            head: Head {
                format: FORMAT,
                darse: "0.1.0".into(),
                scenario: "../hello.toml".into(),
                sha256: "ab".into(),
                data: Vec::new(),
                overrides: vec!["horizon=4 weeks".into()],
                seed: u64::MAX.to_string(),
                replications: 3,
                horizon_hours: 672.0,
                warm_up_hours: 168.0,
            },
            kpis: vec![kpi("a/wait"), kpi("b/wait")],
            replications: (0..3).map(values).collect(),
            ledger: vec![Accepted {
                reason: "faster cranes".into(),
                darse: "0.1.0".into(),
                verdict: "DRIFT".into(),
                anchored: false,
                moved: Vec::new(),
            }],
        }
    }

    #[test]
    fn what_was_written_is_read_to_the_bit() {
        let text = write(&baseline());
        assert_eq!(read(&text), Ok(baseline()));
        assert_eq!(text.lines().count(), 1 + 2 + 3 + 1 + 1);
        assert!(text.starts_with(BASELINE_HEAD) && text.ends_with("\"}\n"));
    }

    /// Every line deleted, every digit changed, every two neighbours swapped: never read as a baseline.
    #[test]
    fn whatever_is_edited_is_noticed() {
        let text = write(&baseline());
        let lines: Vec<&str> = text.lines().collect();
        let joined = |lines: &[&str]| lines.join("\n") + "\n";
        for at in 0..lines.len() {
            let mut fewer = lines.clone();
            fewer.remove(at);
            assert!(read(&joined(&fewer)).is_err(), "line {at} deleted");
            let mut swapped = lines.clone();
            swapped.swap(at, (at + 1) % lines.len());
            assert!(read(&joined(&swapped)).is_err(), "line {at} swapped");
        }
        for (at, digit) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            let other = if digit == '7' { "8" } else { "7" };
            let edited = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            assert!(read(&edited).is_err(), "digit {at} edited");
        }
        for cut in [1, text.len() / 2, text.len() - 2] {
            assert!(read(&text[..cut]).is_err(), "cut at {cut}");
        }
        let newer = text.replacen("\"format\":1", "\"format\":9", 1);
        assert_eq!(read(&newer), Err(Fault::Format(9)));
    }
}
