use super::super::baseline::Head;
use super::super::class::Better;
use super::*;
use crate::synthetic::Noise;

const N: usize = 64;

/// A pool of KPIs as unlike a normal distribution as any: steady, skewed to the right, hardly ever above 0, whole numbers, and
/// one that is often missing. The second is shifted.
fn pool(size: usize, seed: u64, shift: f64) -> Vec<Values> {
    let row = |number: usize| {
        let mut noise = Noise::new(seed, number as u32);
        let exponential = -darse_engine::real::ln_1p(-noise.unit());
        let values = [
            Some(noise.normal(100.0, 4.0)),
            Some(noise.normal(100.0, 0.5) * (1.0 + shift)),
            Some(exponential * exponential * exponential),
            Some(if noise.unit() < 0.02 { 1.0 } else { 0.0 }),
            Some(f64::from(u8::from(noise.unit() < 0.5)) + 11.0),
            (noise.unit() < 0.8).then(|| noise.normal(5.0, 1.0)),
        ];
        Values { number: number as u32, trace: format!("{seed} {number} {shift}"), values: values.to_vec() }
    };
    (0..size).map(row).collect()
}

fn baseline() -> Baseline {
    let kpi = |at: usize| Kpi {
        id: format!("t/{at}"),
        unit: "h".into(),
        estimand: String::new(),
        class: Class::Gate,
        better: Better::Neither,
        tolerance: [0.016, 0.005, 1.0, 2.0, 0.02, 0.1][at],
        anchor: None,
    };
    let head = Head {
        format: 1,
        darse: String::new(),
        scenario: String::new(),
        sha256: String::new(),
        data: Vec::new(),
        overrides: Vec::new(),
        seed: "1".into(),
        replications: N,
        horizon_hours: 1.0,
        warm_up_hours: 0.0,
    };
    Baseline { head, kpis: (0..6).map(kpi).collect(), replications: pool(N, 9, 0.0), ledger: Vec::new() }
}

fn ended(pools: [Vec<Values>; 2], deal: Deal, checks: u32) -> Vec<Ended> {
    let rehearsal = Rehearsal::new(&baseline(), pools, deal, 7).unwrap();
    (0..checks).map(|number| rehearsal.check(number)).collect()
}

/// 3,000 checks, 3 alarms promised: more than 7 have a chance of 1 in 100 where the promise is just kept. The steady KPIs are called
/// equivalent, the missing one never is.
#[test]
fn other_random_numbers_seldom_alarm_however_the_kpis_are_distributed() {
    let ended = ended([pool(512, 1, 0.0), pool(512, 1, 0.0)], Deal::Apart, 3_000);
    let alarms = ended.iter().filter(|it| it.alarms()).count();
    assert!(alarms <= allowed_alarms(crate::gate::FALSE_ALARM, ended.len()), "{alarms} alarms");
    assert_eq!(allowed_alarms(1e-3, 30_000), 44);
    let equivalent = |kpi: usize| ended.iter().filter(|it| it.kpis[kpi] == Verdict::Equivalent).count();
    assert!(equivalent(1) >= 2_850, "{}", equivalent(1));
    assert_eq!(equivalent(5), 0);
}

#[test]
fn a_change_is_seen_apart_and_in_pairs() {
    for deal in [Deal::Apart, Deal::InPairs] {
        let ended = ended([pool(512, 1, 0.0), pool(512, 1, 0.015)], deal, 200);
        assert!(ended.iter().all(|it| it.kpis[1] == Verdict::Changed && it.looked_at <= 32), "{deal:?}");
    }
}

#[test]
fn no_replication_meets_itself_apart_and_first_looks_in_pairs_have_none_in_common() {
    let apart = Rehearsal::new(&baseline(), [pool(130, 1, 0.0), pool(130, 1, 0.0)], Deal::Apart, 7).unwrap();
    for number in 0..20 {
        let (old, new) = apart.dealt(number);
        assert!(old.len() == N && new.len() == N && old.iter().all(|it| !new.contains(it)));
    }
    let pairs = Rehearsal::new(&baseline(), [pool(130, 1, 0.0), pool(130, 1, 0.0)], Deal::InPairs, 7).unwrap();
    let mut first_looks: Vec<usize> = (0..8).flat_map(|number| pairs.dealt(number).0[..16].to_vec()).collect();
    first_looks.sort_unstable();
    first_looks.dedup();
    assert_eq!(first_looks.len(), 8 * 16);
    assert_eq!(pairs.dealt(3).0, pairs.dealt(3).1);
    let small = Rehearsal::new(&baseline(), [pool(100, 1, 0.0), pool(130, 1, 0.0)], Deal::Apart, 7);
    assert_eq!(small.err(), Some(128));
}
