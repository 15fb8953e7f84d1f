//! A made-up model for tests: plausible outcomes of two terminals, without a simulation.

use darse_port::Outcome;
use darse_port::kpi::{Column, Definition};
use darse_port::outcome::{BerthStay, Pictures, TerminalPicture};

/// Hashes one number (the finaliser of SplitMix64).
fn mixed(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Made-up noise.
pub struct Noise(u64);

impl Noise {
    /// A sequence of its own for each seed and replication.
    pub fn new(seed: u64, replication: u32) -> Noise {
        Noise(mixed(seed.wrapping_add(0x9e37_79b9_7f4a_7c15)) ^ mixed(u64::from(replication) + 1))
    }

    /// Between 0 and 1.
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (mixed(self.0) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// About normal.
    pub fn normal(&mut self, mean: f64, sd: f64) -> f64 {
        let sum: f64 = (0..12).map(|_| self.unit()).sum();
        mean + sd * (sum - 6.0)
    }
}

/// Name, quay [m], cranes' mean rate, yearly TEU.
const TERMINALS: [(&str, f64, f64, f64); 2] = [("TC3", 800.0, 26.5, 1.5e6), ("TC4", 2000.0, 31.0, 5.2e6)];

const KPIS: [(&str, &str, f64, f64); 14] = [
    ("calls_served", "calls", 1040.0, 6.0),
    ("throughput_quay_teu", "TEU/y", 1.5e6, 9.0e3),
    ("vessel_wait", "h", 1.9, 0.4),
    ("vessel_wait.p95", "h", 9.4, 2.1),
    ("ship_turnaround", "h", 26.3, 0.7),
    ("berth_occupancy", "%", 61.2, 0.9),
    ("crane_rate_gross", "moves/crane-h", 26.5, 0.12),
    ("crane_rate_net", "moves/crane-h", 29.9, 0.1),
    ("yard_occupancy", "%", 66.0, 1.3),
    ("dwell_time", "d", 5.21, 0.02),
    ("rehandle_ratio", "–", 0.34, 0.006),
    ("truck_visit_time", "min", 47.2, 2.0),
    ("truck_visit_time.p95", "min", 96.0, 7.5),
    ("rail_turnaround", "h", 4.4, 0.05),
];

/// Definitions of some of them.
pub fn catalogue() -> &'static [Definition] {
    const WAIT: Definition = Definition {
        id: "vessel_wait",
        name: "Vessel waiting time",
        unit: "h",
        formula: "all fast − arrival at the port, less the pilotage time of an empty port",
        population: "calls that berthed within the horizon",
        censoring: "calls still waiting at the end are counted in calls_waiting and left out here",
        source: "UNCTAD",
    };
    const RATE: Definition = Definition {
        id: "crane_rate_gross",
        name: "Gross crane rate",
        unit: "moves/crane-h",
        formula: "boxes / crane hours assigned, a ratio of totals",
        population: "calls that left within the horizon",
        censoring: "calls still alongside at the end are left out",
        source: "TIC 4.0",
    };
    &[WAIT, RATE]
}

/// The columns of every replication.
pub fn columns() -> Vec<Column> {
    let column =
        |id: String, unit: &str, definition: &str| Column { id, unit: unit.to_owned(), definition: definition.to_owned() };
    let of = |name: &str| {
        let facility = name.to_lowercase();
        KPIS.map(|(kpi, unit, ..)| column(format!("{facility}/{kpi}"), unit, kpi.split('.').next().unwrap_or_default()))
    };
    let zone = column("tir_trucks".to_owned(), "trucks", "tir_trucks");
    TERMINALS.iter().flat_map(|(name, ..)| of(name)).chain([zone]).collect()
}

/// One replication over this many days.
pub fn outcome(days: usize, seed: u64, replication: u32) -> Outcome {
    let mut noise = Noise::new(seed, replication);
    let mut values = Vec::new();
    for (name, ..) in TERMINALS {
        for (kpi, unit, mean, sd) in KPIS {
            let whole = unit == "calls" || unit == "TEU/y";
            let value = noise.normal(mean, sd);
            let missing = kpi == "rail_turnaround" && name == "TC4";
            values.push((!missing).then_some(if whole { value.round() } else { value }));
        }
    }
    values.push(Some(noise.normal(430_000.0, 900.0).round()));
    let terminals = TERMINALS.iter().map(|&(name, quay, rate, teu)| terminal(name, quay, rate, teu, days, &mut noise)).collect();
    let trace_hash = mixed(seed ^ u64::from(replication));
    Outcome {
        columns: columns(),
        values,
        events: 1_000_000 + u64::from(replication),
        trace_hash,
        pictures: Pictures { terminals, ..Pictures::default() },
    }
}

fn terminal(name: &str, quay_m: f64, rate: f64, teu: f64, days: usize, noise: &mut Noise) -> TerminalPicture {
    let mut slow = 0.0;
    let mut yard = 0.0;
    let mut picture = TerminalPicture { name: name.to_owned(), quay_m, ..TerminalPicture::default() };
    for _ in 0..days {
        slow = 0.8 * slow + noise.normal(0.0, 0.35);
        yard = 0.95 * yard + noise.normal(0.0, 0.02);
        picture.teu_by_day.push((teu / 364.0 * (1.0 + 0.12 * slow + noise.normal(0.0, 0.15))).max(0.0));
        picture.berth_occupancy_by_day.push((0.62 + 0.08 * slow).clamp(0.0, 1.0));
        picture.vessels_waiting_by_day.push((0.6 + 0.9 * slow + noise.normal(0.0, 0.2)).max(0.0));
        picture.yard_occupancy_by_day.push((0.66 + yard).clamp(0.0, 1.0));
    }
    let calls = (days as f64 * quay_m / 300.0) as usize;
    picture.crane_rates = (0..calls).map(|_| noise.normal(rate, 3.1)).collect();
    let mut histogram = vec![0; 91];
    for _ in 0..days * 200 {
        let minutes = 18.0 + 28.0 * (noise.unit() + noise.unit()) * noise.unit() + if noise.unit() < 0.03 { 120.0 } else { 0.0 };
        histogram[((minutes / 2.0) as usize).min(90)] += 1;
    }
    picture.truck_minutes_histogram = histogram;
    picture.berths = berths(quay_m, days as f64, noise);
    picture
}

/// Calls alongside, berth after berth, one after the other.
fn berths(quay_m: f64, days: f64, noise: &mut Noise) -> Vec<BerthStay> {
    const CLASSES: [(&str, f64, f64, &str); 4] = [
        ("feeder", 140.0, 0.45, "WAF"),
        ("panamax", 260.0, 0.8, "MED"),
        ("post-panamax", 335.0, 1.2, "USA"),
        ("ulcv", 399.0, 1.9, "ASIA"),
    ];
    let mut stays = Vec::new();
    let mut from = 10.0;
    let mut lane = 0;
    while from + CLASSES[lane % 4].1 < quay_m {
        let (class, length, days_alongside, trade) = CLASSES[lane % 4];
        let mut clock = noise.unit();
        while clock < days {
            let waited = if noise.unit() < 0.4 { noise.unit() * 0.6 } else { 0.02 };
            let left = clock + days_alongside * (0.7 + 0.6 * noise.unit());
            stays.push(BerthStay {
                label: format!("{trade}-{}", 1 + (noise.unit() * 9.0) as u32),
                class: class.to_owned(),
                metres: (from, from + length),
                arrived: clock - waited,
                berthed: clock,
                left: left.min(days),
            });
            clock = left + 0.1 + noise.unit() * 1.2;
        }
        from += length + 15.0;
        lane += 1;
    }
    stays
}
