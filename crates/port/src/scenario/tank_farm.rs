//! `[tank-farm.NAME]`: liquids by ship, pipeline and truck.

use super::diagnostic::Code;
use super::quay::QuayPlan;
use super::read::Table;
use super::roads::RoadsPlan;
use super::units::Dimension;
use super::upkeep::Upkeep;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, Variate};

/// One tank farm. Masses are whole kilograms, so that none is lost to rounding.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct TankFarmPlan {
    /// Its name in the scenario.
    pub name: String,
    /// The jetties.
    pub quay: QuayPlan,
    /// What its tanks are for, by name.
    pub products: Vec<String>,
    /// By name.
    pub tanks: Vec<TankPlan>,
    /// Flow from a ship through all arms of a jetty [kg/h].
    pub unload_kg_h: f64,
    /// Flow onto a ship through all arms of a jetty [kg/h].
    pub load_kg_h: f64,
    /// Lines of the manifold: ships that pump at once.
    pub lines: u32,
    /// What takes a line of the manifold with its arms out of service.
    pub upkeep: Upkeep,
    /// Gust above which loading arms stand still [m/s].
    pub wind_limit_m_s: f64,
    /// After a receipt nothing is drawn from a tank for so long.
    pub settling: SimDuration,
    /// A ship takes a tank for no less than this, or the rest [kg].
    pub parcel_kg: u64,
    /// How long a ship waits for a tank; then it leaves with what it has.
    pub patience: SimDuration,
    /// A pipeline that draws, if there is one.
    pub pipeline: Option<PipelinePlan>,
    /// Where trucks come in, as roads name it.
    pub road: Option<usize>,
    /// Time between two trucks [s]; none: no truck comes.
    pub truck_every: Option<Variate>,
    /// What a truck takes [kg].
    pub truck_load_kg: u64,
    /// Trucks that load at once.
    pub truck_bays: u32,
    /// What takes one out of service: its pump, its arm.
    pub truck_bay_upkeep: Upkeep,
    /// To load one.
    pub truck_loading: Variate,
}

/// One tank.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct TankPlan {
    /// Its name in the scenario.
    pub name: String,
    /// Index of its product.
    pub product: usize,
    /// What it holds [kg].
    pub capacity_kg: u64,
    /// What is in it at the start [kg].
    pub initial_kg: u64,
}

/// The pipeline.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct PipelinePlan {
    /// Index of its product.
    pub product: usize,
    /// Flow [kg/h].
    pub flow_kg_h: f64,
    /// Drawn from one tank before another is chosen [kg].
    pub batch_kg: u64,
}

/// Kilograms of so many tonnes.
pub(super) fn kilograms(tonnes: f64) -> u64 {
    (tonnes * 1000.0).round() as u64
}

