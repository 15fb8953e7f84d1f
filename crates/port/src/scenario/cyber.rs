//! `[cyber.asset.NAME]`: systems that work depends on, and how it goes on without them. `[cyber.incident.NAME]`: attacks on them.

use super::Scenario;
use super::diagnostic::Code;
use super::read::Table;
use super::units::Dimension;
use crate::facility::condition::{Effect, FerryPart, MarinePart, Target, TerminalPart, Why, ZonePart};
use crate::ids::{AccessZoneId, FeederId, FerryPortId, TerminalId};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{SimDuration, Variate};

/// Systems, and what happens to them.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct CyberPlan {
    /// Systems.
    pub assets: Vec<AssetPlan>,
    /// Attacks.
    pub incidents: Vec<IncidentPlan>,
}

/// What a system is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum AssetKind {
    /// Mail, files, accounts: nothing at the quay needs it, and much hangs on it.
    OfficeNetwork,
    /// What says where each box is and goes.
    TerminalOperatingSystem,
    /// What reads numbers and plates at the gate.
    GateOcr,
    /// Where trucks book their hour.
    AppointmentPortal,
    /// What moves quay and yard cranes.
    CraneControl,
    /// Those who see and guide ships.
    VesselTrafficService,
    /// What tells customs and hears from them.
    CustomsLink,
    /// What switches the grid.
    PowerScada,
}

/// One system.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct AssetPlan {
    /// Its name in the scenario.
    pub name: String,
    /// What it is.
    pub kind: AssetKind,
    /// Terminals it serves, if it is of a kind that serves terminals.
    pub terminals: Vec<TerminalId>,
    /// Systems that it depends on, by their place in the scenario.
    pub depends_on: Vec<usize>,
    /// What its loss does until it is noticed.
    pub unnoticed: Vec<Effect>,
    /// What it does from then on: work goes on without the system.
    pub degraded: Vec<Effect>,
    /// Between two inbound ships without a vessel traffic service.
    pub separation: SimDuration,
}

/// One attack.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct IncidentPlan {
    /// Its name in the scenario.
    pub name: String,
    /// The system that is attacked, by its place.
    pub asset: usize,
    /// When, from the beginning of the measured time.
    pub at: Variate,
    /// From then until it is noticed; the attack spreads no further then.
    pub detection: Variate,
    /// From when it is noticed until a system is restored.
    pub outage: Variate,
    /// From a system to one that depends on it.
    pub spread: Variate,
    /// The chance of that.
    pub probability: f64,
    /// From when a system is restored until all is as before.
    pub recovery: SimDuration,
    /// In so many equal steps.
    pub steps: u32,
}

impl CyberPlan {
    /// Reads the table, all else of the scenario being read.
    pub fn read(t: &mut Table<'_>, scenario: &Scenario) -> Self {
        let mut depends: Vec<Vec<String>> = Vec::new();
        let assets = t.map("asset", "Systems that work depends on.", |name, t| {
            let asset = AssetPlan::read(name, t, scenario);
            let about = "Systems that it depends on: what befalls them may spread to it; unwritten: none.";
            depends.push(t.maybe("depends-on", |t| t.texts("depends-on", about)).unwrap_or_default());
            (asset, t.place("depends-on"))
        });
        let (mut assets, places): (Vec<AssetPlan>, Vec<_>) = assets.into_iter().map(|(_, it)| it).unzip();
        let names: Vec<String> = assets.iter().map(|it| it.name.clone()).collect();
        for ((asset, wanted), place) in assets.iter_mut().zip(depends).zip(places) {
            for name in wanted {
                match names.iter().position(|known| *known == name) {
                    Some(index) => asset.depends_on.push(index),
                    None => t.document().error_at(
                        place,
                        Code::UnknownName,
                        format!("no asset is called `{name}`"),
                        "name a table `[cyber.asset.NAME]`",
                    ),
                }
            }
        }
        let incidents = t.map("incident", "Attacks.", |name, t| IncidentPlan::read(name, t, &names));
        CyberPlan { assets, incidents: incidents.into_iter().map(|(_, it)| it).collect() }
    }
}

impl AssetPlan {
    fn read(name: &str, t: &mut Table<'_>, scenario: &Scenario) -> Self {
        use AssetKind::*;
        t.require(&["kind"]);
        let kinds = [
            ("office-network", OfficeNetwork),
            ("terminal-operating-system", TerminalOperatingSystem),
            ("gate-ocr", GateOcr),
            ("appointment-portal", AppointmentPortal),
            ("crane-control", CraneControl),
            ("vessel-traffic-service", VesselTrafficService),
            ("customs-link", CustomsLink),
            ("power-scada", PowerScada),
        ];
        let kind = t.choice("kind", &kinds, "What it is; it says what goes on without it, and how.");
        let mut asset = AssetPlan {
            name: name.to_owned(),
            kind,
            terminals: Vec::new(),
            depends_on: Vec::new(),
            unnoticed: Vec::new(),
            degraded: Vec::new(),
            separation: SimDuration::ZERO,
        };
        match kind {
            OfficeNetwork => {}
            TerminalOperatingSystem | GateOcr | AppointmentPortal | CraneControl => asset.read_of_terminals(t, scenario),
            VesselTrafficService => {
                asset.separation = t.duration("separation", "0 s"..="12 h", "Between two inbound ships, one way at a time.");
                asset.unnoticed.push(closed(Target::Marine(MarinePart::Pilots)));
            }
            CustomsLink => asset.read_of_customs(t, scenario),
            PowerScada => {
                let names: Vec<&str> = scenario.feeders.iter().map(|it| it.name.as_str()).collect();
                let left = t.share("limit-left", "Of the limit of its feeders: switched by hand, with a margin.");
                for index in t.names_among("serves", &names, "feeder", "Feeders it switches; unwritten: all.") {
                    let effect = Effect { left, ..Effect::none(Target::Feeder(FeederId(index as u8)), Why::Cyber) };
                    asset.unnoticed.push(effect);
                    asset.degraded.push(effect);
                }
            }
        }
        asset
    }

