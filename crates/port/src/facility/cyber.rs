//! The systems that work depends on: which are lost now, and which work goes on without.

use borsh::{BorshDeserialize, BorshSerialize};

/// All systems, in the order of the scenario.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Cyber {
    lost: Vec<bool>,
    gone: Vec<bool>,
}

impl Cyber {
    /// All sound.
    pub fn new(assets: usize) -> Self {
        Cyber { lost: vec![false; assets], gone: vec![false; assets] }
    }
    /// Does work go on without it?
    pub fn is_gone(&self, asset: usize) -> bool {
        self.gone[asset]
    }
    /// It does from now on, or no longer: from the attack, or from when that is noticed, until the system is restored and recovers.
    pub fn set_gone(&mut self, asset: usize, gone: bool) {
        self.gone[asset] = gone;
    }
    /// Is it lost?
    pub fn is_lost(&self, asset: usize) -> bool {
        self.lost[asset]
    }
    /// It is from now on.
    pub fn lose(&mut self, asset: usize) {
        self.lost[asset] = true;
    }
    /// All is as before.
    pub fn restore(&mut self, asset: usize) {
        self.lost[asset] = false;
    }
}
