//! `darse schema`: the JSON Schema of a scenario, for editors that complete and check as one types.

use crate::console::Console;
use crate::exit::{Exit, Failure};
use darse_port::scenario::json_schema;

/// Prints it.
pub(super) fn run(console: &mut Console) -> Result<Exit, Failure> {
    let schema = json_schema();
    console.out(&schema);
    if !schema.ends_with('\n') {
        console.out("\n");
    }
    Ok(Exit::Success)
}
