//! Where things are in a terminal, and how far it is. Metres; x runs along the quay from its low end, y inland from the
//! quay line. Vehicles drive along lanes, so distance is Manhattan times a detour factor for one-way lanes.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::SimDuration;

/// A point of a terminal [m].
#[derive(Clone, Copy, Debug, Default, PartialEq, BorshSerialize, BorshDeserialize)]
pub struct Point {
    /// Along the quay.
    pub x: f64,
    /// Inland.
    pub y: f64,
}

impl Point {
    /// Distance along lanes [m], without detour.
    #[inline]
    pub fn to(self, other: Point) -> f64 {
        (self.x - other.x).abs() + (self.y - other.y).abs()
    }
}

/// Time for a distance [m] at a speed [m/s].
#[inline]
pub fn time_for(metres: f64, metres_per_second: f64) -> SimDuration {
    SimDuration::from_seconds_f64(metres / metres_per_second)
}

/// Centres of `blocks` blocks of `length` × `width` metres, laid in as many columns along `quay` metres as fit, row by row
/// from the apron inland, with `aisle` metres between them.
pub fn lay_out_blocks(blocks: u32, quay: f64, length: f64, width: f64, aisle: f64, apron: f64) -> Vec<Point> {
    let pitch = length + aisle;
    let columns = ((quay / pitch) as u32).clamp(1, blocks.max(1));
    let used = f64::from(columns) * pitch;
    (0..blocks)
        .map(|block| {
            let (column, row) = (block % columns, block / columns);
            Point {
                x: (quay - used) / 2.0 + (f64::from(column) + 0.5) * pitch,
                y: apron + (f64::from(row) + 0.5) * (width + aisle),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_lie_in_rows_behind_the_quay_and_do_not_overlap() {
        let at = lay_out_blocks(7, 800.0, 260.0, 17.4, 20.0, 60.0);
        assert_eq!(at.len(), 7);
        assert!((at[0].x + at[1].x - 800.0).abs() < 1e-9, "two columns, centred");
        assert!((at[0].y - (60.0 + 18.7)).abs() < 1e-9 && (at[2].y - at[0].y - 37.4).abs() < 1e-9);
        for (index, one) in at.iter().enumerate() {
            for other in &at[index + 1..] {
                assert!((one.x - other.x).abs() >= 280.0 - 1e-9 || (one.y - other.y).abs() >= 37.4 - 1e-9);
            }
        }
        assert!((at[0].to(at[3]) - 280.0 - 37.4).abs() < 1e-9, "along lanes");
    }

    #[test]
    fn a_block_longer_than_the_quay_still_lies_somewhere() {
        assert_eq!(lay_out_blocks(1, 100.0, 260.0, 17.4, 20.0, 60.0).len(), 1);
    }
}
