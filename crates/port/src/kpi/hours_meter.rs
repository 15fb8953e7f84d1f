//! Whose hours went where, by facility, kind of entity and cause.

use super::window::Window;
use crate::hours::{CAUSES, DelayCause, EntityKind, Place};
use crate::scenario::Scenario;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime};

/// The hours spent at one facility.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct PlaceHours {
    /// By kind of entity, then by cause.
    pub spent: [[SimDuration; CAUSES]; 5],
}

impl PlaceHours {
    /// All hours of a kind of entity.
    pub fn total(&self, kind: EntityKind) -> SimDuration {
        self.spent[kind as usize].iter().copied().sum()
    }
    /// Those that were neither work nor planned.
    pub fn lost(&self, kind: EntityKind) -> SimDuration {
        let lost = DelayCause::ALL.iter().filter(|cause| cause.is_lost());
        lost.map(|cause| self.spent[kind as usize][cause.index()]).sum()
    }
}

/// Of all facilities. An hour counts where and when it was booked: at the end of what it was spent on.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct HoursMeter {
    window: Window,
    quays: usize,
    zones: usize,
    warehouses: usize,
    /// Those with quays in the order of quays, then access zones, warehouses and factories.
    places: Vec<PlaceHours>,
}

impl HoursMeter {
    pub(super) fn new(scenario: &Scenario, window: Window) -> Self {
        let (quays, zones, warehouses) = (scenario.quays(), scenario.access_zones.len(), scenario.warehouses.len());
        let count = quays + zones + warehouses + scenario.factories.len();
        let places = vec![PlaceHours { spent: [[SimDuration::ZERO; CAUSES]; 5] }; count];
        HoursMeter { window, quays, zones, warehouses, places }
    }

    /// So much time was booked.
    #[inline]
    pub(super) fn spend(&mut self, now: SimTime, kind: EntityKind, at: Place, cause: DelayCause, time: SimDuration) {
        if self.window.has(now) {
            let index = self.index(at);
            self.places[index].spent[kind as usize][cause.index()] += time;
        }
    }

    /// Of one facility.
    pub fn at(&self, place: Place) -> &PlaceHours {
        &self.places[self.index(place)]
    }

    #[inline]
    fn index(&self, place: Place) -> usize {
        match place {
            Place::Quay(quay) => quay.index(),
            Place::AccessZone(zone) => self.quays + zone.index(),
            Place::Warehouse(warehouse) => self.quays + self.zones + warehouse.index(),
            Place::Factory(factory) => self.quays + self.zones + self.warehouses + factory.index(),
        }
    }
}
