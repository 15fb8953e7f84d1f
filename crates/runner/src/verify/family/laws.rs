//! Textbook distribution functions of the laws of a case, by a library: what the engine's samplers are held against.

use crate::verify::params::{Fault, Params};
use darse_engine::real;
use statrs::distribution::{Beta, ContinuousCDF, Exp, Gamma, LogNormal, Normal, Triangular, Uniform, Weibull};

/// The chance of a value up to x.
pub type DistributionFunction = Box<dyn Fn(f64) -> f64 + Send + Sync>;

/// That of a law `{ "kind": …, … }`.
///
/// # Errors
/// What is wrong with the law, or that it has no density.
pub fn distribution_function(p: Params, name: &str) -> Result<DistributionFunction, Fault> {
    let law = p.part(name)?;
    let of = |key: &str| law.number(key);
    match law.text("kind")? {
        "exp" | "exponential" => checked(p, name, Exp::new(1.0 / of("mean")?)),
        "erlang" => checked(p, name, Gamma::new(of("k")?, of("k")? / of("mean")?)),
        "gamma" => checked(p, name, Gamma::new(of("shape")?, 1.0 / of("scale")?)),
        "weibull" => checked(p, name, Weibull::new(of("shape")?, of("scale")?)),
        "lognormal" => {
            let variance = real::ln(1.0 + of("cv")? * of("cv")?);
            checked(p, name, LogNormal::new(real::ln(of("mean")?) - variance / 2.0, variance.sqrt()))
        }
        "triangular" => checked(p, name, Triangular::new(of("a")?, of("b")?, of("mode")?)),
        "uniform" => checked(p, name, Uniform::new(of("a")?, of("b")?)),
        "pert" => {
            let (low, mode, high) = (of("a")?, of("mode")?, of("b")?);
            let shape = |side: f64| 1.0 + 4.0 * side / (high - low);
            let unit = checked(p, name, Beta::new(shape(mode - low), shape(high - mode)))?;
            Ok(Box::new(move |x| unit((x - low) / (high - low))))
        }
        "normal" => {
            let (low, high) = (of("min")?, of("max")?);
            let whole = checked(p, name, Normal::new(of("mean")?, of("sd")?))?;
            let (from, to) = (whole(low), whole(high));
            Ok(Box::new(move |x| (whole(x.clamp(low, high)) - from) / (to - from)))
        }
        other => Err(p.fault(name, &format!("is of the kind `{other}`, whose distribution function is not known here"))),
    }
}

fn checked<D, E>(p: Params, name: &str, made: Result<D, E>) -> Result<DistributionFunction, Fault>
where
    D: ContinuousCDF<f64, f64> + Send + Sync + 'static,
    E: std::fmt::Display,
{
    let law = made.map_err(|error| p.fault(name, &format!("makes no law: {error}")))?;
    Ok(Box::new(move |x| law.cdf(x)))
}
