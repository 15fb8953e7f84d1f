//! The engine from outside, one file a promise.

mod variates;
mod waiting;
