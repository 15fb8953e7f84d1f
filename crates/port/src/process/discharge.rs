//! What a box is, and where it goes: drawn from its own key when it enters the zone, so that nothing that happens to others
//! changes it.

use crate::cargo::{BoxKind, Container, Flow, Length, LoadClass, Onward};
use crate::ids::{CallId, PartId, TerminalId};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::booking::{expected, first_call, worked};
use crate::scenario::{Consignee, Pattern, Supply};
use crate::streams::{BOX, part};
use darse_engine::{Draw, SimDuration, SimTime};

/// The box `nth` that a call discharges; `length` follows from its bay.
pub fn draw_discharged(call: CallId, nth: u32, length: Length, port: &Port, sim: &Sim) -> Container {
    let it = &port.calls[call];
    let key = part(it.key, u64::from(nth));
    let mut draw = sim.streams.of(BOX, key, 0);
    let kind = draw_kind(port, draw.unit());
    let weight = draw_weight(port, kind, draw.unit());
    let service = &port.scenario.services[it.service.index()];
    let changes_ship = draw.unit() <= service.transhipment;
    let (whither, detail) = (draw.unit(), draw.unit());
    let hauled = changes_ship && is_hauled(key, port, sim);
    let onward = changes_ship.then(|| book(call, hauled, whither, detail, port, sim.now())).flatten();
    let mut pod = |call: CallId| (draw.index(port.scenario.services[port.calls[call].service.index()].ports_of_discharge)) as u8;
    let (onward, due, pod) = match onward {
        Some(to) if hauled => {
            let haulage = Onward::Haulage(to);
            (haulage, sim.now() + expected_dwell(port, it.terminal(), haulage), pod(to))
        }
        Some(to) => (Onward::Call(to), port.calls[to].planned, pod(to)),
        None => {
            let onward = draw_way_inland(port, it.terminal().index(), kind, whither);
            (onward, sim.now() + expected_dwell(port, it.terminal(), onward), 0)
        }
    };
    let flow = match (kind, onward) {
        (BoxKind::Empty, _) => Flow::Empty,
        (_, Onward::Call(_) | Onward::Haulage(_)) => Flow::Transhipment,
        _ => Flow::Import,
    };
    let class = LoadClass::new(pod, length, kind, weight);
    Container::new(key, it.terminal(), class, flow, sim.now()).bound_for(onward, due)
}

/// A box that comes by land for a call.
pub fn draw_export(call: CallId, key: u64, port: &Port, sim: &Sim) -> Container {
    let it = &port.calls[call];
    let mut draw = sim.streams.of(BOX, key, 0);
    let kind = draw_kind(port, draw.unit());
    let weight = draw_weight(port, kind, draw.unit());
    let length = if draw.unit() <= port.scenario.boxes.twenty_foot { Length::Twenty } else { Length::Forty };
    let pod = draw.index(port.scenario.services[it.service.index()].ports_of_discharge) as u8;
    let flow = if kind == BoxKind::Empty { Flow::Empty } else { Flow::Export };
    let class = LoadClass::new(pod, length, kind, weight);
    Container::new(key, it.terminal(), class, flow, sim.now()).bound_for(Onward::Call(call), it.planned)
}

/// Where a box goes that came by land after its ship had left: with the next call of the service, or back by road.
pub fn book_again(container: &mut Container, missed: CallId, port: &Port, now: SimTime) {
    let next = first_call(port.calls[missed].service, now, port, now);
    container.book(next.map_or(Onward::Truck, Onward::Call), next.map_or(now, |call| port.calls[call].planned));
}

/// A box that was hauled here for a call.
pub fn hauled_for(call: CallId, key: u64, class: LoadClass, port: &Port, now: SimTime) -> Container {
    let it = &port.calls[call];
    let flow = if class.kind() == BoxKind::Empty { Flow::Empty } else { Flow::Transhipment };
    Container::new(key, it.terminal(), class, flow, now).bound_for(Onward::Call(call), it.planned)
}

/// Does a box that changes ships change terminals, too?
fn is_hauled(key: u64, port: &Port, sim: &Sim) -> bool {
    port.scenario.haulage.as_ref().is_some_and(|haulage| sim.streams.of(BOX, key, 1).chance(haulage.share))
}

