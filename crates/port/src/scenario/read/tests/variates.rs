//! Random variables: each family, and what can be wrong with it.

use super::*;

#[test]
fn variates_are_read_and_every_fault_in_them_found() {
    let variate = |t: &mut Table<'_>| t.variate("x", Dimension::Time, "A time.");
    let right = [
        ("\"2 min\"", Variate::constant(120.0)),
        ("{ constant = { value = \"2 min\" } }", Variate::constant(120.0)),
        ("{ uniform = { low = \"1 s\", high = \"3 s\" } }", Variate::uniform(1.0, 3.0)),
        ("{ triangular = { min = \"1 s\", mode = \"2 s\", max = \"3 s\" } }", Variate::triangular(1.0, 2.0, 3.0)),
        ("{ exponential = { mean = \"6 s\" } }", Variate::exponential(6.0)),
        ("{ erlang = { k = 3, mean = \"6 s\" } }", Variate::erlang(3, 6.0)),
        ("{ gamma = { mean = \"6 s\", cv = 0.5 } }", Variate::gamma(6.0, 0.5)),
        ("{ lognormal = { mean = \"115 s\", cv = 0.3 } }", Variate::lognormal(115.0, 0.3)),
        ("{ normal = { mean = \"6 s\", sd = \"2 s\" } }", Variate::normal(6.0, 2.0, 0.0, f64::INFINITY)),
        ("{ normal = { mean = \"6 s\", sd = \"2 s\", min = \"1 s\", max = \"9 s\" } }", Variate::normal(6.0, 2.0, 1.0, 9.0)),
        ("{ weibull = { scale = \"6 s\", shape = 2 } }", Variate::weibull(6.0, 2.0)),
        ("{ pert = { min = \"1 s\", mode = \"2 s\", max = \"4 s\" } }", Variate::pert(1.0, 2.0, 4.0)),
        ("{ beta = { alpha = 2, beta = 3, min = \"1 s\", max = \"4 s\" } }", Variate::beta(2.0, 3.0, 1.0, 4.0)),
        ("{ empirical = { values = [\"1 s\", \"2 s\"], weights = [1, 3] } }", Variate::empirical(vec![1.0, 2.0], vec![1.0, 3.0])),
        ("{ empirical = { values = [\"1 s\", \"2 s\"] } }", Variate::empirical(vec![1.0, 2.0], vec![1.0, 1.0])),
        (
            "{ mixture = [{ weight = 1, of = \"1 s\" }, { weight = 3, of = { exponential = { mean = \"6 s\" } } }] }",
            Variate::mixture(vec![(1.0, Variate::Constant(1.0)), (3.0, Variate::exponential(6.0).unwrap())]),
        ),
        (
            "{ shifted = { by = \"1 s\", of = { exponential = { mean = \"6 s\" } } } }",
            Variate::exponential(6.0).unwrap().shifted(1.0),
        ),
    ];
    for (text, made) in right {
        assert_eq!(read(&format!("x = {text}"), "x = \"1 s\"", variate), (made.unwrap(), vec![]), "{text}");
    }
    let wrong = [
        ("{ exponential = { mean = nan } }", vec![("nan", "E0206")]),
        ("{ exponential = { mean = 6.5 } }", vec![("6.5", "E0202")]),
        ("{ exponential = { mean = \"0 s\" } }", vec![("\"0 s\"", "E0205")]),
        ("{ exponental = { mean = \"6 s\" } }", vec![("exponental", "E0102")]),
        ("{ exponential = { maen = \"6 s\" } }", vec![("exponential", "E0103"), ("maen", "E0102")]),
        ("{ exponential = \"6 s\" }", vec![("\"6 s\"", "E0201")]),
        ("{ lognormal = { mean = \"6 s\", cv = 0 } }", vec![("0", "E0205")]),
        ("{ lognormal = { mean = \"-6 s\", cv = \"x\" } }", vec![("\"-6 s\"", "E0205"), ("\"x\"", "E0201")]),
        ("{ uniform = { low = \"3 s\", high = \"1 s\" } }", vec![("\"1 s\"", "E0501")]),
        ("{ triangular = { min = \"3 s\", mode = \"2 s\", max = \"9 s\" } }", vec![("\"2 s\"", "E0501")]),
        ("{ erlang = { k = 2.5, mean = \"1 m\" } }", vec![("2.5", "E0201"), ("\"1 m\"", "E0204")]),
        ("{ uniform = { low = \"1 s\", high = \"2 s\" }, exponential = { mean = \"6 s\" } }", vec![("exponential", "E0305")]),
        ("{}", vec![("{}", "E0305")]),
        ("[\"1 s\"]", vec![("[\"1 s\"]", "E0201")]),
        ("{ empirical = { values = [\"1 s\", 2], weights = [1, -1] } }", vec![("2", "E0202"), ("-1", "E0205")]),
        ("{ empirical = { values = [\"1 s\"], weights = [1, 2] } }", vec![("[1, 2]", "E0501")]),
        ("{ empirical = { values = [\"1 s\"], weights = [0] } }", vec![("[0]", "E0205")]),
        ("{ empirical = { values = [] } }", vec![("[]", "E0205")]),
        ("{ mixture = [] }", vec![("[]", "E0205")]),
        (
            "{ mixture = [{ wieght = 1, of = 3 }] }",
            vec![("{ wieght = 1, of = 3 }", "E0103"), ("wieght", "E0102"), ("3", "E0202")],
        ),
        ("{ mixture = [{ weight = 1, of = { uniform = { low = \"2 s\", high = \"1 s\" } } }] }", vec![("\"1 s\"", "E0501")]),
    ];
    for (text, expected) in wrong {
        let (found, value) = (faults(text, "x = \"1 s\"", variate), read(&format!("x = {text}"), "x = \"1 s\"", variate).0);
        let expected: Vec<_> = expected.into_iter().map(|(token, code)| (token.to_owned(), code)).collect();
        assert_eq!((found, value), (expected, Variate::Constant(1.0)), "{text}");
    }
    let lateness = |t: &mut Table<'_>| t.signed_variate("x", Dimension::Time, "How late.");
    let (late, none) = read("x = { normal = { mean = \"-1 h\", sd = \"2 h\" } }", "x = \"0 s\"", lateness);
    assert!(late.lowest() < 0.0 && none.is_empty());
}
