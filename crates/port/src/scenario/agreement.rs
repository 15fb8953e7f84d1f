//! What must hold between the parts of a scenario, and no part can check alone.
//!
//! Whatever would make a run wait for ever, never end or outgrow the memory is an error here; what is merely odd is a warning.

mod bulk;
mod cars;
mod ferry;
mod inland;
mod roads;

use super::Scenario;
use super::diagnostic::{Code, grouped};
use super::naming::in_id;
use super::power;
use super::read::{Document, Place, Table};
use super::service::{Pattern, Service};
use super::stability::{self, PartOfYear};
use super::units::Dimension;
use crate::ids::QuayId;
use darse_engine::real;

/// Where parts of the scenario are written, to complain about them.
#[derive(Default)]
pub struct Places {
    /// The tugs of each vessel class.
    pub tugs: Vec<Place>,
    /// Each vessel class.
    pub classes: Vec<Place>,
    /// Each terminal.
    pub terminals: Vec<Place>,
    /// Each berth.
    pub berths: Vec<Place>,
    /// Each ferry port.
    pub ferry_ports: Vec<Place>,
    /// Each access zone.
    pub access_zones: Vec<Place>,
    /// Each car terminal.
    pub car_terminals: Vec<Place>,
    /// Each tank farm.
    pub tank_farms: Vec<Place>,
    /// Each bulk terminal.
    pub bulk_terminals: Vec<Place>,
    /// Each service.
    pub services: Vec<Place>,
    /// The discharged boxes of each service.
    pub discharges: Vec<Place>,
    /// The wind limit of ships.
    pub wind_limit: Option<Place>,
}

impl Places {
    /// Where a facility is written, of the kinds of which that is known.
    fn of(&self, kind: &str, index: usize) -> Option<Place> {
        let places = match kind {
            "terminal" => &self.terminals,
            "berth" => &self.berths,
            "car-terminal" => &self.car_terminals,
            "tank-farm" => &self.tank_farms,
            "bulk-terminal" => &self.bulk_terminals,
            "ferry-port" => &self.ferry_ports,
            "access-zone" => &self.access_zones,
            _ => return None,
        };
        places.get(index).copied()
    }
}

/// As many entities may be alive at once, and as many calls may come in one run.
const MOST: f64 = 1e6;

/// Calls are announced as long ahead [h].
const ANNOUNCED_H: f64 = 28.0 * 24.0;

/// Checks a scenario whose parts are sound.
pub fn check(scenario: &Scenario, t: &Table<'_>, places: &Places) {
    let document = t.document();
    check_numbers(scenario, t);
    check_names(scenario, t);
    power::check(scenario, t);
    check_terminals(scenario, document, places);
    check_ships(scenario, document, places);
    for (service, place) in scenario.services.iter().zip(&places.services) {
        check_ships_fit(scenario, service, document, *place);
        check_calls_in_time(scenario, service, document, *place);
    }
    inland::check(scenario, t);
    roads::check(scenario, t);
    cars::check(scenario, document, places);
    check_load(scenario, document, places);
    check_wind(scenario, document, places);
    if !document.has_errors() {
        warn_of_full_stations(scenario, t, places);
        inland::warn_of_supplies(scenario, t);
        bulk::warn_of_stores(scenario, document, places);
        ferry::check(scenario, document, places);
    }
}

/// Indices of these things have 8 or 16 bits in the model.
fn check_numbers(scenario: &Scenario, t: &Table<'_>) {
    let counted = [
        ("terminal", scenario.terminals.len(), 200),
        ("vessel-class", scenario.classes.len(), 1_000),
        ("berth", scenario.berths.len(), 200),
        ("car-terminal", scenario.car_terminals.len(), 200),
        ("tank-farm", scenario.tank_farms.len(), 200),
        ("bulk-terminal", scenario.bulk_terminals.len(), 200),
        ("service", scenario.services.len(), 10_000),
        ("warehouse", scenario.warehouses.len(), 200),
        ("road", scenario.roads.roads.len(), 1_000),
        ("feeder", scenario.feeders.len(), 200),
        ("labour", scenario.labour.len(), 200),
        ("workshop", scenario.workshops.len(), 200),
        ("cyber", scenario.cyber.assets.len().max(scenario.cyber.incidents.len()), 1_000),
        ("drayage", scenario.drayages.len(), 200),
        ("factory", scenario.factories.len(), 200),
        ("rail-line", scenario.rail_lines.len(), 200),
        ("ferry-port", scenario.ferry_ports.len(), 200),
        ("access-zone", scenario.access_zones.len(), 200),
    ];
    for (key, found, most) in counted {
        if found > most {
            t.error(key, Code::TooBig, format!("{found} tables `{key}` are too many: the limit is {most}"), "");
        }
    }
    if scenario.quays() == 0 {
        t.error("terminal", Code::MissingKey, "there is no terminal", "add a table `[terminal.NAME]`; `darse new` shows one");
    }
}

