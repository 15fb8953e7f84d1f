//! The scenario as a whole: what stands at its top level, and what must hold between its parts.

use super::Files;
use super::boxes::BoxMix;
use super::diagnostic::Code;
use super::marine::Marine;
use super::read::{Document, Table};
use super::service::{Context, Pattern, Service};
use super::terminal::TerminalPlan;
use super::vessel::VesselClass;
use super::warehouse::WarehousePlan;
use super::weather::Weather;
use darse_engine::SimDuration;
use serde::{Deserialize, Serialize};

/// A checked scenario: only [`load`](super::load) makes one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Scenario {
    /// One line for people.
    pub title: String,
    /// Hours between Monday 00:00 and time 0, which is a midnight.
    pub start_hour_of_week: u64,
    /// Simulated time that is measured.
    pub horizon: SimDuration,
    /// Simulated time before it that is not.
    pub warm_up: SimDuration,
    /// Seed and number of replications.
    pub experiment: Experiment,
    /// Factor on all numbers of boxes.
    pub demand: f64,
    /// What boxes are like.
    pub boxes: BoxMix,
    /// Pilots, tugs, channel and tide.
    pub marine: Marine,
    /// The wind.
    pub weather: Weather,
    /// Sizes of ships.
    pub classes: Vec<VesselClass>,
    /// Container terminals.
    pub terminals: Vec<TerminalPlan>,
    /// Sources of calls.
    pub services: Vec<Service>,
    /// Warehouses of the free zone.
    pub warehouses: Vec<WarehousePlan>,
}

/// `[experiment]`: how often, and with which random numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Experiment {
    /// Independent replications.
    pub replications: u32,
    /// Master seed of all random streams.
    pub seed: u64,
}

/// From this share of its capacity on a station is named before a run (assumption: interference and chance take the rest).
const NEARLY_FULL: f64 = 0.9;

impl Scenario {
    /// Reads everything; what is wrong is kept by the document.
    pub fn read(document: &Document, files: &mut dyn Files) -> Scenario {
        document.read(|t| Self::read_root(t, document, files))
    }

    fn read_root(t: &mut Table<'_>, document: &Document, files: &mut dyn Files) -> Scenario {
        let start = t.datetime("start", "Midnight at which simulated time begins.");
        if start.hour != 0 || start.minute != 0 || start.second != 0 {
            t.error("start", Code::Inconsistent, "`start` must be a midnight", "write the date alone, e.g. `start = 2024-01-01`");
        }
        let title = t.text("title", "One line for people.");
        let horizon = t.duration("horizon", "1 h"..="520 weeks", "Simulated time that is measured.");
        let warm_up = t.duration("warm-up", "0 h"..="104 weeks", "Simulated time before it that is not measured.");
        let experiment = t.table("experiment", "How often, and with which random numbers.", |t| Experiment {
            replications: t.count("replications", 1..=1_000_000, "Independent replications."),
            seed: t.seed("seed", "Master seed of all random streams."),
        });
        let demand = t
            .table("demand", "How much there is to do.", |t| t.number("volume", 0.01..=100.0, "Factor on all numbers of boxes."));
        let boxes = t.table("boxes", "What containers are like.", BoxMix::read);
        let marine = t.table("marine", "What all ships share on the way in and out.", Marine::read);
        let weather = t.table("weather", "The wind.", Weather::read);
        let classes: Vec<_> = t.map("vessel-class", "Sizes of ships.", VesselClass::read).into_iter().map(|(_, it)| it).collect();
        let terminals: Vec<_> =
            t.map("terminal", "Container terminals.", TerminalPlan::read).into_iter().map(|(_, it)| it).collect();
        let names: Vec<String> = terminals.iter().map(|it| it.name.clone()).collect();
        let context = Context { terminals: &names, classes: &classes, start };
        let mut places = Vec::new();
        let services: Vec<_> = t
            .map("service", "Sources of vessel calls.", |name, t| {
                places.push(t.place_here());
                Service::read(name, t, &context, files)
            })
            .into_iter()
            .map(|(_, it)| it)
            .collect();
        let warehouses: Vec<_> = t
            .map("warehouse", "Warehouses of the free zone.", |name, t| WarehousePlan::read(name, t, &names))
            .into_iter()
            .map(|(_, it)| it)
            .collect();
        let start_hour_of_week = start.weekday() as u64 * 24;
        let scenario = Scenario {
            title,
            start_hour_of_week,
            horizon,
            warm_up,
            experiment,
            demand,
            boxes,
            marine,
            weather,
            classes,
            terminals,
            services,
            warehouses,
        };
        if !document.has_errors() {
            scenario.check_between(t, document, &places);
        }
        scenario
    }

