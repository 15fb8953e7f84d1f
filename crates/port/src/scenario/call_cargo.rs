//! What a call brings and takes where it is not boxes, and how much of it there is in all.

use super::diagnostic::{Code, grouped};
use super::quay::QuayOwner;
use super::read::Table;
use super::service::Context;
use super::units::Dimension;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Variate;

/// `[demand]`: factors on cargo that is in no boxes.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct CargoDemand {
    /// On all numbers of cars.
    pub cars: f64,
    /// On all masses of liquids.
    pub liquid: f64,
    /// On all masses of dry bulk and general cargo.
    pub bulk: f64,
}

impl CargoDemand {
    /// Reads its keys.
    pub fn read(t: &mut Table<'_>) -> Self {
        CargoDemand {
            cars: t.number("cars", 0.01..=100.0, "Factor on all numbers of cars."),
            liquid: t.number("liquid", 0.01..=100.0, "Factor on all masses of liquids."),
            bulk: t.number("bulk", 0.01..=100.0, "Factor on all masses of dry bulk and general cargo."),
        }
    }
}

/// The cargo of the calls of one service.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub enum CallCargo {
    /// None, or boxes.
    Other,
    /// New vehicles.
    Cars {
        /// Cars a call brings.
        unload: Variate,
        /// Cars a call takes at most.
        load: Variate,
        /// Share of what it brings that goes on with another service.
        transhipped: f64,
    },
    /// A liquid.
    Liquid {
        /// Index of the product of its tank farm.
        product: usize,
        /// A call brings [t].
        unload: Variate,
        /// A call takes [t].
        load: Variate,
    },
    /// Dry bulk or general cargo.
    Bulk {
        /// Index of the commodity of its terminal.
        commodity: usize,
        /// A call brings [t].
        unload: Variate,
        /// A call takes at most [t].
        load: Variate,
    },
}

/// No ship carries more cars.
const MOST_CARS: f64 = 20_000.0;

impl CallCargo {
    /// Reads the keys that belong to the owner of the quay.
    pub fn read(t: &mut Table<'_>, owner: Option<&QuayOwner>, context: &Context<'_>) -> Self {
        match owner {
            Some(QuayOwner::CarTerminal(_)) => CallCargo::Cars {
                unload: cars(t, "unload", "Cars a call brings; unwritten: none."),
                load: cars(t, "load", "Cars a call takes at most, of those that wait for its service; unwritten: none."),
                transhipped: t
                    .maybe("transhipped", |t| {
                        t.share("transhipped", "Share of these that go on with another service; unwritten: 0.")
                    })
                    .unwrap_or(0.0),
            },
            Some(QuayOwner::TankFarm(index)) => CallCargo::Liquid {
                product: t.name_among("product", &context.tank_farms[*index].products, "product", "What it carries."),
                unload: tonnes(t, "unload", "Mass a call brings; unwritten: none."),
                load: tonnes(t, "load", "Mass a call takes; unwritten: none."),
            },
            Some(QuayOwner::BulkTerminal(index)) => {
                let names: Vec<&str> = context.bulk_terminals[*index].commodities.iter().map(|it| it.name.as_str()).collect();
                CallCargo::Bulk {
                    commodity: t.name_among("commodity", &names, "commodity", "What it carries."),
                    unload: tonnes(t, "unload", "Mass a call brings; unwritten: none."),
                    load: tonnes(t, "load", "Mass a call takes at most, of what is in store for ships; unwritten: none."),
                }
            }
            Some(_) | None => CallCargo::Other,
        }
    }
}

/// No ship carries more [t].
const MOST_TONNES: f64 = 500_000.0;

fn tonnes(t: &mut Table<'_>, key: &'static str, about: &str) -> Variate {
    let mass = t.maybe(key, |t| t.variate(key, Dimension::Mass, about)).unwrap_or(Variate::Constant(0.0));
    if mass.mean() + 6.0 * mass.variance().sqrt() > MOST_TONNES {
        let message = format!("`{key}` is {} t a call, or scatters beyond {} t", grouped(mass.mean()), grouped(MOST_TONNES));
        t.error(key, Code::TooBig, message, "the largest ships carry about 400,000 t");
    }
    mass
}

fn cars(t: &mut Table<'_>, key: &'static str, about: &str) -> Variate {
    let cars = t.maybe(key, |t| t.variate(key, Dimension::Number, about)).unwrap_or(Variate::Constant(0.0));
    if cars.mean() + 6.0 * cars.variance().sqrt() > MOST_CARS {
        let message = format!("`{key}` is {} cars a call, or scatters beyond {}", grouped(cars.mean()), grouped(MOST_CARS));
        t.error(key, Code::TooBig, message, "the largest car carriers take about 9,000");
    }
    cars
}
