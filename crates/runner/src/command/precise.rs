//! `darse run --precision`: a pilot, a plan, a fresh set.

use super::job::{BatchArgs, Job, MOST_REPLICATIONS};
use crate::console::Console;
use crate::exit::Failure;
use crate::export::timings::Timings;
use crate::model::Model;
use crate::number::grouped;
use crate::precision::{Asked, attained, more, plan};
use crate::results::Results;
use crate::statistics::FEW;
use crate::statistics::two_stage::PILOT;
use std::str::FromStr;

#[derive(clap::Args, Debug)]
pub(super) struct PrecisionArgs {
    /// As many replications as bring the mean of each --kpi within this share of itself, e.g. `5%`: a pilot of 30 says how many,
    /// and so many are run afresh. Ends with code 8 if that is not reached
    #[arg(long, value_name = "SHARE", conflicts_with_all = ["only", "save_at", "resume"])]
    precision: Option<Percent>,

    /// With --precision: this KPI, by its id with or without the facility; repeatable [default: six of every terminal, see README]
    #[arg(long, value_name = "KPI", requires = "precision")]
    kpi: Vec<String>,

    /// With --precision: fresh replications at most, whatever the pilot asks for
    #[arg(long, value_name = "N", default_value = "2000", requires = "precision")]
    #[arg(value_parser = clap::value_parser!(u32).range(FEW as i64..=MOST_REPLICATIONS))]
    max_replications: u32,
}

impl PrecisionArgs {
    /// What is asked, if anything is.
    ///
    /// # Errors
    /// If a number of replications is given too.
    pub(super) fn asked(&self, replications: Option<u32>) -> Result<Option<Asked>, Failure> {
        let Some(Percent(share)) = self.precision else { return Ok(None) };
        if replications.is_some() {
            return Err(Failure::invalid(
                "--precision finds out how many replications it takes, --replications says how many: give one of them \
                 (--max-replications is the most that --precision may take)",
            ));
        }
        Ok(Some(Asked { share, kpis: self.kpi.clone(), most: self.max_replications }))
    }
}

/// Runs the pilot, then as many replications as follow from it, numbered after the pilot's; once more, as many as these ask for.
///
/// # Errors
/// As for any job.
pub(super) fn run(
    mut job: Job,
    asked: &Asked,
    args: &BatchArgs,
    model: &Model,
    console: &mut Console,
) -> Result<(Results, Timings), Failure> {
    job.numbers = (0..PILOT).collect();
    let (pilot, mut timings) = job.run(args, model, console)?;
    let plan = plan(asked, &pilot);
    if !args.quiet {
        console.note(&format!("a pilot of {PILOT} asks for {} more", grouped(f64::from(plan.replications), 0)));
    }
    job.numbers = (PILOT..PILOT + plan.replications).collect();
    let (mut results, lap) = job.run(args, model, console)?;
    timings = timings.and(lap);
    let mut precision = attained(asked, &plan, &results);
    let total = more(asked, &plan, &precision);
    if total > plan.replications {
        if !args.quiet {
            console.note(&format!("their spread asks for {} more", grouped(f64::from(total - plan.replications), 0)));
        }
        job.numbers = (PILOT + plan.replications..PILOT + total).collect();
        let (rest, lap) = job.run(args, model, console)?;
        timings = timings.and(lap);
        results = job.together(results, rest)?;
        precision = attained(asked, &plan, &results);
    }
    results.precision = Some(precision);
    Ok((results, timings))
}

/// `5%`
#[derive(Clone, Copy, Debug, PartialEq)]
struct Percent(f64);

impl FromStr for Percent {
    type Err = String;

    fn from_str(text: &str) -> Result<Percent, String> {
        let percent = text.trim().strip_suffix('%').and_then(|it| it.trim().parse::<f64>().ok());
        match percent.filter(|percent| *percent > 0.0 && *percent < 100.0) {
            Some(percent) => Ok(Percent(percent / 100.0)),
            None => Err("write a percentage between 0 and 100, e.g. `5%`".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_a_percentage() {
        assert_eq!("5%".parse(), Ok(Percent(0.05)));
        assert_eq!(" 2.5 % ".parse(), Ok(Percent(0.025)));
        for wrong in ["0.05", "5", "0%", "-1%", "nan%", "100%", "%", ""] {
            assert!(wrong.parse::<Percent>().is_err(), "{wrong}");
        }
    }
}