    /// What no part can check alone.
    fn check_between(&self, t: &Table<'_>, document: &Document, services: &[super::read::Place]) {
        if self.terminals.is_empty() {
            t.error("terminal", Code::MissingKey, "there is no terminal", "add a table `[terminal.NAME]`; `darse new` shows one");
        }
        for (service, place) in self.services.iter().zip(services) {
            for (loa_m, draught_m, whose) in self.ships_of(service) {
                let terminal = &self.terminals[service.terminal];
                let quay = crate::build::build_quay(&terminal.quay, self.marine.under_keel_m);
                let fairway = crate::build::build_fairway(&self.marine);
                let fault = if !quay.ever_fits(loa_m, draught_m) {
                    format!("ships of {loa_m} m and {draught_m} m draught ({whose}) never fit the quay of {}", terminal.name)
                } else if !fairway.is_ever_deep_enough(draught_m) {
                    format!("a draught of {draught_m} m ({whose}) never passes the channel, at no tide")
                } else {
                    continue;
                };
                document.error_at(
                    *place,
                    Code::Inconsistent,
                    fault,
                    "they would wait for ever: change the class, the quay or the channel",
                );
                break;
            }
        }
        for (index, terminal) in self.terminals.iter().enumerate() {
            for load in super::stability::loads(self, index).into_iter().filter(|load| load.share >= NEARLY_FULL) {
                let (name, percent) = (&terminal.name, 100.0 * load.share);
                let message = if load.share >= 1.0 {
                    format!("no steady state: demand on the {} of {name} is {percent:.0} % of capacity", load.station)
                } else {
                    format!("demand on the {} of {name} is {percent:.0} % of capacity: queues will be long", load.station)
                };
                t.warn("terminal", Code::Unstable, message, load.help);
            }
        }
        for class in &self.classes {
            if class.tugs > self.marine.tugs {
                let fault = format!("ships of class {} need {} tugs, there are {}", class.name, class.tugs, self.marine.tugs);
                t.error("vessel-class", Code::Inconsistent, fault, "they would wait for ever: change the class or `marine.tugs`");
            }
        }
        let shares = |terminal: usize| {
            let rail = self.terminals[terminal].rail.as_ref().map_or(0.0, |rail| rail.import_share);
            rail + self.warehouses.iter().filter(|it| it.terminal == terminal).map(|it| it.import_share).sum::<f64>()
        };
        for (index, terminal) in self.terminals.iter().enumerate() {
            if shares(index) > 1.0 {
                let message = format!("more than all import boxes of {} leave by rail and to warehouses", terminal.name);
                t.error("terminal", Code::Inconsistent, message, "lower an `import-share`");
            }
            let (vehicles, cranes) = (terminal.transport.count, terminal.cranes.count);
            if terminal.transport.dedicated && vehicles < cranes {
                let message =
                    format!("{vehicles} dedicated vehicles leave some of the {cranes} cranes of {} without one", terminal.name);
                t.error("terminal", Code::Inconsistent, message, "add vehicles, or write `use = \"pooled\"`");
            }
            if !self.services.iter().any(|service| service.terminal == index) {
                t.warn(
                    "terminal",
                    Code::Unused,
                    format!("no service calls at {}", terminal.name),
                    "add a `[service.NAME]` for it",
                );
            }
        }
    }

    fn ships_of<'a>(&'a self, service: &'a Service) -> Vec<(f64, f64, String)> {
        let class = |class: usize| (self.classes[class].loa_m, self.classes[class].draught_m, self.classes[class].name.clone());
        match &service.pattern {
            Pattern::Liner { class: it, .. } | Pattern::Tramp { class: it, .. } => vec![class(*it)],
            Pattern::File(calls) => calls.iter().map(|call| (call.loa_m, call.draught_m, call.name.clone())).collect(),
        }
    }
}
