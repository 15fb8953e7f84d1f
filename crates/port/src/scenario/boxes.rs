//! `[boxes]`: what containers are like.

use super::read::Table;
use borsh::{BorshDeserialize, BorshSerialize};

/// Shares of lengths, kinds and weight classes.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct BoxMix {
    /// Share of 20 ft boxes; the rest is 40 ft (45 ft boxes count as 40 ft).
    pub twenty_foot: f64,
    /// Share of reefers.
    pub reefer: f64,
    /// Share of dangerous goods.
    pub dangerous: f64,
    /// Share of empties.
    pub empty: f64,
    /// Shares of the weight classes light, medium and heavy.
    pub weight_classes: Vec<f64>,
}

impl BoxMix {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        let mix = BoxMix {
            twenty_foot: t.share("twenty-foot", "Share of 20 ft boxes; the rest counts as 40 ft."),
            reefer: t.share("reefer", "Share of reefers: they stand where there are plugs."),
            dangerous: t.share("dangerous", "Share of dangerous goods: they stand apart."),
            empty: t.share("empty", "Share of empty boxes."),
            weight_classes: t.numbers("weight-classes", 0.0..=1.0, "Shares of light, medium and heavy boxes."),
        };
        let special = mix.reefer + mix.dangerous + mix.empty;
        if special > 1.0 {
            let message = format!("`reefer`, `dangerous` and `empty` add up to {special:.3}, more than all boxes");
            t.error("reefer", super::diagnostic::Code::Inconsistent, message, "lower one of them");
        }
        if mix.weight_classes.len() != 3 || mix.weight_classes.iter().sum::<f64>() <= 0.0 {
            let found = format!("`weight-classes` needs three shares, not all 0, found {}", mix.weight_classes.len());
            t.error("weight-classes", super::diagnostic::Code::Inconsistent, found, "e.g. `weight-classes = [0.3, 0.4, 0.3]`");
        }
        mix
    }

    /// TEU per box.
    pub fn teu_factor(&self) -> f64 {
        2.0 - self.twenty_foot
    }
}
