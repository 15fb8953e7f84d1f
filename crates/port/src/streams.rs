//! The names of all random streams of the model. A draw is keyed by stream, entity and purpose, never by order.

use darse_engine::Stream;

/// Lateness of a call, and whether it is left out.
pub const SCHEDULE: Stream = Stream::named("schedule");
/// Numbers of boxes of a call.
pub const VOLUME: Stream = Stream::named("volume");
/// How boxes lie along a ship.
pub const STOWAGE: Stream = Stream::named("stowage");
/// Late changes to a loading list.
pub const LATE_CHANGE: Stream = Stream::named("late change");
/// What a box is, and where it goes.
pub const BOX: Stream = Stream::named("box");
/// Durations of a ship's stages.
pub const SHIP: Stream = Stream::named("ship");
/// Quay crane cycles, by box off the ship, by place in the loading list.
pub const QUAY_CYCLE: Stream = Stream::named("quay crane cycle");
/// Hatch covers, by call and bay.
pub const HATCH: Stream = Stream::named("hatch cover");
/// Twin lifts, by call and box.
pub const TWIN: Stream = Stream::named("twin lift");
/// Breakdowns of quay cranes, by lift.
pub const QUAY_FAILURE: Stream = Stream::named("quay crane failure");
/// Vehicle drives, by box and errand.
pub const DRIVE: Stream = Stream::named("drive");
/// Yard crane cycles, by box.
pub const YARD_CYCLE: Stream = Stream::named("yard crane cycle");
/// Breakdowns of yard cranes, by box and job.
pub const YARD_FAILURE: Stream = Stream::named("yard crane failure");
/// When boxes come and go by land.
pub const LAND: Stream = Stream::named("land side");
/// Trucks at the gate and in the terminal, by box.
pub const TRUCK: Stream = Stream::named("truck");
/// Trucks on the road: their pace, by trip; where they come from.
pub const TRIP: Stream = Stream::named("trip");
/// The wind, by hour.
pub const WIND: Stream = Stream::named("wind");
/// The swell, by hour.
pub const SWELL: Stream = Stream::named("swell");
/// Fog, by hour.
pub const FOG: Stream = Stream::named("fog");
/// Trains.
pub const TRAIN: Stream = Stream::named("train");
/// Rail crane cycles.
pub const RAIL_CYCLE: Stream = Stream::named("rail crane cycle");
/// Charging of vehicles, by vehicle and instant.
pub const CHARGING: Stream = Stream::named("charging");
/// Boxes between terminals.
pub const HAUL: Stream = Stream::named("haul");
/// Trucks in export access zones, by what they bring.
pub const CLEARANCE: Stream = Stream::named("clearance");
/// What comes by land to a ferry port, by kind and hour.
pub const FERRY_DEMAND: Stream = Stream::named("ferry demand");
/// Vehicles at a ferry port, on land.
pub const FERRY_LAND: Stream = Stream::named("ferry port");
/// What a ferry brings, by call; vehicles on the ramp and towed.
pub const FERRY_SHIP: Stream = Stream::named("ferry");
/// New vehicles, and the convoys, trains and trucks of car terminals.
pub const CARS: Stream = Stream::named("cars");
/// Tankers and tank trucks.
pub const LIQUID: Stream = Stream::named("liquid");
/// Ships, lifts and trucks of dry bulk and general cargo.
pub const BULK: Stream = Stream::named("bulk");
/// Disruptions: when each comes and how long it lasts; how late it makes each call.
pub const DISRUPTION: Stream = Stream::named("disruption");
/// Warehouses.
pub const WAREHOUSE: Stream = Stream::named("warehouse");

/// Breakdowns and services of machines other than cranes, by machine and work.
pub const UPKEEP: Stream = Stream::named("upkeep");
/// Attacks: when, for how long, and what they spread to, by attack and system.
pub const CYBER: Stream = Stream::named("cyber");
/// Spare parts: whether a breakdown needs one, and how long an order takes.
pub const SPARES: Stream = Stream::named("spare parts");
/// Factories: containers by box, suppliers' trucks by order.
pub const FACTORY: Stream = Stream::named("factory");
/// Runs of trains on rail lines, by train.
pub const RAIL_LINE: Stream = Stream::named("rail line");

/// The identity of the `nth` thing that belongs to another: the SplitMix64 finaliser (Steele et al. 2014) over both.
#[inline]
pub fn part(whole: u64, nth: u64) -> u64 {
    let z = whole ^ nth.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Parts of a call from here on are its bays; below, the boxes it discharges.
const BAYS: u64 = 1 << 40;

/// The identity of a place in the loading list of a bay, by the key of its call.
#[inline]
pub fn place_in_bay(call: u64, bay: u32, place: u32) -> u64 {
    part(part(call, BAYS | u64::from(bay)), u64::from(place))
}
