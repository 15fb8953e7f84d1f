//! A stress test in words.

use super::limit::{Side, Watched};
use super::stations::{MORE, Station};
use super::{ALPHA, Crossing, End, Stress, Verdict, throughput};
use crate::escape::printable;
use crate::number::{decimals_for, grouped, shortest};
use crate::table::{aligned, duration};

/// What came out, a sentence each.
pub fn sentences(stress: &Stress) -> Vec<String> {
    let mut all = outcome(stress);
    all.extend((0..stress.limits.len()).filter_map(|limit| not_judged(stress, limit)));
    all.extend(left_out(stress));
    all
}

/// Which limits are not judged at all.
fn left_out(stress: &Stress) -> Vec<String> {
    let first = stress.levels.first().map_or("", |level| level.text.as_str());
    let why = format!("is not judged: it has no value at {}={first}, where the search begins.", stress.key);
    stress.left_out.iter().map(|it| format!("{} {why}", called(it))).collect()
}

/// At which levels a limit had nothing to judge.
fn not_judged(stress: &Stress, limit: usize) -> Option<String> {
    let idle = stress.levels.iter().filter(|level| level.readings[limit].verdict == Verdict::Idle);
    let idle: Vec<&str> = idle.map(|level| level.text.as_str()).collect();
    let named = || format!("{} is not judged at {}={}: no ship came.", title(stress, limit), stress.key, idle.join(", "));
    (!idle.is_empty()).then(named)
}

fn outcome(stress: &Stress) -> Vec<String> {
    let (to, earlier) = if stress.is_rising { ("up to", "a lower --from") } else { ("down to", "a higher --from") };
    match &stress.end {
        End::AtOnce => {
            let first = &stress.levels[0];
            let at = |verdict: Verdict| (0..stress.limits.len()).filter(move |limit| first.readings[*limit].verdict == verdict);
            let named = |limits: Vec<usize>| limits.into_iter().map(|limit| title(stress, limit)).collect::<Vec<_>>().join(", ");
            let (beyond, open): (Vec<usize>, Vec<usize>) = (at(Verdict::Beyond).collect(), at(Verdict::Open).collect());
            let what = if beyond.is_empty() {
                format!("it could not be told whether {} is kept; give {earlier}, or more replications", named(open))
            } else {
                format!("the limit is passed already: {}; give {earlier}", named(beyond))
            };
            vec![format!("At {}={}, where the search begins, {what}.", stress.key, first.text)]
        }
        End::Never => {
            let last = stress.levels.last().map_or("", |level| level.text.as_str());
            let open: Vec<&str> =
                stress.levels.iter().filter(|it| it.verdict() == Verdict::Open).map(|it| it.text.as_str()).collect();
            let mut all = vec![format!("No limit is shown to be passed {to} {}={last}.", stress.key)];
            if !open.is_empty() {
                all.push(format!("Too close to tell with {} replications: at {}.", stress.most, open.join(", ")));
            }
            all
        }
        End::Crossed(crossing) => crossed(stress, crossing),
    }
}

fn crossed(stress: &Stress, crossing: &Crossing) -> Vec<String> {
    let limit = &stress.limits[crossing.limit];
    let [low, high] = [crossing.low, crossing.high].map(|level| &stress.levels[level]);
    let step = (high.value - low.value).abs();
    let mut all = vec![format!(
        "{} passes {} between {}={} and {} (95 %); the line through the means meets it at {}.",
        title(stress, crossing.limit),
        bound(limit.bound, &limit.unit),
        stress.key,
        low.text,
        high.text,
        grouped(crossing.estimate, decimals_for(step, 2))
    )];
    if let Some(capacity) = crossing.capacity {
        let [mean, least, most] =
            [capacity.mean, capacity.low, capacity.high].map(|teu| grouped((teu / 1000.0).round() * 1000.0, 0));
        all.push(format!("Capacity by this limit: {mean} TEU a year over the quay, between {least} and {most}."));
    }
    all.extend(bottleneck(stress, crossing));
    let still: Vec<String> = (0..stress.limits.len())
        .filter(|other| *other != crossing.limit)
        .filter_map(|other| {
            let mean = high.readings[other].mean?;
            let it = &stress.limits[other];
            let how = match high.readings[other].verdict {
                Verdict::Within => "",
                Verdict::Beyond => " (beyond)",
                Verdict::Open => " (too close to tell)",
                Verdict::Idle => " (not judged)",
            };
            Some(format!("{} {} of {}{how}", title(stress, other), reading(mean, it.bound), bound(it.bound, &it.unit)))
        })
        .collect();
    if !still.is_empty() {
        all.push(format!("The other limits, at {}={}: {}.", stress.key, high.text, still.join("; ")));
    }
    all
}

