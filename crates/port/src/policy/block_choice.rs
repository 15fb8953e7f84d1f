//! Block choice: which block of the yard a box goes to.

mod balanced;
mod emptiest;
mod nearest;
pub mod view;

use super::{Decision, Entry};

/// Block choice.
#[derive(Debug)]
pub struct BlockChoice;

impl Decision for BlockChoice {
    type View<'a> = view::Blocks<'a>;
    type Choice = Option<usize>;
    type Rule = view::Rule;
    const NAME: &'static str = "yard block";
    const KEY: &'static str = "terminal.*.yard.block-choice";
    const POLICIES: &'static [Entry<view::Rule>] = &[balanced::POLICY, nearest::POLICY, emptiest::POLICY];

    #[inline]
    fn choose(rule: view::Rule, view: &view::Blocks<'_>) -> Option<usize> {
        rule(view)
    }
    #[inline]
    fn fault(view: &view::Blocks<'_>, choice: &Option<usize>) -> Option<&'static str> {
        view.fault(choice)
    }
}
