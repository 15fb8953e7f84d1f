//! What happened: all that observers ever see. KPIs come from records alone, so they can be computed again from a saved log.

#![expect(missing_docs, reason = "a field is called what it is, with its unit; from outside only tests of this crate see it")]

use crate::cargo::cars::CarFlow;
use crate::cargo::{Flow, Ground, Rolling};
use crate::hours::{DelayCause, Entity, Place};
use crate::ids::{
    AccessZoneId, BulkTerminalId, CallId, CarTerminalId, DrayageId, FactoryId, FeederId, FerryPortId, LabourId, PartId, QuayId,
    RailLineId, ServiceId, TankFarmId, TerminalId, WarehouseId, Way, WorkshopId,
};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::SimDuration;

/// Which way a liquid passes a tank farm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum LiquidWay {
    /// Off a ship.
    Unloaded,
    /// Onto a ship.
    Loaded,
    /// Out through the pipeline.
    Pipeline,
    /// Out by truck.
    Truck,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, BorshSerialize, BorshDeserialize)]
pub enum Record {
    // ---- hours ----
    /// The life of an entity begins, here.
    Began {
        of: Entity,
        at: Place,
    },
    /// So much time of it was spent on this, ending now or before the bookings that follow at this instant.
    Spent {
        of: Entity,
        at: Place,
        cause: DelayCause,
        time: SimDuration,
    },
    /// It is over: the entity is gone.
    Ended {
        of: Entity,
    },
    // ---- ships ----
    CallArrived {
        call: CallId,
        quay: QuayId,
        service: ServiceId,
        class: u16,
        on_schedule: bool,
    },
    /// All fast, from and to in metres of quay; the gap is not in it. `waited` leaves out the time under way.
    CallBerthed {
        call: CallId,
        from_m: f32,
        to_m: f32,
        under_way: SimDuration,
    },
    /// The work alongside is over, and its hours are booked.
    CallWorked {
        call: CallId,
    },
    /// Last line released.
    CallSailed {
        call: CallId,
    },
    CallLeft {
        call: CallId,
    },
    /// A pilot and tugs are with a ship, after it waited so long for them.
    TeamCame {
        call: CallId,
        waited: SimDuration,
    },
    /// They leave it after so long.
    TeamLeft {
        call: CallId,
        pilots: u32,
        tugs: u32,
        busy: SimDuration,
    },
    /// Ships that wait for a berth from now on, and those of them that found no place at anchor.
    ShipsWait {
        anchored: u32,
        outside: u32,
    },
    /// The weather opens or closes the port to ships.
    PortOpen {
        open: bool,
    },
    /// Boxes that were booked on a call and were not there in time.
    Rolled {
        terminal: TerminalId,
        boxes: u32,
    },
    // ---- quay cranes ----
    /// `worked` is the time the crane moved, without its waits for room in the yard, a vehicle or a load.
    Lifted {
        terminal: TerminalId,
        call: CallId,
        boxes: u8,
        teu: u8,
        worked: SimDuration,
    },
    /// A crane is assigned to a ship.
    CraneOn {
        terminal: TerminalId,
    },
    /// A crane leaves a ship, or a bay it has to give up.
    CraneOff {
        terminal: TerminalId,
        call: CallId,
        logged: SimDuration,
    },
    /// What so much of the time of the crane that now leaves a ship was spent on.
    CraneSpent {
        terminal: TerminalId,
        call: CallId,
        cause: DelayCause,
        time: SimDuration,
    },
    // ---- boxes ----
    BoxIn {
        terminal: TerminalId,
        flow: Flow,
        teu: u8,
    },
    BoxOut {
        terminal: TerminalId,
        flow: Flow,
        teu: u8,
        dwelt: SimDuration,
    },
    Stacked {
        terminal: TerminalId,
        teu: u8,
        ground: Ground,
    },
    Unstacked {
        terminal: TerminalId,
        teu: u8,
    },
    // ---- yard cranes and vehicles ----
    /// `busy` is the time of a yard crane, nothing of a stacker on the overflow ground or of a vehicle that stacks.
    YardJob {
        terminal: TerminalId,
        retrieved: u8,
        moves: u16,
        rehandles: u16,
        busy: SimDuration,
    },
    Drove {
        terminal: TerminalId,
        empty_m: f32,
        laden_m: f32,
        busy: SimDuration,
    },
    // ---- land side ----
    TruckCame {
        terminal: TerminalId,
    },
    TruckIn {
        terminal: TerminalId,
        queued: SimDuration,
    },
    /// Time in the queue and inside, and how much of the latter it drove.
    TruckOut {
        terminal: TerminalId,
        queued: SimDuration,
        inside: SimDuration,
        drove: SimDuration,
    },
    TrainCame {
        terminal: TerminalId,
    },
    /// `waited` for a track and `stayed` on it; boxes, and how many that were ready found no room.
    TrainLeft {
        terminal: TerminalId,
        waited: SimDuration,
        stayed: SimDuration,
        brought: u16,
        took: u16,
        left_behind: u16,
    },
    // ---- roads ----
    /// A truck sets out on a road, and will be so long under way; on the empty road it would be `free`.
    RoadTaken {
        way: Way,
        lasting: SimDuration,
        free: SimDuration,
    },
    /// A truck has left a road at whose end it stood for want of room on the next.
    RoadQueued {
        way: Way,
        queued: SimDuration,
    },
    /// A box was hauled to another terminal: how long it waited for a tractor, and its time since it was released.
    Hauled {
        waited: SimDuration,
        lasting: SimDuration,
    },
    // ---- labour ----
    /// A quay crane wants a gang.
    GangAsked {
        labour: LabourId,
    },
    /// It has one, so long after it wanted it.
    GangBegan {
        labour: LabourId,
        waited: SimDuration,
    },
    /// The gang is free again.
    GangEnded {
        labour: LabourId,
    },
    // ---- systems ----
    /// An attack has reached it, and nobody knows.
    AssetLost {
        asset: u16,
    },
    /// It is noticed: work goes on without it.
    AssetDegraded {
        asset: u16,
    },
    /// All is as before.
    AssetRestored {
        asset: u16,
    },
    // ---- workshops ----
    /// A machine of the kind is out of service, by plan or not.
    MachineDown {
        workshop: WorkshopId,
        machines: u8,
        planned: bool,
    },
    /// It has a part that it waited for so long; so many are left in store.
    SpareTaken {
        workshop: WorkshopId,
        spare: u8,
        waited: SimDuration,
        stock: u32,
    },
    /// Parts came; so many are in store now.
    SparesCame {
        workshop: WorkshopId,
        spare: u8,
        stock: u32,
    },
    /// A machine has its parts, and wants a crew.
    CrewAsked {
        workshop: WorkshopId,
    },
    /// It has one, so long after it wanted it.
    CrewCame {
        workshop: WorkshopId,
        waited: SimDuration,
    },
    /// It works again: how long it was down, and how long of that it was worked on.
    MachineUp {
        workshop: WorkshopId,
        machines: u8,
        planned: bool,
        down: SimDuration,
        worked: SimDuration,
    },
    // ---- power ----
    /// Consumers of a kind draw so much more on a feeder from now on [W].
    PowerDraw {
        feeder: FeederId,
        kind: u8,
        change: i64,
    },
    /// One more of a kind waits for power, or one fewer.
    PowerWait {
        feeder: FeederId,
        kind: u8,
        change: i8,
    },
    /// Ships alongside need so much more from now on, from wherever it comes [W].
    Hotels {
        change: i64,
    },
    // ---- drayage that several share ----
    /// A truck is wanted.
    HaulAsked {
        drayage: DrayageId,
    },
    /// It sets out, so long after it was asked for.
    HaulBegan {
        drayage: DrayageId,
        waited: SimDuration,
    },
    /// It is free again.
    HaulEnded {
        drayage: DrayageId,
    },
    // ---- rail lines ----
    /// A train is ready to run.
    RailRunAsked {
        rail_line: RailLineId,
    },
    /// It sets out: how long it waited, and of that for a track of the yard, and for a locomotive.
    RailRunBegan {
        rail_line: RailLineId,
        waited: SimDuration,
        for_yard: SimDuration,
        for_locomotive: SimDuration,
    },
    /// A track of the yard at the port is kept for a train, or free again.
    RailYard {
        rail_line: RailLineId,
        change: i8,
    },
    /// Its locomotive is free, after so long.
    RailRunEnded {
        rail_line: RailLineId,
        drawn: SimDuration,
    },
    // ---- factories ----
    /// A container or a supplier's truck is unloaded; so long it spent there.
    PartsIn {
        part: PartId,
        units: u32,
        spent: SimDuration,
    },
    /// Parts for one car: units, and how long they had been in stock, summed over units; of those that came by ship how many,
    /// and their time since the discharge, summed.
    PartsUsed {
        part: PartId,
        units: u32,
        stayed: SimDuration,
        shipped: u32,
        delay: SimDuration,
    },
    /// The line has to wait for this family.
    PartMissing {
        part: PartId,
    },
    /// It is there again.
    PartBack {
        part: PartId,
    },
    /// The line waits for parts.
    LineStopped {
        factory: FactoryId,
    },
    /// All are there.
    LineGoesOn {
        factory: FactoryId,
    },
    CarMade {
        factory: FactoryId,
    },
    /// A batch leaves the buffer.
    CarsLeft {
        factory: FactoryId,
        cars: u32,
    },
    // ---- export access zones ----
    /// A truck has come before the yard.
    TruckToClear {
        zone: AccessZoneId,
    },
    /// It queues for a scanner.
    ScanAsked {
        zone: AccessZoneId,
    },
    ScanBegun {
        zone: AccessZoneId,
        waited: SimDuration,
    },
    Scanned {
        zone: AccessZoneId,
        busy: SimDuration,
    },
    /// Out of the yard, so long after it came before it.
    TruckCleared {
        zone: AccessZoneId,
        transit: SimDuration,
        inspected: bool,
    },
    // ---- ferry ports ----
    /// A vehicle has come before the booths.
    FerryCame {
        port: FerryPortId,
        kind: Rolling,
    },
    /// In the boarding lanes.
    FerryStands {
        port: FerryPortId,
        kind: Rolling,
    },
    /// Called aboard, so long after it came before the booths.
    FerryBoarded {
        port: FerryPortId,
        kind: Rolling,
        people: u8,
        waited: SimDuration,
    },
    /// Off the ramp.
    FerryLanded {
        port: FerryPortId,
        kind: Rolling,
        people: u8,
    },
    /// Out of the port, so long after the ramp.
    FerryCleared {
        port: FerryPortId,
        kind: Rolling,
        took: SimDuration,
    },
    /// Foot passengers of a call, who board or land.
    FerryFoot {
        port: FerryPortId,
        people: u32,
        boarded: bool,
    },
    /// Loading has ended: trucks and trailers aboard, and how many there is room for; trucks (with trailers) and cars that still
    /// stand in the lanes; how long the ramp was taken.
    FerryLoaded {
        port: FerryPortId,
        trucks: u16,
        capacity: u16,
        behind: [u16; 2],
        ramp: SimDuration,
    },
    // ---- new vehicles ----
    CarIn {
        terminal: CarTerminalId,
        flow: CarFlow,
    },
    CarOut {
        terminal: CarTerminalId,
        flow: CarFlow,
        dwelt: SimDuration,
    },
    /// Spaces are promised to a convoy, after it waited so long for them.
    SpacesFound {
        terminal: CarTerminalId,
        waited: SimDuration,
    },
    /// Spaces are taken, so many of them among cars for others.
    CarsPlaced {
        terminal: CarTerminalId,
        cars: u16,
        mixed: u16,
    },
    /// Spaces are free again.
    CarsDrivenOff {
        terminal: CarTerminalId,
        cars: u16,
    },
    /// A gang has been busy with a convoy.
    GangRound {
        terminal: CarTerminalId,
        busy: SimDuration,
    },
    CarInspected {
        terminal: CarTerminalId,
        waited: SimDuration,
        busy: SimDuration,
    },
    CarTrainLeft {
        terminal: CarTerminalId,
        waited: SimDuration,
        stayed: SimDuration,
        cars: u16,
    },
    /// A truck leaves with cars, or without those that it brought.
    CarTruckLeft {
        terminal: CarTerminalId,
        waited: SimDuration,
        took: SimDuration,
    },
    // ---- liquids ----
    /// What is in a tank from now on [kg].
    TankLevel {
        farm: TankFarmId,
        tank: u16,
        kg: u64,
    },
    LiquidMoved {
        farm: TankFarmId,
        way: LiquidWay,
        kg: u64,
    },
    /// A ship is done, and waited for tanks so long in all.
    TanksFound {
        farm: TankFarmId,
        waited: SimDuration,
    },
    /// A ship is out of patience, with so much not done [kg].
    ShipShort {
        farm: TankFarmId,
        kg: u64,
    },
    TankTruckLeft {
        farm: TankFarmId,
        took: SimDuration,
    },
    // ---- dry bulk and general cargo ----
    /// A lift is in store, or on board.
    BulkLifted {
        terminal: BulkTerminalId,
        commodity: u16,
        unload: bool,
        kg: u64,
    },
    /// A crane comes to a ship.
    GrabOn {
        terminal: BulkTerminalId,
    },
    /// It leaves it, after so long; so much of that it waited for a place in store or for the hopper.
    GrabOff {
        terminal: BulkTerminalId,
        held: SimDuration,
        waited: SimDuration,
    },
    BulkTruckLeft {
        terminal: BulkTerminalId,
        commodity: u16,
        brings: bool,
        kg: u64,
        took: SimDuration,
    },
    // ---- free zone ----
    /// Pallets of a container that are not stored: they stand between the docks.
    PalletsCrossed {
        warehouse: WarehouseId,
        pallets: u32,
    },
    /// A dock is taken, or free again: one for dispatch (`out`), or for containers.
    Dock {
        warehouse: WarehouseId,
        out: bool,
        change: i8,
    },
    /// The truck and its dock are free again: how long the container waited for the dock, and its time since it was lifted off
    /// its ship.
    ContainerUnstuffed {
        warehouse: WarehouseId,
        waited: SimDuration,
        delay: SimDuration,
    },
    /// In storage.
    PalletsIn {
        warehouse: WarehouseId,
        pallets: u32,
    },
    /// Out of storage, on their way to a truck.
    PalletsPicked {
        warehouse: WarehouseId,
        pallets: u32,
    },
    /// On a truck that leaves: time since the order, and beyond what was promised.
    PalletsOut {
        warehouse: WarehouseId,
        pallets: u32,
        took: SimDuration,
        late: SimDuration,
    },

    /// A truck waits for room on a road, or waits no longer.
    RoadWait {
        way: Way,
        change: i8,
    },
    // ---- what happens to all these ----
    /// It is in force.
    DisruptionBegan {
        disruption: u16,
    },
    /// All is as before.
    DisruptionOver {
        disruption: u16,
    },
}
