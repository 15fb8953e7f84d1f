//! `[factory.NAME]`: a just-in-time line, and `[factory.NAME.part.X]`: the families of parts it is built from.

use super::diagnostic::Code;
use super::read::Table;
use super::roads::RoadsPlan;
use super::roster::Roster;
use super::units::Dimension;
use super::upkeep::Upkeep;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, Variate};

/// One factory.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct FactoryPlan {
    /// Its name in the scenario.
    pub name: String,
    /// From one car to the next, while the line runs.
    pub takt: SimDuration,
    /// When the line works.
    pub shifts: Roster,
    /// What stops the line but a missing part: a fault, maintenance; counted by the time it builds.
    pub line_upkeep: Upkeep,
    /// Cars that leave at once.
    pub batch: u32,
    /// Line by which they leave; none: they are handed over at the factory.
    pub rail_line: Option<usize>,
    /// The car terminal that takes its cars on.
    pub cars_to: Option<usize>,
    /// The pool whose trucks bring its containers; none where no part comes in containers.
    pub drayage: Option<usize>,
    /// Where it stands, as roads name it.
    pub road: Option<usize>,
    /// From the gate of a terminal to its docks, one way, where no roads lead.
    pub drive: Variate,
    /// Docks.
    pub docks: u32,
    /// To unload one container or truck.
    pub unloading: Variate,
    /// Families of parts.
    pub parts: Vec<PartPlan>,
}

/// One family of parts. Stocks are told in cars that they are enough for.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct PartPlan {
    /// Its name in the scenario.
    pub name: String,
    /// Units in one car.
    pub per_car: u32,
    /// At time 0 [cars].
    pub initial_stock: u32,
    /// Below it the family is short [cars].
    pub safety_stock: u32,
    /// How it comes.
    pub by: Supply,
}

/// How a family of parts comes.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum Supply {
    /// By ship through a container terminal.
    Container {
        /// The terminal.
        terminal: usize,
        /// Share of its import boxes that hold such parts, at most.
        import_share: f64,
        /// From discharge until customs let a container go.
        release: Variate,
        /// Units in a 40 ft box.
        units: u32,
        /// Containers are called from the terminal while stock and what is under way are below it [cars].
        order_up_to: u32,
        /// Boxes are bound for the factory while stock, what is under way and what stands in the terminal are below it [cars].
        pipeline: Option<u32>,
    },
    /// By a supplier's truck.
    Truck {
        /// From the order until it sets out, or is there where no roads lead.
        lead: Variate,
        /// Units on it.
        units: u32,
    },
}

impl PartPlan {
    /// Units on one truck, or in a box of this many TEU: half as many in 20 ft.
    pub fn units_in(&self, teu: u32) -> u32 {
        match &self.by {
            Supply::Container { units, .. } if teu < 2 => units.div_ceil(2),
            Supply::Container { units, .. } | Supply::Truck { units, .. } => *units,
        }
    }
}

impl FactoryPlan {
    /// Reads the table of one factory.
    pub fn read(name: &str, t: &mut Table<'_>, around: &Around<'_>) -> Self {
        let plan = FactoryPlan {
            name: name.to_owned(),
            takt: t.duration("takt", "1 s"..="24 h", "From one car to the next, while the line runs."),
            shifts: Roster::required(
                t,
                "For each shift of eight hours 1 if the line works, 0 if not: three numbers, or 21 for a week.",
            ),
            line_upkeep: Upkeep::of(t, "line-upkeep", "What stops the line but a missing part; unwritten: nothing."),
            batch: t.count("batch", 1..=100_000, "Cars that leave at once."),
            cars_to: t.maybe("cars-to", |t| {
                t.name_among(
                    "cars-to",
                    around.car_terminals,
                    "car-terminal",
                    "The car terminal that takes its cars on; unwritten: none.",
                )
            }),
            rail_line: t.maybe("rail-line", |t| {
                t.name_among("rail-line", around.rail_lines, "rail-line", "Line by which the cars leave; unwritten: none.")
            }),
            drayage: t.maybe("drayage", |t| {
                t.name_among("drayage", around.drayages, "drayage", "The pool whose trucks bring its containers.")
            }),
            road: around.roads.place_of(t, "road", "Where it stands, as roads name it; unwritten: `drive` says how far it is."),
            drive: t.variate("drive", Dimension::Time, "From the gate of a terminal to its docks, one way."),
            docks: t.count("docks", 1..=500, "Docks for containers and suppliers' trucks."),
            unloading: t.positive_variate("unloading", Dimension::Time, "To unload a container or a truck into the stock."),
            parts: t
                .map("part", "Families of parts.", |name, t| PartPlan::read(name, t, around))
                .into_iter()
                .map(|(_, it)| it)
                .collect(),
        };
        if plan.parts.is_empty() && t.is_written() {
            let help = "add `[factory.NAME.part.X]`";
            t.error("part", Code::MissingKey, format!("{name} builds its cars from nothing"), help);
        }
        let in_containers = plan.parts.iter().find(|part| matches!(part.by, Supply::Container { .. }));
        if let (Some(part), None) = (in_containers, plan.drayage) {
            let message = format!("nobody brings the containers of {}", part.name);
            t.error("drayage", Code::MissingKey, message, "name a pool of trucks: `[drayage.NAME]`");
        }
        plan
    }

