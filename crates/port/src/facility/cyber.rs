//! The systems that work depends on: which are lost now.

use borsh::{BorshDeserialize, BorshSerialize};

/// All systems, in the order of the scenario.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Cyber {
    lost: Vec<bool>,
}

impl Cyber {
    /// All sound.
    pub fn new(assets: usize) -> Self {
        Cyber { lost: vec![false; assets] }
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
