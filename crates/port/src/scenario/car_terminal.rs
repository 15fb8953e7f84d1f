//! `[car-terminal.NAME]`: a terminal for new vehicles, which come by ship, train and truck and leave by ship and truck.

use super::diagnostic::Code;
use super::quay::QuayPlan;
use super::read::Table;
use super::roads::RoadsPlan;
use super::units::Dimension;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, Variate};

/// One car terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct CarTerminalPlan {
    /// Its name in the scenario.
    pub name: String,
    /// The wall.
    pub quay: QuayPlan,
    /// Where cars stand, by name.
    pub compounds: Vec<Compound>,
    /// Spaces that what comes by land leaves to ships.
    pub kept_for_ships: u32,
    /// Drivers on duty.
    pub drivers: u32,
    /// Drivers of a gang: it moves as many cars in a round.
    pub gang: u32,
    /// Gangs that work a ship at once.
    pub ship_gangs: u32,
    /// Gangs that unload a train at once.
    pub train_gangs: u32,
    /// Gust above which no convoy begins at a ship [m/s].
    pub wind_limit_m_s: f64,
    /// A convoy between ship or train and its rows.
    pub drive: Variate,
    /// The minibus with the drivers, the other way.
    pub shuttle: Variate,
    /// Share of the imports that are inspected before delivery.
    pub pdi_share: f64,
    /// Places where that is done.
    pub pdi_bays: u32,
    /// To inspect one car.
    pub pdi: Variate,
    /// Stay of imports until a truck may fetch them.
    pub dwell: Variate,
    /// Where its trucks come in, as roads name it.
    pub road: Option<usize>,
    /// Time between two trucks that bring cars for ships [s]; none: no truck brings any.
    pub truck_every: Option<Variate>,
    /// Cars on a truck, brought or fetched.
    pub cars_per_truck: u32,
    /// Trucks that load or unload at once.
    pub truck_bays: u32,
    /// To load or unload one.
    pub truck_handling: Variate,
    /// Tracks.
    pub tracks: u32,
    /// In, and again out.
    pub shunting: Variate,
    /// The line by which trains of its timetable come and go.
    pub line: Option<usize>,
    /// Trains.
    pub trains: Vec<CarTrainPlan>,
}

/// A compound: rows of spaces.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Compound {
    /// Its name in the scenario.
    pub name: String,
    /// Rows.
    pub rows: u32,
    /// Cars in a row.
    pub row_length: u32,
}

/// Trains of one kind.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct CarTrainPlan {
    /// Arrivals, each week, as time since Monday 00:00.
    pub trains: Vec<SimDuration>,
    /// Cars on a train.
    pub cars: Variate,
    /// Late arrival.
    pub lateness: Variate,
}

