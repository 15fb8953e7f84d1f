use super::*;
use crate::results::{Replication, Run};
use crate::synthetic::Noise;
use darse_port::Outcome;
use darse_port::outcome::{Pictures, TerminalPicture};

/// So many replications of a terminal over 400 steps of 2 h, whose yard is filled as a function of step and noise says.
fn results(replications: u32, warm_up_h: u64, filled: impl Fn(f64, f64) -> f64) -> Results {
    let replication = |number: u32| {
        let mut noise = Noise::new(3, number);
        let yard_occupancy = (0..400).map(|step| filled(f64::from(step), noise.normal(0.0, 0.05))).collect();
        let (berth_occupancy, vessels_waiting) = (vec![0.5; 400], vec![0.0; 400]);
        let course = Course { step_h: 2, berth_occupancy, vessels_waiting, yard_occupancy };
        let terminals = vec![TerminalPicture { name: "T".to_owned(), course, ..TerminalPicture::default() }];
        let (columns, values, pictures) = (Vec::new(), Vec::new(), Pictures { terminals, ..Pictures::default() });
        Replication { number, outcome: Outcome { columns, values, events: 0, trace_hash: 0, pictures } }
    };
    let run = Run {
        title: "t".into(),
        file: "t.toml".into(),
        sha256: String::new(),
        overrides: Vec::new(),
        data: Vec::new(),
        seed: 1,
        horizon_us: (800 - warm_up_h) * 3_600_000_000,
        warm_up_us: warm_up_h * 3_600_000_000,
        checked: false,
    };
    Results::new(run, (0..replications).map(replication).collect(), Vec::new()).unwrap()
}

/// It fills up over the first days, as e^(−t / 20 steps).
fn filling(step: f64, noise: f64) -> f64 {
    0.6 * (1.0 - darse_engine::real::exp(-step / 20.0)) + noise
}

#[test]
fn a_warm_up_is_long_enough_or_too_short() {
    let long = judge(&results(10, 200, filling), Vec::new()).unwrap();
    assert_eq!((long.verdict, long.series.len(), long.warning()), (Verdict::LongEnough, 3, None), "{long:?}");
    assert!(long.cut_hours() > 60.0 && long.cut_hours() <= 200.0, "{long:?}");
    let short = judge(&results(10, 40, filling), Vec::new()).unwrap();
    assert_eq!(short.verdict, Verdict::TooShort);
    let said = short.warning().unwrap();
    assert!(
        said.starts_with("the warm-up of 1.7 days is short: MSER-5 cuts off") && said.ends_with("(yard occupancy of T)"),
        "{said}"
    );
}

#[test]
fn a_yard_that_goes_on_filling_has_no_steady_state() {
    let growing = judge(&results(10, 200, |step, noise| 0.3 + 0.001 * step + noise), Vec::new()).unwrap();
    assert_eq!(growing.verdict, Verdict::NoSteadyState);
    let said = growing.warning().unwrap();
    assert!(said.starts_with("no steady state: yard occupancy of T grows, by "), "{said}");
    let certain = judge(&results(10, 200, |step, _| 0.3 + 0.001 * step), Vec::new()).unwrap();
    assert_eq!(certain.verdict, Verdict::NoSteadyState);
    let one = judge(&results(1, 200, |step, noise| 0.3 + 0.01 * step + noise), Vec::new()).unwrap();
    assert!(one.warning().unwrap().contains("MSER-5 would cut off half of the run"), "{one:?}");
}

#[test]
fn a_station_that_is_asked_too_much_has_none_however_even_it_looks() {
    let even = results(10, 200, |_, noise| 0.5 + noise);
    assert_eq!(judge(&even, Vec::new()).unwrap().verdict, Verdict::LongEnough);
    let beyond = judge(&even, vec!["the quay of T (112 %)".to_owned()]).unwrap();
    let said = "no steady state: more is asked than can be done of the quay of T (112 %)";
    assert_eq!((beyond.verdict, beyond.warning().as_deref()), (Verdict::NoSteadyState, Some(said)));
}

#[test]
fn one_replication_has_an_interval_from_batches_of_its_own() {
    let alone = judge(&results(1, 200, |_, noise| 0.5 + noise), Vec::new()).unwrap();
    let it = alone.series.last().unwrap().batches.unwrap();
    assert!((it.mean - 0.5).abs() < 2.0 * it.half_width && it.is_independent(BATCHES_OF_ONE), "{it:?}");
    // Occupancy of berths never varies: there is nothing to put into batches.
    assert_eq!(alone.series[0].batches, None);
    assert!(judge(&results(2, 200, filling), Vec::new()).unwrap().series.iter().all(|line| line.batches.is_none()));
}
