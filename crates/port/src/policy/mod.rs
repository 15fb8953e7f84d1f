//! Policies: how the port decides. One folder a decision, one file a policy.
//!
//! ```text
//! policy/DECISION/view.rs      what is known when it is decided, and the type of its rules
//! policy/DECISION/POLICY.rs    a rule: a pure function from the view to a choice, its name and its source
//! policy/DECISION.rs           the list of its policies
//! ```
//! A facility shows the view and carries out what `Policy::decide` gives; it never asks which policy that is. Here is no state, no time
//! that passes, no random number: a rule that casts lots finds them in its view, drawn by whom they concern.
//!
//! **To add a policy**: a file beside the others, and its line in the list. **To add a decision**: a folder, its line in [`catalogue`], a key in
//! `scenario`, and the facility that asks. `docs/policies.md` shows both step by step.

pub mod appointments;
pub mod berth_allocation;
pub mod block_choice;
mod catalogue;
pub mod charging;
pub mod crane_assignment;
mod decision;
pub mod dispatching;
pub mod gate_lanes;
pub mod job_order;
pub mod stacking;
pub mod team_dispatch;

pub use catalogue::{Described, DescribedPolicy, catalogue};
pub use decision::{Decision, Entry, Policy, Standing};

#[cfg(test)]
mod contract_tests;
