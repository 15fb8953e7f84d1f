//! Processes of textbook models, made of the engine's parts: pools, lines, levels, keyed streams, collectors. One file a life.

pub mod bank;
pub mod batch;
pub mod calls;
pub mod circuit;
pub mod crowd;
pub mod cycles;
pub mod day;
pub mod ferry;
pub mod hand;
pub mod handover;
pub mod keys;
pub mod monthly;
pub mod network;
pub mod queue;
pub mod repairs;
pub mod script;
pub mod shelf;
pub mod stock;
pub mod tank;
pub mod tankers;
pub mod tool;
pub mod unit;
pub mod unreliable;
pub mod urgent;
pub mod yard;
