//! A workshop: crews are a pool of the engine; here is its store of spare parts, one kind after another.
//!
//! A kind is ordered by its reorder point: as soon as what is in stock and on order, less what is waited for, is not above it, one
//! more lot is ordered (Silver, Pyke and Peterson 1998, (s, Q)).

use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line, Request};

/// One workshop.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Workshop {
    /// Its identity for random numbers.
    pub key: u64,
    /// One crew.
    pub crew: Request,
    /// Spare parts, kind by kind.
    pub spares: Vec<Spare>,
}

/// Spare parts of one kind.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Spare {
    stock: u32,
    on_order: u32,
    reorder_point: u32,
    lot: u32,
    waiting: Line<()>,
    initial: u32,
    came: u64,
    used: u64,
    orders: u32,
}

impl Spare {
    /// So many in stock; a lot is ordered when no more than the reorder point are in stock and on order.
    pub fn new(stock: u32, reorder_point: u32, lot: u32) -> Self {
        let (on_order, waiting, initial, came, used, orders) = (0, Line::default(), stock, 0, 0, 0);
        Spare { stock, on_order, reorder_point, lot, waiting, initial, came, used, orders }
    }
    /// How many lie there.
    pub fn stock(&self) -> u32 {
        self.stock
    }
    /// Machines that wait for one.
    pub fn queued(&self) -> usize {
        self.waiting.iter().len()
    }
    /// Takes one, or waits for one.
    pub fn ask(&mut self, sim: &mut Sim) -> Answer {
        if self.stock == 0 {
            return self.waiting.join((), sim);
        }
        self.stock -= 1;
        self.used += 1;
        Answer::GRANTED
    }
    /// Orders a lot if it is time to: the number of the order.
    pub fn order(&mut self) -> Option<u32> {
        let position = i64::from(self.stock) + i64::from(self.on_order) - self.waiting.iter().len() as i64;
        if position > i64::from(self.reorder_point) {
            return None;
        }
        self.on_order += self.lot;
        self.orders += 1;
        Some(self.orders)
    }
    /// A lot comes; those who wait for a part go on.
    pub fn deliver(&mut self, sim: &mut Sim) {
        self.on_order -= self.lot;
        self.came += u64::from(self.lot);
        self.stock += self.lot;
        while self.stock > 0 && self.waiting.wake_first(sim, |()| true) {
            self.stock -= 1;
            self.used += 1;
        }
    }
    /// Parts in stock and used are those of the beginning and those that came; nobody waits for what is there.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self) -> Result<(), String> {
        let Spare { stock, initial, came, used, .. } = *self;
        if u64::from(initial) + came != u64::from(stock) + used {
            return Err(format!("{initial} parts at first and {came} that came are not {stock} in stock and {used} used"));
        }
        if stock > 0 && self.waiting.iter().len() > 0 {
            return Err(format!("somebody waits for one of {stock} parts"));
        }
        Ok(())
    }
}
