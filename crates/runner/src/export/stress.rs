//! The files of a stress test.

use super::comparison::{Named, replications};
use super::csv;
use super::manifest::quoted;
use crate::disk::{MANIFEST, MANIFEST_HEAD};
use crate::escape::csv_cell;
use crate::number::{cell, shortest};
use crate::stress::level::Level;
use crate::stress::limit::{Side, Watched};
use crate::stress::stations::Station;
use crate::stress::{ALPHA, Crossing, End, Stress, Verdict, words};
use serde_json::{Value, json};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// Every file of the folder but the plots.
pub fn files(stress: &Stress) -> Vec<(String, Vec<u8>)> {
    let named: Vec<(String, &Level)> = stress.levels.iter().map(|level| (level.text.clone(), level)).collect();
    let named: Vec<Named<'_>> = named.iter().map(|(name, level)| (name.as_str(), &level.results)).collect();
    vec![
        (MANIFEST.to_owned(), manifest(stress)),
        ("stress.csv".to_owned(), levels(stress)),
        ("stations.csv".to_owned(), stations(stress)),
        ("stress.json".to_owned(), document(stress)),
        ("stress.txt".to_owned(), words::render(stress).into_bytes()),
        ("replications.csv".to_owned(), replications(&named)),
    ]
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Within => "within",
        Verdict::Beyond => "beyond",
        Verdict::Open => "open",
        Verdict::Idle => "not judged",
    }
}

fn side(side: Side) -> &'static str {
    if side == Side::Above { "above" } else { "below" }
}

/// One row a level and limit.
fn levels(stress: &Stress) -> Vec<u8> {
    const HEAD: [&str; 12] =
        ["key", "level", "kpi", "unit", "limit", "too_far", "replications", "values", "mean", "ci_low", "ci_high", "verdict"];
    let rows = stress.levels.iter().flat_map(|level| {
        level.readings.iter().zip(&stress.limits).map(|(reading, limit)| {
            let end = |sign: f64| Some(reading.mean? + sign * reading.half_width?);
            let mut cells = [&stress.key, &level.text, &limit.kpi, &limit.unit].map(|text| csv_cell(text)).to_vec();
            cells.extend([shortest(limit.bound), side(limit.side).to_owned()]);
            cells.extend([level.results.replications.len(), reading.n].map(|n| n.to_string()));
            cells.extend([reading.mean, end(-1.0), end(1.0)].map(cell));
            cells.push(verdict(reading.verdict).to_owned());
            cells
        })
    });
    csv(std::iter::once(HEAD.map(str::to_owned).to_vec()).chain(rows))
}

/// One row a station.
fn stations(stress: &Stress) -> Vec<u8> {
    const HEAD: [&str; 11] = [
        "station",
        "asked_percent",
        "tight_from_percent",
        "busy_percent",
        "change",
        "pairs",
        "kpi_as_it_is",
        "kpi_with_more",
        "standard_error",
        "p_holm",
        "helps",
    ];
    let rows = stress.stations.iter().map(|station| {
        let mut cells =
            vec![station.name.to_owned(), shortest(station.asked), shortest(station.tight_from), cell(station.measured)];
        match &station.relief {
            None => cells.extend(std::iter::repeat_n(String::new(), 7)),
            Some(relief) => {
                let it = &relief.paired;
                cells.extend([csv_cell(&relief.changes.join(", ")), it.n.to_string()]);
                cells.extend([it.first, it.second, it.standard_error, relief.p_holm].map(shortest));
                cells.push(if relief.helps { "yes" } else { "no" }.to_owned());
            }
        }
        cells
    });
    csv(std::iter::once(HEAD.map(str::to_owned).to_vec()).chain(rows))
}

/// The same as a document.
pub fn document(stress: &Stress) -> Vec<u8> {
    let limit = |limit: &Watched| json!({ "kpi": limit.kpi, "unit": limit.unit, "bound": limit.bound, "too_far": side(limit.side), "source": limit.source });
    let level = |level: &Level| {
        let reading = |(reading, limit): (&crate::stress::level::Reading, &Watched)| {
            let (mean, half) = (reading.mean, reading.half_width);
            let verdict = verdict(reading.verdict);
            json!({ "kpi": limit.kpi, "values": reading.n, "mean": mean, "half_width": half, "verdict": verdict })
        };
        json!({
            "value": level.value,
            "text": level.text,
            "replications": level.results.replications.len(),
            "verdict": verdict(level.verdict()),
            "limits": level.readings.iter().zip(&stress.limits).map(reading).collect::<Vec<Value>>(),
        })
    };
    let mut document = json!({
        "key": stress.key,
        "alpha": ALPHA,
        "most_replications": stress.most,
        "limits": stress.limits.iter().map(limit).collect::<Vec<Value>>(),
        "left_out": stress.left_out.iter().map(limit).collect::<Vec<Value>>(),
        "levels": stress.levels.iter().map(level).collect::<Vec<Value>>(),
        "ended": match stress.end { End::Crossed(_) => "crossed", End::AtOnce => "at once", End::Never => "never" },
        "crossing": null,
        "stations": stress.stations.iter().map(station).collect::<Vec<Value>>(),
        "words": words::sentences(stress),
    });
    if let End::Crossed(it) = &stress.end {
        document["crossing"] = crossing(stress, it);
    }
    let mut bytes = serde_json::to_vec_pretty(&document).expect("numbers are finite and keys are text");
    bytes.push(b'\n');
    bytes
}

fn crossing(stress: &Stress, it: &Crossing) -> Value {
    let capacity = it.capacity.map(|teu| json!({ "mean": teu.mean, "low": teu.low, "high": teu.high }));
    json!({
        "kpi": stress.limits[it.limit].kpi,
        "estimate": it.estimate,
        "low": stress.levels[it.low].value,
        "high": stress.levels[it.high].value,
        "teu_a_year": capacity,
    })
}

fn station(it: &Station) -> Value {
    let relief = it.relief.as_ref().map(|relief| {
        let (first, second) = (relief.paired.first, relief.paired.second);
        let (error, n) = (relief.paired.standard_error, relief.paired.n);
        json!({
            "changes": relief.changes,
            "pairs": n,
            "as_it_is": first,
            "with_more": second,
            "standard_error": error,
            "p_holm": relief.p_holm,
            "helps": relief.helps,
        })
    });
    let (asked, busy) = (it.asked, it.measured);
    json!({ "station": it.name, "asked_percent": asked, "tight_from_percent": it.tight_from, "busy_percent": busy, "more": relief })
}

/// What reproduces each level.
fn manifest(stress: &Stress) -> Vec<u8> {
    let mut document = DocumentMut::new();
    document["darse"] = value(env!("CARGO_PKG_VERSION"));
    document["key"] = value(stress.key.as_str());
    let limits = stress.limits.iter().map(|it| format!("{} {} {}", it.kpi, side(it.side), shortest(it.bound)));
    document["too-far"] = value(limits.collect::<Array>());
    let mut levels = ArrayOfTables::new();
    for level in &stress.levels {
        let run = &level.results.run;
        let mut table = Table::new();
        table["level"] = value(level.text.as_str());
        table["command"] = value(super::manifest::command(&level.results));
        table["file"] = value(quoted(&run.file));
        table["sha256"] = value(run.sha256.as_str());
        table["events"] = value(i64::try_from(level.results.events()).unwrap_or(i64::MAX));
        table["trace-hash"] = value(level.results.trace_hash());
        levels.push(table);
    }
    document["level"] = Item::ArrayOfTables(levels);
    format!("{MANIFEST_HEAD}: what reproduces this stress test.\n{document}").into_bytes()
}
