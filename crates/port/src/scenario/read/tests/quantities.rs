//! Quantities with units, dates and moments.

use super::*;

#[test]
#[expect(clippy::float_cmp, reason = "values are read exactly")]
fn quantities_have_their_unit() {
    let duration = |t: &mut Table<'_>| t.duration("x", "1 min"..="2 weeks", "A time.");
    assert_eq!(read("x = \"6.5 h\"", "x = \"1 h\"", duration), (seconds("6.5 h"), vec![]));
    assert_eq!(read("", "x = \"1 h\"", duration), (SimDuration::hours(1), vec![]));
    let wrong = [
        ("6.5", "E0202"),
        ("\"6.5\"", "E0202"),
        ("nan", "E0206"),
        ("\"nan h\"", "E0206"),
        ("\"6,5 h\"", "E0207"),
        ("\"soon\"", "E0207"),
        ("\"6 hrz\"", "E0203"),
        ("\"6 m\"", "E0204"),
        ("\"-6 h\"", "E0205"),
        ("\"10 s\"", "E0205"),
        ("[\"1 h\"]", "E0201"),
        ("06:00:00", "E0201"),
    ];
    all_wrong("x = \"1 h\"", &wrong, duration);
    let any_time = |t: &mut Table<'_>| t.duration("x", .., "A time.");
    all_wrong("x = \"1 h\"", &[("\"1000 years\"", "E0205"), ("\"-1 s\"", "E0205"), ("\"1e-9 s\"", "E0205")], any_time);
    assert_eq!(read("x = \"36 km/h\"", "x = \"1 m/s\"", |t| t.speed("x", Bounds::POSITIVE, "A speed.")).0, 10.0);
    assert_eq!(read("x = \"2 kt\"", "x = \"1 t\"", |t| t.tonnes("x", Bounds::POSITIVE, "A mass.")).0, 2_000.0);
    assert_eq!(read("x = \"28 moves/h\"", "x = \"1 /h\"", |t| t.quantity("x", Dimension::Rate, .., "A rate.")).0, 28.0);
    all_wrong("x = \"1 m\"", &[("\"0 m\"", "E0205"), ("\"25 km/h\"", "E0204")], |t| t.metres("x", Bounds::POSITIVE, "A length."));
}

#[test]
fn dates_and_moments() {
    let moment = |t: &mut Table<'_>| t.moment("x", "A moment.");
    assert_eq!(read("x = \"Tue 06:30\"", "x = \"Mon 00:00\"", moment), (SimDuration::minutes(30 * 60 + 30), vec![]));
    all_wrong(
        "x = \"Mon 00:00\"",
        &[("\"Tue\"", "E0207"), ("\"Tue 24:00\"", "E0207"), ("\"Tux 06:00\"", "E0207"), ("6", "E0201")],
        moment,
    );
    let clock = |t: &mut Table<'_>| t.time_of_day("x", "A time of day.");
    for six in ["\"06:00\"", "06:00:00"] {
        assert_eq!(read(&format!("x = {six}"), "x = \"00:00\"", clock), (SimDuration::hours(6), vec![]));
    }
    all_wrong("x = \"00:00\"", &[("\"25:00\"", "E0207"), ("6", "E0201"), ("2024-01-01", "E0201")], clock);
    let date = |t: &mut Table<'_>| t.datetime("x", "A date.");
    for same in ["2024-01-31T06:00:00", "2024-01-31 06:00:00", "\"2024-01-31 06:00\"", "\"2024-01-31T06:00\""] {
        assert_eq!(read(&format!("x = {same}"), "x = 2024-01-01", date).0.to_string(), "2024-01-31 06:00:00");
    }
    all_wrong("x = 2024-01-01", &[("\"31/01/2024\"", "E0207"), ("2024-01-31T06:00:00Z", "E0201"), ("6", "E0201")], date);
}