impl TankFarmPlan {
    /// Reads the table of one tank farm.
    pub fn read(name: &str, t: &mut Table<'_>, basins: &[String], roads: &RoadsPlan) -> Self {
        let quay = t.table("quay", "The jetties and how ships get to them.", |t| QuayPlan::read_worked(t, basins));
        let density = t.number("density", 0.3..=2.0, "Tonnes in a cubic metre of its products.");
        let read: Vec<(String, (String, f64, f64))> = t.map("tank", "Tanks.", |_, t| {
            t.require(&["product"]);
            let product = t.text("product", "What it is for: a name of your choice, which services repeat.");
            let volume = t.quantity("capacity", Dimension::Volume, "1 m3"..="1000000 m3", "What it holds.");
            (product, volume, t.share("initial", "Its level at the start."))
        });
        let mut products: Vec<String> = read.iter().map(|(_, (product, ..))| product.clone()).collect();
        products.sort();
        products.dedup();
        let mut tanks: Vec<TankPlan> = read
            .into_iter()
            .map(|(name, (product, volume, initial))| {
                let product = products.iter().position(|it| *it == product).expect("all products are listed");
                let tonnes = volume * density;
                TankPlan { name, product, capacity_kg: kilograms(tonnes), initial_kg: kilograms(tonnes * initial) }
            })
            .collect();
        tanks.sort_by(|a, b| a.name.cmp(&b.name)); // their order in the file is of no account
        let arms = f64::from(t.count("arms", 1..=20, "Arms of a jetty, all used by the ship there."));
        let mut flow =
            |key, about| 1000.0 * density * arms * t.quantity(key, Dimension::VolumeFlow, "1 m3/h"..="50000 m3/h", about);
        let unload_kg_h = flow("ship-rate", "What ships pump through one arm.");
        let load_kg_h = flow("pump-rate", "What the farm pumps through one arm.");
        let trucks = t.number("trucks-per-day", 0.0..=100_000.0, "Trucks a day that fetch a load.");
        let plan = TankFarmPlan {
            name: name.to_owned(),
            quay,
            unload_kg_h,
            load_kg_h,
            lines: t.count("lines", 1..=100, "Lines of the manifold: ships that pump at once."),
            upkeep: Upkeep::read(t),
            wind_limit_m_s: t.speed("wind-limit", "1 m/s"..="100 m/s", "Gust above which loading arms stand still."),
            settling: t.duration("settling", "0 h"..="30 days", "Nothing is drawn from a tank for so long after a receipt."),
            parcel_kg: kilograms(t.tonnes("parcel", "1 t"..="100 kt", "A ship takes a tank for no less than this, or the rest.")),
            patience: t.duration("patience", "1 h"..="60 days", "A ship waits so long for a tank, then leaves with what it has."),
            pipeline: t.optional("pipeline", "A pipeline that draws product out.", |t| PipelinePlan::read(t, &products)),
            road: roads.place_of(t, "road", "Where its trucks come in, as roads name it; unwritten: they appear there."),
            truck_every: (trucks > 0.0).then(|| Variate::exponential(86_400.0 / trucks).expect("the mean is above 0")),
            truck_load_kg: kilograms(t.tonnes("truck-load", "1 t"..="100 t", "What a truck takes.")),
            truck_bays: t.count("truck-bays", 1..=200, "Trucks that load at once."),
            truck_bay_upkeep: Upkeep::of(
                t,
                "truck-bay-upkeep",
                "What takes a bay for trucks out of service; unwritten: nothing.",
            ),
            truck_loading: t.variate("truck-loading", Dimension::Time, "To load a truck."),
            products,
            tanks,
        };
        if plan.tanks.is_empty() {
            t.error("tank", Code::MissingKey, "there is no tank", format!("add a table `[tank-farm.{name}.tank.X]`"));
        }
        let batch = plan.pipeline.as_ref().map_or(0, |it| it.batch_kg);
        for (what, kg, product) in [
            ("a truck load", plan.truck_load_kg, None),
            ("a batch of the pipeline", batch, plan.pipeline.as_ref().map(|it| it.product)),
        ] {
            let fits = |tank: &&TankPlan| product.is_none_or(|it| it == tank.product);
            if plan.tanks.iter().filter(fits).any(|tank| tank.capacity_kg < kg) {
                let message = format!("{what} is more than a tank holds");
                t.error("tank", Code::Inconsistent, message, "it is drawn from one tank, and would wait for ever");
            }
        }
        plan
    }

    /// What all tanks of a product hold [kg].
    pub fn capacity_kg(&self, product: usize) -> u64 {
        self.tanks.iter().filter(|tank| tank.product == product).map(|tank| tank.capacity_kg).sum()
    }
}

impl PipelinePlan {
    fn read(t: &mut Table<'_>, products: &[String]) -> Self {
        PipelinePlan {
            product: t.name_among("product", products, "product", "What it draws."),
            flow_kg_h: 1000.0 * t.quantity("flow", Dimension::MassFlow, "0.1 t/h"..="20000 t/h", "What it draws in an hour."),
            batch_kg: kilograms(t.tonnes("batch", "1 t"..="100 kt", "Drawn from one tank before another is chosen.")),
        }
    }
}