    fn read_of_terminals(&mut self, t: &mut Table<'_>, scenario: &Scenario) {
        let names: Vec<&str> = scenario.terminals.iter().map(|it| it.name.as_str()).collect();
        let chosen = t.names_among("serves", &names, "terminal", "Terminals it serves; unwritten: all.");
        self.terminals = chosen.into_iter().map(|index| TerminalId(index as u16)).collect();
        let has_gate = matches!(self.kind, AssetKind::TerminalOperatingSystem | AssetKind::GateOcr);
        let gate =
            if has_gate { t.number("gate-slower", 1.0..=100.0, "Factor on check-in and check-out, by hand.") } else { 1.0 };
        let blind = self.kind == AssetKind::TerminalOperatingSystem;
        let crane =
            if blind { t.number("crane-slower", 1.0..=100.0, "Factor on the cycles of quay cranes, by lists.") } else { 1.0 };
        let left = match self.kind {
            AssetKind::CraneControl => t.share("cranes-left", "Of the cranes: worked by hand."),
            _ => 1.0,
        };
        for terminal in self.terminals.clone() {
            let worked = scenario.terminals[terminal.index()].quay.service_time.is_none();
            let of = |part| Target::Terminal(terminal, part);
            let cranes = [TerminalPart::Cranes, TerminalPart::YardCranes].map(of);
            match self.kind {
                _ if !worked => {}
                AssetKind::TerminalOperatingSystem => {
                    self.unnoticed.extend(cranes.into_iter().chain([of(TerminalPart::Gate)]).map(closed));
                    self.degraded.push(slower(of(TerminalPart::Cranes), crane));
                    self.degraded.push(slower(of(TerminalPart::Gate), gate));
                }
                AssetKind::GateOcr => {
                    self.unnoticed.push(closed(of(TerminalPart::Gate)));
                    self.degraded.push(slower(of(TerminalPart::Gate), gate));
                }
                AssetKind::CraneControl => {
                    self.unnoticed.extend(cranes.map(closed));
                    self.degraded.extend(cranes.map(|target| Effect { left, ..closed(target) }));
                }
                _ => {}
            }
        }
    }

    fn read_of_customs(&mut self, t: &mut Table<'_>, scenario: &Scenario) {
        let zones = scenario.access_zones.iter().enumerate();
        let zones = zones.map(|(index, it)| (it.name.as_str(), Target::AccessZone(AccessZoneId(index as u8), ZonePart::Booths)));
        let ports = scenario.ferry_ports.iter().enumerate().filter(|(_, it)| it.quay.service_time.is_none());
        let ports =
            ports.map(|(index, it)| (it.name.as_str(), Target::FerryPort(FerryPortId(index as u8), FerryPart::ImportBooths)));
        let (names, targets): (Vec<&str>, Vec<Target>) = zones.chain(ports).unzip();
        let factor = t.number("booths-slower", 1.0..=100.0, "Factor on the time at booths: papers by hand.");
        let about = "Access zones and ferry ports whose declarations go over it; unwritten: all.";
        for index in t.names_among("serves", &names, "access-zone or ferry-port", about) {
            self.unnoticed.push(closed(targets[index]));
            self.degraded.push(slower(targets[index], factor));
        }
    }
}

fn closed(target: Target) -> Effect {
    Effect { left: 0.0, ..Effect::none(target, Why::Cyber) }
}
fn slower(target: Target, slower: f64) -> Effect {
    Effect { slower, ..Effect::none(target, Why::Cyber) }
}

impl IncidentPlan {
    /// May it begin so soon? One that surely begins after the end is never felt.
    pub fn may_begin_within(&self, horizon: SimDuration) -> bool {
        !matches!(self.at, Variate::Constant(seconds) if seconds >= horizon.as_seconds_f64())
    }

    fn read(name: &str, t: &mut Table<'_>, assets: &[String]) -> Self {
        t.require(&["at"]);
        let mut time = |key, about| t.variate(key, Dimension::Time, about);
        let at = time("at", "When it begins, from the beginning of the measured time.");
        let detection = time("detection", "From then until it is noticed; it spreads no further then.");
        let outage = time("outage", "From when it is noticed until a system is restored.");
        let spread = time("spread", "From a system to one that depends on it.");
        IncidentPlan {
            name: name.to_owned(),
            asset: t.name_required("asset", assets, "asset", "The system that is attacked."),
            at,
            detection,
            outage,
            spread,
            probability: t.share("probability", "The chance that it spreads from a system to one that depends on it."),
            recovery: t.duration("recovery", "0 h"..="52 weeks", "From when a system is restored until all is as before."),
            steps: t.count("steps", 1..=100, "Equal steps in which it comes back meanwhile."),
        }
    }
}
