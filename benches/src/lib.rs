//! Benchmarks of Darse.
