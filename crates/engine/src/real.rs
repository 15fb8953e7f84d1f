//! Every transcendental function of the engine and the model, through the crate `libm` or our own logarithm: platform libraries differ in the
//! last bits by machine, libc and instruction set, and one bit is enough to part two runs of one seed.
//! (Square roots, sums and products are exact by IEEE 754 and need no help.)

pub use crate::logarithm::ln;

/// ln(1 + x), exact for small x.
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}
/// eˣ.
#[inline]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}
/// eˣ − 1, exact for small x.
#[inline]
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}
/// xʸ.
#[inline]
pub fn pow(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}
/// Square root.
#[inline]
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}
/// Cube root, negative below zero.
#[inline]
pub fn cbrt(x: f64) -> f64 {
    libm::cbrt(x)
}
/// Sine of an angle [rad].
#[inline]
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}
/// Cosine of an angle [rad].
#[inline]
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}
/// Arc cosine [rad].
#[inline]
pub fn acos(x: f64) -> f64 {
    libm::acos(x)
}
/// Γ(x).
#[inline]
pub fn gamma(x: f64) -> f64 {
    libm::tgamma(x)
}
/// ln |Γ(x)|.
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Density of the standard normal distribution.
pub fn normal_pdf(x: f64) -> f64 {
    const INVERSE_ROOT_TAU: f64 = 0.398_942_280_401_432_7;
    INVERSE_ROOT_TAU * exp(-0.5 * x * x)
}

/// Distribution function of the standard normal distribution.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// Quantile of the standard normal distribution, relative error about 1e-16: algorithm AS 241, PPND16
/// (Wichura, *Applied Statistics* 37, 1988). Infinite at 0 and 1, NaN outside.
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        return q * ratio(0.180_625 - q * q, &CENTRE);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    if tail <= 0.0 {
        return if tail < 0.0 { f64::NAN } else { f64::INFINITY.copysign(q) };
    }
    let r = sqrt(-ln(tail));
    let x = if r <= 5.0 { ratio(r - 1.6, &TAIL) } else { ratio(r - 5.0, &FAR_TAIL) };
    x.copysign(q)
}

/// Numerator and denominator of a rational approximation, from the highest power down.
type Ratio = [[f64; 8]; 2];

fn ratio(x: f64, [above, below]: &Ratio) -> f64 {
    let horner = |c: &[f64; 8]| c.iter().fold(0.0, |sum, c| sum * x + c);
    horner(above) / horner(below)
}

#[rustfmt::skip]
#[expect(clippy::excessive_precision, reason = "as printed")]
const CENTRE: Ratio = [
    [2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
     1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0],
    [5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
     5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0],
];
#[rustfmt::skip]
#[expect(clippy::excessive_precision, reason = "as printed")]
const TAIL: Ratio = [
    [7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
     3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0],
    [1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
     6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0],
];
#[rustfmt::skip]
#[expect(clippy::excessive_precision, reason = "as printed")]
const FAR_TAIL: Ratio = [
    [2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
     2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0],
    [2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
     1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0],
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Made with scipy 1.17 (`scipy.special.ndtri`).
    #[test]
    fn normal_quantiles_agree_with_certified_values() {
        for (p, x) in [
            (0.25, -0.6744897501960817),
            (0.1, -1.2815515655446004),
            (0.001, -3.090232306167813),
            (0.975, 1.959963984540054),
            (0.6, 0.2533471031357997),
            (0.9999, 3.719016485455709),
            (1e-06, -4.753424308822899),
            (1e-10, -6.361340902404056),
            (1e-20, -9.262340089798409),
            (1e-100, -21.273453560965322),
            (1e-300, -37.0470962993612),
        ] {
            assert!((normal_quantile(p) / x - 1.0).abs() < 1e-13, "{p}: {}", normal_quantile(p));
        }
        assert_eq!(normal_quantile(0.5).to_bits(), 0.0f64.to_bits());
        assert!(normal_quantile(0.0) < f64::MIN && normal_quantile(1.0) > f64::MAX && normal_quantile(1.1).is_nan());
    }

    #[test]
    fn the_quantile_inverts_the_distribution_function() {
        for i in 1..2000 {
            let p = f64::from(i) / 2000.0;
            assert!((normal_cdf(normal_quantile(p)) - p).abs() < 1e-15);
        }
    }
}
