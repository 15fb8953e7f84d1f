//! What roads there are.

use borsh::{BorshDeserialize, BorshSerialize};
use darse_engine::Variate;

/// All roads, and how travel time grows with flow.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct RoadsPlan {
    /// Names of the places where roads meet, in the order in which roads name them.
    pub places: Vec<String>,
    /// Where they lie on the plan of the zone, if that is said: metres to the east and to the north of some origin.
    pub at: Vec<Option<[f64; 2]>>,
    /// The roads.
    pub roads: Vec<RoadPlan>,
    /// Travel time at flow q and capacity c is that of the empty road × (1 + `alpha` (q/c)^`beta`).
    pub alpha: f64,
    /// See `alpha`.
    pub beta: f64,
    /// Gust above which no vehicle sets out on them [m/s].
    pub wind_limit_m_s: f64,
    /// Road that a truck takes in a queue, gap included [m].
    pub queue_space_m: f64,
    /// Where trucks from outside come from, and in which proportions.
    pub origins: Vec<(usize, f64)>,
    /// A driver's own travel time over the mean of all.
    pub pace: Variate,
    /// Weights of the 24 hours, for the traffic that is not simulated; their mean counts as one.
    pub hours: Vec<f64>,
}

/// One road.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct RoadPlan {
    /// Its name in the scenario.
    pub name: String,
    /// Where it begins: an index into the places.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Length [m].
    pub length_m: f64,
    /// Lanes in each direction.
    pub lanes: u32,
    /// Speed of trucks on the empty road [m/s].
    pub speed_m_s: f64,
    /// Trucks that a lane lets pass [1/h].
    pub lane_capacity_per_h: f64,
    /// Other traffic in each direction, as trucks [1/h].
    pub other_traffic_per_h: f64,
    /// Leads only from `from` to `to`.
    pub one_way: bool,
}
