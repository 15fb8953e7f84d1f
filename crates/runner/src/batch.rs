//! Replications on all cores: the one module that knows threads.
//!
//! A replication is a pure function of its number, so threads only decide when it runs. Results come back in the order
//! of the replications, whatever the order in which they ended; nothing is summed up across threads. A replication that
//! panics takes no other with it.

use darse_port::Outcome;
use darse_port::outcome::Violation;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use rayon::prelude::*;
use std::cell::RefCell;
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, Once, PoisonError};

/// How one replication ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ended {
    /// As it should.
    Done(Box<Outcome>),
    /// An invariant did not hold.
    Broken(Violation),
    /// It panicked; where, and with which words.
    Panicked(String),
}

impl From<Result<Result<Outcome, Violation>, String>> for Ended {
    fn from(ended: Result<Result<Outcome, Violation>, String>) -> Ended {
        match ended {
            Ok(Ok(outcome)) => Ended::Done(Box::new(outcome)),
            Ok(Err(violation)) => Ended::Broken(violation),
            Err(words) => Ended::Panicked(words),
        }
    }
}

/// Threads to use if nobody says otherwise.
pub fn default_threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Runs the trial once for each number, `threads` at a time, and returns how each ended, in the order of the numbers.
///
/// # Errors
/// If the system gives no threads; the fragment says why.
pub fn run<F>(replications: &[u32], threads: usize, progress: bool, trial: F) -> Result<Vec<(u32, Ended)>, String>
where
    F: Fn(u32) -> Result<Outcome, Violation> + Sync,
{
    let ended = each(replications, threads, progress, |&replication| trial(replication))?;
    Ok(replications.iter().copied().zip(ended.into_iter().map(Ended::from)).collect())
}

/// Does the work once for each task, `threads` at a time; what came of each, or the words of its panic, in the order of the
/// tasks.
///
/// # Errors
/// If the system gives no threads; the fragment says why.
pub fn each<T, R, F>(tasks: &[T], threads: usize, progress: bool, work: F) -> Result<Vec<Result<R, String>>, String>
where
    T: Sync,
    R: Send,
    F: Fn(&T) -> R + Sync,
{
    let ended = each_noted(tasks, threads, progress, work, |_, _| Ok::<(), Infallible>(()))?;
    Ok(ended.unwrap_or_else(|never| match never {}))
}

/// As [`each`]; and as soon as a task has ended well, in whatever order they end, notes what came of it. One note is taken
/// at a time. If one cannot be taken, no further task is begun, and its error is what comes back.
///
/// # Errors
/// If the system gives no threads; the fragment says why.
pub fn each_noted<T, R, E, F, N>(
    tasks: &[T],
    threads: usize,
    progress: bool,
    work: F,
    note: N,
) -> Result<Result<Vec<Result<R, String>>, E>, String>
where
    T: Sync,
    R: Send,
    E: Send,
    F: Fn(&T) -> R + Sync,
    N: FnMut(&T, &R) -> Result<(), E> + Send,
{
    quiet_panics();
    let threads = threads.clamp(1, tasks.len().max(1));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|error| error.to_string())?;
    let bar = if progress { progress_bar(tasks.len()) } else { ProgressBar::hidden() };
    let note = Mutex::new(note);
    let ended = pool.install(|| {
        let each = tasks.par_iter().with_max_len(1).map(|task| {
            let ended = guarded(|| work(task));
            if let Ok(result) = &ended {
                let mut note = note.lock().unwrap_or_else(PoisonError::into_inner);
                note(task, result)?;
            }
            bar.inc(1);
            Ok(ended)
        });
        each.collect()
    });
    bar.finish_and_clear();
    Ok(ended)
}

fn progress_bar(replications: usize) -> ProgressBar {
    let bar = ProgressBar::new(replications as u64);
    let template = "{bar:30} {pos}/{len} replications  {rate}  {eta} left";
    let style = ProgressStyle::with_template(template).expect("the template is a constant that has been tried");
    bar.set_style(style.with_key("rate", |state: &ProgressState, text: &mut dyn std::fmt::Write| {
        let _ = write!(text, "{:.2}/s", state.per_sec());
    }));
    bar.enable_steady_tick(std::time::Duration::from_millis(200));
    bar
}

thread_local! {
    /// `Some` while a replication runs on this thread; holds what its panic said.
    static LAST_WORDS: RefCell<Option<String>> = const { RefCell::new(None) };
}

fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    LAST_WORDS.set(Some(String::new()));
    let ended = catch_unwind(AssertUnwindSafe(work));
    let words = LAST_WORDS.take().unwrap_or_default();
    ended.map_err(|_| words)
}

/// A panic inside a replication is kept for the report; any other is printed as ever.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let inside = LAST_WORDS.with_borrow_mut(|words| words.as_mut().map(|words| *words = last_words(panic)).is_some());
            if !inside {
                usual(panic);
            }
        }));
    });
}

fn last_words(panic: &std::panic::PanicHookInfo<'_>) -> String {
    let words = panic.payload_as_str().unwrap_or("no words");
    panic.location().map_or_else(|| words.to_owned(), |place| format!("{place}: {words}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use darse_port::outcome::Pictures;

    fn outcome(replication: u32) -> Outcome {
        let (columns, values, pictures) = (Vec::new(), Vec::new(), Pictures::default());
        Outcome { columns, values, events: u64::from(replication), trace_hash: 0, pictures }
    }

    #[test]
    fn results_come_in_the_order_of_the_replications() {
        for threads in [1, 2, 7] {
            let numbers: Vec<u32> = (0..50).rev().collect();
            let ended = run(&numbers, threads, false, |r| {
                std::thread::sleep(std::time::Duration::from_micros(u64::from(r * 37 % 11) * 50));
                Ok(outcome(r))
            });
            let expected: Vec<_> = numbers.iter().map(|&r| (r, Ended::Done(Box::new(outcome(r))))).collect();
            assert_eq!(ended, Ok(expected));
        }
    }

    #[test]
    fn every_end_is_noted_once_and_a_note_that_fails_ends_the_batch() {
        let numbers: Vec<u32> = (0..50).collect();
        let mut noted = Vec::new();
        let ended = each_noted(
            &numbers,
            3,
            false,
            |n| n * n,
            |n, square| {
                noted.push((*n, *square));
                Ok::<(), ()>(())
            },
        );
        assert_eq!(ended, Ok(Ok(numbers.iter().map(|n| Ok(n * n)).collect())));
        noted.sort_unstable();
        assert_eq!(noted, numbers.iter().map(|n| (*n, n * n)).collect::<Vec<_>>());
        let full = each_noted(&numbers, 2, false, |n| *n, |n, _| if *n == 7 { Err("full") } else { Ok(()) });
        assert_eq!(full, Ok(Err("full")));
    }

    #[test]
    fn a_panic_and_a_violation_leave_the_others_alone() {
        let trial = |r: u32| match r {
            1 => panic!("berth {r} freed twice"),
            2 => Err(Violation("two vessels share a metre".to_owned())),
            _ => Ok(outcome(r)),
        };
        let ended = run(&[0, 1, 2, 3], 2, false, trial).unwrap();
        assert!(matches!(&ended[0], (0, Ended::Done(_))) && matches!(&ended[3], (3, Ended::Done(_))));
        let Ended::Panicked(words) = &ended[1].1 else { panic!("{:?}", ended[1]) };
        assert!(words.contains("batch.rs:") && words.ends_with(": berth 1 freed twice"), "{words}");
        assert_eq!(ended[2].1, Ended::Broken(Violation("two vessels share a metre".to_owned())));
    }
}