/// Results of facilities carry their names, as ids have them.
fn check_names(scenario: &Scenario, t: &Table<'_>) {
    let terminals = scenario.terminals.iter().map(|it| ("terminal", &it.name));
    let berths = scenario.berths.iter().map(|it| ("berth", &it.name));
    let warehouses = scenario.warehouses.iter().map(|it| ("warehouse", &it.name));
    let roads = scenario.roads.roads.iter().map(|it| ("road", &it.name));
    let labour = scenario.labour.iter().map(|it| ("labour", &it.name));
    let feeders = scenario.feeders.iter().map(|it| ("feeder", &it.name));
    let assets = scenario.cyber.assets.iter().map(|it| ("cyber.asset", &it.name));
    let workshops = scenario.workshops.iter().map(|it| ("workshop", &it.name));
    let access_zones = scenario.access_zones.iter().map(|it| ("access-zone", &it.name));
    let ferry_ports = scenario.ferry_ports.iter().map(|it| ("ferry-port", &it.name));
    let cars = scenario.car_terminals.iter().map(|it| ("car-terminal", &it.name));
    let tanks = scenario.tank_farms.iter().map(|it| ("tank-farm", &it.name));
    let bulk = scenario.bulk_terminals.iter().map(|it| ("bulk-terminal", &it.name));
    let all: Vec<(&str, &String)> = terminals
        .chain(berths)
        .chain(ferry_ports)
        .chain(warehouses)
        .chain(roads)
        .chain(access_zones)
        .chain(feeders)
        .chain(labour)
        .chain(workshops)
        .chain(assets)
        .chain(inland::names(scenario))
        .chain(cars)
        .chain(tanks)
        .chain(bulk)
        .collect();
    for (place, (kind, name)) in all.iter().enumerate() {
        let is_same = |(other, twin): &&(&str, &String)| (other, twin) != (kind, name) && in_id(twin) == in_id(name);
        if let Some((other, twin)) = all[..place].iter().find(is_same) {
            let message = match twin == name {
                true => format!("a {other} and a {kind} are both called {name}"),
                false => {
                    format!("a {other} and a {kind} are both called {} in the ids of results: {twin} and {name}", in_id(name))
                }
            };
            let help = "their results would have the same names: rename one";
            t.document().error_at(t.place_of_name(kind, name), Code::Duplicate, message, help);
        }
    }
}

fn check_terminals(scenario: &Scenario, document: &Document, places: &Places) {
    let shares = |terminal: usize| {
        let rail = scenario.terminals[terminal].rail.as_ref().map_or(0.0, |rail| rail.import_share);
        rail + scenario.receivers.iter().filter(|it| it.terminal == terminal).map(|it| it.share).sum::<f64>()
    };
    for (index, (terminal, place)) in scenario.terminals.iter().zip(&places.terminals).enumerate() {
        if shares(index) > 1.0 {
            let message =
                format!("more than all import boxes of {} leave by rail, to warehouses and to factories", terminal.name);
            document.error_at(*place, Code::Inconsistent, message, "lower an `import-share`");
        }
        let (vehicles, cranes) = (terminal.transport.count, terminal.cranes.count);
        if terminal.transport.dedicated && vehicles < cranes {
            let message =
                format!("{vehicles} dedicated vehicles leave some of the {cranes} cranes of {} without one", terminal.name);
            document.error_at(*place, Code::Inconsistent, message, "add vehicles, or write `use = \"pooled\"`");
        }
    }
    let cargo = places.car_terminals.iter().chain(&places.tank_farms).chain(&places.bulk_terminals);
    for (index, place) in places.terminals.iter().chain(&places.berths).chain(&places.ferry_ports).chain(cargo).enumerate() {
        let quay = QuayId(index as u16);
        if !scenario.services.iter().any(|service| service.quay == quay) {
            let message = format!("no service calls at {}", scenario.quay_name(quay));
            document.warn_at(*place, Code::Unused, message, "add a `[service.NAME]` for it");
        }
    }
}

