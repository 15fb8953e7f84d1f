//! The command line of Darse.
fn main() {}
