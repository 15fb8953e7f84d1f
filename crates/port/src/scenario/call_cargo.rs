//! What a call brings and takes where it is not boxes, and how much of it there is in all.

use super::diagnostic::{Code, grouped};
use super::quay::QuayOwner;
use super::read::Table;
use super::units::Dimension;
use darse_engine::Variate;
use serde::{Deserialize, Serialize};

/// `[demand]`: factors on cargo that is in no boxes.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct CargoDemand {
    /// On all numbers of cars.
    pub cars: f64,
}

impl CargoDemand {
    /// Reads its keys.
    pub fn read(t: &mut Table<'_>) -> Self {
        CargoDemand { cars: t.number("cars", 0.01..=100.0, "Factor on all numbers of cars.") }
    }
}

/// The cargo of the calls of one service.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
}

/// No ship carries more cars.
const MOST_CARS: f64 = 20_000.0;

impl CallCargo {
    /// Reads the keys that belong to the owner of the quay.
    pub fn read(t: &mut Table<'_>, owner: Option<&QuayOwner>) -> Self {
        match owner {
            Some(QuayOwner::CarTerminal(_)) => CallCargo::Cars {
                unload: cars(t, "unload", "Cars a call brings; unwritten: none."),
                load: cars(t, "load", "Cars a call takes at most, of those that wait for its service; unwritten: none."),
                transhipped: t
                    .maybe("transhipped", |t| t.share("transhipped", "Share of these that go on with another service; unwritten: 0."))
                    .unwrap_or(0.0),
            },
            Some(_) | None => CallCargo::Other,
        }
    }
}

fn cars(t: &mut Table<'_>, key: &'static str, about: &str) -> Variate {
    let cars = t.maybe(key, |t| t.variate(key, Dimension::Number, about)).unwrap_or(Variate::Constant(0.0));
    if cars.mean() + 6.0 * cars.variance().sqrt() > MOST_CARS {
        let message = format!("`{key}` is {} cars a call, or scatters beyond {}", grouped(cars.mean()), grouped(MOST_CARS));
        t.error(key, Code::TooBig, message, "the largest car carriers take about 9,000");
    }
    cars
}