/// Every class gets its tugs, is used, and its services bring what it can carry.
fn check_ships(scenario: &Scenario, document: &Document, places: &Places) {
    let fleet = &scenario.marine.tugs;
    let (tugs, pull): (u32, f64) =
        fleet.iter().fold((0, 0.0), |(n, sum), it| (n + it.count, sum + f64::from(it.count) * it.pull_t));
    for (class, place) in scenario.classes.iter().zip(&places.tugs) {
        if class.tugs > tugs {
            let message = format!("{} takes {} tugs, but there are {tugs}: it would wait for ever", class.name, class.tugs);
            document.error_at(*place, Code::Inconsistent, message, "lower `tugs`, or raise `tugs` in [marine]");
        } else if class.pull_t > pull {
            let message = format!("{} takes {} t of bollard pull, but all tugs have {pull} t", class.name, class.pull_t);
            document.error_at(*place, Code::Inconsistent, message, "it would wait for ever: lower `bollard-pull`, or add tugs");
        }
    }
    for (index, (class, place)) in scenario.classes.iter().zip(&places.classes).enumerate() {
        if let Some(twin) = scenario.classes[..index].iter().find(|twin| in_id(&twin.name) == in_id(&class.name)) {
            let message =
                format!("{} and {} are both called {} in the ids of results", twin.name, class.name, in_id(&class.name));
            document.error_at(*place, Code::Duplicate, message, "their results would have the same names: rename one");
        }
    }
    let class_of = |service: &Service| match &service.pattern {
        Pattern::Liner { class, .. } | Pattern::Tramp { class, .. } => Some(*class),
        Pattern::File(_) => None,
    };
    if scenario.services.iter().all(|service| class_of(service).is_some()) {
        for (index, (class, place)) in scenario.classes.iter().zip(&places.classes).enumerate() {
            if !scenario.services.iter().any(|service| class_of(service) == Some(index)) {
                document.warn_at(*place, Code::Unused, format!("no service uses the vessel class {}", class.name), "");
            }
        }
    }
    let teu = scenario.boxes.teu_factor();
    for (service, place) in scenario.services.iter().zip(&places.discharges) {
        let Some(class) = class_of(service).map(|class| &scenario.classes[class]) else { continue };
        let discharged = service.discharge.mean() * scenario.demand * teu;
        if discharged > f64::from(class.capacity_teu) {
            let message = format!(
                "{} discharges {discharged:.0} TEU a call from ships that carry {} ({})",
                service.name, class.capacity_teu, class.name
            );
            document.warn_at(*place, Code::Unusual, message, "it counts boxes; mind the `capacity` of the class");
        }
    }
}

/// Ships that never fit would wait for ever.
fn check_ships_fit(scenario: &Scenario, service: &Service, document: &Document, place: Place) {
    let quay = scenario.quay(service.quay).wall(scenario.marine.under_keel_m);
    let fairway = scenario.marine.fairway(Vec::new());
    for (loa_m, draught_m, whose) in ships_of(scenario, service) {
        let fault = if !quay.ever_fits(loa_m, draught_m) {
            format!(
                "ships of {loa_m} m and {draught_m} m draught ({whose}) never fit the quay of {}",
                scenario.quay_name(service.quay)
            )
        } else if !fairway.is_ever_deep_enough(draught_m) {
            format!("a draught of {draught_m} m ({whose}) never passes the channel, at no tide")
        } else {
            continue;
        };
        document.error_at(
            place,
            Code::Inconsistent,
            fault,
            "they would wait for ever: change the class, the quay or the channel",
        );
        return;
    }
}

fn ships_of<'a>(scenario: &'a Scenario, service: &'a Service) -> Box<dyn Iterator<Item = (f64, f64, String)> + 'a> {
    match &service.pattern {
        Pattern::Liner { class, .. } | Pattern::Tramp { class, .. } => {
            let class = &scenario.classes[*class];
            Box::new(std::iter::once((class.loa_m, class.draught_m, class.name.clone())))
        }
        Pattern::File(calls) => {
            Box::new(calls.iter().map(|call| (call.loa_m, call.draught_m, format!("{}, row {}", call.name, call.row))))
        }
    }
}

