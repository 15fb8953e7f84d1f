use super::super::baseline::Head;
use super::*;
use crate::synthetic::Noise;

/// A baseline of gate KPIs with these values, a column each; tolerance 2 %.
fn baseline(columns: &[Vec<f64>], class: Class, better: Better) -> Baseline {
    let n = columns[0].len();
    let kpis = columns.iter().enumerate().map(|(at, values)| Kpi {
        id: format!("t/{at}"),
        unit: "h".into(),
        estimand: String::new(),
        class,
        better,
        tolerance: 0.02,
        anchor: crate::statistics::mean(values),
    });
    let head = Head {
        format: 1,
        darse: String::new(),
        scenario: String::new(),
        sha256: String::new(),
        data: Vec::new(),
        overrides: Vec::new(),
        seed: "1".into(),
        replications: n,
        horizon_hours: 1.0,
        warm_up_hours: 0.0,
    };
    Baseline { head, kpis: kpis.collect(), replications: values(columns, 'a'), ledger: Vec::new() }
}

fn values(columns: &[Vec<f64>], trace: char) -> Vec<Values> {
    let row = |number: usize| Values {
        number: number as u32,
        trace: format!("{trace} {number}"),
        values: columns.iter().map(|column| Some(column[number])).collect(),
    };
    (0..columns[0].len()).map(row).collect()
}

fn noisy(n: usize, mean: f64, sd: f64, seed: u64) -> Vec<f64> {
    let mut noise = Noise::new(seed, 0);
    (0..n).map(|_| noise.normal(mean, sd)).collect()
}

/// The column with a shift and some noise on top.
fn moved(column: &[f64], shift: f64, sd: f64, seed: u64) -> Vec<f64> {
    let mut noise = Noise::new(seed, 1);
    column.iter().map(|x| x + noise.normal(shift, sd)).collect()
}

fn verdict(old: &[f64], new: &[f64], better: Better) -> (Verdict, bool) {
    let judgement = judge(&baseline(&[old.to_vec()], Class::Gate, better), &values(&[new.to_vec()], 'b'), 1);
    (judgement.verdict, judgement.is_open)
}

#[test]
fn each_verdict_has_its_case() {
    let old = noisy(64, 100.0, 5.0, 1);
    let case = |shift: f64, sd: f64| verdict(&old, &moved(&old, shift, sd, 2), Better::Higher);
    let same =
        judge(&baseline(std::slice::from_ref(&old), Class::Gate, Better::Higher), &values(std::slice::from_ref(&old), 'a'), 1);
    assert_eq!(same.verdict, Verdict::Identical);
    assert_eq!(case(0.0, 1.0), (Verdict::Equivalent, false));
    assert_eq!(case(1.0, 0.5), (Verdict::Drift, false));
    assert_eq!(case(0.0, 20.0), (Verdict::Inconclusive, true));
    assert_eq!(case(-5.0, 2.0), (Verdict::Changed, false));
    assert_eq!(case(5.0, 2.0), (Verdict::Improved, false));
    assert_eq!(verdict(&old, &moved(&old, 5.0, 2.0, 2), Better::Neither).0, Verdict::Changed);
}

#[test]
fn equal_values_by_another_way_are_equivalent_not_identical() {
    let old = noisy(16, 100.0, 5.0, 1);
    let judgement =
        judge(&baseline(std::slice::from_ref(&old), Class::Gate, Better::Higher), &values(std::slice::from_ref(&old), 'b'), 1);
    assert_eq!(judgement.verdict, Verdict::Equivalent, "the trace hashes differ");
}

#[test]
fn an_exact_kpi_may_not_differ_by_a_bit_and_a_watched_one_by_anything() {
    let old = noisy(16, 100.0, 5.0, 1);
    let bit: Vec<f64> =
        old.iter().enumerate().map(|(at, x)| if at == 7 { f64::from_bits(x.to_bits() + 1) } else { *x }).collect();
    let check = |class, new: &[f64]| {
        judge(&baseline(std::slice::from_ref(&old), class, Better::Higher), &values(&[new.to_vec()], 'b'), 1).verdict
    };
    assert_eq!(check(Class::Exact, &bit), Verdict::Changed);
    assert_eq!(check(Class::Gate, &bit), Verdict::Equivalent);
    assert_eq!(check(Class::Watch, &moved(&old, 50.0, 1.0, 3)), Verdict::Equivalent);
}

