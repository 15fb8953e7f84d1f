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
    type Rule = view::Rule;
    const NAME: &'static str = "vehicle dispatch";
    const KEY: &'static str = "terminal.*.transport.dispatching";
    const POLICIES: &'static [Entry<view::Rule>] = &[longest_waiting::POLICY, nearest::POLICY, neediest::POLICY];
}
