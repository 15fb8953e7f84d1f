use super::*;
use crate::statistics::trials::{Normals, at_least};
use std::convert::Infallible;

/// Normal systems with these means and standard deviations; replications of one number share a part of their noise.
struct Made<'a> {
    means: &'a [f64],
    sd: f64,
    shared: f64,
    trial: u64,
    given: Vec<u32>,
}

impl Made<'_> {
    fn of(means: &[f64], sd: f64, shared: f64, trial: u64) -> Made<'_> {
        Made { means, sd, shared, trial, given: vec![0; means.len()] }
    }

    fn value(&self, system: usize, replication: u32) -> f64 {
        let mut common = Normals::new(self.trial * 1_000_003 + u64::from(replication));
        let mut own = Normals::new((self.trial * 1_000_003 + u64::from(replication)) * 64 + 7_777_777 + system as u64);
        self.means[system] + self.sd * (self.shared.sqrt() * common.next() + (1.0 - self.shared).sqrt() * own.next())
    }

    fn run(&mut self, asked: &[(usize, u32)]) -> Result<Vec<Vec<f64>>, Infallible> {
        let mut all = Vec::new();
        for &(system, more) in asked {
            let from = self.given[system];
            all.push((from..from + more).map(|replication| self.value(system, replication)).collect());
            self.given[system] += more;
        }
        Ok(all)
    }

    fn select(mut self, goal: Goal, procedure: Procedure) -> Found {
        let k = self.means.len();
        select(k, goal, procedure, &mut |asked| self.run(asked)).unwrap_or_else(|never| match never {})
    }
}

#[test]
fn the_best_is_found_whichever_way_is_better() {
    let kn = Procedure::Kn { alpha: 0.05, delta: 0.5, most: 1000 };
    for procedure in [kn, Procedure::Ocba { budget: 200 }] {
        for (goal, expected) in [(Goal::Largest, 1), (Goal::Smallest, 2)] {
            let (values, best, _, assurance) = Made::of(&[5.0, 6.0, 4.0], 1.0, 0.0, 1).select(goal, procedure);
            assert_eq!(best, expected, "{goal:?} {procedure:?}");
            match assurance {
                Assurance::Guaranteed => {}
                Assurance::About(probability) => {
                    assert!(probability > 0.95, "{probability}");
                    assert_eq!(values.iter().map(Vec::len).sum::<usize>(), 200);
                }
                Assurance::Capped(left) => panic!("{left} left"),
            }
        }
    }
}

#[test]
fn what_is_run_in_vain_changes_nothing() {
    // The same as one replication at a time, which the procedure is fed by hand.
    let (means, delta) = ([0.0, 0.1, 0.3, 0.05], 0.25);
    for trial in 0..20 {
        let (values, best, out_at, _) =
            Made::of(&means, 1.0, 0.3, trial).select(Goal::Largest, Procedure::Kn { alpha: 0.1, delta, most: 100_000 });
        let made = Made::of(&means, 1.0, 0.3, trial);
        let first: Vec<Vec<f64>> = (0..4).map(|system| (0..10).map(|at| made.value(system, at)).collect()).collect();
        let mut kn = Kn::begin(0.1, delta, &first);
        let mut at = 10;
        while kn.best().is_none() {
            kn.observe(&(0..4).map(|system| made.value(system, at)).collect::<Vec<_>>());
            at += 1;
        }
        assert_eq!(kn.best(), Some(best));
        for system in (0..4).filter(|system| *system != best) {
            assert_eq!(out_at[system], Some(kn.replications(system)), "trial {trial}");
            assert!(values[system].len() >= kn.replications(system));
        }
    }
}

#[test]
fn common_random_numbers_spare_replications_and_keep_the_promise() {
    const TRIALS: u64 = 400;
    let procedure = Procedure::Kn { alpha: 0.05, delta: 0.3, most: 100_000 };
    let mut spent = [0, 0];
    for (way, shared) in [0.0, 0.8].into_iter().enumerate() {
        let mut right = 0;
        for trial in 0..TRIALS {
            let (values, best, ..) = Made::of(&[0.0, 0.0, 0.0, 0.3], 1.0, shared, trial).select(Goal::Largest, procedure);
            right += u64::from(best == 3);
            spent[way] += values.iter().map(Vec::len).sum::<usize>();
        }
        assert!(at_least(right, TRIALS, 0.95), "shared {shared}: {right} of {TRIALS}");
    }
    assert!(spent[1] * 2 < spent[0], "{spent:?}");
}

/// Two scenarios whose whole numbers were equal so far.
#[test]
fn values_that_happen_to_be_equal_do_not_decide() {
    let mut steady = |asked: &[(usize, u32)]| -> Result<Vec<Vec<f64>>, Infallible> {
        Ok(asked.iter().map(|&(system, more)| vec![40.0 + system as f64; more as usize]).collect())
    };
    let kn = |alpha, most| Procedure::Kn { alpha, delta: 1.0, most };
    // 2 / 2^3 is above 0.05; 2 / 2^11 is the first below 0.001.
    for (alpha, most, expected) in [(0.05, 3, (3, Assurance::Capped(2))), (0.001, 1000, (11, Assurance::Guaranteed))] {
        let Ok((values, .., assurance)) = select(2, Goal::Smallest, kn(alpha, most), &mut steady);
        assert_eq!((values[0].len(), assurance), expected);
    }
    let Ok((.., assurance)) = select(2, Goal::Smallest, Procedure::Ocba { budget: 4 }, &mut steady);
    let Assurance::About(probability) = assurance else { panic!("{assurance:?}") };
    assert!((probability - 5.0 / 6.0).abs() < 1e-12, "{probability}");
}

#[test]
fn scenarios_with_the_same_values_are_named() {
    let system = |name: &str, values: &[f64]| System { name: name.to_owned(), values: values.to_vec(), out_at: None };
    let mut it = Selection {
        kpi: "t/rolled".to_owned(),
        kpi_name: "Rolled".to_owned(),
        unit: "%".to_owned(),
        goal: Goal::Smallest,
        procedure: Procedure::Kn { alpha: 0.05, delta: 1.0, most: 1000 },
        systems: vec![system("a", &[0.0; 10]), system("b", &[0.0; 10]), system("c", &[3.0; 10])],
        best: 0,
        assurance: Assurance::Guaranteed,
    };
    assert!(
        words::sentences(&it).contains(&"b has the very same values so far: nothing tells which is best of these.".to_owned())
    );
    it.systems[1].values[9] = 1.0;
    assert!(words::sentences(&it).iter().all(|sentence| !sentence.contains("very same")));
}

#[test]
fn too_few_replications_are_said_to_be_too_few() {
    let procedure = Procedure::Kn { alpha: 0.05, delta: 0.01, most: 30 };
    let (values, _, out_at, assurance) = Made::of(&[0.0, 0.0, 0.0], 1.0, 0.0, 3).select(Goal::Smallest, procedure);
    let left = out_at.iter().filter(|out| out.is_none()).count();
    assert_eq!(assurance, Assurance::Capped(left));
    assert!(left > 1 && values.iter().all(|values| values.len() <= 30));
}
