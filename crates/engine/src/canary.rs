//! Bugs planted on purpose, one at a time, at run time: a test that none of them fails is worth nothing. Compiled into debug
//! builds and under the feature `canary`; elsewhere `planted` is `false` and the compiler drops what depends on it.
//!
//! `cargo test -p darse-engine canaries` plants each and names the smallest test that catches it. To add one: a variant, the
//! line in the engine that goes wrong, and the arm in `tests/it/canaries.rs` that the compiler asks for.

/// Writes the enum and the list of its variants.
macro_rules! bugs {
    ($($(#[$doc:meta])+ $bug:ident,)+) => {
        /// What can be planted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Bug { $($(#[$doc])+ $bug,)+ }
        impl Bug {
            /// Every one.
            pub const ALL: &[Bug] = &[$(Bug::$bug,)+];
        }
    };
}

bugs! {
    /// Of holds that end at one instant, the one that began last goes first.
    TiesReversed,
    /// The priority of a hold is forgotten.
    PriorityOfHoldsForgotten,
    /// The heap looks at three of four children.
    ChildForgotten,
    /// A key far ahead is put into the interval after its own.
    IntervalOffByOne,
    /// The keys of an interval that comes near stay as they lay.
    RunUnsorted,
    /// Keys of the living are swept out with the stale ones.
    SweepTakesTheLiving,
    /// A key of a hold that was broken off wakes the process all the same.
    StaleKeyAccepted,
    /// A ticket of a wait that is over wakes the process all the same.
    StaleTicketAccepted,
    /// What is due at the very end of a run is left for the next.
    EndExcluded,
    /// Of several things due at once, the last comes first.
    RingReversed,
    /// The last record before an observer sees them is lost.
    RecordLost,
    /// The trace does not hear of instants.
    TraceBlind,
    /// A process that has ended is said to live.
    TheDeadLive,
    /// Pools serve who came last.
    FifoAsLifo,
    /// A pool gives out one unit more than it has.
    CapacityOffByOne,
    /// Where several could be granted, only the first is.
    LostWakeUp,
    /// Of several units given back, one is lost.
    UnitLeakedOnRelease,
    /// Who is interrupted keeps its place in the second line it stood in.
    GhostInLine,
    /// A request for several pools takes of the first alone.
    MultiSeizeTakesPart,
    /// A small request overtakes a large one at the head of a line.
    SmallOvertakesLarge,
    /// Higher numbers are served first.
    PriorityReversed,
    /// A raised capacity serves nobody.
    RaiseServesNobody,
    /// Those behind a head that gave up are not looked at.
    AbandonedHeadBlocks,
    /// Who ignores an interruption goes to the end of the line.
    PlaceLostOnIgnoredInterruption,
    /// A hand-over in line is not counted as leaving the line.
    WaitsCountedTooLong,
    /// Units taken together are counted as one.
    UnitsCountedAsOne,
    /// What is left of a hold is a microsecond too much.
    LeftOffByOne,
    /// Once out of patience, always out of patience.
    TimedOutSticks,
    /// Patience never ends.
    PatienceNeverEnds,
    /// Units handed over are still held by the giver.
    HandOverForgotten,
    /// A stream is keyed by the order in which it is asked.
    StreamKeyedByOrder,
    /// All replications draw the same.
    ReplicationIgnored,
    /// The second use of a stream draws what the first drew.
    UseIgnored,
    /// The fifth number is the first again.
    BlockRepeated,
    /// Exponentials are one in ten thousand too long.
    ExponentialTooLong,
    /// A line of the model's own serves who came last.
    LineReversed,
    /// A level takes in more than fits.
    LevelOverflows,
    /// Who waits to put is not served when somebody gets.
    LevelForgetsPutters,
    /// What was laid down last is taken first.
    StoreReversed,
    /// Work to be resumed begins again.
    ResumeRestarts,
    /// Statistics go on over the end of the warm-up.
    WarmUpKept,
}

#[cfg(any(debug_assertions, feature = "canary"))]
mod switch {
    use super::Bug;
    use std::cell::Cell;

    thread_local! {
        static PLANTED: Cell<Option<Bug>> = const { Cell::new(None) };
        static ORDER: Cell<u64> = const { Cell::new(0) };
    }

    /// From now on, on this thread, the engine has this bug, or none.
    pub fn plant(bug: Option<Bug>) {
        PLANTED.set(bug);
    }
    #[inline]
    pub(crate) fn planted(bug: Bug) -> bool {
        PLANTED.get() == Some(bug)
    }
    /// 1, 2, 3 …
    pub(crate) fn order() -> u64 {
        ORDER.set(ORDER.get() + 1);
        ORDER.get()
    }
}

#[cfg(not(any(debug_assertions, feature = "canary")))]
mod switch {
    #[inline(always)]
    pub(crate) fn planted(_: super::Bug) -> bool {
        false
    }
    pub(crate) fn order() -> u64 {
        0
    }
}

#[cfg(any(debug_assertions, feature = "canary"))]
pub use switch::plant;
pub(crate) use switch::{order, planted};
