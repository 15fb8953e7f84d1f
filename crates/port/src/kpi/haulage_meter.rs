//! What is read off the records of haulage between container terminals.

use super::window::Window;
use crate::record::Record;
use crate::scenario::HaulagePlan;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};

/// The meter of haulage.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct HaulageMeter {
    /// What counts.
    pub window: Window,
    /// Tractors.
    pub tractors: u32,
    /// Hauls that ended.
    pub hauls: u64,
    /// Their waits for a tractor, and time since the release, in sum.
    pub waited: SimDuration,
    /// See `waited`.
    pub lasting: SimDuration,
    /// Time tractors hauled.
    pub busy: SimDuration,
}

impl HaulageMeter {
    pub(super) fn new(plan: &HaulagePlan, window: Window) -> Self {
        let zero = SimDuration::ZERO;
        HaulageMeter { window, tractors: plan.tractors, hauls: 0, waited: zero, lasting: zero, busy: zero }
    }

    /// A record of a haul.
    pub(super) fn record(&mut self, at: SimTime, record: &Record) {
        let Record::Hauled { waited, lasting } = *record else { return };
        self.busy += self.window.part(at - (lasting - waited), at);
        if self.window.has(at) {
            self.hauls += 1;
            self.waited += waited;
            self.lasting += lasting;
        }
    }
}
