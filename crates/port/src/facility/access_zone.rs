//! An export access zone: places, weighbridges, booths, scanners and bays are pools of the engine; here is what came and went.

use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Request;

/// One access zone.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct AccessZone {
    /// Its identity for random numbers.
    pub key: u64,
    /// Room for one truck in the yard; who finds none stands on the road that led here.
    pub place: Request,
    /// One weighbridge.
    pub weighbridge: Request,
    /// One booth.
    pub booth: Request,
    /// One scanner.
    pub scanner: Request,
    /// One bay for inspection.
    pub bay: Request,
    places: u32,
    inside: u32,
    came: u64,
    went: u64,
}

impl AccessZone {
    /// Empty, with so many weighbridges, booths, scanners and bays.
    pub fn new(key: u64, places: u32, stations: [u32; 4], sim: &mut Sim) -> Self {
        let mut one_of = |count: u32| Request::of(sim.add_pool(count), 1);
        let place = one_of(places);
        let [weighbridge, booth, scanner, bay] = stations.map(&mut one_of);
        AccessZone { key, place, weighbridge, booth, scanner, bay, places, inside: 0, came: 0, went: 0 }
    }

    /// A truck has its place in the yard.
    pub fn enter(&mut self) {
        self.came += 1;
        self.inside += 1;
    }
    /// A truck leaves, cleared.
    pub fn leave(&mut self) {
        self.went += 1;
        self.inside -= 1;
    }

    /// Trucks in = out + inside, and inside is room for all.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        let AccessZone { places, inside, came, went, .. } = *self;
        if came != went + u64::from(inside) {
            return Err(format!("{came} trucks came, {went} went, {inside} are inside"));
        }
        if inside > places {
            return Err(format!("{inside} trucks stand on {places} places"));
        }
        Ok(())
    }
}
