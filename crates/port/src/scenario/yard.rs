//! `[terminal.NAME.yard]`: blocks and yard cranes.

use super::diagnostic::{Code, grouped};
use super::failures::Failures;
use super::policy;
use super::power::watts;
use super::read::Table;
use super::units::Dimension;
use super::upkeep::Maintenance;
use crate::facility::stacks::MAX_TIERS;
use crate::facility::yard::{Loading, YardPolicy};
use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Variate;

/// No yard has more slots [TEU].
const MOST_SLOTS_TEU: f64 = 1e6;

/// The yard of a terminal.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct YardPlan {
    /// Blocks.
    pub blocks: u32,
    /// 20 ft bays of a block; even.
    pub bays: u32,
    /// Rows of a block.
    pub rows: u32,
    /// Tiers.
    pub tiers: u32,
    /// 40 ft bays of each block for reefers, dangerous goods and empties.
    pub apart: [u32; 3],
    /// Length of a 20 ft bay [m].
    pub bay_length_m: f64,
    /// Width of a row [m].
    pub row_width_m: f64,
    /// Between blocks [m].
    pub aisle_m: f64,
    /// From the quay line to the first block [m].
    pub apron_m: f64,
    /// Which block, which pile, which job next, and where blocks are served.
    pub policy: YardPolicy,
    /// Cranes.
    pub crane: YardCranes,
    /// Ground outside the yard proper.
    pub overflow: Overflow,
}

/// Where boxes stand when the yard is full.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct Overflow {
    /// Slots [TEU]; 0: there is none, and quay cranes wait.
    pub teu: u32,
    /// From the last block [m].
    pub distance_m: f64,
    /// Reach stackers.
    pub stackers: u32,
}

/// Yard cranes, on rubber tyres or rails.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct YardCranes {
    /// On each block.
    pub per_block: u32,
    /// To move one box, gantry travel apart.
    pub cycle: Variate,
    /// Travel along the block [m/s].
    pub gantry_speed_m_s: f64,
    /// Breakdowns.
    pub failures: Failures,
    /// Maintenance, if there is any.
    pub maintenance: Option<Maintenance>,
    /// What one draws on a job [W]; 0: it burns diesel.
    pub power_w: u64,
    /// Diesel for a move [l].
    pub diesel_l: f64,
    /// Gust above which no job begins [m/s].
    pub wind_limit_m_s: f64,
}

impl YardPlan {
    /// Reads the table.
    pub fn read(t: &mut Table<'_>) -> Self {
        let plan = YardPlan {
            blocks: t.count("blocks", 1..=500, "Blocks of the yard."),
            bays: t.count("bays", 2..=200, "Bays of a block, in 20 ft; an even number."),
            rows: t.count("rows", 1..=40, "Rows of a block."),
            tiers: t.count("tiers", 1..=MAX_TIERS as u64, "Boxes on one another."),
            apart: [
                t.count("reefer-bays", 0..=100, "40 ft bays of each block with plugs for reefers."),
                t.count("dangerous-bays", 0..=100, "40 ft bays of each block for dangerous goods."),
                t.count("empty-bays", 0..=100, "40 ft bays of each block for empties; 0: among the others."),
            ],
            bay_length_m: t.metres("bay-length", "6 m"..="10 m", "Length of a 20 ft bay with its gap."),
            row_width_m: t.metres("row-width", "2.4 m"..="6 m", "Width of a row with its gap."),
            aisle_m: t.metres("aisle", "1 m"..="200 m", "Between two blocks: lanes and roads."),
            apron_m: t.metres("apron", "10 m"..="500 m", "From the quay line to the first block."),
            policy: YardPolicy {
                block_choice: policy::read(t, "block-choice", "Which block a box goes to."),
                stacking: policy::read(t, "stacking", "Which pile a box goes to."),
                job_order: policy::read(t, "job-order", "Which job a yard crane does next."),
                loading: t.choice(
                    "loading",
                    &[("side", Loading::Side), ("end", Loading::End)],
                    "Where vehicles meet the cranes of a block.",
                ),
            },
            crane: t.table("crane", "The yard cranes; not used where straddle carriers stack.", |t| YardCranes {
                per_block: t.count("per-block", 1..=4, "Cranes on each block."),
                cycle: t.positive_variate("cycle", Dimension::Time, "To move one box, gantry travel apart."),
                gantry_speed_m_s: t.speed("gantry-speed", "0.2 m/s"..="6 m/s", "Travel along the block."),
                power_w: watts(t, "power", "10 MW", "What a yard crane draws on a job, on average; 0: it burns diesel."),
                diesel_l: t.number("diesel", 0.0..=100.0, "Diesel that it burns for a move [l]."),
                wind_limit_m_s: t.speed("wind-limit", "1 m/s"..="100 m/s", "Gust above which no job begins."),
                failures: t.table("failures", "Breakdowns of a yard crane.", Failures::read),
                maintenance: Maintenance::read(t),
            }),
            overflow: t.table("overflow", "Ground outside the yard proper, used only when that is full.", |t| Overflow {
                teu: t.count("teu", 0..=500_000, "Slots [TEU]; 0: none, and quay cranes wait for a place."),
                distance_m: t.metres("distance", "0 m"..="20 km", "How far behind the last block."),
                stackers: t.count("stackers", 1..=100, "Reach stackers that work there."),
            }),
        };
        if plan.bays % 2 == 1 {
            t.error(
                "bays",
                Code::Inconsistent,
                format!("`bays` must be even, found {}", plan.bays),
                "two 20 ft bays make one of 40 ft",
            );
        }
        if plan.apart.iter().sum::<u32>() >= plan.bays / 2 {
            let (apart, all) = (plan.apart.iter().sum::<u32>(), plan.bays / 2);
            let message =
                format!("reefers, dangerous goods and empties have {apart} of the {all} bays of 40 ft of a block: none is left");
            t.error("reefer-bays", Code::Inconsistent, message, "lower `reefer-bays`, `dangerous-bays` or `empty-bays`");
        }
        let piles = u64::from(plan.bays) * u64::from(plan.rows);
        if piles >= u64::from(u16::MAX) {
            t.error("rows", Code::TooBig, format!("a block of {piles} piles is too large"), "make more, smaller blocks");
        }
        if plan.slots_teu() > MOST_SLOTS_TEU {
            let message =
                format!("a yard of {} TEU is too large: the limit is {}", grouped(plan.slots_teu()), grouped(MOST_SLOTS_TEU));
            t.error("blocks", Code::TooBig, message, "the largest terminals of the world hold about 300,000 TEU");
        }
        plan
    }

    /// Slots [TEU].
    pub fn slots_teu(&self) -> f64 {
        f64::from(self.blocks) * f64::from(self.bays) * f64::from(self.rows) * f64::from(self.tiers)
    }
}
