use super::*;

/// What is wrong with the cells of a file whose columns are read by their names.
fn faults(bytes: &[u8], format: &CsvFormat) -> String {
    let document = Document::parse("port.toml", "calls-file = \"calls.csv\"", "");
    let csv = CsvSource::open("calls.csv", bytes.to_vec(), format);
    let place = document.read(|t| {
        t.known("calls-file");
        t.place("calls-file")
    });
    let [name, arrival] = ["name", "arrival"].map(|name| csv.required(&document, place, name));
    let [length, moves] = ["length", "moves"].map(|name| csv.column_if_any(name));
    for row in csv.rows() {
        let _ = (row.text(name), row.datetime(arrival), row.number(length, 50.0..=450.0), row.count(moves, 0..=20_000));
    }
    document.absorb(csv.finish());
    let shown: Vec<String> = document.finish().iter().map(ToString::to_string).collect();
    shown.join("\n")
}

fn utf8(text: &str) -> String {
    faults(text.as_bytes(), &CsvFormat::default())
}

#[test]
fn good_files_have_no_faults_whatever_their_delimiter_and_line_ends() {
    for delimiter in [",", ";", "\t", "|"] {
        for end in ["\n", "\r\n"] {
            let lines = [
                "name,arrival,length,moves",
                "\"Al,ba\",2021-07-01 15:00:00,350.5,1200",
                "",
                "Bora,2021-07-01T15:00,NA,-",
                "Cora,2021-07-02,,900.0",
            ];
            let text = lines.map(|line| line.replace("Al,ba", "Al~ba").replace(',', delimiter).replace('~', ",") + end).concat();
            assert_eq!(utf8(&text), "", "{text}");
            assert_eq!(utf8(&format!("\u{feff}{text}")), "", "with a byte order mark");
        }
    }
    assert_eq!(utf8(",name,arrival\n0,Alba,2021-07-01\n1,Bora,2021-07-02\n"), "", "an index column");
}

