//! Every family against exact moments and quantiles; an error names the argument.

use darse_engine::*;

type Case = (Result<Variate, VariateError>, f64, f64, [f64; 5]);

/// Mean, variance, and quantiles at `LEVELS`, by scipy 1.17.
#[rustfmt::skip]
fn cases() -> Vec<Case> {
    vec![
        (Variate::uniform(2.0, 5.0), 3.5, 0.75, [2.15, 2.75, 3.5, 4.25, 4.85]),
        (Variate::triangular(1.0, 2.0, 6.0), 3.0, 1.1666666666666667, [1.5, 2.127016654, 2.83772234, 3.763932023, 5.0]),
        (Variate::exponential(90.0), 90.0, 8100.0, [4.616396495, 25.891386521, 62.38324625, 124.766492501, 269.61590462]),
        (Variate::erlang(3, 12.0), 12.0, 48.0, [3.270765789, 6.909197671, 10.696241255, 15.681608241, 25.183174487]),
        (Variate::erlang(40, 12.0), 12.0, 3.5999999999999996, [9.058721758, 10.671676286, 11.900149503, 13.219538663, 15.281921095]),
        (Variate::gamma(10.0, 0.5), 10.0, 25.0, [3.415795992, 6.33830053, 9.180151872, 12.773568713, 19.38414132]),
        (Variate::gamma(10.0, 2.0), 10.0, 400.0, [0.000168743, 0.105687084, 1.746952094, 10.425040079, 48.404645498]),
        (Variate::normal(5.0, 2.0, 0.0, f64::INFINITY), 5.0352756509738335, 3.822377373579205, [1.819676626, 3.680189073, 5.01556548, 6.358766162, 8.295743092]),
        (Variate::normal(5.0, 2.0, 9.0, 12.0), 9.71795510601947, 0.38018554613255473, [9.042603974, 9.23443218, 9.547442189, 10.040688587, 10.996127474]),
        (Variate::normal(-3.0, 0.5, f64::NEG_INFINITY, f64::INFINITY), -3.0, 0.25, [-3.822426813, -3.337244875, -3.0, -2.662755125, -2.177573187]),
        (Variate::lognormal(115.0, 0.3), 114.99999999999999, 1190.2500000000007, [67.964086488, 90.363444752, 110.1500228, 134.269200961, 178.521159483]),
        (Variate::weibull(100.0, 1.5), 90.27452929509336, 3756.9028481393198, [13.805126656, 43.57879317, 78.321976877, 124.328388488, 207.811063753]),
        (Variate::weibull(100.0, 0.7), 126.58235060572835, 34268.35553653154, [1.43624794, 16.86624031, 59.239011295, 159.459593427, 479.422672839]),
        (Variate::beta(2.0, 5.0, -1.0, 3.0), 0.1428571428571428, 0.40816326530612246, [-0.748600433, -0.355348333, 0.057799933, 0.557917941, 1.327213637]),
        (Variate::beta(0.4, 0.6, 0.0, 1.0), 0.4, 0.12, [0.001121488, 0.061594921, 0.319766648, 0.723858833, 0.978946796]),
        (Variate::pert(10.0, 20.0, 60.0), 25.0, 75.00000000000001, [12.948869381, 18.171574876, 23.83361297, 30.711331348, 41.063836201]),
    ]
}

const LEVELS: [f64; 5] = [0.05, 0.25, 0.5, 0.75, 0.95];
const SAMPLES: u64 = 100_000;

fn samples(variate: &Variate) -> Vec<f64> {
    let (streams, stream) = (Streams::new(11, 0), Stream::named("variates"));
    (0..SAMPLES).map(|entity| variate.sample(&mut streams.of(stream, entity, 0))).collect()
}

fn close(a: f64, b: f64, relative: f64) -> bool {
    (a - b).abs() <= relative * b.abs().max(1e-12)
}

#[test]
fn moments_are_exact() {
    for (variate, mean, variance, _) in cases() {
        let variate = variate.unwrap();
        assert!(close(variate.mean(), mean, 1e-9), "{variate:?}: {} not {mean}", variate.mean());
        assert!(close(variate.variance(), variance, 1e-9), "{variate:?}: {} not {variance}", variate.variance());
        assert!(close(variate.cv(), variance.sqrt() / mean, 1e-9));
    }
}

/// 16 means and 80 quantiles at 4.5 standard errors each: the chance of a false alarm is below 1e-3, and the seed is fixed.
#[test]
fn samples_have_the_exact_mean_and_quantiles() {
    for (variate, mean, variance, quantiles) in cases() {
        let variate = variate.unwrap();
        let xs = samples(&variate);
        let n = SAMPLES as f64;
        let got = xs.iter().sum::<f64>() / n;
        assert!((got - mean).abs() < 4.5 * (variance / n).sqrt(), "{variate:?}: mean {got} not {mean}");
        for (level, q) in LEVELS.into_iter().zip(quantiles) {
            let share = xs.iter().filter(|&&x| x <= q).count() as f64 / n;
            let error = (level * (1.0 - level) / n).sqrt();
            assert!((share - level).abs() < 4.5 * error, "{variate:?}: {share} below the quantile {level}");
        }
        assert!(xs.iter().all(|&x| x >= variate.lowest() && x.is_finite()));
    }
}

#[test]
fn small_shapes_do_not_underflow_to_nonsense() {
    let variate = Variate::beta(0.01, 0.01, 0.0, 1.0).unwrap();
    let xs = samples(&variate);
    assert!(xs.iter().all(|x| (0.0..=1.0).contains(x)));
    assert!((xs.iter().sum::<f64>() / SAMPLES as f64 - 0.5).abs() < 0.01);
}