    /// Cars an hour, closed hours counted, if no part is ever missing.
    pub fn cars_per_hour(&self) -> f64 {
        self.shifts.open_share() * 3600.0 / self.takt.as_seconds_f64()
    }

    /// More is called or ordered while stock and what is under way are below it [cars]. For suppliers' trucks it is the safety
    /// stock, and the cars that a line that does not stop makes until a truck is unloaded, `road` on the way and without a wait.
    pub fn reorder_point(&self, part: &PartPlan, road: SimDuration) -> u32 {
        match &part.by {
            Supply::Truck { lead, .. } => {
                let until_unloaded = lead.mean() + road.as_seconds_f64() + self.unloading.mean();
                part.safety_stock + (until_unloaded / self.takt.as_seconds_f64()).ceil() as u32
            }
            Supply::Container { order_up_to, .. } => *order_up_to,
        }
    }
}

/// What a factory may name.
pub struct Around<'a> {
    /// Container terminals.
    pub terminals: &'a [String],
    /// Pools of trucks.
    pub drayages: &'a [String],
    /// Car terminals.
    pub car_terminals: &'a [String],
    /// Rail lines.
    pub rail_lines: &'a [String],
    /// Roads.
    pub roads: &'a RoadsPlan,
}

const CARS: std::ops::RangeInclusive<u64> = 0..=1_000_000;

impl PartPlan {
    /// Below it the family is short [units].
    pub fn safety_units(&self) -> u64 {
        u64::from(self.safety_stock) * u64::from(self.per_car)
    }
    fn read(name: &str, t: &mut Table<'_>, around: &Around<'_>) -> Self {
        let by_container = t.choice("by", &[("container", true), ("truck", false)], "How it comes: by ship, or by road.");
        let part = PartPlan {
            name: name.to_owned(),
            per_car: t.count("per-car", 1..=100_000, "Units in one car."),
            initial_stock: t.count("initial-stock", CARS, "Stock at the start, in cars it is enough for."),
            safety_stock: t.count(
                "safety-stock",
                CARS,
                "Below it the family is short, and its containers are fetched before others; in cars it is enough for.",
            ),
            by: if by_container { Self::read_container(t, around) } else { Self::read_truck(t) },
        };
        if let Supply::Container { order_up_to: 0, .. } = part.by {
            t.error("order-up-to", Code::Inconsistent, "no container is ever called", "the line would wait for ever: raise it");
        }
        part
    }

    fn read_container(t: &mut Table<'_>, around: &Around<'_>) -> Supply {
        Supply::Container {
            terminal: t.name_among("terminal", around.terminals, "terminal", "The terminal its containers come through."),
            import_share: t.share("import-share", "Share of that terminal's import boxes that hold such parts, at most."),
            release: t.variate("release", Dimension::Time, "From discharge until customs let a container go."),
            units: t.count("units-per-container", 1..=1_000_000, "Units in a 40 ft box; in one of 20 ft there are half as many."),
            order_up_to: t.count(
                "order-up-to",
                CARS,
                "A container is called from the terminal while stock and what is under way are enough for fewer cars.",
            ),
            pipeline: t.maybe("pipeline", |t| {
                let about = "A box is bound for the factory while stock, what is under way and what stands in the terminal are enough for fewer cars; unwritten: always.";
                t.count("pipeline", CARS, about)
            }),
        }
    }

    fn read_truck(t: &mut Table<'_>) -> Supply {
        Supply::Truck {
            lead: t.variate("lead", Dimension::Time, "From the order until the truck sets out, or is there where no roads lead."),
            units: t.count("units-per-truck", 1..=1_000_000, "Units on one truck."),
        }
    }
}
