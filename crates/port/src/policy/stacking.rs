//! Stacking: which pile of its block a box is put on.

mod by_departure;
mod nearest;
mod segregated;
mod trade_off;
pub mod view;

use super::{Decision, Entry};

/// Stacking.
#[derive(Debug)]
pub struct Stacking;

impl Decision for Stacking {
    type View<'a> = view::Stackable;
    type Choice = view::Preference;
    type Rule = view::Rule;
    const NAME: &'static str = "yard slot";
    const KEY: &'static str = "terminal.*.yard.stacking";
    const POLICIES: &'static [Entry<view::Rule>] =
        &[segregated::POLICY, by_departure::POLICY, trade_off::POLICY, nearest::POLICY];

    #[inline]
    fn choose(rule: view::Rule, view: &view::Stackable) -> view::Preference {
        rule(*view)
    }
    #[inline]
    fn fault(view: &view::Stackable, choice: &view::Preference) -> Option<&'static str> {
        view.fault(choice)
    }
}
