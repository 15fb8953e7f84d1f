//! The whole of a verification: which cases, all their models, one report.

use super::case::{Case, read};
use super::family;
use super::measure::{Job, measured};
use super::params::Fault;
use super::report::{LeftOut, Report};
use super::study::Study;
use super::verdict::judged;

/// How many of the project's own cases are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Every family, at the same precision, in under three minutes on two cores.
    Quick,
    /// Every case, much longer. The berth cells through the port are most of it.
    Full,
}

/// The tables that are part of the project.
const TABLES: [&str; 4] = [
    include_str!("own/queues.json"),
    include_str!("own/berths.json"),
    include_str!("own/published.json"),
    include_str!("own/statistics.json"),
];

/// The project's own cases.
///
/// # Errors
/// What is wrong with a table; a test sees to it that nothing is.
pub fn own(extent: Extent) -> Result<Vec<Case>, Fault> {
    let mut cases = Vec::new();
    for table in TABLES {
        cases.extend(read(table)?);
    }
    cases.retain(|case| extent == Extent::Full || !case.full_only);
    Ok(cases)
}

/// Why a verification could not be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// A case asks for what cannot be.
    Input(Fault),
    /// A model panicked: a bug of ours.
    Bug(String),
}

/// Simulates all cases and judges them together.
///
/// # Errors
/// [`Stopped`]
pub fn verify(cases: &[Case], threads: usize, progress: bool) -> Result<Report, Stopped> {
    report(cases, &jobs(cases)?, threads, progress)
}

/// The models of all cases.
///
/// # Errors
/// [`Stopped::Input`]
pub fn jobs(cases: &[Case]) -> Result<Vec<Job<'_>>, Stopped> {
    let mut jobs = Vec::new();
    for case in cases {
        let studies = family::studies(case).map_err(Stopped::Input)?;
        jobs.extend(studies.into_iter().map(|study: Study| Job { case, study }));
    }
    Ok(jobs)
}

/// Simulates the models of these cases and judges them together.
///
/// # Errors
/// [`Stopped`]
pub fn report(cases: &[Case], jobs: &[Job<'_>], threads: usize, progress: bool) -> Result<Report, Stopped> {
    let measured = measured(jobs, threads, progress).map_err(Stopped::Bug)?;
    let lines = judged(&measured.claims);
    let compared = |case: &Case, name: &str| {
        let variant = format!("{name} (");
        lines.iter().any(|line| line.case == case.id && (line.quantity == name || line.quantity.starts_with(&variant)))
    };
    if let Some(case) = cases.iter().find(|case| lines.iter().all(|line| line.case != case.id)) {
        return Err(Stopped::Input(format!("case `{}`: none of the quantities it expects is one of its family", case.id)));
    }
    let mut left_out = Vec::new();
    for case in cases {
        for (name, _) in case.expected.iter().filter(|(name, _)| !compared(case, name)) {
            let unknown =
                || format!("case `{}`: it expects `{name}`, which the family `{}` does not measure", case.id, case.family);
            let why = why_not(name).ok_or_else(|| Stopped::Input(unknown()))?;
            left_out.push(LeftOut { case: case.id.clone(), quantity: name.clone(), why });
        }
    }
    Ok(Report::new(lines, left_out, measured.replications))
}

/// Why an expected quantity has no line, if there is a reason.
fn why_not(quantity: &str) -> Option<&'static str> {
    let stem = quantity.rsplit('.').next().unwrap_or(quantity);
    match stem {
        "R_residual" | "trunc" | "periodicity_err" => Some("a diagnostic of how the expected values were computed"),
        "P_all_down" | "Wq_p99" => Some("too rare to be simulated to 1 %"),
        "EC" | "EC2" => Some("a moment of service with its breakdowns, from which other quantities follow"),
        "t_max_EQ_h" => Some("the instant at which another quantity is read"),
        _ => None,
    }
}
