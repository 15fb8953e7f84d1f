//! A log of what was drawn, for tests that ask whether a change here left the draws there alone. Compiled into debug builds and
//! under the feature `canary`; elsewhere nothing is logged and the compiler drops the call.

/// One number that was drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drawn {
    /// The stream.
    pub stream: u64,
    /// Whom it was for.
    pub entity: u64,
    /// Which use of the stream.
    pub nth: u64,
    /// Which number of that use.
    pub index: u64,
    /// The number.
    pub bits: u64,
}

#[cfg(any(debug_assertions, feature = "canary"))]
mod log {
    use super::Drawn;
    use std::cell::RefCell;

    thread_local! {
        static LOG: RefCell<Option<Vec<Drawn>>> = const { RefCell::new(None) };
    }

    /// What is drawn on this thread while `act` runs.
    pub fn drawn_by<T>(act: impl FnOnce() -> T) -> (T, Vec<Drawn>) {
        LOG.set(Some(Vec::new()));
        let done = act();
        (done, LOG.take().unwrap_or_default())
    }
    pub(crate) fn note(drawn: impl FnOnce() -> Drawn) {
        LOG.with_borrow_mut(|log| {
            if let Some(log) = log {
                log.push(drawn());
            }
        });
    }
}

#[cfg(not(any(debug_assertions, feature = "canary")))]
mod log {
    #[inline(always)]
    pub(crate) fn note(_: impl FnOnce() -> super::Drawn) {}
}

#[cfg(any(debug_assertions, feature = "canary"))]
pub use log::drawn_by;
pub(crate) use log::note;