fn check_calls_in_time(scenario: &Scenario, service: &Service, document: &Document, place: Place) {
    let Pattern::File(calls) = &service.pattern else { return };
    let end = scenario.warm_up.0 + scenario.horizon.0;
    let late = calls.iter().filter(|call| call.actual.0 >= end).count();
    if late > 0 {
        let message = format!("{late} of the {} calls of {} arrive after the end of the run", calls.len(), service.name);
        document.warn_at(place, Code::Unused, message, "lengthen `horizon` to see them");
    }
}

/// Numbers of calls, and of boxes that are sent for at once, which a computer can hold.
fn check_load(scenario: &Scenario, document: &Document, places: &Places) {
    let hours = (scenario.warm_up.as_seconds_f64() + scenario.horizon.as_seconds_f64()) / 3_600.0;
    let expected = |service: &Service, hours: f64| match &service.pattern {
        Pattern::File(calls) => calls.len() as f64,
        Pattern::Liner { .. } | Pattern::Tramp { .. } => service.calls_per_hour().unwrap_or(0.0) * hours,
    };
    let exports = |service: &Service| expected(service, ANNOUNCED_H.min(hours)) * service.exports.mean() * scenario.demand;
    let calls = |service: &Service| expected(service, hours);
    refuse(scenario, places, document, calls, "calls come in the run", "shorten the run");
    let what = "export boxes are on their way in four weeks";
    refuse(scenario, places, document, exports, what, "lower `exports` or `volume`");
}

/// Refuses a sum over services above the limit, at the largest of them.
fn refuse(scenario: &Scenario, places: &Places, document: &Document, of: impl Fn(&Service) -> f64, what: &str, less: &str) {
    let sum: f64 = scenario.services.iter().map(&of).sum();
    let largest = scenario.services.iter().zip(&places.services).max_by(|a, b| of(a.0).total_cmp(&of(b.0)));
    if let (true, Some((service, place))) = (sum > MOST, largest) {
        let message = format!("{} {what}, most of {}: more than the limit of a million", grouped(sum), service.name);
        document.error_at(*place, Code::TooBig, message, format!("let calls come less often, or {less}"));
    }
}

/// Stations whose queues grow or are long.
fn warn_of_full_stations(scenario: &Scenario, t: &Table<'_>, places: &Places) {
    for it in stability::all_loads(scenario, PartOfYear::BusiestMonth) {
        let place = places.of(it.kind, it.index).unwrap_or_else(|| t.place(it.kind));
        for (message, help) in overloads(it.name, it.loads) {
            t.document().warn_at(place, Code::Unstable, message, help);
        }
    }
}

/// Stations that have more to do than they can, or nearly: what is wrong, and what to raise.
fn overloads(name: &str, loads: Vec<stability::Load>) -> impl Iterator<Item = (String, &'static str)> {
    loads.into_iter().filter(|load| load.share >= load.tight_from).map(move |load| {
        let percent = 100.0 * load.share;
        let message = if load.share >= 1.0 {
            format!("no steady state: demand on the {} of {name} is {percent:.0} % of capacity", load.station)
        } else {
            format!("demand on the {} of {name} is {percent:.0} % of capacity: {}", load.station, load.tight)
        };
        (message, load.help)
    })
}

/// A wind that mostly stops the port.
fn check_wind(scenario: &Scenario, document: &Document, places: &Places) {
    let (weather, limit) = (&scenario.weather, scenario.marine.wind_limit_m_s);
    if weather.mean_m_s <= 0.0 {
        return;
    }
    let scale = weather.mean_m_s * weather.gust_factor / real::gamma(1.0 + 1.0 / weather.shape);
    let beyond = real::exp(-real::pow(limit / scale, weather.shape));
    if let (true, Some(place)) = (beyond > 0.2, places.wind_limit) {
        let gust = Dimension::Speed.show(limit);
        let message = format!("gusts are above {gust} for {:.0} % of the time, so that no ship moors", 100.0 * beyond);
        document.warn_at(place, Code::Unusual, message, "raise `wind-limit`, or lower `wind` in [weather]");
    }
}
