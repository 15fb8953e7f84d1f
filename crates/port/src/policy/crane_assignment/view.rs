//! What is known of the ships alongside when cranes are shared among them.

/// A ship that is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ship {
    /// Boxes it still discharges and loads.
    pub boxes_left: u32,
    /// Cranes it may have at most: not more than it has bays left, and one at least.
    pub most: u32,
    /// Cranes it had until now; 0 for one that has just begun.
    pub has: u32,
}

/// The ships of one quay, from its low end up, and its cranes.
#[derive(Clone, Copy, Debug)]
pub struct Ships<'a> {
    /// Those that are worked.
    pub ships: &'a [Ship],
    /// Cranes that work.
    pub cranes: u32,
}

/// How many cranes each ship gets, in the order of the ships; together not more than there are.
pub type Rule = fn(&Ships<'_>) -> Vec<u32>;

impl Ships<'_> {
    /// What is wrong with a choice.
    pub fn fault(&self, choice: &[u32]) -> Option<&'static str> {
        if choice.len() != self.ships.len() {
            return Some("which is not a number of cranes for each ship");
        }
        if choice.iter().zip(self.ships).any(|(share, ship)| *share > ship.most) {
            return Some("more cranes than a ship may have");
        }
        (choice.iter().sum::<u32>() > self.cranes).then_some("more cranes than there are")
    }

    /// Gives crane after crane, beyond what each ship has in `shares`, to the ship with the greatest hunger (of its place and its share so
    /// far) that may have more; of equal ones to the first.
    pub fn share_out(&self, mut shares: Vec<u32>, hunger: impl Fn(&Ship, u32) -> f64) -> Vec<u32> {
        let mut free = self.cranes - shares.iter().sum::<u32>();
        while free > 0 {
            let hunger = |place: &usize| hunger(&self.ships[*place], shares[*place]);
            let open = (0..shares.len()).filter(|place| shares[*place] < self.ships[*place].most);
            let Some(place) = open.max_by(|a, b| hunger(a).total_cmp(&hunger(b)).then(b.cmp(a))) else { break };
            shares[place] += 1;
            free -= 1;
        }
        shares
    }

    /// No crane for anybody yet.
    pub fn none(&self) -> Vec<u32> {
        vec![0; self.ships.len()]
    }
}

/// Boxes that each of so many cranes still has to lift.
pub fn boxes_a_crane(ship: &Ship, cranes: u32) -> f64 {
    f64::from(ship.boxes_left) / f64::from(cranes).max(0.1)
}
