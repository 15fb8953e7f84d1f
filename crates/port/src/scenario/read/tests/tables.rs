//! Tables in tables: names, defaults, missing keys, places.

use super::*;

#[test]
fn choices_and_names() {
    let kind = |t: &mut Table<'_>| t.choice("x", &[("container", 1), ("ferry", 2), ("bulk", 3)], "A kind.");
    assert_eq!(read("x = \"ferry\"", "x = \"bulk\"", kind), (2, vec![]));
    assert_eq!(read("x = \"fery\"", "x = \"bulk\"", kind), (3, vec![("\"fery\"".to_owned(), "E0301")]));
    all_wrong("x = \"bulk\"", &[("2", "E0201"), ("\"\"", "E0301")], kind);
    let names = ["TC1", "TC4"];
    let name = |t: &mut Table<'_>| t.name_among("x", &names, "terminal", "A terminal.");
    assert_eq!(read("x = \"TC4\"", "x = \"TC1\"", name), (1, vec![]));
    assert_eq!(read("", "x = \"TC4\"", name), (1, vec![]));
    assert_eq!(read("", "x = \"elsewhere\"", name), (0, vec![(String::new(), "E0103")]));
    assert_eq!(faults("\"TC5\"", "x = \"TC1\"", name), [("\"TC5\"".to_owned(), "E0302")]);
    assert_eq!(read("", "x = \"elsewhere\"", |t| t.name_among("x", &["only"], "berth", "A berth.")), (0, vec![]));
    assert_eq!(
        faults("\"a\"", "x = \"a\"", |t| t.name_among("x", &[""; 0], "berth", "A berth.")),
        [("\"a\"".to_owned(), "E0302")]
    );
    let several = |t: &mut Table<'_>| t.names_among("x", &names, "terminal", "Terminals.");
    assert_eq!(read("", "x = []", several), (vec![0, 1], vec![]));
    assert_eq!(faults("[\"TC4\", \"TC9\", \"TC4\"]", "x = []", several).len(), 1, "unknown names are reported first");
    assert_eq!(faults("[\"TC4\", \"TC4\"]", "x = []", several), [("\"TC4\"".to_owned(), "E0303")]);
}

#[test]
fn defaults_are_those_of_the_same_kind() {
    let text = "[terminal.A]\nkind = \"ferry\"\n[terminal.B]\nkind = \"container\"\n[terminal.C]\n[terminal.D]\nkind = \"ferry\"\nyard.blocks = 7";
    let ((terminals, services), found) = read(text, ZONE, zone);
    assert_eq!(found, []);
    let expected =
        [("A", (1, 2)), ("B", (20, 30)), ("C", (20, 30)), ("D", (1, 7))].map(|(name, values)| (name.to_owned(), values));
    assert_eq!((terminals.as_slice(), services.len()), (expected.as_slice(), 0), "and maps and lists are empty by default");
}

#[test]
fn a_table_is_written_in_any_form_of_toml() {
    let forms = [
        "[terminal.X]\ncranes = 3\n[terminal.X.yard]\nblocks = 4",
        "terminal.X = { cranes = 3, yard = { blocks = 4 } }",
        "terminal.X.cranes = 3\nterminal.X.yard.blocks = 4",
        "[terminal.X.yard]\nblocks = 4\n[terminal.X]\ncranes = 3",
        "\u{feff}[terminal.X]\r\ncranes = 3\r\nyard = { blocks = 4 }\r\n",
    ];
    for text in forms {
        let ((terminals, _), found) = read(text, ZONE, zone);
        assert_eq!((terminals, found), (vec![("X".to_owned(), (3, 4))], vec![]), "{text}");
    }
}

#[test]
fn missing_keys_and_checks_across_keys_point_at_header_and_value() {
    let text = "[berth.B1]\nlength = \"350 m\"\n[berth.B2]\n";
    let reference = "[berth.X]\nname = \"x\"\nlength = \"1 m\"\n[extra]\nwidth = \"2 m\"";
    let document = Document::parse("port.toml", text, reference);
    let places = document.read(|t| {
        assert!(t.optional("extra", "Not written.", |_| ()).is_none());
        t.map("berth", "Berths.", |_, t| {
            t.require(&["name", "length"]);
            t.text("name", "Its name.");
            t.metres("length", .., "Its length.");
            assert_eq!(t.has("length"), &text[t.span_of("length")] == "\"350 m\"");
            t.warn("length", Code::Unusual, "quite usual", "");
            t.place("length")
        })
    });
    document.error_at(places[0].1, Code::Inconsistent, "too long", "make it shorter");
    let found = document.finish();
    let tokens: Vec<_> = found.iter().map(|d| (&text[d.span.clone()], d.code, d.at)).collect();
    let expected = [
        ("[berth.B1]", "E0103", (1, 1)),
        ("\"350 m\"", "E0501", (2, 10)),
        ("\"350 m\"", "W0601", (2, 10)),
        ("[berth.B2]", "E0103", (3, 1)),
        ("[berth.B2]", "E0103", (3, 1)),
        ("[berth.B2]", "W0601", (3, 1)),
    ];
    assert_eq!(tokens, expected);
    assert_eq!(found[0].help.as_deref(), Some("for instance `name = \"x\"`"));
}

#[test]
fn names_of_maps_are_fit_for_files_and_tables() {
    let named = |name: &str| read(&format!("[terminal.{name}]"), ZONE, zone).1.iter().map(|(_, code)| *code).collect::<Vec<_>>();
    for right in ["TC4", "\"Tanger Med 2\"", "\"Quai n.1_b-c\"", "\"Algésiras\""] {
        assert!(named(right).is_empty(), "{right}");
    }
    for wrong in ["\"a/b\"", "\"\"", "\"..\"", "\" a\"", "\"a\\nb\"", "\"<b>\"", &format!("\"{}\"", "x".repeat(41))] {
        assert_eq!(named(wrong), ["E0304"], "{wrong}");
    }
    assert_eq!(read("terminal = 3", ZONE, zone).1, [("3".to_owned(), "E0201")]);
    assert_eq!(read("[[terminal]]\nname = \"a\"", ZONE, zone).1, [("[[terminal]]".to_owned(), "E0201")]);
    assert_eq!(read("terminal.A = 3", ZONE, zone).1, [("3".to_owned(), "E0201")]);
    assert_eq!(read("service = [3]", ZONE, zone).1, [("3".to_owned(), "E0201")]);
    assert_eq!(read("[service]", ZONE, zone).1, [("[service]".to_owned(), "E0201")]);
}

#[test]
#[should_panic(expected = "`terminal.*.depth` has no default in the reference scenario")]
fn a_key_without_default_is_our_fault() {
    read("[terminal.A]", ZONE, |t| t.map("terminal", "Terminals.", |_, t| t.metres("depth", .., "Its depth.")));
}
