//! A journal: what replications gave, written down one by one as they end, so that an interrupted series goes on where it stopped.
//!
//! Text, one record a line, each behind a checksum of its own:
//!
//! ```text
//! 5f0c…  {"line":"journal","format":1,"program":"8d1e…"}
//! 91ab…  {"line":"columns","columns":"77c0…","list":[{"id":"tc3/vessel_wait","unit":"h","definition":"vessel_wait"},…]}
//! c3d4…  {"line":"replication","job":"1f2e…","replication":0,"columns":"77c0…","events":105031,"trace":"0a1b…","values":[5.25,…]}
//! ```
//! A replication is known by its job, a hash of everything its outcome depends on, so that a record can serve any series that has
//! the same job. The file is only ever added to. A last line that is torn is cut off; a line that does not fit its checksum
//! is passed over, and its replication runs again.

use crate::disk::sha256_hex;
use crate::results::Run;
use darse_port::Outcome;
use darse_port::kpi::Column;
use darse_port::outcome::Pictures;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format written here.
const FORMAT: u32 = 1;

/// Digits of a checksum or hash: 64 bits, as many as an accident needs.
const DIGITS: usize = 16;

#[derive(Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "lowercase")]
enum Line {
    Journal { format: u32, program: String },
    Columns { columns: String, list: Vec<Column> },
    Replication(Record),
}

#[derive(Serialize, Deserialize, PartialEq)]
struct Record {
    job: String,
    replication: u32,
    columns: String,
    events: u64,
    trace: String,
    values: Vec<Option<f64>>,
}

/// The journal as far as it is known: what is written, what is still to be written.
#[derive(Debug, Default)]
pub struct Journal {
    columns: BTreeMap<String, Vec<Column>>,
    done: BTreeMap<(String, u32), Outcome>,
    /// Bytes up to the end of the last whole line.
    pub whole: usize,
    /// Lines that do not fit their checksums.
    pub damaged: usize,
}

/// Why a journal is not gone on from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does not begin as a journal of this program does.
    Other,
    /// It holds two outcomes of the same replication that differ: the model is not a function of its seed.
    Contradiction,
}

/// What everything about a job's outcomes depends on, as a hash; the replication apart.
pub fn job_hash(run: &Run) -> String {
    let data: String = run.data.iter().map(|file| format!("{} {}\n", file.name, file.sha256)).collect();
    let whole = format!("{}\n{}\n{}\n{} {}\n{data}", run.sha256, run.seed, run.checked, run.horizon_us, run.warm_up_us);
    sha256_hex(whole.as_bytes())[..2 * DIGITS].to_owned()
}

fn with_checksum(line: &Line) -> String {
    let json = serde_json::to_string(line).expect("numbers are finite and keys are text");
    format!("{} {json}\n", &sha256_hex(json.as_bytes())[..DIGITS])
}

/// The first line of a journal of this program, which is known by a hash of its own.
pub fn head(program: &str) -> String {
    with_checksum(&Line::Journal { format: FORMAT, program: program.to_owned() })
}

impl Journal {
    /// What a journal's bytes hold.
    ///
    /// # Errors
    /// A [`Fault`] if nothing of it may be used.
    pub fn read(bytes: &[u8], program: &str) -> Result<Journal, Fault> {
        let head = head(program);
        if !bytes.starts_with(head.as_bytes()) {
            return Err(Fault::Other);
        }
        let mut journal = Journal { whole: head.len(), ..Journal::default() };
        for line in bytes[head.len()..].split_inclusive(|byte| *byte == b'\n') {
            if line.last() != Some(&b'\n') {
                break;
            }
            journal.whole += line.len();
            match parsed(line) {
                Some(Line::Columns { columns, list }) => {
                    journal.columns.insert(columns, list);
                }
                Some(Line::Replication(record)) => journal.keep(record)?,
                Some(Line::Journal { .. }) | None => journal.damaged += 1,
            }
        }
        Ok(journal)
    }

    fn keep(&mut self, record: Record) -> Result<(), Fault> {
        let Some(columns) = self.columns.get(&record.columns).filter(|it| it.len() == record.values.len()) else {
            self.damaged += 1;
            return Ok(());
        };
        let Ok(trace_hash) = u64::from_str_radix(&record.trace, 16) else {
            self.damaged += 1;
            return Ok(());
        };
        let pictures = Pictures::default();
        let outcome = Outcome { columns: columns.clone(), values: record.values, events: record.events, trace_hash, pictures };
        match self.done.get(&(record.job.clone(), record.replication)) {
            Some(earlier) if !same_bits(earlier, &outcome) => Err(Fault::Contradiction),
            _ => {
                self.done.insert((record.job, record.replication), outcome);
                Ok(())
            }
        }
    }

