//! A lot of spare parts on order, until it is in store.
//!
//! ```text
//! ordered ─ under way ─ in store: machines that wait for a part go on
//! ```

use crate::ids::WorkshopId;
use crate::kind::Sim;
use crate::port::Port;
use crate::record::Record;
use crate::streams::{SPARES, part};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, Stage};

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum DeliveryStage {
    Ordered,
    UnderWay,
    InStore,
}
use DeliveryStage::*;
impl Stage for DeliveryStage {}

/// One lot.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Delivery {
    workshop: WorkshopId,
    spare: u8,
    /// Which order of its kind.
    order: u32,
    /// Where it is.
    pub stage: DeliveryStage,
}

impl Delivery {
    /// An order.
    pub fn new(workshop: WorkshopId, spare: u8, order: u32) -> Self {
        Delivery { workshop, spare, order, stage: Ordered }
    }

    /// Until it is in store.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<DeliveryStage> {
        let scenario = port.scenario.clone();
        let plan = &scenario.workshops[self.workshop.index()].spares[usize::from(self.spare)];
        let workshop = &mut port.workshops[self.workshop.index()];
        match self.stage {
            Ordered => {
                let key = part(workshop.key, u64::from(self.spare));
                UnderWay.hold(plan.lead.sample_duration(&mut sim.streams.of(SPARES, key, self.order)))
            }
            UnderWay => {
                let store = &mut workshop.spares[usize::from(self.spare)];
                store.deliver(sim);
                let stock = store.stock();
                sim.record(Record::SparesCame { workshop: self.workshop, spare: self.spare, stock });
                InStore.done()
            }
            InStore => unreachable!("a lot in store is not resumed"),
        }
    }
}
