//! Parameters in words that say what a family is anyway. They change nothing, so they may say nothing else.

use crate::verify::params::{Fault, Params};

const SAID: [(&str, &str, &str); 19] = [
    ("MMc", "queue", "FCFS, infinite"),
    ("MMc", "arrival", "exponential"),
    ("MMc", "service", "exponential"),
    ("ErlangA", "patience", "exponential, while waiting only"),
    ("MG1priority", "classes", "1 = highest"),
    ("MG1priority", "hint", "second moment 2m^2 => exponential; m^2 => deterministic; 1.5 m^2 => Erlang-2"),
    ("MMcPriority", "discipline", "non-preemptive, class 1 highest"),
    ("MachineRepair", "laws", "exponential, clock runs on calendar up-time"),
    (
        "MMcBreakdown",
        "rule",
        "each server fails while up, idle or busy (calendar); job resumes (exponential => also restart); \
         a job on a failed server goes to any free up server",
    ),
    ("TandemBlocking", "rule", "blocking after service"),
    ("SaturatedLine", "rule", "station 1 never starved, blocking after service"),
    ("CraneLoop", "travel", "exponential, no queueing"),
    ("MXM1", "geometric", "support 1,2,.."),
    ("MXD1", "geometric", "support 1,2,.."),
    ("MtGinf", "lambda_t", "lbar + A sin(2 pi t/24) per h"),
    ("MM1Transient", "start", "empty; first customer arrives after an exponential time"),
    ("rQinventory", "rule", "order Q when inventory position falls to r; backorders"),
    ("rQinventory", "demand", "Poisson unit"),
    ("SSJInventory", "X0", "S"),
];

/// Refuses what a family has not read and does not say of itself: it would change nothing, and the case would pass all the same.
pub fn all_read(family: &str, p: Params) -> Result<(), Fault> {
    for name in p.unread() {
        let said = SAID.iter().find(|(of, parameter, _)| *of == family && *parameter == name);
        match said {
            Some((.., words)) if p.text(&name)? == *words => {}
            Some((.., words)) => {
                return Err(p.fault(&name, &format!("is `{words}` in the family `{family}`, and cannot be other")));
            }
            None => return Err(p.fault(&name, &format!("is none that the family `{family}` reads"))),
        }
    }
    Ok(())
}
