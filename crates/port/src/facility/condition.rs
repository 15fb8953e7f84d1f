//! In what condition the port's resources are: which disruptions, incidents and repairs are in force on each, and what they leave of
//! it. Where several are in force on one resource, the shares that they leave multiply, and so do the factors on its service times.
//!
//! Nothing here acts: [`process::condition`](crate::process::condition) makes the resources obey, and whoever serves asks how much
//! [slower](Conditions::slow) it goes. With nothing in force every answer is what it would be without this file.

use crate::cargo::Rolling;
use crate::ids::{
    AccessZoneId, BulkTerminalId, CarTerminalId, DrayageId, FactoryId, FeederId, FerryPortId, LabourId, QuayId, RailLineId,
    ServiceId, TankFarmId, TerminalId, WarehouseId,
};
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, PoolId, SimDuration};

/// What can be made smaller, slower or closed. The scenario names it by the key that sizes it: `terminal.TC4.cranes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Target {
    /// The wall of any terminal, ferry port or berth: its metres, or its discrete berths.
    Quay(QuayId),
    /// Part of a container terminal.
    Terminal(TerminalId, TerminalPart),
    /// What all ships share.
    Marine(MarinePart),
    /// A station of an export access zone.
    AccessZone(AccessZoneId, ZonePart),
    /// Part of a ferry port.
    FerryPort(FerryPortId, FerryPart),
    /// Part of a car terminal.
    CarTerminal(CarTerminalId, CarPart),
    /// Part of a tank farm.
    TankFarm(TankFarmId, TankPart),
    /// Part of a terminal for dry bulk and general cargo.
    BulkTerminal(BulkTerminalId, BulkPart),
    /// Part of a warehouse.
    Warehouse(WarehouseId, WarehousePart),
    /// Trucks that several share.
    Drayage(DrayageId),
    /// Gangs that work quay cranes.
    Labour(LabourId),
    /// The line of a factory, or its docks.
    Factory(FactoryId, FactoryPart),
    /// The paths of a rail line.
    RailLine(RailLineId),
    /// What may be drawn from a feeder.
    Feeder(FeederId),
    /// Both directions of a road, by its place in the scenario.
    Road(u16),
    /// Tractors between terminals.
    Haulage,
    /// The calls of a service: the way to the port, and what they carry.
    Service(ServiceId),
}

/// Part of a container terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum TerminalPart {
    /// Quay cranes.
    Cranes,
    /// Yard cranes.
    YardCranes,
    /// Vehicles.
    Transport,
    /// Where vehicles with batteries charge.
    Chargers,
    /// Lanes of the gate, in and out.
    Gate,
    /// Rail cranes.
    RailCranes,
}

/// What all ships share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum MarinePart {
    /// Pilots.
    Pilots,
    /// Tugs of all strengths.
    Tugs,
    /// Gangs that make ships fast.
    MooringGangs,
}

/// A station of an export access zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum ZonePart {
    /// Weighbridges.
    Weighbridges,
    /// Booths for documents.
    Booths,
    /// Scanners.
    Scanners,
    /// Bays for inspection by hand.
    Bays,
}

/// Part of a ferry port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum FerryPart {
    /// Vehicles of a kind that come by land to board.
    Vehicles(Rolling),
    /// Foot passengers that come.
    Foot,
    /// Booths on the way out.
    Booths,
    /// Tugmasters.
    Tugmasters,
    /// Booths of import customs.
    ImportBooths,
}

/// Part of a car terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum CarPart {
    /// Gangs of drivers.
    Drivers,
    /// Places for inspection.
    PdiBays,
    /// Bays for trucks.
    TruckBays,
    /// Tracks.
    Tracks,
}

/// Part of a tank farm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum TankPart {
    /// Lines of the manifold.
    Lines,
    /// Bays for trucks.
    TruckBays,
}

/// Part of a terminal for dry bulk and general cargo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum BulkPart {
    /// Cranes.
    Grabs,
    /// Bays for trucks, of every commodity.
    TruckBays,
}

/// Part of a warehouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum WarehousePart {
    /// Gangs.
    Gangs,
    /// Docks for containers.
    DocksIn,
    /// Docks for trucks that fetch pallets.
    DocksOut,
    /// Trucks of its own.
    Trucks,
}

/// Part of a factory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum FactoryPart {
    /// The line.
    Line,
    /// Docks.
    Docks,
}

