//! From what came out at the points to what matters, KPI by KPI.

use super::morris::{Effect, effects};
use super::sobol::{Index, indices};
use crate::design::{Kpi, Responses};

/// How one KPI answers to each factor, by Morris's screening.
#[derive(Clone, Debug)]
pub struct Screening {
    /// The KPI.
    pub kpi: Kpi,
    /// What moves it, a factor; in units of the KPI per range of the factor.
    pub effects: Vec<Option<Effect>>,
}

/// Which share of one KPI's variance goes back to each factor, by Sobol's indices.
#[derive(Clone, Debug)]
pub struct Decomposition {
    /// The KPI.
    pub kpi: Kpi,
    /// Its shares, a factor.
    pub indices: Vec<Index>,
}

/// All that was found.
#[derive(Clone, Debug, Default)]
pub struct Sensitivity {
    /// The keys that vary.
    pub paths: Vec<String>,
    /// Replications of which each point is the mean.
    pub replications: usize,
    /// Trajectories of the screening.
    pub trajectories: u32,
    /// Base points of the indices.
    pub base: u32,
    /// By Morris, a KPI; none if it was not asked for.
    pub screenings: Vec<Screening>,
    /// By Sobol, a KPI; none if it was not asked for.
    pub decompositions: Vec<Decomposition>,
    /// KPIs without a value at some point.
    pub left_out: Vec<String>,
}

impl Sensitivity {
    /// Adds what the points of trajectories say.
    pub fn screen(&mut self, responses: &Responses, kpis: &[Kpi], seed: u64) {
        let position = |point: &crate::design::Point| point.levels.iter().map(|level| level.position).collect();
        let rows: Vec<Vec<f64>> = responses.points.iter().map(position).collect();
        for (kpi, outputs) in self.whole(responses, kpis) {
            self.screenings.push(Screening { kpi, effects: effects(&rows, &outputs, seed) });
        }
    }

    /// Adds what the points of Saltelli's matrices say.
    pub fn decompose(&mut self, responses: &Responses, kpis: &[Kpi], seed: u64) {
        for (kpi, outputs) in self.whole(responses, kpis) {
            if let Some(indices) = indices(responses.factors.len(), &outputs, seed) {
                self.decompositions.push(Decomposition { kpi, indices });
            }
        }
    }

    /// The KPIs that vary and have a value at every point, with these values.
    fn whole(&mut self, responses: &Responses, kpis: &[Kpi]) -> Vec<(Kpi, Vec<f64>)> {
        let mut whole = Vec::new();
        for kpi in kpis.iter().filter(|kpi| responses.varies(kpi)) {
            match responses.means(kpi).into_iter().collect::<Option<Vec<f64>>>() {
                Some(outputs) => whole.push((kpi.clone(), outputs)),
                None if self.left_out.contains(&kpi.id) => {}
                None => self.left_out.push(kpi.id.clone()),
            }
        }
        whole
    }
}
