//! Job order: which job a yard crane does next.

mod first_come;
mod nearest_bay;
mod quay_first;
mod retrievals_first;
pub mod view;

use super::{Decision, Entry};

/// The order of a yard crane's jobs.
#[derive(Debug)]
pub struct JobOrder;

impl Decision for JobOrder {
    type View<'a> = view::Jobs<'a>;
    type Choice = Option<usize>;
    type Rule = view::Rule;
    const NAME: &'static str = "yard crane's next job";
    const KEY: &'static str = "terminal.*.yard.job-order";
    const POLICIES: &'static [Entry<view::Rule>] =
        &[first_come::POLICY, quay_first::POLICY, nearest_bay::POLICY, retrievals_first::POLICY];

    #[inline]
    fn choose(rule: view::Rule, view: &view::Jobs<'_>) -> Option<usize> {
        rule(view)
    }
    #[inline]
    fn fault(view: &view::Jobs<'_>, choice: &Option<usize>) -> Option<&'static str> {
        view.fault(choice)
    }
}

#[cfg(test)]
mod tests;
