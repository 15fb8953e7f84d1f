//! `failures`: how often a machine breaks down while it works, and for how long.

use super::diagnostic::Code;
use super::read::Table;
use super::units::Dimension;
pub use crate::facility::upkeep::Failures;

impl Failures {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        let failures = Failures {
            between: t.positive_variate("between", Dimension::Time, "Working time between breakdowns."),
            repair: t.variate("repair", Dimension::Time, "Time to repair."),
        };
        let (sound, broken) = (failures.between.mean(), failures.repair.mean());
        if broken > sound && t.is_written() {
            let message =
                format!("the machine is available for {:.0} % of its working time only", 100.0 * sound / (sound + broken));
            t.warn("repair", Code::Unusual, message, "0.94 to 0.98 is usual; mind the units");
        }
        failures
    }
}
