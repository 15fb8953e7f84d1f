//! A tank farm: lines and bays are pools of the engine; here are its tanks, and who waits for one.

use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, Request};

/// What is going on at a tank: it is never filled and drawn at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
enum Use {
    Idle,
    Filling,
    Settling,
    /// By so many.
    Drawn(u32),
}

/// One tank [kg].
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
struct Tank {
    product: u16,
    capacity: u64,
    content: u64,
    /// Of it, what is being drawn.
    promised: u64,
    is: Use,
}

/// A wish for a tank to fill, or to draw from.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
pub struct TankWish {
    /// Whose: unique among those that wait.
    pub key: u64,
    /// Which product.
    pub product: u16,
    /// Into the tank.
    pub fill: bool,
    /// As much as this [kg].
    pub most: u64,
    /// And no less than this, unless `most` is less [kg].
    pub least: u64,
}

/// What was granted: so much, into or out of this tank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Parcel {
    /// The tank.
    pub tank: u16,
    /// How much [kg].
    pub kg: u64,
    /// Into the tank.
    pub fill: bool,
}

/// One tank farm.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct TankFarm {
    /// Its identity for random numbers.
    pub key: u64,
    /// A line of the manifold.
    pub line: Request,
    /// A bay for trucks.
    pub truck_bay: Request,
    tanks: Vec<Tank>,
    waiting: Line<TankWish>,
    granted: Vec<(u64, Parcel)>,
    /// What was inside at the start, came in, and went out [kg].
    began_with: u64,
    came: u64,
    went: u64,
}

impl TankFarm {
    /// A farm with these tanks: product, capacity and content [kg].
    pub fn new(key: u64, line: Request, truck_bay: Request, tanks: impl Iterator<Item = (u16, u64, u64)>) -> Self {
        let tank = |(product, capacity, content)| Tank { product, capacity, content, promised: 0, is: Use::Idle };
        let tanks: Vec<Tank> = tanks.map(tank).collect();
        let began_with = tanks.iter().map(|tank| tank.content).sum();
        TankFarm { key, line, truck_bay, tanks, waiting: Line::default(), granted: Vec::new(), began_with, came: 0, went: 0 }
    }

    /// Asks for a tank; who came first goes first, of those for whom there is one.
    pub fn ask(&mut self, wish: TankWish, sim: &mut Sim) -> Answer {
        let answer = self.waiting.join(wish, sim);
        self.serve(sim);
        answer
    }
    /// Ships and trucks that wait for a tank.
    pub fn queued(&self) -> usize {
        self.waiting.iter().len()
    }
    /// The running process waits no longer.
    pub fn give_up(&mut self, sim: &mut Sim) {
        self.waiting.leave(sim);
        self.serve(sim);
    }
    /// What was granted.
    pub fn take_parcel(&mut self, key: u64) -> Parcel {
        let place = self.granted.iter().position(|(whose, _)| *whose == key).expect("a tank was granted");
        self.granted.swap_remove(place).1
    }
    /// Half of the time of a parcel is over: all of it counts as moved, so that the level averaged over time is right. The content
    /// of the tank from now on.
    pub fn shift(&mut self, parcel: Parcel) -> u64 {
        let tank = &mut self.tanks[usize::from(parcel.tank)];
        if parcel.fill {
            tank.content += parcel.kg;
            self.came += parcel.kg;
        } else {
            tank.content -= parcel.kg;
            tank.promised -= parcel.kg;
            self.went += parcel.kg;
        }
        tank.content
    }
    /// A parcel is done; a tank that was filled has to settle first.
    pub fn finish(&mut self, parcel: Parcel, sim: &mut Sim) {
        let tank = &mut self.tanks[usize::from(parcel.tank)];
        tank.is = match tank.is {
            Use::Filling => Use::Settling,
            Use::Drawn(1) => Use::Idle,
            Use::Drawn(by) => Use::Drawn(by - 1),
            Use::Idle | Use::Settling => unreachable!("a tank at rest has no parcel"),
        };
        self.serve(sim);
    }
    /// A tank has settled.
    pub fn settle(&mut self, tank: u16, sim: &mut Sim) {
        self.tanks[usize::from(tank)].is = Use::Idle;
        self.serve(sim);
    }

    fn serve(&mut self, sim: &mut Sim) {
        let TankFarm { tanks, waiting, granted, .. } = self;
        waiting.wake_where(sim, |wish| {
            let parcel = grant(tanks, wish);
            granted.extend(parcel.map(|parcel| (wish.key, parcel)));
            parcel.is_some()
        });
    }

    /// In = out + inside, to the kilogram; no tank holds more than it can, or promises what it has not; nobody waits for a tank that
    /// would do.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        let inside: u64 = self.tanks.iter().map(|tank| tank.content).sum();
        if self.began_with + self.came != self.went + inside {
            let (before, came, went) = (self.began_with, self.came, self.went);
            return Err(format!("{before} kg were there, {came} kg came, {went} kg went, {inside} kg are inside"));
        }
        for (index, tank) in self.tanks.iter().enumerate() {
            let drawn = matches!(tank.is, Use::Drawn(by) if by > 0);
            if tank.content > tank.capacity || tank.promised > tank.content || (tank.promised > 0 && !drawn) {
                return Err(format!("tank {index} holds {} of {} kg, {} promised", tank.content, tank.capacity, tank.promised));
            }
        }
        match self.waiting.iter().find(|wish| choose(&self.tanks, wish).is_some()) {
            Some(wish) => Err(format!("{} kg of product {} wait though there is a tank", wish.most, wish.product)),
            None => Ok(()),
        }
    }
}

/// The tank with the most room, or with the most in it, and how much that is, if it is enough.
fn choose(tanks: &[Tank], wish: &TankWish) -> Option<(usize, u64)> {
    let fit = |(index, tank): (usize, &Tank)| {
        let usable = match tank.is {
            Use::Idle => true,
            Use::Drawn(_) => !wish.fill,
            Use::Filling | Use::Settling => false,
        };
        let there = if wish.fill { tank.capacity - tank.content } else { tank.content - tank.promised };
        (usable && tank.product == wish.product && there >= wish.least.min(wish.most).max(1)).then_some((index, there))
    };
    let all = tanks.iter().enumerate().filter_map(fit);
    all.reduce(|best, it| if it.1 > best.1 { it } else { best })
}

fn grant(tanks: &mut [Tank], wish: &TankWish) -> Option<Parcel> {
    let (index, there) = choose(tanks, wish)?;
    let (tank, kg) = (&mut tanks[index], wish.most.min(there));
    if wish.fill {
        tank.is = Use::Filling;
    } else {
        tank.promised += kg;
        tank.is = Use::Drawn(if let Use::Drawn(by) = tank.is { by + 1 } else { 1 });
    }
    Some(Parcel { tank: index as u16, kg, fill: wish.fill })
}