    /// The replications that are written down: of which job, and their numbers.
    pub fn keys(&self) -> impl Iterator<Item = &(String, u32)> {
        self.done.keys()
    }

    /// What a replication of a job gave, if it is written down.
    pub fn outcome(&self, job: &str, replication: u32) -> Option<&Outcome> {
        self.done.get(&(job.to_owned(), replication))
    }

    /// The lines to be added for an outcome; its columns first if they are new.
    pub fn lines(&mut self, job: &str, replication: u32, outcome: &Outcome) -> String {
        let list = serde_json::to_string(&outcome.columns).expect("text is always JSON");
        let columns = sha256_hex(list.as_bytes())[..DIGITS].to_owned();
        let mut lines = String::new();
        if !self.columns.contains_key(&columns) {
            lines += &with_checksum(&Line::Columns { columns: columns.clone(), list: outcome.columns.clone() });
            self.columns.insert(columns.clone(), outcome.columns.clone());
        }
        lines
            + &with_checksum(&Line::Replication(Record {
                job: job.to_owned(),
                replication,
                columns,
                events: outcome.events,
                trace: format!("{:016x}", outcome.trace_hash),
                values: outcome.values.clone(),
            }))
    }
}

fn same_bits(a: &Outcome, b: &Outcome) -> bool {
    let bits = |it: &Outcome| it.values.iter().map(|value| value.map(f64::to_bits)).collect::<Vec<_>>();
    (a.events, a.trace_hash, &a.columns, bits(a)) == (b.events, b.trace_hash, &b.columns, bits(b))
}

fn parsed(line: &[u8]) -> Option<Line> {
    let (checksum, json) = std::str::from_utf8(line).ok()?.trim_end_matches('\n').split_once(' ')?;
    let fits = sha256_hex(json.as_bytes())[..DIGITS] == *checksum;
    fits.then(|| serde_json::from_str(json).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic;

    fn written() -> (String, Vec<Outcome>) {
        let outcomes: Vec<Outcome> = (0..5).map(|r| synthetic::outcome(7, 3, r)).collect();
        let mut journal = Journal::default();
        let lines: String = (0..).zip(&outcomes).map(|(r, outcome)| journal.lines("job", r, outcome)).collect();
        (head("p") + &lines, outcomes)
    }

    fn known(text: &[u8]) -> Vec<u32> {
        let journal = Journal::read(text, "p").unwrap();
        (0..5).filter(|r| journal.outcome("job", *r).is_some()).collect()
    }

    #[test]
    fn what_was_written_is_read_to_the_bit() {
        let (text, outcomes) = written();
        let journal = Journal::read(text.as_bytes(), "p").unwrap();
        assert_eq!((journal.whole, journal.damaged), (text.len(), 0));
        assert_eq!(text.lines().count(), 1 + 1 + 5, "the columns stand once");
        for (r, outcome) in (0..).zip(&outcomes) {
            assert!(same_bits(journal.outcome("job", r).unwrap(), outcome));
        }
        assert_eq!(journal.outcome("another", 0), None);
    }

    #[test]
    fn a_torn_tail_is_not_whole_at_any_byte() {
        let (text, _) = written();
        let last = text[..text.len() - 1].rfind('\n').unwrap() + 1;
        for cut in last..text.len() {
            let journal = Journal::read(&text.as_bytes()[..cut], "p").unwrap();
            assert_eq!((journal.whole, journal.damaged), (last, 0));
            assert_eq!(known(&text.as_bytes()[..cut]), [0, 1, 2, 3]);
        }
    }

    #[test]
    fn a_bad_record_is_passed_over_and_the_others_are_kept() {
        let (text, _) = written();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut altered = lines.clone();
        let bad = lines[3].replacen("\"events\":1", "\"events\":2", 1);
        altered[3] = &bad;
        assert_ne!(altered, lines);
        assert_eq!(known(altered.concat().as_bytes()), [0, 2, 3, 4]);
        // Without the columns no record of theirs can be read.
        altered = lines.clone();
        altered.remove(1);
        assert_eq!(known(altered.concat().as_bytes()), [0; 0]);
    }

    #[test]
    fn another_program_and_two_outcomes_of_one_replication_are_refused() {
        let (text, outcomes) = written();
        assert_eq!(Journal::read(text.as_bytes(), "q").unwrap_err(), Fault::Other);
        assert_eq!(Journal::read(b"[sweep]", "p").unwrap_err(), Fault::Other);
        let mut journal = Journal::read(text.as_bytes(), "p").unwrap();
        let again = text.clone() + &journal.lines("job", 2, &outcomes[2]);
        assert!(Journal::read(again.as_bytes(), "p").is_ok());
        let other = text + &journal.lines("job", 2, &outcomes[3]);
        assert_eq!(Journal::read(other.as_bytes(), "p").unwrap_err(), Fault::Contradiction);
    }
}
