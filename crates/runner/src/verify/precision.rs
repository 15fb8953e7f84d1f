//! How small a standard error has to be before an agreement means something.

/// Quantities known to 0.1 %: throughput, utilisation, availability, profit, and what is proportional to one of them.
const SHARP: [&str; 24] = [
    "throughput",
    "max_throughput",
    "repair_rate_throughput",
    "arrival_rates",
    "orders_per_time",
    "moves_per_h",
    "X",
    "X_per_min",
    "utilisation",
    "crane_utilisation",
    "repairmen_utilisation",
    "U_last",
    "rho",
    "rho_eff",
    "carried",
    "load_factor",
    "availability",
    "mean_servers_up",
    "capacity",
    "berths_busy",
    "tug_busy",
    "berth_occupancy",
    "expected_avg_profit",
    "long_run_avg_profit",
];

/// The greatest standard error relative to what is expected: 0.1 % or 1 %; 2 % of what is no throughput where the load
/// is 0.9 or more.
pub fn relative_limit(quantity: &str, load: f64) -> f64 {
    let last = quantity.rsplit('.').next().unwrap_or(quantity);
    let stem = last.split('[').next().unwrap_or(last);
    match SHARP.contains(&stem) {
        true => 0.001,
        false if load >= 0.9 - 1e-9 => 0.02,
        false => 0.01,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throughput_is_known_ten_times_better_than_a_wait() {
        for (quantity, load, expected) in [
            ("Wq", 0.89, 0.01),
            ("Wq", 0.9, 0.02),
            ("N4.throughput", 0.95, 0.001),
            ("X_per_min[3]", 0.5, 0.001),
            ("calendar_failures.W", 0.6, 0.01),
        ] {
            assert!((relative_limit(quantity, load) - expected).abs() < 1e-12, "{quantity}");
        }
    }
}
