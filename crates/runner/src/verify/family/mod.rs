//! Families: from the parameters of a case to models that can be simulated. One file for those that share a model.

mod berths;
mod breakdowns;
mod by_hand;
mod circuits;
mod daily;
mod laws;
mod lines;
mod list;
mod networks;
mod published;
mod queues;
mod repair;
mod said;
mod scripts;
mod statistics;
mod stocks;
mod storage;

pub use list::{NAMES, studies};
