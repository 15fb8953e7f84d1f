//! Times of a case, in whatever unit, and simulated time.

use darse_engine::{SimDuration, SimTime, Variate, VariateError};

/// So many simulated seconds stand for one unit of a case's times.
#[derive(Clone, Copy, Debug)]
pub struct Unit(pub f64);

impl Unit {
    /// Such that a typical time is 1,000 s: rounding to microseconds is then 1e-9 of it, and the calendar holds 7e7 of them.
    pub fn where_typical(time: f64) -> Unit {
        Unit(1_000.0 / time)
    }
    /// A length of time.
    pub fn span(self, time: f64) -> SimDuration {
        SimDuration::from_seconds_f64(time * self.0)
    }
    /// An instant.
    pub fn instant(self, time: f64) -> SimTime {
        SimTime::ZERO + self.span(time)
    }
    /// A length of simulated time in units.
    pub fn of(self, span: SimDuration) -> f64 {
        span.as_seconds_f64() / self.0
    }
    /// A sum of times, or an area over time [µs], in units.
    pub fn of_micros(self, micros: u128) -> f64 {
        micros as f64 * 1e-6 / self.0
    }
    /// An exponential law with this mean.
    ///
    /// # Errors
    /// If the mean is not above 0.
    pub fn exponential(self, mean: f64) -> Result<Variate, VariateError> {
        Variate::exponential(mean * self.0)
    }
    /// An Erlang law of `k` phases with this mean; exponential with one.
    ///
    /// # Errors
    /// If the mean is not above 0, or there is no phase.
    pub fn erlang(self, k: u32, mean: f64) -> Result<Variate, VariateError> {
        if k == 1 { self.exponential(mean) } else { Variate::erlang(k, mean * self.0) }
    }
    /// Always the same.
    ///
    /// # Errors
    /// If it is not finite.
    pub fn constant(self, value: f64) -> Result<Variate, VariateError> {
        Variate::constant(value * self.0)
    }
    /// A law with these first two moments: exponential, constant or Erlang-2 where they are theirs, else gamma.
    ///
    /// # Errors
    /// If no law has these moments.
    pub fn two_moments(self, mean: f64, second: f64) -> Result<Variate, VariateError> {
        let scv = second / (mean * mean) - 1.0;
        match scv {
            scv if scv.abs() < 1e-6 => self.constant(mean),
            scv if (scv - 1.0).abs() < 1e-6 => self.exponential(mean),
            scv if (scv - 0.5).abs() < 1e-6 => self.erlang(2, mean),
            scv => Variate::gamma(mean * self.0, scv.sqrt()),
        }
    }
}

/// How long a model runs before it is looked at, and how long it is looked at [units].
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Nothing counts before.
    pub warm_up: f64,
    /// From the end of the warm-up on.
    pub length: f64,
}

impl Window {
    /// For an open queue with this load, so many servers, and so many customers a unit of time, whose times have at most
    /// this squared coefficient of variation. The memory of a queue is about 4 scv / (1 − load)² customers (the relaxation
    /// time of M/M/c: Cohen, *The Single Server Queue*, II.2); the warm-up is 15 of them and 20 customers a server, and
    /// what follows five times as long.
    pub fn of_queue(load: f64, servers: u32, rate: f64, scv: f64) -> Window {
        let memory = 4.0 * scv.max(1.0) / (1.0 - load.min(0.99)).powi(2);
        let warm_up = 15.0 * memory + 20.0 * f64::from(servers);
        Window { warm_up: warm_up / rate, length: (5.0 * warm_up).max(20_000.0) / rate }
    }
}
