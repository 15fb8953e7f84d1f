//! Scripts worked by hand, and what holds of the random numbers and the calendar of any model.

use crate::verify::model::script::{self, Act, Life, Script, Units};
use crate::verify::model::unit::Unit;
use crate::verify::model::{crowd, keys};
use crate::verify::params::{Fault, Params};
use crate::verify::study::Study;
use darse_engine::{Preemption, SimDuration};

/// A microsecond more or less is 1e-8 of such times, and seen.
const UNIT: Unit = Unit(1.0);

/// The script of a case.
pub fn script(p: Params) -> Result<Vec<Study>, Fault> {
    let counts = |name: &str| if p.has(name) { p.numbers(name) } else { Ok(Vec::new()) };
    let pools: Vec<u32> = counts("pools")?.into_iter().map(|units| units as u32).collect();
    let stock = match counts("stock")?.as_slice() {
        [] => (0, 0),
        [room, inside] if inside <= room => (*room as u64, *inside as u64),
        other => return Err(p.fault("stock", &format!("must be the room and what is inside, found {other:?}"))),
    };
    let texts = p.texts("lives")?;
    let lives = texts.iter().map(|text| {
        life(text, pools.len(), texts.len()).map_err(|act| p.fault("lives", &format!("has `{act}`, which nobody can do")))
    });
    let script = Script { stock, lives: lives.collect::<Result<_, _>>()?, until: UNIT.span(p.positive("until")?), pools };
    Ok(vec![Study::certain(move |_| script::observe(&script, UNIT))])
}

/// Numbers are keyed by who draws, and nothing else.
pub fn keys(p: Params) -> Result<Vec<Study>, Fault> {
    let entities = p.count("entities", 2)?;
    Ok(vec![Study::certain(move |streams| keys::observe(entities, streams))])
}

/// Many that hold at once.
pub fn crowd(p: Params) -> Result<Vec<Study>, Fault> {
    let members = p.count("members", 2)?;
    Ok(vec![Study::certain(move |_| crowd::observe(members))])
}

/// A life, or the words that are not understood.
fn life(text: &str, pools: usize, lives: usize) -> Result<Life, String> {
    let mut life = Life { acts: Vec::new(), minds: None, later: false };
    for text in text.split(", ") {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["later"] => life.later = true,
            ["minds", "resume"] => life.minds = Some(Preemption::Resume),
            ["minds", "restart"] => life.minds = Some(Preemption::Restart),
            ["minds", "abort"] => life.minds = Some(Preemption::Abort),
            words => life.acts.push(act(words, pools, lives).ok_or_else(|| text.to_owned())?),
        }
    }
    Ok(life)
}

fn act(words: &[&str], pools: usize, lives: usize) -> Option<Act> {
    let who = |word: &str| word.parse().ok().filter(|life: &usize| *life < lives);
    Some(match words {
        ["hold", time] => Act::Hold { lasting: span(time)?, first: false },
        ["hold", time, "first"] => Act::Hold { lasting: span(time)?, first: true },
        ["seize", what @ .., "within", time] => {
            Act::Seize { units: units(what, pools)?, urgent: false, patience: Some(span(time)?) }
        }
        ["seize", what @ .., "urgent"] => Act::Seize { units: units(what, pools)?, urgent: true, patience: None },
        ["seize", what @ ..] => Act::Seize { units: units(what, pools)?, urgent: false, patience: None },
        ["release", what @ ..] => Act::Release(units(what, pools)?),
        ["hand", what @ .., "to", life] => Act::Hand { units: units(what, pools)?, to: who(life)? },
        ["give", units, "to", pool] => {
            Act::Capacity { pool: pool.parse().ok().filter(|it| *it < pools)?, units: units.parse().ok()? }
        }
        ["get", amount] => Act::Get(amount.parse().ok()?),
        ["put", amount] => Act::Put(amount.parse().ok()?),
        ["lay", time] => Act::Lay(span(time)?),
        ["fetch"] => Act::Fetch,
        ["await", "within", time] => Act::Await(span(time)?),
        ["call"] => Act::Call,
        ["interrupt", life, "for", time] => Act::Interrupt { whom: who(life)?, pause: span(time)? },
        ["send", life] => Act::Send(who(life)?),
        ["reset"] => Act::Reset,
        _ => return None,
    })
}

/// `1 of 0 and 2 of 1`: one unit of pool 0 and two of pool 1. At most three pools, each once.
fn units(words: &[&str], pools: usize) -> Option<Units> {
    let mut found = Units::new();
    for part in words.split(|word| *word == "and") {
        let [units, "of", pool] = part else { return None };
        let pool = pool.parse().ok().filter(|it| *it < pools && found.iter().all(|(other, _)| other != it))?;
        found.push((pool, units.parse().ok()?));
    }
    (found.len() <= 3).then_some(found)
}

fn span(word: &str) -> Option<SimDuration> {
    word.parse().ok().filter(|time: &f64| *time >= 0.0).map(|time| UNIT.span(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_can_do_is_named() {
        let of = |text: &str| life(text, 2, 2).map(|it| it.acts.len()).map_err(|act| act.clone());
        assert_eq!(of("minds resume, hold 1, seize 1 of 0 and 2 of 1 within 3, release 1 of 0 and 2 of 1"), Ok(3));
        for act in ["seize 1 of 2", "seize 1 of 0 and 1 of 0", "hold -1", "interrupt 2 for 1", "sleep 3"] {
            assert_eq!(of(&format!("hold 1, {act}")), Err(act.to_owned()));
        }
    }
}
