//! Which service takes on what another discharges: shares by pair of services of a terminal, such that each service loads
//! on average as many transhipped boxes as it discharges, and none to itself (where there is another to take them).
//! The table is balanced by iterative proportional fitting (Deming and Stephan 1940).

use crate::ids::ServiceId;
use crate::scenario::Scenario;
use serde::{Deserialize, Serialize};

/// For each discharging service: cumulative shares of the services that take its boxes on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Connections {
    onward: Vec<Vec<(f64, ServiceId)>>,
}

/// Rounds of fitting; services of ordinary sizes agree to 1e-9 long before.
const ROUNDS: usize = 500;

impl Connections {
    /// Balances the flows of every terminal.
    pub fn new(scenario: &Scenario) -> Self {
        let flow = |index: usize| {
            let it = &scenario.services[index];
            it.calls_per_hour().unwrap_or(0.0) * it.discharge_mean() * it.transhipment
        };
        let mut onward = vec![Vec::new(); scenario.services.len()];
        for terminal in 0..scenario.terminals.len() {
            let mut members: Vec<usize> =
                (0..scenario.services.len()).filter(|it| scenario.services[*it].quay.index() == terminal).collect();
            members.sort_by_key(|it| &scenario.services[*it].name); // their order in the file is of no account
            let flows: Vec<f64> = members.iter().map(|it| flow(*it)).collect();
            let table = balance(&flows);
            for (row, from) in table.iter().zip(&members) {
                let total: f64 = row.iter().sum();
                let mut sum = 0.0;
                let shares = row.iter().zip(&members).filter(|(share, _)| **share > 0.0);
                onward[*from] = shares
                    .map(|(share, to)| {
                        sum += share / total;
                        (sum, ServiceId(*to as u16))
                    })
                    .collect();
            }
        }
        Connections { onward }
    }

    /// The service that takes on a box of `from`; `unit` in (0, 1]. None where nobody does.
    pub fn choose(&self, from: ServiceId, unit: f64) -> Option<ServiceId> {
        let shares = &self.onward[from.index()];
        let place = shares.partition_point(|(sum, _)| *sum < unit);
        shares.get(place).or(shares.last()).map(|(_, to)| *to)
    }
}

/// A square table with these row and column sums and, if there are several rows, an empty diagonal. A service larger than
/// all others together cannot be balanced without itself: it keeps some of its own boxes.
fn balance(flows: &[f64]) -> Vec<Vec<f64>> {
    let total: f64 = flows.iter().sum();
    let own = |i: usize| flows.len() == 1 || flows[i] > 0.45 * total;
    let mut table: Vec<Vec<f64>> = (0..flows.len())
        .map(|i| (0..flows.len()).map(|j| if i == j && !own(i) { 0.0 } else { flows[i] * flows[j] }).collect())
        .collect();
    for _ in 0..ROUNDS {
        for (row, flow) in table.iter_mut().zip(flows) {
            let sum: f64 = row.iter().sum();
            if sum > 0.0 {
                row.iter_mut().for_each(|cell| *cell *= flow / sum);
            }
        }
        for (j, flow) in flows.iter().enumerate() {
            let sum: f64 = table.iter().map(|row| row[j]).sum();
            if sum > 0.0 {
                table.iter_mut().for_each(|row| row[j] *= flow / sum);
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::balance;

    #[test]
    fn every_service_loads_what_it_discharges_and_none_of_its_own() {
        let flows = [1450.0, 1150.0, 800.0, 500.0, 400.0, 200.0];
        let table = balance(&flows);
        for (i, flow) in flows.iter().enumerate() {
            let (row, column): (f64, f64) = (table[i].iter().sum(), table.iter().map(|row| row[i]).sum());
            assert!((row / flow - 1.0).abs() < 1e-6 && (column / flow - 1.0).abs() < 1e-6, "{i}: {row} {column}");
            assert_eq!(table[i][i].to_bits(), 0);
        }
    }

    #[test]
    fn a_single_service_carries_its_own_boxes_on() {
        assert!((balance(&[7.0])[0][0] - 7.0).abs() < 1e-12);
    }
}
