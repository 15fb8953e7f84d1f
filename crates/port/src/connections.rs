//! Which service takes on what another discharges: shares by pair of services of a terminal, such that each service loads
//! on average as many transhipped boxes as it discharges, and none to itself (where there is another to take them). Boxes that
//! are hauled to another terminal have a table of their own, over the services of all terminals.
//! The table is balanced by iterative proportional fitting (Deming and Stephan 1940).

use crate::ids::ServiceId;
use crate::scenario::Scenario;
use borsh::{BorshDeserialize, BorshSerialize};

/// For each discharging service: cumulative shares of the services that take its boxes on.
#[derive(Clone, Debug, Default, BorshSerialize, BorshDeserialize)]
pub struct Connections {
    /// At the same terminal.
    onward: Vec<Vec<(f64, ServiceId)>>,
    /// At all others.
    elsewhere: Vec<Vec<(f64, ServiceId)>>,
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
        let by_name = |mut members: Vec<usize>| {
            members.sort_by_key(|it| &scenario.services[*it].name); // their order in the file is of no account
            members
        };
        let terminal_of = |service: usize| scenario.services[service].quay.index();
        let mut onward = vec![Vec::new(); scenario.services.len()];
        for terminal in 0..scenario.terminals.len() {
            let members = by_name((0..scenario.services.len()).filter(|it| terminal_of(*it) == terminal).collect());
            let flows: Vec<f64> = members.iter().map(|it| flow(*it)).collect();
            let total: f64 = flows.iter().sum();
            let own = |i: usize| flows.len() == 1 || flows[i] > 0.45 * total;
            cumulate(&balance(&flows, |i, j| i != j || own(i)), &members, &mut onward);
        }
        let mut elsewhere = vec![Vec::new(); scenario.services.len()];
        if scenario.haulage.is_some() {
            let at_terminals = (0..scenario.services.len()).filter(|it| terminal_of(*it) < scenario.terminals.len());
            let members = by_name(at_terminals.collect());
            let flows: Vec<f64> = members.iter().map(|it| flow(*it)).collect();
            let apart = |i: usize, j: usize| terminal_of(members[i]) != terminal_of(members[j]);
            cumulate(&balance(&flows, apart), &members, &mut elsewhere);
        }
        Connections { onward, elsewhere }
    }

    /// The service that takes on a box of `from` at the same terminal; `unit` in (0, 1]. None where nobody does.
    pub fn choose(&self, from: ServiceId, unit: f64) -> Option<ServiceId> {
        choose(&self.onward[from.index()], unit)
    }

    /// The same at another terminal.
    pub fn choose_elsewhere(&self, from: ServiceId, unit: f64) -> Option<ServiceId> {
        choose(&self.elsewhere[from.index()], unit)
    }
}

fn choose(shares: &[(f64, ServiceId)], unit: f64) -> Option<ServiceId> {
    let place = shares.partition_point(|(sum, _)| *sum < unit);
    shares.get(place).or(shares.last()).map(|(_, to)| *to)
}

/// Each row of a table over these services as shares added up from its first.
fn cumulate(table: &[Vec<f64>], members: &[usize], onward: &mut [Vec<(f64, ServiceId)>]) {
    for (row, from) in table.iter().zip(members) {
        let total: f64 = row.iter().sum();
        let mut sum = 0.0;
        let shares = row.iter().zip(members).filter(|(share, _)| **share > 0.0);
        onward[*from] = shares
            .map(|(share, to)| {
                sum += share / total;
                (sum, ServiceId(*to as u16))
            })
            .collect();
    }
}

/// A square table with these row and column sums, empty where nothing is `allowed`: as a rule on the diagonal. A service larger
/// than all others together cannot be balanced without itself: it keeps some of its own boxes.
fn balance(flows: &[f64], allowed: impl Fn(usize, usize) -> bool) -> Vec<Vec<f64>> {
    let cell = |i: usize, j: usize| if allowed(i, j) { flows[i] * flows[j] } else { 0.0 };
    let mut table: Vec<Vec<f64>> = (0..flows.len()).map(|i| (0..flows.len()).map(|j| cell(i, j)).collect()).collect();
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
        let table = balance(&flows, |i, j| i != j);
        for (i, flow) in flows.iter().enumerate() {
            let (row, column): (f64, f64) = (table[i].iter().sum(), table.iter().map(|row| row[i]).sum());
            assert!((row / flow - 1.0).abs() < 1e-6 && (column / flow - 1.0).abs() < 1e-6, "{i}: {row} {column}");
            assert_eq!(table[i][i].to_bits(), 0);
        }
    }

    #[test]
    fn a_single_service_carries_its_own_boxes_on() {
        assert!((balance(&[7.0], |_, _| true)[0][0] - 7.0).abs() < 1e-12);
    }
}
