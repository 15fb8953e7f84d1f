//! Vehicle dispatching: which open order a free vehicle takes. An order that finds several free vehicles always gets the nearest.

mod longest_waiting;
mod nearest;
mod neediest;
pub mod view;

use super::{Decision, Entry};

/// Vehicle dispatching.
#[derive(Debug)]
pub struct Dispatching;

const EGBELU_1984: &str = "Egbelu and Tanchoco 1984, International Journal of Production Research 22, 359-374";

impl Decision for Dispatching {
    type View<'a> = view::Orders<'a>;
    type Choice = Option<usize>;
    type Rule = view::Rule;
    const NAME: &'static str = "vehicle dispatch";
    const KEY: &'static str = "terminal.*.transport.dispatching";
    const POLICIES: &'static [Entry<view::Rule>] = &[longest_waiting::POLICY, nearest::POLICY, neediest::POLICY];

    #[inline]
    fn choose(rule: view::Rule, view: &view::Orders<'_>) -> Option<usize> {
        rule(view)
    }
    #[inline]
    fn fault(view: &view::Orders<'_>, choice: &Option<usize>) -> Option<&'static str> {
        view.fault(choice)
    }
}
