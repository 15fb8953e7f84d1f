//! The work alongside of a tanker: out of its tanks into those of the farm, one after another, then the other way.
//!
//! ```text
//! preparing ─ awaiting tank ─ awaiting line ─ pumping (two halves) ─ awaiting tank ─ … ─ gone
//!                  └ out of patience: it leaves with what it has
//! ```
//! It holds its jetty all the while, and a line of the manifold while it pumps. Where it blows too hard the arms stand still, and
//! it pumps that much longer.

use super::{Part, at, draw_kg, finish, plan, pumping, shift};
use crate::facility::condition::{TankPart, Target};
use crate::facility::tank_farm::{Parcel, TankWish};
use crate::hours::{Account, DelayCause};
use crate::ids::{CallId, TankFarmId};
use crate::kind::Sim;
use crate::port::Port;
use crate::process::upkeep;
use crate::record::{LiquidWay, Record};
use crate::scenario::CallCargo;
use crate::streams::part;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Next, SimDuration, SimTime, Stage, Ticket};

/// What the ship's side is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum TankerStage {
    Starting,
    Preparing,
    AwaitingTank,
    AwaitingLine,
    FirstCalm,
    FirstHalf,
    SecondCalm,
    SecondHalf,
    Gone,
}
use TankerStage::*;
impl Stage for TankerStage {}

impl TankerStage {
    /// What the ship's time in it is booked to.
    fn why(self) -> DelayCause {
        match self {
            Starting | Preparing | FirstHalf | SecondHalf | Gone => DelayCause::Work,
            AwaitingTank => DelayCause::YardRoom,
            AwaitingLine => DelayCause::Crane,
            FirstCalm | SecondCalm => DelayCause::Weather,
        }
    }
}

/// The work of one call.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Tanker {
    farm: TankFarmId,
    call: CallId,
    ready: SimTime,
    ship: Ticket,
    /// Those of the ship.
    hours: Account,
    product: u16,
    /// Still to unload, and to load [kg].
    unload: u64,
    load: u64,
    parcel: Option<Parcel>,
    /// Half of what is being pumped takes so long.
    half: SimDuration,
    /// Of it, still to pump when it last began to; and how long the wind had stopped the arms until then.
    left: SimDuration,
    stopped: SimDuration,
    asked: SimTime,
    /// Waited for tanks so far.
    waited: SimDuration,
    /// What it is doing.
    pub stage: TankerStage,
}

impl Tanker {
    /// A ship that is ready at this time.
    pub fn new(farm: TankFarmId, call: CallId, hours: Account, ready: SimTime, ship: Ticket) -> Self {
        let (half, waited) = (SimDuration::ZERO, SimDuration::ZERO);
        let (product, unload, load, parcel, asked) = (0, 0, 0, None, SimTime(0));
        let (left, stopped, stage) = (half, half, Starting);
        Tanker { farm, call, ready, ship, hours, product, unload, load, parcel, half, left, stopped, asked, waited, stage }
    }

