//! `[ferry-port.NAME]`: berths with a ramp each, and what comes by land to board.

use super::access_zone;
use super::quay::QuayPlan;
use super::read::{DateTime, Table};
use super::roads::RoadsPlan;
use super::season::{Season, read_weights};
use super::units::Dimension;
use super::upkeep::Upkeep;
use crate::facility::ferry_port::Rolling;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, SimTime, Variate};

/// One ferry port.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct FerryPortPlan {
    /// Its name in the scenario.
    pub name: String,
    /// The wall, with discrete berths.
    pub quay: QuayPlan,
    /// Where its booths stand, as roads name it.
    pub road: Option<usize>,
    /// The access zone that trucks and trailers pass before.
    pub access_zone: Option<usize>,
    /// Trucks, trailers and cars that come to board, on a mean day of the year.
    pub per_day: [f64; 3],
    /// Foot passengers that come to board, on a mean day of the year.
    pub foot_per_day: f64,
    /// People in a car.
    pub people_per_car: f64,
    /// Of cars and foot passengers, both ways.
    pub season: Season,
    /// Of trucks and trailers, both ways.
    pub truck_season: Season,
    /// Of what comes by land, by hour of the day.
    pub hours: Vec<f64>,
    /// Booths for tickets and passports on the way out.
    pub booths: u32,
    /// What takes one out of service.
    pub booth_upkeep: Upkeep,
    /// One vehicle at its booth.
    pub check: Variate,
    /// Trucks and trailers that have room in the boarding lanes.
    pub truck_places: u32,
    /// Cars that have.
    pub car_places: u32,
    /// A truck or trailer on the ramp, one way.
    pub ramp_truck: Variate,
    /// A car on the ramp, one way.
    pub ramp_car: Variate,
    /// Gust above which no vehicle goes onto a ramp [m/s].
    pub wind_limit_m_s: f64,
    /// Tractors that tow trailers.
    pub tugmasters: u32,
    /// What takes a tugmaster out of service.
    pub tugmaster_upkeep: Upkeep,
    /// What a tugmaster needs for one trailer beside the ramp.
    pub tow: Variate,
    /// Booths of import customs.
    pub import_booths: u32,
    /// What takes one of these out of service.
    pub import_booth_upkeep: Upkeep,
    /// One vehicle there.
    pub import_check: Variate,
}

impl FerryPortPlan {
    /// Reads the table of one ferry port.
    pub fn read(name: &str, t: &mut Table<'_>, basins: &[String], roads: &RoadsPlan, zones: &[String], start: DateTime) -> Self {
        let mut per_day = |key, about| t.number(key, 0.0..=100_000.0, about);
        let trucks = per_day("trucks-per-day", "Trucks that come to board, mean over the year.");
        let trailers = per_day("trailers-per-day", "Unaccompanied trailers that come to board, mean over the year.");
        let cars = per_day("cars-per-day", "Passengers' cars that come to board, mean over the year.");
        let foot_per_day = per_day("foot-passengers-per-day", "Foot passengers that come to board, mean over the year.");
        FerryPortPlan {
            name: name.to_owned(),
            quay: t.table("quay", "The quay wall: discrete berths, each with a ramp.", |t| {
                t.require(&["berths"]);
                QuayPlan::read(t, basins)
            }),
            road: roads.place_of(t, "road", "Where its booths stand, as roads name it; unwritten: vehicles appear before them."),
            access_zone: access_zone::named(t, zones, "The access zone that trucks and trailers pass before; unwritten: none."),
            per_day: [trucks, trailers, cars],
            foot_per_day,
            people_per_car: t.number("passengers-per-car", 1.0..=9.0, "People in a car, mean."),
            season: Season::read(t, "months", "Weights of the twelve months for cars and foot passengers, both ways.", start),
            truck_season: Season::read(t, "truck-months", "The same for trucks and trailers.", start),
            hours: read_weights(t, "hours", 24, "Weights of the 24 hours, for what comes by land."),
            booths: t.count("booths", 1..=500, "Booths for tickets and passports on the way out."),
            booth_upkeep: Upkeep::of(t, "booth-upkeep", "What takes a booth out of service; unwritten: nothing."),
            check: t.variate("check", Dimension::Time, "One vehicle at its booth."),
            truck_places: t.count("truck-places", 1..=100_000, "Trucks and trailers that have room in the boarding lanes."),
            car_places: t.count("car-places", 1..=100_000, "Cars that have room in the boarding lanes."),
            ramp_truck: t.variate("ramp-truck", Dimension::Time, "A truck or trailer on the ramp, one way."),
            ramp_car: t.variate("ramp-car", Dimension::Time, "A car on the ramp, one way."),
            wind_limit_m_s: t.speed("wind-limit", "1 m/s"..="100 m/s", "Gust above which no vehicle goes onto a ramp."),
            tugmasters: t.count("tugmasters", 1..=500, "Tractors that tow trailers on and off."),
            tugmaster_upkeep: Upkeep::of(t, "tugmaster-upkeep", "What takes a tugmaster out of service; unwritten: nothing."),
            tow: t.variate(
                "tow",
                Dimension::Time,
                "What a tugmaster needs for one trailer beside the ramp: there, back, coupling.",
            ),
            import_booths: t.count("import-booths", 1..=500, "Booths of import customs."),
            import_booth_upkeep: Upkeep::of(
                t,
                "import-booth-upkeep",
                "What takes a booth of import customs out of service; unwritten: nothing.",
            ),
            import_check: t.variate("import-check", Dimension::Time, "One vehicle there."),
        }
    }

