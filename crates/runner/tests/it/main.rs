//! The command line as a whole, in one process with a made-up model, and as the binary with the real one.

#![expect(clippy::unwrap_used, reason = "a test may fail with a panic")]

#[path = "../../src/synthetic.rs"]
mod synthetic;

mod binary;
mod broken_runs;
#[cfg(debug_assertions)] // bugs are compiled into debug builds
mod canaries;
mod comparing;
mod gating;
mod july;
mod oracles;
mod outputs;
mod precise;
mod saving;
mod scenarios;
mod selecting;
mod sensitivity;
mod stressing;
mod sweeping;
mod verify;
mod why;
mod workbench;
