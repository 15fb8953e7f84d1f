use super::*;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * b.abs().max(1.0)
}

#[test]
fn quantities_become_base_units() {
    let right = [
        ("6.5 h", Time, 23_400.0),
        ("6.5h", Time, 23_400.0),
        ("1 h 30 min", Time, 5_400.0),
        ("  115 s ", Time, 115.0),
        ("52 weeks", Time, 31_449_600.0),
        ("1e3 s", Time, 1_000.0),
        ("1_000 s", Time, 1_000.0),
        (".5 d", Time, 43_200.0),
        ("-3 m", Length, -3.0),
        ("1 km", Length, 1_000.0),
        ("36 km/h", Speed, 10.0),
        ("6 m/s", Speed, 6.0),
        ("3600 kn", Speed, 1_852.0),
        ("120 m/min", Speed, 2.0),
        ("2 kt", Mass, 2_000.0),
        ("28 moves/h", Rate, 28.0),
        ("30 trucks/h", Rate, 30.0),
        ("2 /h", Rate, 2.0),
        ("2/h", Rate, 2.0),
        ("1 call per week", Rate, 1.0 / 168.0),
        ("48 calls/day", Rate, 2.0),
        ("3 boxes / min", Rate, 180.0),
        ("800 t/h", MassFlow, 800.0),
        ("60 m3/min", VolumeFlow, 3_600.0),
        ("1200 TEU", Teu, 1_200.0),
        ("12 ha", Area, 120_000.0),
        ("4.5", Number, 4.5),
    ];
    for (text, dimension, value) in right {
        let read = parse(text, dimension);
        assert!(read.as_ref().is_ok_and(|read| close(*read, value)), "{text}: {read:?}, wanted {value}");
    }
}

#[test]
fn faults_say_what_is_wrong() {
    let unknown = |symbol: &str, meant: Option<&str>| UnitFault::Unknown(symbol.to_owned(), meant.map(str::to_owned));
    let wrong = [
        ("h", Time, UnitFault::NoNumber),
        ("", Time, UnitFault::NoNumber),
        ("six hours", Time, UnitFault::NoNumber),
        ("6,5 h", Time, UnitFault::NoNumber),
        ("6.5", Time, UnitFault::NoUnit),
        ("1 h 30", Time, UnitFault::NoUnit),
        ("25 km/h", Length, UnitFault::Other(Speed)),
        ("30 t/h", Rate, UnitFault::Other(MassFlow)),
        ("3 m 2 m", Length, unknown("m 2 m", None)),
        ("nan h", Time, UnitFault::NotFinite),
        ("-inf h", Time, UnitFault::NotFinite),
        ("1e999 h", Time, UnitFault::NotFinite),
        ("3 huors", Time, unknown("huors", Some("hours"))),
        ("350 metros", Length, unknown("metros", None)),
        ("28 mvoes/h", Rate, unknown("mvoes/h", Some("moves/h"))),
        ("5 kmh", Speed, unknown("kmh", Some("km/h"))),
    ];
    for (text, dimension, fault) in wrong {
        assert_eq!(parse(text, dimension), Err(fault), "{text}");
    }
}

#[test]
fn each_symbol_is_there_once_and_each_example_is_right() {
    for (i, (symbol, ..)) in UNITS.iter().enumerate() {
        assert!(UNITS[..i].iter().all(|(other, ..)| other != symbol), "{symbol} twice");
    }
    for dimension in Dimension::ALL {
        assert!(parse(dimension.example(), dimension).is_ok(), "{dimension:?}");
    }
}

#[test]
fn values_are_shown_as_people_write_them() {
    let shown =
        [(Time, 90.0, "1.5 min"), (Time, 0.0, "0 s"), (Time, 86_400.0, "1 days"), (Rate, 28.0, "28 /h"), (Number, 0.25, "0.25")];
    for (dimension, value, text) in shown {
        assert_eq!(dimension.show(value), text);
    }
}

#[test]
fn bounds_are_inclusive_but_for_above_zero() {
    assert!(Bounds::POSITIVE.hold(1e-9, Time) && !Bounds::POSITIVE.hold(0.0, Time));
    let minutes: Bounds = ("1 min"..="2 h").into();
    assert!(minutes.hold(60.0, Time) && minutes.hold(7_200.0, Time) && !minutes.hold(59.9, Time));
    assert_eq!(minutes.wanted(Time), "between 1 min and 2 h");
    assert_eq!(Bounds::from(0.5..).wanted(Number), "at least 0.5");
    assert_eq!(Bounds::POSITIVE.wanted(Length), "above 0 m");
    assert_eq!(Bounds::positive_to("4 km").wanted(Length), "above 0 m and at most 4 km");
}