    /// The season of a kind of vehicle.
    pub fn season_of(&self, kind: Rolling) -> &Season {
        if kind.is_car() { &self.season } else { &self.truck_season }
    }
    /// How many of a kind come to board in the hour that begins now.
    pub fn per_hour(&self, kind: Rolling, now: SimTime) -> f64 {
        self.per_day[kind as usize] / 24.0 * self.season_of(kind).factor(now) * self.hours[hour_of(now)]
    }
    /// How many foot passengers.
    pub fn foot_per_hour(&self, now: SimTime) -> f64 {
        self.foot_per_day / 24.0 * self.season.factor(now) * self.hours[hour_of(now)]
    }
    /// The time of a vehicle on the ramp.
    pub fn ramp(&self, kind: Rolling) -> &Variate {
        if kind.is_car() { &self.ramp_car } else { &self.ramp_truck }
    }
}

fn hour_of(now: SimTime) -> usize {
    (now.0 / SimDuration::hours(1).0 % 24) as usize
}

/// What a service that calls at a ferry port says of its ships.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Ferry {
    /// Trucks, trailers and cars that a call brings, on a mean day of the year.
    pub brings: [Variate; 3],
    /// Foot passengers that it brings.
    pub foot: Variate,
    /// Trucks and trailers it takes.
    pub truck_capacity: u32,
    /// Cars it takes.
    pub car_capacity: u32,
    /// People it takes, drivers of trucks included.
    pub passenger_capacity: u32,
    /// From all fast until loading ends at the latest.
    pub stay: SimDuration,
}

impl Ferry {
    /// Reads the keys of a service that only stand where it calls at a ferry port.
    pub fn read(t: &mut Table<'_>) -> Self {
        Ferry {
            brings: [
                t.variate("trucks", Dimension::Number, "Trucks that a call brings, mean over the year."),
                t.variate("trailers", Dimension::Number, "Trailers that it brings."),
                t.variate("cars", Dimension::Number, "Passengers' cars that it brings."),
            ],
            foot: t.variate("foot-passengers", Dimension::Number, "Foot passengers that it brings."),
            truck_capacity: t.count("truck-capacity", 0..=2_000, "Trucks and trailers that its ships take."),
            car_capacity: t.count("car-capacity", 0..=5_000, "Cars that they take, beside the trucks."),
            passenger_capacity: t.count("passenger-capacity", 0..=10_000, "People that they take, drivers of trucks included."),
            stay: t.duration("stay", "1 min"..="7 days", "From all fast until loading ends at the latest, if unloading has."),
        }
    }
}