#[test]
fn cells_at_fault_are_named_by_row_and_column() {
    insta::assert_snapshot!(utf8(concat!(
        "name,arrival,length,moves\r\n",
        "Alba,01/07/2021 15:00,350,12\r\n",
        "\r\n",
        "\"Bo\"\"ra\", 2021-07-01 25:00 ,long,12.5\r\n",
        ",-,9000,-3\r\n",
        "Cora,2021-07-01,\"3,5\",1e3\r\n",
        "Dora,2021-07-01,nan,99999999999999999999\r\n",
    )), @r#"
    calls.csv:2:6: error[E0404]: row 1, column `arrival`: must be a date and time such as `2021-07-01 15:00:00`, found `01/07/2021 15:00`
      |
    2 | Alba,01/07/2021 15:00,350,12
      |      ^^^^^^^^^^^^^^^^
      = help: where dates are written otherwise, say so: `dates = "%d/%m/%Y %H:%M"`
    calls.csv:4:11: error[E0404]: row 2, column `arrival`: must be a date and time such as `2021-07-01 15:00:00`, found `2021-07-01 25:00`
      |
    4 | "Bo""ra", 2021-07-01 25:00 ,long,12.5
      |           ^^^^^^^^^^^^^^^^
      = help: where dates are written otherwise, say so: `dates = "%d/%m/%Y %H:%M"`
    calls.csv:4:29: error[E0404]: row 2, column `length`: must be a number, found `long`
      |
    4 | "Bo""ra", 2021-07-01 25:00 ,long,12.5
      |                             ^^^^
    calls.csv:4:34: error[E0404]: row 2, column `moves`: must be a whole number, found `12.5`
      |
    4 | "Bo""ra", 2021-07-01 25:00 ,long,12.5
      |                                  ^^^^
    calls.csv:5:1: error[E0405]: row 3, column `name`: must not be empty
      |
    5 | ,-,9000,-3
      | ^
    calls.csv:5:2: error[E0405]: row 3, column `arrival`: must have a value, found `-`
      |
    5 | ,-,9000,-3
      |  ^
    calls.csv:5:4: error[E0404]: row 3, column `length`: must be between 50 and 450, found `9000`
      |
    5 | ,-,9000,-3
      |    ^^^^
    calls.csv:5:9: error[E0404]: row 3, column `moves`: must be between 0 and 20000, found `-3`
      |
    5 | ,-,9000,-3
      |         ^^
    calls.csv:6:17: error[E0404]: row 4, column `length`: must be a number, found `3,5`
      |
    6 | Cora,2021-07-01,"3,5",1e3
      |                 ^^^^^
      = help: write a decimal point, and no commas between thousands
    calls.csv:6:23: error[E0404]: row 4, column `moves`: must be a whole number, found `1e3`
      |
    6 | Cora,2021-07-01,"3,5",1e3
      |                       ^^^
    calls.csv:7:17: error[E0404]: row 5, column `length`: must be a finite number, found `nan`
      |
    7 | Dora,2021-07-01,nan,99999999999999999999
      |                 ^^^
    calls.csv:7:21: error[E0404]: row 5, column `moves`: must be between 0 and 20000, found `99999999999999999999`
      |
    7 | Dora,2021-07-01,nan,99999999999999999999
      |                     ^^^^^^^^^^^^^^^^^^^^
    "#);
}

#[test]
fn other_formats_of_dates_are_read_when_set() {
    let format = CsvFormat { datetime: Some("%d/%m/%Y %H:%M".to_owned()), ..CsvFormat::default() };
    assert_eq!(faults(b"name,arrival\nAlba,01/07/2021 15:00\n", &format), "");
    insta::assert_snapshot!(faults(b"name,arrival\nAlba,2021-07-01\n", &format), @r#"
    calls.csv:2:6: error[E0404]: row 1, column `arrival`: must be a date and time of the form `%d/%m/%Y %H:%M`, found `2021-07-01`
      |
    2 | Alba,2021-07-01
      |      ^^^^^^^^^^
      = help: where dates are written otherwise, say so: `dates = "%d/%m/%Y %H:%M"`
    "#);
}

#[test]
fn rows_of_another_length_are_left_out_and_reading_goes_on() {
    insta::assert_snapshot!(utf8("name,arrival\nAlba\nBora,2021-07-01,3\nCora,never\nDora,\"2021\nEcho,2021"), @r#"
    calls.csv:2:1: error[E0403]: row 1: 1 cell, but the header has 2
      |
    2 | Alba
      | ^^^^
      = help: a cell that holds the delimiter must stand in quotes
    calls.csv:3:1: error[E0403]: row 2: 3 cells, but the header has 2
      |
    3 | Bora,2021-07-01,3
      | ^^^^^^^^^^^^^^^^^
      = help: a cell that holds the delimiter must stand in quotes
    calls.csv:4:6: error[E0404]: row 3, column `arrival`: must be a date and time such as `2021-07-01 15:00:00`, found `never`
      |
    4 | Cora,never
      |      ^^^^^
      = help: where dates are written otherwise, say so: `dates = "%d/%m/%Y %H:%M"`
    calls.csv:5:6: error[E0404]: row 4, column `arrival`: must be a date and time such as `2021-07-01 15:00:00`, found `2021⏎Echo,2021`
      |
    5 | Dora,"2021
      |      ^^^^^
      = help: where dates are written otherwise, say so: `dates = "%d/%m/%Y %H:%M"`
    "#);
}

#[test]
fn columns_that_are_not_there_are_reported_in_the_scenario() {
    insta::assert_snapshot!(utf8("nmae,arrival,arrival\nAlba,2021-07-01,2021-07-01\n"), @r#"
    port.toml:1:14: error[E0402]: `calls.csv` has no column `name`
      |
    1 | calls-file = "calls.csv"
      |              ^^^^^^^^^^^
      = help: did you mean `nmae`?
    port.toml:1:14: error[E0402]: `calls.csv` has two columns `arrival`
      |
    1 | calls-file = "calls.csv"
      |              ^^^^^^^^^^^
      = help: give one of them another name
    "#);
}

#[test]
fn files_that_are_no_tables_are_refused() {
    insta::assert_snapshot!([utf8(""), utf8("\n\n"), utf8("PK\u{3}\u{4}rest"), utf8("a\0b")].join("\n"), @"
    calls.csv:1:1: error[E0406]: the file has no header
      = help: its first line names the columns
    calls.csv:1:1: error[E0406]: the file has no header
      = help: its first line names the columns
    calls.csv:1:1: error[E0406]: the file is not CSV text
      = help: save the spreadsheet as CSV
    calls.csv:1:1: error[E0406]: the file is not CSV text
      = help: save the spreadsheet as CSV
    ");
}

#[test]
fn latin1_is_read_when_set() {
    let bytes = b"name,arrival\nPor\xf3,2021-07-01\n";
    let latin1 = CsvFormat { latin1: true, ..CsvFormat::default() };
    assert_eq!(faults(bytes, &latin1), "");
    insta::assert_snapshot!(faults(bytes, &CsvFormat::default()), @r#"
    calls.csv:2:4: error[E0105]: the file is not UTF-8: byte 16 is 0xf3
      |
    2 | Por�,2021-07-01
      |    ^
      = help: save it as UTF-8, or write `encoding = "latin-1"` if that is what it is
    "#);
}

#[test]
fn reading_ends_after_enough_faults() {
    let text = "name,arrival\n".to_owned() + &"Alba,never\n".repeat(3 * ENOUGH);
    let shown = utf8(&text);
    assert_eq!(shown.matches("error[E0404]").count(), 50);
    assert!(shown.ends_with("… and 950 more\n   = help: mend these first, then run again"), "{}", &shown[shown.len() - 200..]);
}
