//! Plain values: each getter used right and wrong.

use super::*;

#[test]
fn counts_are_whole_and_within_bounds() {
    let count = |t: &mut Table<'_>| t.count("x", 1..=100, "A count.");
    assert_eq!(read("x = 8", "x = 3", count), (8, vec![]));
    assert_eq!(read("x = 0x10", "x = 3", count), (16, vec![]));
    assert_eq!(read("", "x = 3", count), (3, vec![]));
    assert_eq!(read("x = 3.0", "x = 4", count), (4, vec![("3.0".to_owned(), "E0201")]));
    let wrong = [
        ("8.5", "E0201"),
        ("\"8\"", "E0201"),
        ("true", "E0201"),
        ("[8]", "E0201"),
        ("{ y = 8 }", "E0201"),
        ("nan", "E0201"),
        ("0", "E0205"),
        ("-1", "E0205"),
        ("101", "E0205"),
        ("9223372036854775808", "E0205"),
        ("999999999999999999999999999999999999999999999", "E0205"),
    ];
    all_wrong("x = 3", &wrong, count);
    let large = |t: &mut Table<'_>| t.count("x", 0..=u64::MAX, "A count.");
    assert_eq!(read("x = 4294967295", "x = 1", large), (u32::MAX, vec![]));
    assert_eq!(faults("4294967296", "x = 1", large), [("4294967296".to_owned(), "E0205")]);
}

#[test]
#[expect(clippy::float_cmp, reason = "values are read exactly")]
fn numbers_and_shares_are_finite_and_within_bounds() {
    let number = |t: &mut Table<'_>| t.number("x", 0.0..=10.0, "A number.");
    assert_eq!(read("x = 3", "x = 0.5", number).0, 3.0);
    assert_eq!(read("x = 1.5e-1", "x = 0.5", number).0, 0.15);
    all_wrong(
        "x = 0.5",
        &[("nan", "E0206"), ("inf", "E0206"), ("-inf", "E0206"), ("11", "E0205"), ("-0.1", "E0205"), ("\"3\"", "E0201")],
        number,
    );
    let share = |t: &mut Table<'_>| t.share("x", "A share.");
    assert_eq!(read("x = \"40 %\"", "x = 0.5", share), (0.4, vec![]));
    assert_eq!(read("x = 1", "x = 0.5", share), (1.0, vec![]));
    all_wrong(
        "x = 0.5",
        &[("40", "E0205"), ("\"140 %\"", "E0205"), ("\"nan%\"", "E0206"), ("\"much\"", "E0201"), ("\"0.4\"", "E0201")],
        share,
    );
    let numbers = |t: &mut Table<'_>| t.numbers("x", Bounds::POSITIVE, "Numbers.");
    assert_eq!(read("x = [1, 2.5]", "x = []", numbers), (vec![1.0, 2.5], vec![]));
    assert_eq!(faults("[1, -2, \"3\"]", "x = []", numbers), [("-2".to_owned(), "E0205"), ("\"3\"".to_owned(), "E0201")]);
    let named = |t: &mut Table<'_>| t.numbers_by_name("x", 0.0..=1.0, "Shares by size.");
    assert_eq!(read("x = { 40ft = 0.6, 20ft = 0.4 }", "x = {}", named).0, [("40ft".to_owned(), 0.6), ("20ft".to_owned(), 0.4)]);
    assert_eq!(faults("{ a = 2 }", "x = {}", named), [("2".to_owned(), "E0205")]);
}

#[test]
fn flags_texts_and_seeds() {
    let flag = |t: &mut Table<'_>| t.flag("x", "A flag.");
    assert_eq!(read("x = true", "x = false", flag), (true, vec![]));
    all_wrong("x = false", &[("\"true\"", "E0201"), ("1", "E0201")], flag);
    let texts = |t: &mut Table<'_>| t.texts("x", "Texts.");
    assert_eq!(read("x = [\"a\", 'b']", "x = []", texts), (vec!["a".to_owned(), "b".to_owned()], vec![]));
    assert_eq!(faults("[\"a\", 3]", "x = []", texts), [("3".to_owned(), "E0201")]);
    assert_eq!(faults("\"a\"", "x = []", texts), [("\"a\"".to_owned(), "E0201")]);
    let text = |t: &mut Table<'_>| t.text("x", "A text.");
    assert_eq!(read("x = 2024-01-01", "x = \"d\"", text), ("d".to_owned(), vec![("2024-01-01".to_owned(), "E0201")]));
    let seed = |t: &mut Table<'_>| t.seed("x", "A seed.");
    for max in ["18446744073709551615", "\"18446744073709551615\""] {
        assert_eq!(read(&format!("x = {max}"), "x = 1", seed), (u64::MAX, vec![]));
    }
    all_wrong(
        "x = 1",
        &[("-1", "E0205"), ("18446744073709551616", "E0205"), ("\"18446744073709551616\"", "E0201"), ("1.0", "E0201")],
        seed,
    );
}