/// Why something is in a worse condition: the cause that delays are booked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Why {
    /// Somebody closed it.
    Closure,
    /// Nobody works.
    Strike,
    /// It broke down, or is under maintenance.
    Breakdown,
    /// An attack on what it runs by.
    Cyber,
    /// Wind, swell, fog.
    Weather,
}

/// What is in force on a resource.
#[derive(Clone, Copy, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Effect {
    /// On which.
    pub target: Target,
    /// Share of its capacity that is left: 0 closes it, 1 leaves it whole.
    pub left: f64,
    /// Factor on its service times.
    pub slower: f64,
    /// Factor on what comes to it.
    pub demand: f64,
    /// Why.
    pub why: Why,
}

impl Effect {
    /// An effect that leaves everything as it is.
    pub fn none(target: Target, why: Why) -> Self {
        Effect { target, left: 1.0, slower: 1.0, demand: 1.0, why }
    }
    /// As much of it as is in force on the way back: 1 is all of it, 0 nothing.
    pub fn softened(self, severity: f64) -> Self {
        let towards = |full: f64| if severity < 1.0 { 1.0 + (full - 1.0) * severity } else { full };
        Effect { left: towards(self.left), slower: towards(self.slower), demand: towards(self.demand), ..self }
    }
}

/// One effect in force, until it is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct EffectId(u32);

/// The conditions of all resources.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Conditions {
    in_force: Vec<(EffectId, Effect)>,
    numbered: u32,
    /// Pools of which a machine is out of service, once for each: it holds one of their units.
    down: Vec<PoolId>,
    /// Who waits for a resource that no facility guards.
    waiting: Vec<(Target, Line<()>)>,
}

impl Conditions {
    /// An effect is in force from now on.
    pub fn begin(&mut self, effect: Effect) -> EffectId {
        self.numbered += 1;
        self.in_force.push((EffectId(self.numbered), effect));
        EffectId(self.numbered)
    }
    /// It is in force in another measure.
    pub fn change(&mut self, id: EffectId, effect: Effect) {
        let place = self.place(id);
        self.in_force[place].1 = effect;
    }
    /// It is over; what was in force.
    pub fn end(&mut self, id: EffectId) -> Effect {
        let place = self.place(id);
        self.in_force.remove(place).1
    }
    fn place(&self, id: EffectId) -> usize {
        self.in_force.iter().position(|(other, _)| *other == id).expect("an effect is ended once")
    }

    /// Effects in force on a resource.
    pub fn on(&self, target: Target) -> impl Iterator<Item = &Effect> {
        self.in_force.iter().map(|(_, effect)| effect).filter(move |effect| effect.target == target)
    }
    /// Share of a resource that is left.
    pub fn left(&self, target: Target) -> f64 {
        self.on(target).map(|effect| effect.left).product()
    }
    /// Of so many units, those that are left: rounded, so that less than half a unit is none.
    pub fn units(&self, target: Target, all: u32) -> u32 {
        (f64::from(all) * self.left(target)).round() as u32
    }
    /// A machine of a pool is out of service from now on, and holds one of its units.
    pub fn down(&mut self, pool: PoolId) {
        self.down.push(pool);
    }
    /// It is in service again.
    pub fn up(&mut self, pool: PoolId) {
        let place = self.down.iter().position(|it| *it == pool).expect("what is up again was down");
        self.down.swap_remove(place);
    }
    /// What a pool gives out that has so many units, of which so many are manned: what is manned, and left by all that is in
    /// force, finds a sound machine as long as there is one; and those that are down hold a unit each.
    pub fn capacity(&self, target: Target, pool: PoolId, (manned, all): (u32, u32)) -> u32 {
        let down = self.down.iter().filter(|it| **it == pool).count() as u32;
        self.units(target, manned).min(all - down) + down
    }
    /// Factor on the service times of a resource.
    pub fn slower(&self, target: Target) -> f64 {
        self.on(target).map(|effect| effect.slower).product()
    }
    /// How long a service takes that would take so long.
    #[inline]
    pub fn slow(&self, target: Target, lasting: SimDuration) -> SimDuration {
        if self.in_force.is_empty() { lasting } else { self.slow_down(target, lasting) }
    }
    #[cold]
    fn slow_down(&self, target: Target, lasting: SimDuration) -> SimDuration {
        let factor = self.slower(target);
        if self.on(target).next().is_none() { lasting } else { SimDuration((lasting.0 as f64 * factor).round() as u64) }
    }
    /// How long one thing takes on a line that makes them one by one, and is slowed down by what is not left of it.
    pub fn pace(&self, target: Target, lasting: SimDuration) -> SimDuration {
        let left = self.left(target);
        if left < 1.0 {
            self.slow(target, SimDuration((lasting.0 as f64 / left).round() as u64))
        } else {
            self.slow(target, lasting)
        }
    }
    /// Factor on what comes to a resource.
    pub fn demand(&self, target: Target) -> f64 {
        self.on(target).map(|effect| effect.demand).product()
    }
    /// Why a resource is in a worse condition: by what leaves least of it; of equal ones the first.
    pub fn why(&self, target: Target) -> Option<Why> {
        let worse = |effect: &&Effect| effect.left < 1.0 || effect.slower > 1.0;
        let least = |a: &&Effect, b: &&Effect| a.left.total_cmp(&b.left).then(b.slower.total_cmp(&a.slower));
        self.on(target).filter(worse).min_by(least).map(|effect| effect.why)
    }

