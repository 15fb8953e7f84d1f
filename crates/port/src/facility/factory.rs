//! A factory: its stocks of parts, lot by lot, what is under way to it, and the cars in its buffer. Docks are a pool of the
//! engine; the line waits here for parts that are missing.

use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, Request, SimDuration, SimTime, Ticket, stand_by};
use std::collections::VecDeque;

/// Parts that came together: first in, first out.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
struct Lot {
    units: u32,
    came: SimTime,
    /// Lifted off a ship, if it came by one.
    shipped: Option<SimTime>,
}

/// What the line took of one family for one car: units, and how long they had been in stock, summed over units; of those that
/// came by ship how many, and their time since the discharge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Units.
    pub units: u32,
    /// Time in stock, summed.
    pub stayed: SimDuration,
    /// Units that came by ship.
    pub shipped: u32,
    /// Their time since the discharge, summed.
    pub delay: SimDuration,
}

/// One family of parts.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Stock {
    /// Its identity for random numbers.
    pub key: u64,
    per_car: u32,
    /// More comes while stock and what is under way are below it [units].
    target: u64,
    lots: VecDeque<Lot>,
    units: u64,
    under_way: u64,
    /// In the terminal, released or not.
    in_terminal: u64,
    /// Released containers that nobody called yet: units.
    released: Line<u32>,
    /// The line waits for it.
    missing: bool,
    came: u64,
    used: u64,
    /// Suppliers' trucks ordered so far.
    pub orders: u32,
}

impl Stock {
    /// So many units at time 0.
    pub fn new(key: u64, per_car: u32, target: u64, initial: u32) -> Self {
        let first = Lot { units: initial, came: SimTime::ZERO, shipped: None };
        let units = u64::from(initial);
        Stock {
            key,
            per_car,
            target,
            lots: (initial > 0).then_some(first).into_iter().collect(),
            units,
            under_way: 0,
            in_terminal: 0,
            released: Line::default(),
            missing: false,
            came: units,
            used: 0,
            orders: 0,
        }
    }

    /// In stock.
    pub fn units(&self) -> u64 {
        self.units
    }
    /// In stock, under way, or in the terminal.
    pub fn pipeline(&self) -> u64 {
        self.units + self.under_way + self.in_terminal
    }
    fn wants_more(&self) -> bool {
        self.units + self.under_way < self.target
    }
    fn is_short(&self) -> bool {
        self.units < u64::from(self.per_car)
    }

    /// A box with so many units stands in the terminal.
    pub fn discharge(&mut self, units: u32) {
        self.in_terminal += u64::from(units);
    }
    /// A released container waits until it is called.
    pub fn ask_call(&mut self, units: u32, sim: &mut Sim) -> Answer {
        if self.released.is_empty(sim) && self.wants_more() {
            self.call(units);
            return Answer::GRANTED;
        }
        self.released.join(units, sim)
    }
    /// Released containers that wait to be called.
    pub fn queued(&self) -> usize {
        self.released.iter().len()
    }
    fn call(&mut self, units: u32) {
        self.in_terminal -= u64::from(units);
        self.under_way += u64::from(units);
    }
    fn call_more(&mut self, sim: &mut Sim) {
        while self.wants_more() {
            let mut called = 0;
            let first = self.released.wake_first(sim, |units| {
                called = *units;
                true
            });
            if !first {
                return;
            }
            self.call(called);
        }
    }
    /// The number of a truck that is to be ordered with so many units, if more is wanted.
    pub fn order(&mut self, units: u32) -> Option<u32> {
        self.wants_more().then(|| {
            self.under_way += u64::from(units);
            self.orders += 1;
            self.orders - 1
        })
    }
    fn put(&mut self, lot: Lot) {
        self.under_way -= u64::from(lot.units);
        self.units += u64::from(lot.units);
        self.came += u64::from(lot.units);
        self.lots.push_back(lot);
    }
    /// Units for one car, those that came first.
    fn take(&mut self, now: SimTime) -> Taken {
        let mut taken = Taken { units: self.per_car, ..Taken::default() };
        let mut wanted = self.per_car;
        while wanted > 0 {
            let lot = self.lots.front_mut().expect("the line starts a car when all its parts are there");
            let units = lot.units.min(wanted);
            taken.stayed += (now - lot.came) * u64::from(units);
            if let Some(shipped) = lot.shipped {
                taken.shipped += units;
                taken.delay += (now - shipped) * u64::from(units);
            }
            lot.units -= units;
            wanted -= units;
            if lot.units == 0 {
                self.lots.pop_front();
            }
        }
        self.units -= u64::from(self.per_car);
        self.used += u64::from(self.per_car);
        taken
    }

