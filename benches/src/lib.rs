//! The work that benchmarks do: queues through the public API of the engine, the same by hand, without an engine, and scenarios.
//!
//! `cargo bench -p darse-benches` measures with criterion; `cargo run --release -p darse-benches --example ratio` alternates
//! the engine with the loop written by hand, and prints the ratio of their CPU times.

pub mod by_hand;
pub mod cpu;
pub mod looping;
pub mod queue;
pub mod scenario;
pub mod xoshiro;
