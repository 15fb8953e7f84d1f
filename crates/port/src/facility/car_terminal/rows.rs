//! Rows of spaces. A row holds cars for one service at a time, until there is no other place.

use crate::cargo::cars::Cars;
use crate::kind::Sim;
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::{Answer, Line};
use std::collections::BTreeSet;

/// One row.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
struct Row {
    length: u32,
    taken: u32,
    /// For whom it was begun.
    whose: u16,
    /// Cars for others stand in it, too; until it is empty.
    mixed: bool,
}

/// All rows of a terminal, and who waits for spaces. Spaces are promised before a convoy sets out, so that drivers never
/// wait for them.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Rows {
    rows: Vec<Row>,
    /// Spaces that are neither taken nor promised.
    free: u32,
    promised: u32,
    empty: BTreeSet<u32>,
    /// Rows with space that are not mixed, by whose they are.
    begun: BTreeSet<(u16, u32)>,
    /// Rows with space.
    roomy: BTreeSet<u32>,
    /// Spaces that what comes by land leaves to ships.
    kept_for_ships: u32,
    ships: Line<u32>,
    land: Line<u32>,
}

impl Rows {
    /// Empty rows of these lengths. What comes by land leaves so many spaces to ships: or a terminal full of exports would keep ships from
    /// unloading that could take them away.
    pub fn new(lengths: impl Iterator<Item = u32>, kept_for_ships: u32) -> Self {
        let rows: Vec<Row> = lengths.map(|length| Row { length, taken: 0, whose: 0, mixed: false }).collect();
        let all: BTreeSet<u32> = (0..rows.len() as u32).collect();
        let free = rows.iter().map(|row| row.length).sum();
        let (empty, begun, roomy) = (all.clone(), BTreeSet::new(), all);
        let (ships, land) = (Line::default(), Line::default());
        Rows { rows, free, promised: 0, empty, begun, roomy, kept_for_ships, ships, land }
    }

    /// Asks for spaces for so many cars: those off ships first, then first come, first served.
    pub fn ask(&mut self, cars: u32, off_ship: bool, sim: &mut Sim) -> Answer {
        let answer = if off_ship { self.ships.join(cars, sim) } else { self.land.join(cars, sim) };
        self.serve(sim);
        answer
    }

    /// Convoys and trucks that wait for spaces.
    pub fn queued(&self) -> usize {
        self.ships.iter().len() + self.land.iter().len()
    }

    fn serve(&mut self, sim: &mut Sim) {
        let Rows { free, promised, ships, land, kept_for_ships, .. } = self;
        let mut grant = |cars: u32, kept: u32| {
            let fits = cars + kept <= *free;
            if fits {
                (*free, *promised) = (*free - cars, *promised + cars);
            }
            fits
        };
        while ships.wake_first(sim, |cars| grant(*cars, 0)) {}
        while ships.is_empty(sim) && land.wake_first(sim, |cars| grant(*cars, *kept_for_ships)) {}
    }

    /// A row for a car to which a space was promised, and whether it will stand among cars for others: a row begun for the same
    /// service, else an empty one, else any.
    pub fn place(&mut self, onward: u16) -> (u32, bool) {
        let begun = self.begun.range((onward, 0)..=(onward, u32::MAX)).next().map(|(_, row)| *row);
        let chosen = begun.or_else(|| self.empty.first().copied());
        let index = chosen.unwrap_or_else(|| *self.roomy.first().expect("a promised space is somewhere"));
        let row = &mut self.rows[index as usize];
        if row.taken == 0 {
            row.whose = onward;
            self.empty.remove(&index);
            self.begun.insert((onward, index));
        } else if chosen.is_none() {
            row.mixed = true;
            self.begun.remove(&(row.whose, index));
        }
        row.taken += 1;
        self.promised -= 1;
        if row.taken == row.length {
            self.roomy.remove(&index);
            self.begun.remove(&(row.whose, index));
        }
        (index, row.mixed && chosen.is_none())
    }

    /// A car is driven out of its row.
    pub fn leave(&mut self, index: u32, sim: &mut Sim) {
        let row = &mut self.rows[index as usize];
        row.taken -= 1;
        self.roomy.insert(index);
        if row.taken == 0 {
            self.begun.remove(&(row.whose, index));
            row.mixed = false;
            self.empty.insert(index);
        } else if !row.mixed {
            self.begun.insert((row.whose, index));
        }
        self.free += 1;
        self.serve(sim);
    }

    /// Rows hold as many cars as say that they are there; spaces are free, promised or taken; nobody waits for what is free.
    ///
    /// # Errors
    /// What is not so, in words.
    pub fn check(&self, cars: &Cars) -> Result<(), String> {
        let mut found = vec![0; self.rows.len()];
        cars.iter().filter(|(_, car)| !car.off).for_each(|(_, car)| found[car.row as usize] += 1);
        for (index, (row, found)) in self.rows.iter().zip(found).enumerate() {
            if row.taken != found || row.taken > row.length {
                return Err(format!("row {index} of {} holds {} cars, and {found} say so", row.length, row.taken));
            }
        }
        let (taken, spaces): (u32, u32) = self.rows.iter().fold((0, 0), |(t, s), row| (t + row.taken, s + row.length));
        if taken + self.promised + self.free != spaces {
            return Err(format!("{taken} spaces are taken, {} promised, {} free, of {spaces}", self.promised, self.free));
        }
        let land = self.land.iter().next().filter(|_| self.ships.iter().len() == 0).map(|cars| cars + self.kept_for_ships);
        match self.ships.iter().next().copied().or(land) {
            Some(first) if first <= self.free => Err(format!("a convoy waits though {} spaces are free", self.free)),
            _ => Ok(()),
        }
    }
}