impl CarTerminalPlan {
    /// Reads the table of one car terminal.
    pub fn read(name: &str, t: &mut Table<'_>, basins: &[String], roads: &RoadsPlan, lines: &[String]) -> Self {
        let quay = t.table("quay", "The quay wall and how ships get to it.", |t| QuayPlan::read_worked(t, basins));
        let compounds = t.map("compound", "Where cars stand.", |name, t| Compound {
            name: name.to_owned(),
            rows: t.count("rows", 1..=10_000, "Rows."),
            row_length: t.count("row-length", 1..=1000, "Cars in a row."),
        });
        let mut compounds: Vec<Compound> = compounds.into_iter().map(|(_, it)| it).collect();
        compounds.sort_by(|a, b| a.name.cmp(&b.name)); // their order in the file is of no account
        let trucks = t.number("trucks-per-day", 0.0..=100_000.0, "Trucks a day that bring cars for ships.");
        let plan = CarTerminalPlan {
            name: name.to_owned(),
            quay,
            compounds,
            kept_for_ships: t.count("kept-for-ships", 0..=100_000, "Spaces that what comes by land leaves to ships."),
            drivers: t.count("drivers", 1..=10_000, "Drivers on duty, day and night."),
            gang: t.count("gang", 1..=60, "Drivers of a gang, which moves as many cars in a round."),
            ship_gangs: t.count("ship-gangs", 1..=100, "Gangs that work a ship at once, if there are as many."),
            train_gangs: t.count("train-gangs", 1..=100, "Gangs that unload a train at once, if there are as many."),
            wind_limit_m_s: t.speed(
                "wind-limit",
                "1 m/s"..="100 m/s",
                "Gust above which no convoy begins at a ship: her ramp is up.",
            ),
            drive: t.variate("drive", Dimension::Time, "A convoy between ship or train and its rows, cars lashed or unlashed."),
            shuttle: t.variate("shuttle", Dimension::Time, "The minibus with the drivers, the other way."),
            pdi_share: t.share("pdi-share", "Share of the imports that are inspected before delivery."),
            pdi_bays: t.count("pdi-bays", 1..=1000, "Places where that is done."),
            pdi: t.variate("pdi", Dimension::Time, "To inspect one car."),
            dwell: t.variate("dwell", Dimension::Time, "Stay of imports until a truck may fetch them."),
            road: roads.place_of(t, "road", "Where its trucks come in, as roads name it; unwritten: they appear there."),
            truck_every: (trucks > 0.0).then(|| Variate::exponential(86_400.0 / trucks).expect("the mean is above 0")),
            cars_per_truck: t.count("cars-per-truck", 1..=20, "Cars on a truck, brought or fetched."),
            truck_bays: t.count("truck-bays", 1..=500, "Trucks that load or unload at once."),
            truck_handling: t.variate("truck-handling", Dimension::Time, "To load or unload a truck."),
            line: t.maybe("line", |t| {
                t.name_among(
                    "line",
                    lines,
                    "rail-line",
                    "The rail line its trains come and go over; unwritten: by themselves, at once.",
                )
            }),
            tracks: t.count("tracks", 1..=50, "Tracks where trains are unloaded."),
            shunting: t.variate("shunting", Dimension::Time, "Shunting a train in, and again out."),
            trains: t.list("train", "Trains that bring cars for ships.", CarTrainPlan::read),
        };
        plan.check(t);
        plan
    }

    /// Spaces in all rows.
    pub fn spaces(&self) -> u32 {
        self.compounds.iter().map(|it| it.rows * it.row_length).sum()
    }

    /// Gangs that can work at once.
    pub fn gangs(&self) -> u32 {
        self.drivers / self.gang
    }

    /// What could wait for ever.
    fn check(&self, t: &Table<'_>) {
        if self.gangs() == 0 {
            let message = format!("{} drivers are less than a gang of {}", self.drivers, self.gang);
            t.error("drivers", Code::Inconsistent, message, "no car would ever be moved: give at least a gang");
        }
        let (spaces, least) = (self.spaces(), self.gang.max(self.cars_per_truck));
        if self.compounds.is_empty() {
            t.error(
                "compound",
                Code::MissingKey,
                "there is no compound",
                format!("add a table `[car-terminal.{}.compound.X]`", self.name),
            );
        } else if spaces < least + self.kept_for_ships {
            let kept = self.kept_for_ships;
            let message =
                format!("{spaces} spaces do not take a convoy, or a truck, of {least} cars beside {kept} that are kept");
            t.error("compound", Code::Inconsistent, message, "it would wait for ever: give more rows");
        }
    }
}

impl CarTrainPlan {
    fn read(t: &mut Table<'_>) -> Self {
        let plan = CarTrainPlan {
            trains: t.moments("trains", "Arrivals of trains in each week."),
            cars: t.variate("cars", Dimension::Number, "Cars on a train."),
            lateness: t.variate("lateness", Dimension::Time, "How late trains come."),
        };
        if plan.trains.is_empty() {
            t.error("trains", Code::Inconsistent, "no train ever comes", "give a moment of the week, or leave the table out");
        }
        plan
    }
}
