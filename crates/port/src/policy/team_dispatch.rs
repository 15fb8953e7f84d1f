//! Pilot and tug dispatch: which ship gets its team next. Which tugs these are is not a matter of policy: the fewest, and of these the weakest, that
//! suffice.

mod any_that_can;
mod in_order;
mod sailing_first;
mod strict;
pub mod view;

use super::{Decision, Entry};

/// Pilot and tug dispatch.
#[derive(Debug)]
pub struct TeamDispatch;

impl Decision for TeamDispatch {
    type View<'a> = view::Teams<'a>;
    type Choice = Option<usize>;
    type Rule = view::Rule;
    const NAME: &'static str = "pilot and tug dispatch";
    const KEY: &'static str = "marine.dispatch";
    const POLICIES: &'static [Entry<view::Rule>] =
        &[in_order::POLICY, strict::POLICY, any_that_can::POLICY, sailing_first::POLICY];

    #[inline]
    fn choose(rule: view::Rule, view: &view::Teams<'_>) -> Option<usize> {
        rule(view)
    }
    #[inline]
    fn fault(view: &view::Teams<'_>, choice: &Option<usize>) -> Option<&'static str> {
        view.fault(choice)
    }
}

#[cfg(test)]
mod tests;
