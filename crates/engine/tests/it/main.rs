//! The engine from outside, one file a promise.

mod facilities;
mod interruption;
mod order;
mod pools;
mod preemption;
mod queues;
mod snapshot;
mod streams;
mod variates;
mod waiting;