    /// Waits until anything is left of a resource that no facility guards.
    pub fn ask(&mut self, target: Target, sim: &mut Sim) -> Answer {
        if self.left(target) > 0.0 {
            return Answer::GRANTED;
        }
        if !self.waiting.iter().any(|(other, _)| *other == target) {
            self.waiting.push((target, Line::default()));
        }
        let line = self.waiting.iter_mut().find(|(other, _)| *other == target);
        line.expect("it has just been added").1.join((), sim)
    }
    /// Who waits for resources that no facility guards.
    pub fn queued(&self) -> usize {
        self.waiting.iter().map(|(_, line)| line.iter().len()).sum()
    }
    /// Those who wait for it go on, if anything is left of it.
    pub fn serve(&mut self, target: Target, sim: &mut Sim) {
        if self.left(target) > 0.0
            && let Some((_, line)) = self.waiting.iter_mut().find(|(other, _)| *other == target)
        {
            line.wake_where(sim, |()| true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TUGS: Target = Target::Marine(MarinePart::Tugs);
    const PILOTS: Target = Target::Marine(MarinePart::Pilots);

    fn effect(target: Target, left: f64, slower: f64, why: Why) -> Effect {
        Effect { left, slower, ..Effect::none(target, why) }
    }

    #[test]
    fn shares_of_what_overlaps_multiply_and_come_back_one_by_one() {
        let mut it = Conditions::default();
        let strike = it.begin(effect(TUGS, 0.5, 1.0, Why::Strike));
        let fault = it.begin(effect(TUGS, 0.5, 3.0, Why::Breakdown));
        assert_eq!((it.left(TUGS), it.units(TUGS, 8), it.units(TUGS, 1)), (0.25, 2, 0));
        assert_eq!(it.slow(TUGS, SimDuration::minutes(2)), SimDuration::minutes(6));
        assert_eq!(it.slow(PILOTS, SimDuration::minutes(2)), SimDuration::minutes(2), "nobody else minds");
        it.end(strike);
        assert_eq!((it.left(TUGS), it.why(TUGS)), (0.5, Some(Why::Breakdown)));
        it.change(fault, effect(TUGS, 0.75, 1.0, Why::Breakdown));
        assert_eq!((it.units(TUGS, 8), it.slower(TUGS)), (6, 1.0));
        it.end(fault);
        assert_eq!((it.left(TUGS), it.why(TUGS)), (1.0, None));
    }

    #[test]
    fn the_cause_is_what_leaves_least() {
        let mut it = Conditions::default();
        it.begin(effect(TUGS, 0.8, 1.0, Why::Weather));
        it.begin(effect(TUGS, 0.2, 1.0, Why::Cyber));
        it.begin(effect(PILOTS, 0.0, 1.0, Why::Strike));
        assert_eq!(it.why(TUGS), Some(Why::Cyber));
    }

    #[test]
    fn softened_half_way_is_half_of_it() {
        let full = Effect { left: 0.0, slower: 3.0, demand: 1.4, ..Effect::none(TUGS, Why::Closure) };
        assert_eq!(full.softened(1.0), full);
        let half = full.softened(0.5);
        assert_eq!((half.left, half.slower, half.demand), (0.5, 2.0, 1.2));
        assert_eq!(full.softened(0.0), Effect::none(TUGS, Why::Closure));
    }
}
