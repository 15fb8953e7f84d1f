//! Four figures on one page: the first look at a run.

use super::berths::Berths;
use super::distribution::Distribution;
use super::lines::keys;
use super::page::{Figure, Key, panel};
use super::series::{how, terminals};
use super::style::px;
use super::throughput::{Throughput, capital};
use super::yard::Yard;
use super::{Area, Done, crane_rate};
use crate::results::Results;
use crate::table::duration;
use plotters::prelude::DrawingBackend;

/// Throughput, berths, yard and cranes.
pub struct Overview {
    title: String,
    subtitle: String,
    names: Vec<String>,
    throughput: Throughput,
    berths: Occupancy,
    yard: Yard,
    cranes: Distribution,
}

impl Overview {
    /// Of all terminals.
    pub fn of(results: &Results) -> Overview {
        let run = &results.run;
        Overview {
            title: run.title.clone(),
            subtitle: format!(
                "{} measured after a warm-up of {}. {}",
                capital(&duration(run.horizon_us)),
                duration(run.warm_up_us),
                capital(&how(results))
            ),
            names: terminals(results),
            throughput: Throughput::of(results),
            berths: Occupancy(Berths::of(results)),
            yard: Yard::of(results),
            cranes: crane_rate::of(results),
        }
    }
}

impl Figure for Overview {
    fn name(&self) -> String {
        "overview".to_owned()
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn subtitle(&self) -> String {
        self.subtitle.clone()
    }

    fn legend(&self) -> Vec<Key> {
        keys(&self.names)
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        let quarters = area.split_evenly((2, 2));
        let [first, second, third, fourth] = quarters.as_slice() else { return Ok(()) };
        panel(&self.throughput, &first.clone().margin(0, px(6.0), 0, px(14.0)))?;
        panel(&self.berths, &second.clone().margin(0, px(6.0), px(14.0), 0))?;
        panel(&self.yard, &third.clone().margin(px(6.0), 0, 0, px(14.0)))?;
        panel(&self.cranes, &fourth.clone().margin(px(6.0), 0, px(14.0), 0))
    }
}

/// The upper half of [`Berths`].
struct Occupancy(Berths);

impl Figure for Occupancy {
    fn name(&self) -> String {
        "occupancy".to_owned()
    }

    fn title(&self) -> String {
        "Berth occupancy [%]".to_owned()
    }

    fn subtitle(&self) -> String {
        self.0.subtitle()
    }

    fn legend(&self) -> Vec<Key> {
        self.0.legend()
    }

    fn body<DB: DrawingBackend>(&self, area: &Area<DB>) -> Done<DB> {
        self.0.occupancy(area)
    }
}