/// Which station gives first.
fn bottleneck(stress: &Stress, crossing: &Crossing) -> Vec<String> {
    let Some(level) = stress.looked_at.map(|level| &stress.levels[level]) else { return Vec::new() };
    let limit = &stress.limits[crossing.limit];
    let helps = |station: &&Station| station.relief.as_ref().is_some_and(|relief| relief.helps);
    let tried = stress.stations.iter().filter(|station| station.relief.is_some()).count();
    let effect = |station: &Station| {
        let relief = station.relief.as_ref()?;
        let [from, to] = [relief.paired.first, relief.paired.second].map(|value| reading(value, limit.bound));
        Some(format!("{} ({}: {from} to {to})", station.name, relief.changes.join(", ")))
    };
    let busiest = stress.stations.iter().max_by(|a, b| (a.asked / a.tight_from).total_cmp(&(b.asked / b.tight_from)));
    let mut all = Vec::new();
    let mut helping = stress.stations.iter().filter(helps);
    match (helping.next(), tried) {
        (Some(first), _) => {
            let others: Vec<String> = helping.filter_map(effect).collect();
            let rest = if others.is_empty() { "nothing else is shown to help".to_owned() } else { others.join(", ") };
            all.push(format!(
                "What gives first is the {}: {:.0} % more of it helps most at {}={}; then: {rest}.",
                effect(first).unwrap_or_default(),
                100.0 * MORE,
                stress.key,
                level.text
            ));
        }
        (None, 0) => {}
        (None, _) => all.push(format!("No single station, made larger by {:.0} %, is shown to help.", 100.0 * MORE)),
    }
    if let Some(busiest) = busiest {
        let measured = busiest.measured.map_or(String::new(), |busy| format!(", and was busy {busy:.0} %"));
        all.push(format!(
            "By arithmetic the {} is nearest to its capacity: asked for {:.0} % of it{measured}.",
            busiest.name, busiest.asked
        ));
    }
    all
}

/// What was done to the key.
pub fn moved(stress: &Stress) -> &'static str {
    if stress.is_rising { "raised" } else { "lowered" }
}

/// What a limit is called: `tc3: Yard occupancy`.
pub fn title(stress: &Stress, limit: usize) -> String {
    called(&stress.limits[limit])
}

fn called(it: &Watched) -> String {
    if it.facility.is_empty() { it.name.clone() } else { format!("{}: {}", it.facility, it.name) }
}

/// A bound with its unit.
pub fn bound(bound: f64, unit: &str) -> String {
    if unit == "–" { shortest(bound) } else { format!("{} {unit}", shortest(bound)) }
}

/// A mean with as many digits as help beside a bound.
pub fn reading(value: f64, bound: f64) -> String {
    grouped(value, decimals_for(bound.abs(), 3))
}

/// What the terminal shows: a table of the levels for each facility, the stations, and what follows.
pub fn render(stress: &Stress) -> String {
    let mut text = String::new();
    if let Some(run) = stress.levels.first().map(|level| &level.results.run) {
        let [horizon, warm_up] = [run.horizon_us, run.warm_up_us].map(duration);
        let title = printable(&run.title);
        let key = &stress.key;
        text += &format!("{title}\n{key} {}; {horizon} measured after {warm_up}; seed {}\n", moved(stress), run.seed);
    }
    let mut facilities: Vec<&str> = Vec::new();
    for limit in &stress.limits {
        if !facilities.contains(&limit.facility.as_str()) {
            facilities.push(&limit.facility);
        }
    }
    for facility in facilities {
        text += &format!("\n{}\n{}", if facility.is_empty() { "Zone" } else { facility }, levels(stress, facility));
    }
    text +=
        "\n  ! beyond the limit   ? too close to tell   half-widths hold for all levels, looks and limits together with 95 %\n\n";
    for sentence in sentences(stress) {
        text += &format!("{sentence}\n");
    }
    if !stress.stations.is_empty() {
        text += &format!("\n{}", stations(stress));
    }
    text
}

