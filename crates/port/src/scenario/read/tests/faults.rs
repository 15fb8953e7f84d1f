//! Whole scenarios with faults: all of them found, none of them fatal.

use super::*;

#[test]
fn everything_wrong_is_found_in_one_run() {
    insta::assert_snapshot!(shown(
        r#"
titel = "A zone"
[terminal.TC3]
crnes = 8
cycle = { lognormal = { mean = 115, cv = 0.3, sd = "3 s" } }
[terminal.TC3.yard]
blocks = "30"
[terminal."TC/4"]
kind = "contaner"
ramps = 3
[terminal.TC5]
kind = "container"
ramps = 3
yard = 7
[[service]]
terminal = "TC33"
patience = "3 m"
[[service]]
[weather]
wind = 3
"#, ZONE, zone), @r#"
    port.toml:2:1: error[E0102]: unknown key `titel` at the top level
      |
    2 | titel = "A zone"
      | ^^^^^
      = help: did you mean `title`?
    port.toml:4:1: error[E0102]: unknown key `crnes` in [terminal.TC3]
      |
    4 | crnes = 8
      | ^^^^^
      = help: did you mean `cranes`?
    port.toml:5:32: error[E0202]: `mean` needs a length of time with its unit, found `115`
      |
    5 | cycle = { lognormal = { mean = 115, cv = 0.3, sd = "3 s" } }
      |                                ^^^
      = help: write the unit, e.g. `mean = "115 h"`
    port.toml:5:47: error[E0102]: unknown key `sd` of `lognormal`
      |
    5 | cycle = { lognormal = { mean = 115, cv = 0.3, sd = "3 s" } }
      |                                               ^^
      = help: known here: `mean`, `cv`
    port.toml:7:10: error[E0201]: `blocks` must be a whole number, found the text `"30"`
      |
    7 | blocks = "30"
      |          ^^^^
      = help: write it without quotes: `blocks = 30`
    port.toml:8:11: error[E0304]: the name `TC/4` has the character `/`
      |
    8 | [terminal."TC/4"]
      |           ^^^^^^
      = help: names are 1 to 40 letters, digits, spaces, `-`, `_` or `.`
    port.toml:9:8: error[E0301]: `kind` cannot be `contaner`
      |
    9 | kind = "contaner"
      |        ^^^^^^^^^^
      = help: did you mean `container`? It is one of `container` or `ferry`
    port.toml:13:1: error[E0102]: unknown key `ramps` in [terminal.TC5]
       |
    13 | ramps = 3
       | ^^^^^
       = help: it belongs to kind = "ferry"
    port.toml:14:8: error[E0201]: `yard` must be a table, found `7`
       |
    14 | yard = 7
       |        ^
       = help: write `[terminal.TC5.yard]`
    port.toml:16:12: error[E0302]: no terminal is called `TC33`
       |
    16 | terminal = "TC33"
       |            ^^^^^^
       = help: did you mean `TC3`? There is `TC3`, `TC/4` and `TC5`
    port.toml:17:12: error[E0204]: `3 m` is a length; `patience` needs a length of time such as "6.5 h"
       |
    17 | patience = "3 m"
       |            ^^^^^
    port.toml:18:1: error[E0103]: missing key `terminal` in [service #2]
       |
    18 | [[service]]
       | ^^^^^^^^^^^
       = help: it names a terminal: `TC3`, `TC/4` or `TC5`
    port.toml:19:2: error[E0102]: unknown key `weather` at the top level
       |
    19 | [weather]
       |  ^^^^^^^
       = help: known here: `service`, `terminal`, `title`
    "#);
}

#[test]
fn columns_count_characters() {
    let (_, found) = read("\u{feff}été = 1", "", |_| ());
    assert_eq!(found, [("é".to_owned(), "E0101")]);
    let document = Document::parse("port.toml", "\u{feff}x = { 'é' = 1, 'ü' = 2 } # ", "x = {}");
    document.read(|t| t.table("x", "A table.", |_| ()));
    assert_eq!(document.finish().iter().map(|d| d.at).collect::<Vec<_>>(), [(1, 7), (1, 16)]);
}

#[test]
fn wrong_syntax_is_all_that_is_reported() {
    insta::assert_snapshot!(shown("title = Tanger Med\n[terminal.TC3\nx = 3\ny = \"open\nz = 1 2\n", ZONE, zone), @r#"
    port.toml:1:9: error[E0101]: string values must be quoted, expected literal string
      |
    1 | title = Tanger Med
      |         ^^^^^^^^^^
      = help: put text in quotes: `"Tanger Med"`
    port.toml:2:14: error[E0101]: unclosed table, expected `]`
      |
    2 | [terminal.TC3
      |              ^
    "#);
    insta::assert_snapshot!(shown("title = \"a\"\ntitle = \"b\"\n[terminal.A]\n[terminal.A]\nkran = 3", ZONE, zone), @r#"
    port.toml:2:1: error[E0303]: `title` is written twice
      |
    2 | title = "b"
      | ^^^^^
      = help: write it once
    port.toml:4:11: error[E0303]: `A` is written twice
      |
    4 | [terminal.A]
      |           ^
      = help: write it once
    port.toml:5:1: error[E0102]: unknown key `kran` in [terminal.A]
      |
    5 | kran = 3
      | ^^^^
      = help: known here: `cranes`, `cycle`, `kind`, `yard`
    "#);
}

#[test]
fn what_is_too_large_or_deep_is_refused_not_crashed_on() {
    let codes = |text: &str| -> Vec<&str> {
        let document = Document::parse("port.toml", text, "");
        document.read(|t| t.known("a"));
        document.finish().iter().map(|d| d.code).collect()
    };
    assert_eq!(codes(&" ".repeat((4 << 20) + 1)), ["E0104"]);
    let dotted = vec!["a"; 70].join(".");
    let deep = [
        format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("a = {}1{}", "{ a = ".repeat(10_000), " }".repeat(10_000)),
        format!("a = {}{}", "[".repeat(66), "]".repeat(66)),
        format!("{dotted} = 1"),
        format!("[{dotted}]"),
        format!("[{}]", vec!["a"; 50_000].join(".")),
        format!("[{dotted}]\n{dotted} = {}1{}", format!("{{ {dotted} = ").repeat(70), " }".repeat(70)),
    ];
    for text in deep {
        let found = codes(&text);
        assert!(found.contains(&"E0104"), "{}: {found:?}", &text[..60]);
    }
    assert!(codes(&format!("a = {}{}", "[".repeat(60), "]".repeat(60))).is_empty());
    for junk in ["\u{0}", "=", "[[", "a = '''", "\u{feff}\u{feff}", "\r", "a = \"\\u{110000}\"", "a.b = 1\na = 2", "[a]\n[[a]]"] {
        assert!(!codes(junk).is_empty(), "{junk:?}");
    }
}

#[test]
fn at_most_fifty_are_shown_errors_first() {
    let text: String = (0..70).map(|i| format!("k{i} = 1\n")).collect();
    let document = Document::parse("port.toml", &text, "x = 1");
    document.read(|t| {
        for _ in 0..70 {
            t.warn("k0", Code::Unusual, "odd", "");
        }
        t.warn("k1", Code::Unusual, "odd", "");
    });
    let found = document.finish();
    assert_eq!(found.len(), CAP + 1);
    assert!(found[..CAP].iter().all(|d| d.code == "E0102"));
    assert!(found[..CAP].windows(2).all(|pair| pair[0].span.start < pair[1].span.start));
    assert_eq!((found[CAP].code, found[CAP].message.as_str()), ("E0106", "… and 22 more"));
}

#[test]
fn messages_cannot_talk_to_the_terminal() {
    let text = shown("\"\\u001b[31m\" = 1\nx\u{202e} = 2", "", |_| ());
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
}

#[test]
fn bytes_that_are_no_text_are_located() {
    let fault = decode("port.toml", b"a = 1\nb = \"\xff\"".to_vec()).unwrap_err();
    assert_eq!((fault.code, fault.at, fault.span.clone()), ("E0105", (2, 6), 11..12));
    assert_eq!(decode("port.toml", "é = 1".into()).as_deref(), Ok("é = 1"));
}
