//! What came out at the points of a design.

use super::Point;
use crate::naming::is_called;
use crate::results::Results;
use crate::summary::Summary;
use darse_port::scenario::Factor;

/// Factors, points, and the results at each point.
#[derive(Clone, Debug)]
pub struct Responses {
    /// What varied.
    pub factors: Vec<Factor>,
    /// Where they lay.
    pub points: Vec<Point>,
    /// What came out, a point.
    pub results: Vec<Results>,
}

/// A KPI that some point has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kpi {
    /// The column's id.
    pub id: String,
    /// Its unit.
    pub unit: String,
    /// Id of its definition.
    pub definition: String,
}

impl Responses {
    /// The KPIs that are asked for (all, if none is), in the order in which the points have them.
    pub fn kpis(&self, only: &[String]) -> Vec<Kpi> {
        let mut kpis: Vec<Kpi> = Vec::new();
        for it in self.results.iter().flat_map(|results| &results.summaries) {
            let wanted = only.is_empty() || only.iter().any(|typed| is_called(&it.kpi, typed));
            if wanted && kpis.iter().all(|known| known.id != it.kpi) {
                kpis.push(Kpi { id: it.kpi.clone(), unit: it.unit.clone(), definition: it.definition.clone() });
            }
        }
        kpis
    }

    /// What the replications of each point say about a KPI; `None` where a point does not have it.
    pub fn of(&self, kpi: &Kpi) -> Vec<Option<&Summary>> {
        let one = |results: &'_ Results| results.summaries.iter().position(|it| it.kpi == kpi.id);
        self.results.iter().map(|results| one(results).map(|at| &results.summaries[at])).collect()
    }

    /// The means of a KPI, a point; `None` where it has no value.
    pub fn means(&self, kpi: &Kpi) -> Vec<Option<f64>> {
        self.of(kpi).into_iter().map(|summary| summary.and_then(|it| it.mean)).collect()
    }

    /// Does a KPI have two different means?
    pub fn varies(&self, kpi: &Kpi) -> bool {
        let means: Vec<u64> = self.means(kpi).into_iter().flatten().map(f64::to_bits).collect();
        means.windows(2).any(|pair| pair[0] != pair[1])
    }

    /// Is every level of each factor there once with every level of all others?
    pub fn is_grid(&self) -> bool {
        let mut of_points: Vec<Vec<&str>> =
            self.points.iter().map(|point| point.levels.iter().map(|level| level.text.as_str()).collect()).collect();
        let different = |factor: usize| {
            let mut levels: Vec<&str> = of_points.iter().map(|levels| levels[factor]).collect();
            levels.sort_unstable();
            levels.dedup();
            levels.len()
        };
        let cells: usize = (0..self.factors.len()).map(different).product();
        of_points.sort_unstable();
        of_points.dedup();
        of_points.len() == cells && self.points.len() == cells
    }

    /// Replications a point.
    pub fn replications(&self) -> usize {
        self.results.first().map_or(0, |first| first.replications.len() + first.failed.len())
    }
}
