//! Several jobs as one batch: all replications of all of them on all cores, and a journal by which an interrupted batch goes on.

use super::job::{BatchArgs, Job};
use crate::batch::{self, Ended};
use crate::clock::Stopwatch;
use crate::console::Console;
use crate::disk::{Log, program_hash};
use crate::exit::{Exit, Failure};
use crate::export::timings::Timings;
use crate::journal::{Fault, Journal, head, job_hash};
use crate::model::Model;
use crate::number::{counted, grouped};
use crate::results::Results;
use darse_port::Outcome;
use darse_port::outcome::{Pictures, Violation};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A replication of a job: its hash and number.
type Key = (String, u32);

/// Where finished replications are written down.
pub(super) struct Ledger {
    path: PathBuf,
    log: Log,
    journal: Journal,
}

impl Ledger {
    /// The one beside a folder for results, which an interrupted command leaves and the same command goes on from; see
    /// [`Ledger::open`].
    ///
    /// # Errors
    /// If another process writes it, the disk refuses, or it contradicts itself.
    pub(super) fn beside(folder: &Path, console: &mut Console) -> Result<Ledger, Failure> {
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ledger::open(&folder.with_file_name(format!("{name}.journal")), console)
    }

    /// Opens the file, or makes it; says what is left of an earlier run.
    ///
    /// # Errors
    /// If another process writes it, the disk refuses, or it contradicts itself.
    fn open(path: &Path, console: &mut Console) -> Result<Ledger, Failure> {
        let disk = |error: crate::disk::FolderError| Failure::input_output(error.to_string());
        let program = program_hash();
        let (mut log, bytes) = Log::open(path).map_err(disk)?;
        let shown = path.display();
        let journal = match Journal::read(&bytes, &program) {
            Ok(journal) => {
                log.cut(journal.whole).map_err(disk)?;
                if journal.damaged > 0 {
                    console.warning(&format!(
                        "`{shown}`: {} passed over, and run again",
                        counted(journal.damaged, "damaged record")
                    ));
                }
                journal
            }
            Err(Fault::Contradiction) => {
                return Err(Failure::internal(format!(
                    "`{shown}` has two different outcomes of one replication: the results cannot be trusted; remove it to begin anew"
                )));
            }
            Err(Fault::Other) => {
                let is_ours = bytes.is_empty() || looks_like_a_journal(&bytes);
                if !is_ours {
                    return Err(Failure::input_output(format!(
                        "`{shown}` is there and is no journal of darse: name another --out"
                    )));
                }
                if bytes.ends_with(b"\n") {
                    console.note(&format!("`{shown}` is of another build of darse: begun anew"));
                }
                log.cut(0).map_err(disk)?;
                log.add(&head(&program)).map_err(disk)?;
                Journal::default()
            }
        };
        Ok(Ledger { path: path.to_path_buf(), log, journal })
    }

    /// Refuses to go on if replications are written down that nobody asks for: they would be gone with the file.
    ///
    /// # Errors
    /// If there are any.
    fn serves(&self, is_asked: impl Fn(&Key) -> bool) -> Result<(), Failure> {
        let lost = self.journal.keys().filter(|key| !is_asked(key)).count();
        let shown = self.path.display();
        let message = format!(
            "`{shown}` holds {} of another command, which was interrupted: give that one again to go on with it, \
             name another --out, or remove the file",
            counted(lost, "replication")
        );
        if lost > 0 { Err(Failure::invalid(message)) } else { Ok(()) }
    }

    /// Removes the file: the results are where they belong.
    ///
    /// # Errors
    /// If the disk refuses.
    pub(super) fn close(self) -> Result<(), Failure> {
        self.log.remove().map_err(|error| Failure::input_output(error.to_string()))
    }
}

/// A first line that was torn, or that another build wrote.
fn looks_like_a_journal(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b" {\"line\":\"journal\"";
    match bytes.get(16..) {
        Some(rest) => rest.starts_with(&MARK[..MARK.len().min(rest.len())]),
        None => bytes.iter().all(u8::is_ascii_hexdigit),
    }
}

/// Runs all replications of all jobs that the ledger does not have, those of jobs that are the same but once, and puts the
/// results together as if each job had been run alone; without pictures.
///
/// # Errors
/// If the ledger has replications of other jobs, a job has no replication left to show, an invariant did not hold, the ledger cannot be written, or there are no threads.
pub(super) fn run_all(
    jobs: &[Job],
    args: &BatchArgs,
    mut ledger: Option<&mut Ledger>,
    model: &Model,
    console: &mut Console,
) -> Result<(Vec<Results>, Timings), Failure> {
    let hashes: Vec<String> = jobs.iter().map(|job| job_hash(&job.run)).collect();
    let mut known: BTreeMap<Key, Ended> = BTreeMap::new();
    let mut tasks: BTreeMap<Key, &Job> = BTreeMap::new();
    let mut order: Vec<(Key, &Job)> = Vec::new();
    for (job, hash) in jobs.iter().zip(&hashes) {
        for &replication in &job.numbers {
            let key = (hash.clone(), replication);
            match ledger.as_ref().and_then(|it| it.journal.outcome(hash, replication)) {
                Some(outcome) => drop(known.insert(key, Ended::Done(Box::new(outcome.clone())))),
                None if tasks.insert(key.clone(), job).is_none() => order.push((key, job)),
                None => {}
            }
        }
    }
    if let Some(it) = &ledger {
        it.serves(|key| known.contains_key(key) || tasks.contains_key(key))?;
    }
    if !known.is_empty() && !args.quiet {
        let (done, all) = (grouped(known.len() as f64, 0), grouped((known.len() + order.len()) as f64, 0));
        console.note(&format!("going on: {done} of {all} replications are there already"));
    }
    let threads = args.threads(order.len());
    let work = |(key, job): &(Key, &Job)| without_pictures(job, key.1, model);
    let note = |(key, _): &(Key, &Job), ended: &Result<Outcome, Violation>| match (ended, ledger.as_mut()) {
        // What is no number is not written down: it comes out again, and is reported.
        (Ok(outcome), Some(it)) if outcome.values.iter().flatten().all(|value| value.is_finite()) => {
            let lines = it.journal.lines(&key.0, key.1, outcome);
            it.log.add(&lines)
        }
        _ => Ok(()),
    };
    let watch = Stopwatch::start();
    let ended = batch::each_noted(&order, threads, console.progress && !args.quiet, work, note)
        .map_err(|why| Failure::internal(format!("no threads to run on: {why}")))?
        .map_err(|error| Failure::input_output(error.to_string()))?;
    let lap = watch.lap();
    let run = order.len();
    for ((key, _), ended) in order.into_iter().zip(ended) {
        known.insert(key, Ended::from(ended));
    }
    let mut all: Vec<Results> = Vec::new();
    for (job, hash) in jobs.iter().zip(&hashes) {
        let of_job = job.numbers.iter().map(|&number| (number, known[&(hash.clone(), number)].clone())).collect();
        all.push(job.results(of_job, console)?);
    }
    let events = all.iter().map(Results::events).sum();
    Ok((all, Timings::new(lap, events, threads, run)))
}

fn without_pictures(job: &Job, replication: u32, model: &Model) -> Result<Outcome, Violation> {
    let outcome = job.course.run(&job.scenario, &job.run, replication, model)?;
    Ok(Outcome { pictures: Pictures::default(), ..outcome })
}

/// How several jobs ended: done if all replications of all are.
pub(super) fn exit_of(all: &[Results]) -> Exit {
    if all.iter().all(|results| results.failed.is_empty()) { Exit::Success } else { Exit::FailedReplications }
}
