//! Bugs planted in the engine (`darse_engine::canary`) and in the port (`darse_port::canary`), against the cases: the smallest
//! case that does not pass, or why none can see it. Tests of the engine and the gate of KPIs catch all of them, too; this says what
//! `darse verify` catches for whoever has only that.

use darse_engine::canary::Bug;
use darse_port::canary::Slip;
use darse_runner::verify::{Case, Extent, Stopped, jobs, own, report};

/// Who sees a bug.
#[derive(Clone, Copy)]
enum Sight {
    /// The smallest case that does not pass.
    Case(&'static str),
    /// None, and why.
    None(&'static str),
}
use Sight::{Case as By, None as Unseen};

/// What is planted.
#[derive(Clone, Copy, Debug)]
enum Plant {
    Engine(Bug),
    Port(Slip),
}
use Plant::{Engine, Port};

fn all() -> Vec<Plant> {
    let slips = [Slip::LastComeFirstServedAtTheGate, Slip::PauseOffByOne, Slip::MinutesReadAsHours];
    Bug::ALL.iter().copied().map(Engine).chain(slips.map(Port)).collect()
}

fn sight(plant: Plant) -> Sight {
    use Bug::*;
    let bug = match plant {
        Port(Slip::PauseOffByOne | Slip::MinutesReadAsHours) => return By("ShipByHand-01"),
        Port(Slip::LastComeFirstServedAtTheGate) => return Unseen("no case has trucks at a gate of the port"),
        Engine(bug) => bug,
    };
    match bug {
        TiesReversed
        | PriorityOfHoldsForgotten
        | RingReversed
        | EndExcluded
        | RecordLost
        | FifoAsLifo
        | CapacityOffByOne
        | WaitsCountedTooLong => By("Script-ties"),
        MultiSeizeTakesPart | SmallOvertakesLarge | LostWakeUp | UnitLeakedOnRelease | UnitsCountedAsOne => By("Script-team"),
        GhostInLine | AbandonedHeadBlocks | PatienceNeverEnds | TimedOutSticks => By("Script-patience"),
        StaleKeyAccepted | LeftOffByOne | ResumeRestarts => By("Script-interrupted"),
        PriorityReversed | PlaceLostOnIgnoredInterruption => By("Script-called-off"),
        RaiseServesNobody => By("Script-capacity"),
        HandOverForgotten => By("Script-hand-over"),
        LevelOverflows | LevelForgetsPutters => By("Script-stock"),
        LineReversed | StoreReversed => By("Script-things"),
        StaleTicketAccepted => By("Script-too-late"),
        TheDeadLive => By("Script-newcomer"),
        WarmUpKept => By("Script-warm-up"),
        ChildForgotten | IntervalOffByOne | RunUnsorted | SweepTakesTheLiving | TraceBlind => By("Crowd-20000"),
        StreamKeyedByOrder | ReplicationIgnored | UseIgnored | BlockRepeated | ExponentialTooLong => By("Keys-1000"),
    }
}

fn case(id: &str) -> Case {
    let all = own(Extent::Full).expect("the tables are read");
    all.into_iter().find(|case| case.id == id).unwrap_or_else(|| panic!("no case {id}"))
}

/// Does the case pass with this bug in, while it is read and while it is simulated? A model that panics does not.
fn passes(id: &str, bug: Option<Plant>) -> bool {
    let cases = [case(id)];
    let read = {
        let _planted = Planted::new(bug);
        jobs(&cases)
    };
    let Ok(mut jobs) = read else { return false };
    for job in &mut jobs {
        let sound = std::mem::replace(&mut job.study.trial, Box::new(|_| Vec::new()));
        job.study.trial = Box::new(move |streams| {
            let _planted = Planted::new(bug);
            sound(streams)
        });
    }
    match report(&cases, &jobs, 2, false) {
        Ok(report) => report.passed(),
        Err(Stopped::Bug(_)) => false,
        Err(Stopped::Input(words)) => panic!("{words}"),
    }
}

/// A bug on this thread, until it goes out of scope; a panic takes it out, too.
struct Planted;

impl Planted {
    fn new(bug: Option<Plant>) -> Planted {
        match bug {
            Some(Engine(bug)) => darse_engine::canary::plant(Some(bug)),
            Some(Port(slip)) => darse_port::canary::plant(Some(slip)),
            None => {}
        }
        Planted
    }
}

impl Drop for Planted {
    fn drop(&mut self) {
        darse_engine::canary::plant(None);
        darse_port::canary::plant(None);
    }
}

/// The list is printed with `-- --nocapture`.
#[test]
fn every_planted_bug_is_seen_by_a_named_case_or_it_is_said_why_not() {
    let mut wrong = Vec::new();
    for bug in all() {
        match sight(bug) {
            By(id) if !passes(id, None) => wrong.push(format!("{id} does not pass without a bug")),
            By(id) if passes(id, Some(bug)) => wrong.push(format!("{bug:?}: {id} passes")),
            By(id) => eprintln!("{bug:?}: seen by {id}"),
            Unseen(why) => eprintln!("{bug:?}: unseen, for {why}"),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let seen = all().into_iter().filter(|bug| matches!(sight(*bug), By(_))).count();
    assert!(seen >= 40, "{seen}");
}

/// What fills the list above: each bug against the quick cases, those of few replications first. Some minutes.
#[test]
#[ignore = "a search, for whoever adds a bug or a case"]
fn which_case_sees_which_bug() {
    const CHEAP: u64 = 200;
    let sized = |case: Case| {
        let cases = [case];
        let sound = report(&cases, &jobs(&cases).expect("models of its cases"), 2, false).expect("no model panics");
        (sound.summary.replications, cases[0].id.clone())
    };
    let mut sized: Vec<_> =
        own(Extent::Quick).expect("the tables are read").into_iter().map(sized).filter(|(size, _)| *size <= CHEAP).collect();
    sized.sort();
    for bug in all() {
        let seeing: Vec<_> = sized.iter().filter(|(_, id)| !passes(id, Some(bug))).map(|(_, id)| id).collect();
        eprintln!("{bug:?}: {seeing:?}");
    }
}
