//! The natural logarithm, by table: the inner loop of nearly every sampler. The same bits on every machine, for it is made
//! of sums and products alone; half the time of `libm::log`, which has a division and many branches.
//!
//! x = 2ᵏ z with z in [0.69, 1.37). The first seven bits of z choose an interval with centre c, and
//! ln x = k ln 2 + ln c + ln(1 + r), r = (z − c) / c, |r| ≤ 2⁻⁸. The centre around 1 is 1 itself, so that nothing cancels there.
//! (Tang, *Table-driven implementation of the logarithm function in IEEE floating-point arithmetic*, ACM TOMS 16, 1990.)

/// Intervals a factor of two.
const INTERVALS: usize = 128;
const MANTISSA: u32 = 52;
/// Half the width of an interval, in bits of a float.
const HALF: u64 = 1 << (MANTISSA - 8);
/// Where the first interval begins, and z with it.
const START: u64 = FIRST_CENTRE.to_bits() - HALF;
const FIRST_CENTRE: f64 = 0.6875;

/// One interval: its centre, one over it, its logarithm.
#[derive(Clone, Copy)]
struct Centre {
    c: f64,
    inverse: f64,
    ln: f64,
}

static CENTRES: [Centre; INTERVALS] = centres();

/// ln 2 in two parts, the first of so few bits that k times it is exact.
const LN_2: [f64; 2] = [f64::from_bits(0x3fe6_2e42_fefa_3800), f64::from_bits(0x3d2e_f357_93c7_6730)];

/// Natural logarithm; a million of them lie within two units in the last place of those of `libm`.
#[inline]
pub fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    if bits.wrapping_sub(f64::MIN_POSITIVE.to_bits()) >= f64::INFINITY.to_bits() - f64::MIN_POSITIVE.to_bits() {
        return rare(x);
    }
    ln_of_normal(x)
}

/// The same of what is known to be positive, normal and finite.
#[inline]
pub(crate) fn ln_of_normal(x: f64) -> f64 {
    let bits = x.to_bits();
    let above = bits.wrapping_sub(START);
    let k = (above as i64 >> MANTISSA) as f64;
    let z = f64::from_bits(bits.wrapping_sub(above & (0xFFF << MANTISSA)));
    let centre = &CENTRES[(above >> (MANTISSA - 7)) as usize % INTERVALS];
    let r = (z - centre.c) * centre.inverse;
    let (square, whole) = (r * r, k * LN_2[0] + centre.ln);
    // ln(1 + r): the low powers do not wait for the high ones
    let high = (0.2 - r * (1.0 / 6.0)) + square * (1.0 / 7.0);
    let low = (r * (1.0 / 3.0) - 0.5) + square * -0.25;
    (whole + r) + (square * low + (square * (square * r) * high + k * LN_2[1]))
}

/// Zero, negative, infinite, not a number, or too small to be normal.
#[cold]
fn rare(x: f64) -> f64 {
    libm::log(x)
}

const fn centres() -> [Centre; INTERVALS] {
    let mut all = [Centre { c: 1.0, inverse: 1.0, ln: 0.0 }; INTERVALS];
    let mut i = 0;
    while i < INTERVALS {
        let c = f64::from_bits(FIRST_CENTRE.to_bits() + 2 * HALF * i as u64);
        all[i] = Centre { c, inverse: 1.0 / c, ln: ln_of_centre((c * 256.0) as i128) };
        i += 1;
    }
    all
}

/// ln(n / 256) at compile time: 2 artanh(p / q), p = n − 256, q = n + 256, as a series in integers of 2⁻¹⁰⁸, rounded once.
const fn ln_of_centre(n: i128) -> f64 {
    const BITS: u32 = 108;
    let (p, q) = (n - 256, n + 256);
    let (mut power, mut sum, mut order) = ((p << BITS) / q, 0, 1);
    while power != 0 {
        sum += power / order;
        power = power * (p * p) / (q * q);
        order += 2;
    }
    sum as f64 / (1i128 << (BITS - 1)) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Units in the last place between two floats of one sign.
    fn apart(a: f64, b: f64) -> u64 {
        a.to_bits().abs_diff(b.to_bits())
    }

    #[test]
    fn it_is_that_of_libm_but_for_the_last_bits() {
        let (mut x, mut worst) = (0x9E37_79B9_7F4A_7C15u64, 0);
        for i in 0..1_000_000u64 {
            x = x.wrapping_mul(0xD134_2543_DE82_EF95).wrapping_add(i);
            let unit = ((x >> 11) + 1) as f64 / (1u64 << 53) as f64;
            let any = f64::from_bits(x % f64::INFINITY.to_bits());
            let close = 1.0 + (unit - 0.5) / (1u64 << (x % 50)) as f64;
            for y in [unit, any, close] {
                worst = worst.max(apart(ln(y), libm::log(y)));
            }
        }
        assert!(worst <= 2, "{worst} units");
    }

    /// The nearest floats, by Python with 60 digits: `float(Decimal(x).ln())`.
    #[rustfmt::skip]
    #[expect(clippy::approx_constant, reason = "they are what is tested")]
    const KNOWN: [(f64, f64); 17] = [
        (0.5, -0.6931471805599453),
        (2.0, 0.6931471805599453),
        (10.0, 2.302585092994046),
        (0.1, -2.3025850929940455),
        (0.99, -0.01005033585350145),
        (1.01, 0.009950330853168092),
        (0.999999, -1.000000500029089e-06),
        (1.0000001, 9.999999505838704e-08),
        (1e-16, -36.841361487904734),
        (3.0, 1.0986122886681098),
        (0.6865234375, -0.3761149137887882),
        (1.373, 0.316998126785834),
        (1e+300, 690.7755278982137),
        (2.5e-308, -708.2799179102919),
        (0.35, -1.0498221244986778),
        (0.7, -0.35667494393873245),
        (1.37, 0.3148107398400336),
    ];

    #[test]
    fn it_is_the_nearest_float_of_exact_values() {
        for (x, expected) in KNOWN {
            assert!(apart(ln(x), expected) <= 1, "{x}: {} not {expected}", ln(x));
        }
    }

    #[test]
    fn it_is_exact_at_one_and_knows_the_ends() {
        assert_eq!(ln(1.0).to_bits(), 0);
        assert!(ln(0.0) < f64::MIN && ln(f64::INFINITY) > f64::MAX && ln(-1.0).is_nan() && ln(f64::NAN).is_nan());
        assert_eq!(ln(5e-324).to_bits(), libm::log(5e-324).to_bits());
        assert_eq!(ln(f64::MIN_POSITIVE).to_bits(), libm::log(f64::MIN_POSITIVE).to_bits());
    }

    #[test]
    fn it_never_falls_where_the_interval_changes() {
        for i in 0..=INTERVALS as u64 {
            let edge = START + 2 * HALF * i;
            let [below, at, above] = [edge - 1, edge, edge + 1].map(|bits| ln(f64::from_bits(bits)));
            assert!(below <= at && at <= above, "at {}", f64::from_bits(edge));
        }
    }
}