    /// Tank after tank.
    pub fn live(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TankerStage> {
        if let FirstHalf | SecondHalf = self.stage {
            self.hours.book_part(DelayCause::Weather, self.lost(port, sim), sim); // the arms stood still
        }
        self.hours.book(Some(self.stage.why()), sim);
        match self.stage {
            Starting => Preparing.hold(self.ready - sim.now()),
            Preparing => {
                self.draw_cargo(port, sim);
                self.next_tank(port, sim)
            }
            AwaitingTank if sim.timed_out() => {
                self.waited += sim.now() - self.asked;
                at(self.farm, port).give_up(sim);
                sim.record(Record::ShipShort { farm: self.farm, kg: self.unload + self.load });
                (self.unload, self.load) = (0, 0);
                self.next_tank(port, sim)
            }
            AwaitingTank => {
                self.waited += sim.now() - self.asked;
                let parcel = at(self.farm, port).take_parcel(self.key());
                let flow = if parcel.fill { plan(self.farm, port).unload_kg_h } else { plan(self.farm, port).load_kg_h };
                self.parcel = Some(parcel);
                let lines = Target::TankFarm(self.farm, TankPart::Lines);
                self.half = port.conditions.slow(lines, pumping(parcel.kg, flow)) / 2;
                AwaitingLine.until(sim.seize(at(self.farm, port).line))
            }
            AwaitingLine => self.pump_when_calm(self.half, FirstCalm, FirstHalf, port, sim),
            FirstCalm => self.pump(FirstHalf, port, sim),
            FirstHalf if self.lost(port, sim) > SimDuration::ZERO => {
                self.pump_when_calm(self.lost(port, sim), FirstCalm, FirstHalf, port, sim)
            }
            FirstHalf => {
                let parcel = self.parcel.expect("it pumps a parcel");
                let (way, left) = match parcel.fill {
                    true => (LiquidWay::Unloaded, &mut self.unload),
                    false => (LiquidWay::Loaded, &mut self.load),
                };
                *left -= parcel.kg;
                shift(self.farm, parcel, way, port, sim);
                self.pump_when_calm(self.half, SecondCalm, SecondHalf, port, sim)
            }
            SecondCalm => self.pump(SecondHalf, port, sim),
            SecondHalf if self.lost(port, sim) > SimDuration::ZERO => {
                self.pump_when_calm(self.lost(port, sim), SecondCalm, SecondHalf, port, sim)
            }
            SecondHalf => {
                let (line, pumped) = (at(self.farm, port).line, self.half * 2);
                let key = part(port.calls[self.call].key, sim.now().0);
                upkeep::put_back(Target::TankFarm(self.farm, TankPart::Lines), line, key, || pumped, port, sim);
                finish(self.farm, self.parcel.take().expect("it pumps a parcel"), port, sim);
                self.next_tank(port, sim)
            }
            Gone => unreachable!("a ship that is done is not resumed"),
        }
    }

    /// Pumps for so long, as soon as the wind lets it.
    fn pump_when_calm(
        &mut self,
        lasting: SimDuration,
        calm: TankerStage,
        half: TankerStage,
        port: &mut Port,
        sim: &mut Sim,
    ) -> Next<TankerStage> {
        self.left = lasting;
        let limit = port.limits.tank_farms[self.farm.index()];
        if !port.weather.permits(limit) {
            return calm.until(port.weather.ask(limit, sim));
        }
        self.pump(half, port, sim)
    }
    fn pump(&mut self, half: TankerStage, port: &Port, sim: &Sim) -> Next<TankerStage> {
        self.stopped = port.weather.stopped(port.limits.tank_farms[self.farm.index()], sim.now());
        half.hold(self.left)
    }
    /// How long the arms stood still while it would have pumped: so long it has still to pump.
    fn lost(&self, port: &Port, sim: &Sim) -> SimDuration {
        port.weather.stopped(port.limits.tank_farms[self.farm.index()], sim.now()) - self.stopped
    }

    fn draw_cargo(&mut self, port: &Port, sim: &Sim) {
        let call = &port.calls[self.call];
        let CallCargo::Liquid { product, unload, load } = &port.scenario.services[call.service.index()].cargo else {
            unreachable!("a service of a tank farm has a product")
        };
        let factor = port.scenario.cargo_demand.liquid * call.surge;
        self.product = *product as u16;
        self.unload = draw_kg(Part::Unload, unload, factor, call.key, sim);
        self.load = draw_kg(Part::Load, load, factor, call.key, sim);
    }

    /// Asks for a tank, or tells the ship that it can go.
    fn next_tank(&mut self, port: &mut Port, sim: &mut Sim) -> Next<TankerStage> {
        if self.unload + self.load == 0 {
            sim.record(Record::TanksFound { farm: self.farm, waited: self.waited });
            sim.wake(self.ship);
            return Gone.done();
        }
        self.asked = sim.now();
        let fill = self.unload > 0;
        let most = if fill { self.unload } else { self.load };
        let (least, patience) = (plan(self.farm, port).parcel_kg, plan(self.farm, port).patience);
        let wish = TankWish { key: self.key(), product: self.product, fill, most, least };
        AwaitingTank.until(at(self.farm, port).ask(wish, sim)).or_after(patience)
    }

    /// Among those that wait for tanks.
    fn key(&self) -> u64 {
        u64::from(self.call.0)
    }
}