/// Whole numbers that happen to be equal: by their signs alone, 2 / 2^n is not below 1e-3 before n = 11, nor 1 / 2^n below 5 % before
/// n = 5. Without random numbers two replications are enough.
#[test]
fn values_without_spread_are_as_sure_as_their_number() {
    let check = |n: usize, from: f64, to: f64| {
        judge(&baseline(&[vec![from; n]], Class::Gate, Better::Neither), &values(&[vec![to; n]], 'b'), 1)
    };
    for (n, to, expected) in [
        (3, 50.0, Verdict::Inconclusive),
        (10, 50.0, Verdict::Inconclusive),
        (11, 50.0, Verdict::Changed),
        (4, 40.5, Verdict::Inconclusive),
        (5, 40.5, Verdict::Equivalent),
        (11, 40.5, Verdict::Drift),
    ] {
        assert_eq!(check(n, 40.0, to).verdict, expected, "{n} of 40 and {to}");
    }
    assert_eq!((check(3, 40.0, 50.0).kpis[0].needed, check(3, 40.0, 40.5).kpis[0].needed), (Some(11), Some(5)));
    assert_eq!(check(3, 40.0, 50.0).kpis[0].detectable, None);
    let certain = |column: f64, trace: &str| -> Vec<Values> {
        let of = |number| Values { number, trace: trace.to_owned(), values: vec![Some(column)] };
        (0..2).map(of).collect()
    };
    let old = Baseline { replications: certain(40.0, "a"), ..baseline(&[vec![40.0; 2]], Class::Gate, Better::Neither) };
    assert_eq!(judge(&old, &certain(50.0, "b"), 1).verdict, Verdict::Changed);
    assert_eq!(judge(&old, &certain(40.5, "b"), 1).verdict, Verdict::Drift);
}

/// One value gone of 16 may be chance, and is never equivalent; all of 32 gone are a change.
#[test]
fn values_that_disappear_are_counted_against_those_that_appear() {
    let old = noisy(32, 100.0, 5.0, 1);
    let check = |gone: &[usize], n: usize| {
        let mut fresh = values(std::slice::from_ref(&old), 'b');
        gone.iter().for_each(|at| fresh[*at].values[0] = None);
        judge(&baseline(std::slice::from_ref(&old), Class::Gate, Better::Higher), &fresh[..n], 1).verdict
    };
    assert_eq!(check(&[3], 16), Verdict::Inconclusive);
    assert_eq!(check(&(0..9).collect::<Vec<_>>(), 16), Verdict::Inconclusive, "2 / 2^9 is above 1e-3");
    assert_eq!(check(&(0..32).collect::<Vec<_>>(), 32), Verdict::Changed);
    assert_eq!(check(&(5..21).collect::<Vec<_>>(), 32), Verdict::Changed);
}

/// Five drifts of 0.9 of the tolerance, each accepted: every one passes by itself, their sum does not.
#[test]
fn drifts_add_up_until_the_ledger_is_red() {
    let first = noisy(64, 100.0, 5.0, 1);
    let mut at = baseline(std::slice::from_ref(&first), Class::Gate, Better::Neither);
    let mut reds = Vec::new();
    for step in 1..=5 {
        let moved: Vec<f64> = first.iter().map(|x| x + 0.018 * 100.0 * f64::from(step)).collect();
        let judgement = judge(&at, &values(std::slice::from_ref(&moved), 'b'), 1);
        assert_eq!(judgement.verdict, Verdict::Drift, "step {step}");
        reds.push(judgement.is_red);
        at.replications = values(&[moved], 'b');
    }
    assert_eq!(reds, [false, true, true, true, true]);
}

/// The same law, other random numbers: alarms are as rare as promised (1e-3 a check, all looks and KPIs together), and KPIs that vary
/// by 5 % are called equivalent. 8 KPIs, 256 replications, 2,000 checks.
#[test]
fn rerouted_random_numbers_seldom_alarm() {
    let (mut alarms, mut equivalent, mut judged) = (0, 0, 0);
    for round in 0..2_000 {
        let columns = |side: u64| -> Vec<Vec<f64>> {
            (0..8).map(|kpi| noisy(256, 100.0, 5.0, 1_000_000 * side + 8 * round + kpi)).collect()
        };
        let (old, new) = (baseline(&columns(1), Class::Gate, Better::Higher), values(&columns(2), 'b'));
        let mut last = None;
        for look in super::super::looks(256) {
            let judgement = judge(&old, &new[..look], 5);
            let is_open = judgement.is_open;
            last = Some(judgement);
            if !is_open {
                break;
            }
        }
        let last = last.unwrap();
        alarms += u32::from(matches!(last.verdict, Verdict::Changed | Verdict::Improved | Verdict::Drift));
        equivalent += last.kpis.iter().filter(|it| it.verdict == Verdict::Equivalent).count();
        judged += last.kpis.len();
    }
    // 2 are expected; more than 9 have a chance below 1e-4.
    assert!(alarms <= 9, "{alarms} alarms in 2,000 checks");
    assert!(equivalent as f64 >= 0.95 * judged as f64, "{equivalent} of {judged}");
}