    /// Parts in = used + in stock, lot by lot; no container waits that is wanted, and no part is missing that is there.
    fn check(&self) -> Result<(), String> {
        let in_lots: u64 = self.lots.iter().map(|lot| u64::from(lot.units)).sum();
        let (came, used, units) = (self.came, self.used, self.units);
        if came != used + units || units != in_lots {
            return Err(format!("{came} parts came, {used} were used, {units} are in stock, {in_lots} in its lots"));
        }
        if self.released.iter().len() > 0 && self.wants_more() {
            return Err(format!("a container waits though {units} parts in stock and {} under way are too few", self.under_way));
        }
        if self.missing && !self.is_short() {
            return Err(format!("the line waits for parts of which there are {units}"));
        }
        Ok(())
    }
}

/// One factory.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Factory {
    /// Its identity for random numbers.
    pub key: u64,
    /// One dock.
    pub dock: Request,
    /// Families of parts, in the order of the scenario.
    pub stocks: Vec<Stock>,
    line: Option<Ticket>,
    made: u64,
    buffer: u32,
    sent: u64,
}

impl Factory {
    /// Before its first car.
    pub fn new(key: u64, dock: Request, stocks: Vec<Stock>) -> Self {
        Factory { key, dock, stocks, line: None, made: 0, buffer: 0, sent: 0 }
    }

    /// Is there a part of each family for one more car?
    pub fn can_start(&self) -> bool {
        !self.stocks.iter().any(Stock::is_short)
    }
    /// The line waits for what is short; `missing` hears of each family.
    pub fn await_parts(&mut self, mut missing: impl FnMut(usize, &mut Sim), sim: &mut Sim) -> Answer {
        let (answer, ticket) = stand_by(sim);
        self.line = Some(ticket);
        for (part, stock) in self.stocks.iter_mut().enumerate().filter(|(_, stock)| stock.is_short()) {
            stock.missing = true;
            missing(part, sim);
        }
        answer
    }
    /// Does the line wait for parts?
    pub fn line_waits(&self) -> bool {
        self.line.is_some()
    }
    /// Parts for one car of one family; containers that were waiting for that are called.
    pub fn take(&mut self, part: usize, sim: &mut Sim) -> Taken {
        let taken = self.stocks[part].take(sim.now());
        self.stocks[part].call_more(sim);
        taken
    }
    /// Parts are unloaded. True if the line was waiting for this family and has it now.
    pub fn receive(&mut self, part: usize, units: u32, shipped: Option<SimTime>, sim: &mut Sim) -> bool {
        let stock = &mut self.stocks[part];
        stock.put(Lot { units, came: sim.now(), shipped });
        let back = stock.missing && !stock.is_short();
        if back {
            stock.missing = false;
            if self.can_start()
                && let Some(line) = self.line.take()
            {
                sim.wake(line);
            }
        }
        back
    }
    /// Cars so far.
    pub fn made(&self) -> u64 {
        self.made
    }
    /// A car is made. True if a batch stands in the buffer, which leaves.
    pub fn finish(&mut self, batch: u32) -> bool {
        self.made += 1;
        self.buffer += 1;
        let complete = self.buffer >= batch;
        if complete {
            self.buffer -= batch;
            self.sent += u64::from(batch);
        }
        complete
    }
    /// Batches that left so far.
    pub fn batches(&self, batch: u32) -> u64 {
        self.sent / u64::from(batch)
    }

    /// All families are whole, cars are made = sent + in the buffer, and the line does not wait for what is there.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        self.stocks.iter().try_for_each(Stock::check)?;
        if self.made != self.sent + u64::from(self.buffer) {
            return Err(format!("{} cars were made, {} sent, {} are in the buffer", self.made, self.sent, self.buffer));
        }
        if self.line.is_some() && self.can_start() {
            return Err("the line waits though all parts are there".to_owned());
        }
        Ok(())
    }
}