/// One row a level.
fn levels(stress: &Stress, facility: &str) -> String {
    let limits: Vec<usize> = (0..stress.limits.len()).filter(|limit| stress.limits[*limit].facility == facility).collect();
    let heading = |limit: &usize| printable(&stress.limits[*limit].name);
    let bounds = |limit: &usize| {
        let it = &stress.limits[*limit];
        let word = if it.side == Side::Above { "at most" } else { "at least" };
        format!("{word} {} ", bound(it.bound, &it.unit))
    };
    let with = |first: [&str; 2], cells: Vec<String>, last: &str| {
        first.into_iter().map(str::to_owned).chain(cells).chain([last.to_owned()]).collect::<Vec<String>>()
    };
    let mut rows = vec![
        with([&stress.key, "n"], limits.iter().map(heading).collect(), "TEU a year"),
        with(["", ""], limits.iter().map(bounds).collect(), ""),
    ];
    for level in &stress.levels {
        let cell = |limit: &usize| {
            let reading = &level.readings[*limit];
            let mark = match reading.verdict {
                Verdict::Within | Verdict::Idle => ' ',
                Verdict::Beyond => '!',
                Verdict::Open => '?',
            };
            let decimals = decimals_for(stress.limits[*limit].bound.abs(), 3);
            let [mean, half] =
                [reading.mean, reading.half_width].map(|it| it.map_or("–".to_owned(), |it| grouped(it, decimals)));
            if reading.mean.is_none() { format!("–{mark}") } else { format!("{mean} ± {half}{mark}") }
        };
        let throughput = throughput(&level.results, facility);
        let teu = throughput.map_or(String::new(), |it| grouped((it[0] / 1000.0).round() * 1000.0, 0));
        let n = level.results.replications.len().to_string();
        rows.push(with([&level.text, &n], limits.iter().map(cell).collect(), &teu));
    }
    let mut to_the_left = vec![false; limits.len() + 3];
    to_the_left[0] = true;
    aligned(&rows, &to_the_left)
}

fn stations(stress: &Stress) -> String {
    let End::Crossed(crossing) = &stress.end else { return String::new() };
    let limit = &stress.limits[crossing.limit];
    let level = stress.looked_at.map_or("", |level| stress.levels[level].text.as_str());
    let percent = |value: f64| format!("{value:.0} %");
    let head = ["station", "asked", "busy", "a quarter more of it", &limit.name, "difference ± 95 %", ""];
    let mut rows = vec![head.map(str::to_owned)];
    for station in &stress.stations {
        let [mut change, mut with_more, mut difference, mut helps] = [const { String::new() }; 4];
        if let Some(relief) = &station.relief {
            let it = &relief.paired;
            let decimals = decimals_for(limit.bound.abs(), 3);
            change = relief.changes.join(", ");
            with_more = grouped(it.second, decimals);
            let half = it.half_width(ALPHA).map_or("–".to_owned(), |half| grouped(half, decimals));
            difference = format!("{} ± {half}", grouped(it.difference, decimals));
            helps = if relief.helps { "helps" } else { "not shown to help" }.to_owned();
        }
        let busy = station.measured.map_or("–".to_owned(), percent);
        rows.push([station.name.to_owned(), percent(station.asked), busy, change, with_more, difference, helps]);
    }
    let table = aligned(&rows, &[true, false, false, true, false, false, true]);
    format!("{} at {}={level}: asked by arithmetic, busy as measured\n{table}", limit.facility, stress.key)
}