#[test]
fn discrete_mixed_and_transformed_variables() {
    let dice = Variate::empirical(vec![6.0, 1.0, 3.0], vec![1.0, 2.0, 0.0]).unwrap();
    assert!(close(dice.mean(), 8.0 / 3.0, 1e-12) && close(dice.variance(), 50.0 / 9.0, 1e-12));
    let xs = samples(&dice);
    let sixes = xs.iter().filter(|&&x| x > 5.0).count() as f64 / SAMPLES as f64;
    assert!((sixes - 1.0 / 3.0).abs() < 0.007 && !xs.iter().any(|&x| (x - 3.0).abs() < 0.5), "a weight of 0 is never drawn");

    let same = Variate::empirical(vec![1.0, 6.0], vec![2.0, 1.0]).unwrap();
    assert_eq!(xs, samples(&same), "the order of the list does not matter");

    let exponential = Variate::exponential(10.0).unwrap();
    let blend = Variate::mixture(vec![(3.0, dice), (1.0, exponential.clone())]).unwrap();
    let mean = 0.75 * 8.0 / 3.0 + 2.5;
    let square = 0.75 * (50.0 / 9.0 + (8.0 / 3.0f64).powi(2)) + 0.25 * 200.0;
    assert!(close(blend.mean(), mean, 1e-12) && close(blend.variance(), square - mean * mean, 1e-12));
    let got = samples(&blend).iter().sum::<f64>() / SAMPLES as f64;
    assert!((got - mean).abs() < 4.0 * (blend.variance() / SAMPLES as f64).sqrt());

    let later = exponential.clone().scaled(2.0).unwrap().shifted(3.0).unwrap();
    assert!(close(later.mean(), 23.0, 1e-12) && close(later.variance(), 400.0, 1e-12) && close(later.lowest(), 3.0, 1e-12));
    let (a, b) = (samples(&exponential), samples(&later));
    assert!(a.iter().zip(&b).all(|(a, b)| close(*b, 2.0 * a + 3.0, 1e-12)), "the same random numbers");
}

#[test]
fn a_duration_is_rounded_once_and_never_negative() {
    let streams = Streams::new(1, 0);
    let mut draw = streams.of(Stream::named("d"), 0, 0);
    assert_eq!(Variate::constant(1.000_000_6).unwrap().sample_duration(&mut draw), SimDuration(1_000_001));
    assert_eq!(Variate::constant(-5.0).unwrap().sample_duration(&mut draw), SimDuration::ZERO);
}

/// The same bits in debug and release builds, with and without fused multiplication, on every machine: a hash, made once.
#[test]
fn the_bits_of_samples_are_the_same_everywhere() {
    let hash = |variate: &Variate| {
        samples(variate).iter().fold(0u64, |hash, x| (hash.rotate_left(5) ^ x.to_bits()).wrapping_mul(0x517C_C1B7_2722_0A95))
    };
    let hashes: Vec<u64> = cases().into_iter().map(|(variate, ..)| hash(&variate.unwrap())).collect();
    assert_eq!(hashes, BITS, "{hashes:#x?}");
}

#[rustfmt::skip]
const BITS: [u64; 16] = [
    0xc5be32719e141f48, 0x3c13502040eaa7fc, 0xf30a390132f0fa36, 0x675a71f20f73f523,
    0x930496a051de6a67, 0xd7b5505d59c3176e, 0x91f68adb4b686832, 0x161e66c225583f0f,
    0xc6cdda8b65518305, 0xc3c4a5089f223568, 0xa9bd08904a037d85, 0x6db604b6286c4119,
    0x6b05b4b2de95c2c7, 0xe88fcd462f8200fc, 0xc258d89510657445, 0xa96875739de31e9e,
];

#[test]
fn errors_name_the_argument_and_what_is_expected() {
    let (nan, inf) = (f64::NAN, f64::INFINITY);
    for (made, argument) in [
        (Variate::constant(nan), "value"),
        (Variate::uniform(2.0, 1.0), "high"),
        (Variate::uniform(inf, 1.0), "low"),
        (Variate::triangular(1.0, 0.0, 3.0), "mode"),
        (Variate::triangular(1.0, 2.0, 1.5), "max"),
        (Variate::exponential(0.0), "mean"),
        (Variate::exponential(nan), "mean"),
        (Variate::erlang(0, 1.0), "k"),
        (Variate::gamma(1.0, 0.0), "cv"),
        (Variate::normal(0.0, 0.0, 0.0, 1.0), "sd"),
        (Variate::normal(0.0, 1.0, 1.0, 1.0), "max"),
        (Variate::normal(0.0, 1.0, 60.0, 61.0), "max"),
        (Variate::lognormal(1.0, -0.1), "cv"),
        (Variate::weibull(1.0, 0.0), "shape"),
        (Variate::beta(0.0, 1.0, 0.0, 1.0), "alpha"),
        (Variate::pert(0.0, 2.0, 1.0), "max"),
        (Variate::empirical(vec![], vec![]), "values"),
        (Variate::empirical(vec![1.0], vec![]), "weights"),
        (Variate::empirical(vec![1.0], vec![0.0]), "sum of the weights"),
        (Variate::mixture(vec![]), "parts"),
    ] {
        assert_eq!(made.unwrap_err().argument, argument);
    }
    let message = Variate::exponential(-1.0).unwrap_err().to_string();
    assert_eq!(message, "`mean` must be a finite number above 0, found -1");
}
