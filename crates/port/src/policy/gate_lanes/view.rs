//! What a truck sees when it comes before the lanes of a gate.

/// The open lanes, and the truck.
#[derive(Clone, Copy, Debug)]
pub struct Lanes<'a> {
    /// Trucks in each open lane, the one at its booth included; there is one lane at least.
    pub trucks: &'a [usize],
    /// It brings a box; the others only fetch one.
    pub brings: bool,
    /// A number from 0 to 1, for those who cast lots.
    pub lot: f64,
}

/// Which lane it takes; without a rule all trucks stand in one line before all lanes.
pub type Rule = Option<fn(&Lanes<'_>) -> usize>;

impl Lanes<'_> {
    /// What is wrong with a choice.
    pub fn fault(&self, choice: &usize) -> Option<&'static str> {
        (*choice >= self.trucks.len()).then_some("a lane that is not open")
    }
    /// The lane with the fewest trucks among some; of equal ones the first.
    pub fn shortest(&self, among: std::ops::Range<usize>) -> usize {
        among.min_by_key(|lane| self.trucks[*lane]).expect("a gate has lanes")
    }
    /// A lane by lot.
    pub fn by_lot(&self, lot: f64) -> usize {
        ((lot * self.trucks.len() as f64) as usize).min(self.trucks.len() - 1)
    }
}
