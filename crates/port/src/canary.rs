//! Changes of meaning planted on purpose in the model, one at a time, at run time: the KPI gate must let none pass. Compiled into
//! debug builds and under the feature `canary`; elsewhere `planted` is `false` and the compiler drops what depends on it.
//!
//! `cargo test -p darse-runner --test it gating` plants each. To add one: a variant, the line in the model that goes wrong, and
//! its line in `crates/runner/tests/it/gating/plants.rs`.

/// A slip of the pen in the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    /// The truck that came last to the gate goes first.
    LastComeFirstServedAtTheGate,
    /// The last minute of a shift's pause is counted once more.
    PauseOffByOne,
    /// `min` means an hour.
    MinutesReadAsHours,
}

#[cfg(any(debug_assertions, feature = "canary"))]
mod switch {
    use super::Slip;
    use std::cell::Cell;

    thread_local! {
        static PLANTED: Cell<Option<Slip>> = const { Cell::new(None) };
    }

    /// From now on, on this thread, the model has this slip, or none.
    pub fn plant(slip: Option<Slip>) {
        PLANTED.set(slip);
    }
    #[inline]
    pub(crate) fn planted(slip: Slip) -> bool {
        PLANTED.get() == Some(slip)
    }
}

#[cfg(not(any(debug_assertions, feature = "canary")))]
mod switch {
    #[inline(always)]
    pub(crate) fn planted(_: super::Slip) -> bool {
        false
    }
}

#[cfg(any(debug_assertions, feature = "canary"))]
pub use switch::plant;
pub(crate) use switch::planted;
