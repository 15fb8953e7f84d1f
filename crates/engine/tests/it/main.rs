//! The engine from outside, one file a promise.

#![expect(clippy::unwrap_used, reason = "a test that has no answer fails")]

mod births;
mod calendar;
#[cfg(any(debug_assertions, feature = "canary"))]
mod canaries;
mod facilities;
mod generator;
mod interruption;
mod levels;
mod order;
mod partner;
mod pools;
mod preempting;
mod preemption;
mod queues;
mod snapshot;
mod streams;
mod variates;
mod waiting;