/// The onward call of a transhipped box: a service by the balanced shares, and its first call that can be reached, or one
/// within the booking window after it.
fn book(from: CallId, hauled: bool, whither: f64, detail: f64, port: &Port, now: SimTime) -> Option<CallId> {
    let call = &port.calls[from];
    let service = match hauled {
        true => port.connections.choose_elsewhere(call.service, whither)?,
        false => port.connections.choose(call.service, whither)?,
    };
    let window = port.scenario.services[service.index()].booking_window;
    let connection = port.plan(call.terminal()).transhipment.connection;
    let haul = if hauled { expected_haul(port) } else { SimDuration::ZERO };
    let earliest = worked(from, port, now) + connection + haul + SimDuration((detail * window.0 as f64) as u64);
    // A file of calls ends: what its last ship is too early for leaves by land.
    let ends = matches!(port.scenario.services[service.index()].pattern, Pattern::File(_));
    let to = first_call(service, earliest, port, now)?;
    (to != from && !(ends && expected(to, port, now) < earliest)).then_some(to)
}

fn draw_kind(port: &Port, unit: f64) -> BoxKind {
    let mix = &port.scenario.boxes;
    match unit {
        u if u <= mix.reefer => BoxKind::Reefer,
        u if u <= mix.reefer + mix.dangerous => BoxKind::Dangerous,
        u if u <= mix.reefer + mix.dangerous + mix.empty => BoxKind::Empty,
        _ => BoxKind::Standard,
    }
}

fn draw_weight(port: &Port, kind: BoxKind, unit: f64) -> u8 {
    let shares = &port.scenario.boxes.weight_classes;
    let total: f64 = shares.iter().sum();
    match unit * total {
        _ if kind == BoxKind::Empty => 0,
        u if u <= shares[0] => 0,
        u if u <= shares[0] + shares[1] => 1,
        _ => 2,
    }
}

/// By which way an import box leaves: rail, to one of the warehouses and factories unless it is empty, or by
/// road.
fn draw_way_inland(port: &Port, terminal: usize, kind: BoxKind, unit: f64) -> Onward {
    let mut sum = port.scenario.terminals[terminal].rail.as_ref().map_or(0.0, |rail| rail.import_share);
    if unit <= sum {
        return Onward::Train;
    }
    if kind == BoxKind::Empty {
        return Onward::Truck;
    }
    for receiver in port.scenario.receivers.iter().filter(|it| it.terminal == terminal) {
        sum += receiver.share;
        if unit <= sum {
            return match receiver.who {
                Consignee::Warehouse(warehouse) => Onward::Warehouse(warehouse),
                Consignee::Part(part) if is_wanted(part, port) => Onward::Parts(part),
                Consignee::Part(_) => Onward::Truck,
            };
        }
    }
    Onward::Truck
}

/// How long a box takes to another terminal, as far as lines can know: its release, and a round of the tractor with as long at
/// either gate as on the road.
fn expected_haul(port: &Port) -> SimDuration {
    let it = port.scenario.haulage.as_ref().expect("boxes are hauled where there is haulage");
    SimDuration::from_seconds_f64(it.release.mean() + 4.0 * it.drive.mean())
}

/// Are there fewer parts in stock, under way and in the terminal than the factory wants?
fn is_wanted(part: PartId, port: &Port) -> bool {
    let plan = &port.scenario.factories[part.factory.index()].parts[part.index()];
    let Supply::Container { pipeline: Some(cars), .. } = plan.by else { return true };
    port.factories[part.factory.index()].stocks[part.index()].pipeline() < u64::from(cars) * u64::from(plan.per_car)
}

/// How long an import box stands in the yard, as far as the terminal can know.
fn expected_dwell(port: &Port, terminal: TerminalId, onward: Onward) -> SimDuration {
    let plan = port.plan(terminal);
    let dwell = match (onward, &plan.rail) {
        (Onward::Train, Some(rail)) => &rail.dwell,
        (Onward::Warehouse(id), _) => &port.scenario.warehouses[id.index()].release,
        (Onward::Haulage(_), _) => return expected_haul(port),
        (Onward::Parts(part), _) => match &port.scenario.factories[part.factory.index()].parts[part.index()].by {
            Supply::Container { release, .. } => release,
            Supply::Truck { lead, .. } => lead,
        },
        (Onward::Call(_) | Onward::Truck | Onward::Train, _) => &plan.gate.import_dwell,
    };
    SimDuration::from_seconds_f64(dwell.mean())
}

/// A fresh draw for a late change of stowage: a port of discharge and a weight class.
pub fn draw_change(class: LoadClass, ports: u32, draw: &mut Draw) -> LoadClass {
    let (pod, weight) = (draw.index(ports) as u8, draw.index(3) as u8);
    class.changed_to(pod, if class.kind() == BoxKind::Empty { 0 } else { weight })
}
