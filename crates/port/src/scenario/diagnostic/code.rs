//! Every code a diagnostic can carry, with its explanation. Codes are stable: a retired one is never given to something else.

use super::Severity;

/// Declares the codes: name, id, summary, explanation.
macro_rules! codes {
    ($($name:ident $id:literal $summary:literal $text:literal)*) => {
        /// What kind of fault was found.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!($id, ": ", $summary)] $name,)*
        }

        impl Code {
            /// All of them, in order.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The stable id, e.g. `E0102`.
            pub const fn id(self) -> &'static str {
                match self { $(Code::$name => $id,)* }
            }

            /// A few words.
            pub const fn summary(self) -> &'static str {
                match self { $(Code::$name => $summary,)* }
            }

            /// A paragraph, and an example of wrong and right.
            pub const fn explanation(self) -> &'static str {
                match self { $(Code::$name => concat!($id, ": ", $summary, "\n\n", $text),)* }
            }
        }
    };
}

impl Code {
    /// `E…` stops the run, `W…` does not.
    pub const fn severity(self) -> Severity {
        if self.id().as_bytes()[0] == b'W' { Severity::Warning } else { Severity::Error }
    }
}

/// The explanation of a code such as `E0202`, in either case.
pub fn explain(code: &str) -> Option<&'static str> {
    Code::ALL.iter().find(|known| known.id().eq_ignore_ascii_case(code.trim())).map(|known| known.explanation())
}

codes! {
    Syntax "E0101" "not TOML"
"The text breaks the rules of TOML at this place. What can be read is read, so that all such places are reported, but keys
and values are looked at only when the syntax is right. TOML is described at toml.io.

wrong:  title = Tanger Med
right:  title = \"Tanger Med\""

    UnknownKey "E0102" "unknown key"
"Nothing reads a key of this name here, so it would have no effect. Most often it is misspelt or stands in the wrong table;
the help names the closest known key, or all of them.

wrong:  [terminal.TC3]
        crnes = { count = 8 }
right:  [terminal.TC3]
        cranes = { count = 8 }"

    MissingKey "E0103" "missing key"
"This table needs a key for which there is no sensible default.

wrong:  [vessel-class.feeder]
        loa = \"160 m\"
right:  [vessel-class.feeder]
        loa = \"160 m\"
        draught = \"9 m\""

    TooLarge "E0104" "too large or too deep"
"A scenario is at most 4 MiB of text with tables nested at most 64 deep, and a CSV file at most 256 MiB. Move long lists of
vessel calls to a CSV file and name it in the scenario.

wrong:  a = [[[[[[[[[[ … 100 deep … ]]]]]]]]]]
right:  file = \"calls.csv\""

    NotUtf8 "E0105" "not UTF-8"
"The file is not text in UTF-8. Save it as UTF-8 in your editor. A CSV file in Latin-1 can be read as it is: write
`encoding = \"latin-1\"` in the table that names the file.

wrong:  a scenario saved as \"Windows-1252\" or \"UTF-16\"
right:  the same saved as \"UTF-8\""

    TooMany "E0106" "more errors than are shown"
"At most 50 diagnostics are shown in one run, errors first. Mend these and run again; often one of them is the cause of many.

wrong:  60 unknown keys
right:  none"

    WrongType "E0201" "wrong type"
"The key wants another type of value: text in quotes, a number, true or false, a list or a table. Whole numbers are written
without a point: 3.0 is not a count.

wrong:  count = \"8\"
        count = 8.0
right:  count = 8"

    MissingUnit "E0202" "missing unit"
"Quantities are written as text with their unit, so that no one has to guess whether 6.5 is hours or minutes.

wrong:  mean = 6.5
right:  mean = \"6.5 h\""

    UnknownUnit "E0203" "unknown unit"
"The unit is not one that Darse knows. Time: ms s min h day week year. Length: mm cm m km nmi ft. Speed: m/s km/h kn. Mass:
kg t kt. Rates: something per s, min, h, day, week, such as \"28 moves/h\". Power: kW MW. Energy: kWh MWh. Area: m2 ha. Volume: m3 l.

wrong:  length = \"350 metros\"
right:  length = \"350 m\""

    WrongDimension "E0204" "wrong dimension"
"The unit is a good one, of another kind of quantity than this key holds.

wrong:  length = \"25 km/h\"
right:  length = \"350 m\""

    OutOfRange "E0205" "out of range"
"The value lies outside the bounds that the message names. Some bounds are physical (a length is above 0), some catch slips of a
unit.

wrong:  depth = \"-18 m\"
right:  depth = \"18 m\""

    NotFinite "E0206" "not a finite number"
"TOML can write nan and inf, but a quantity or number here must be finite.

wrong:  shape = nan
right:  shape = 2.0"

    BadText "E0207" "text of the wrong form"
"The text is not of the form that this key wants: a quantity such as \"6.5 h\", an instant of the week such as \"Mon 06:00\", a time
of day such as \"06:00\", a date such as \"2024-01-31 06:00\".

wrong:  mean = \"6,5 h\"
right:  mean = \"6.5 h\""

    UnknownChoice "E0301" "unknown choice"
"The key takes one of a few words, and this is none of them; the help lists them.

wrong:  kind = \"terminal-tracktor\"
right:  kind = \"terminal-tractor\""

    UnknownName "E0302" "unknown name"
"This is the name of something defined elsewhere in the scenario, but nothing of that name is there.

wrong:  terminal = \"TC5\"      # there is TC1 to TC4
right:  terminal = \"TC4\""

    Duplicate "E0303" "written twice"
"The same key, table or name stands twice; it is not clear which one is meant.

wrong:  count = 8
        count = 9
right:  count = 9"

    BadName "E0304" "name not allowed"
"Names of terminals, berths, services … are 1 to 40 letters, digits, spaces, `-`, `_` or `.`, so that they can stand in tables, plots and
names of files.

wrong:  [terminal.\"TC/3\"]
right:  [terminal.TC3]"

    NotOne "E0305" "exactly one is wanted"
"A distribution is a table with exactly one key, the name of the distribution.

wrong:  cycle = { uniform = { low = \"1 min\", high = \"2 min\" }, exponential = { mean = \"1 min\" } }
right:  cycle = { exponential = { mean = \"1 min\" } }"

    CsvUnreadable "E0401" "CSV file cannot be read"
"The file that the scenario names is not there or cannot be opened. It is looked for in the folder `calls.folder`, seen from the
scenario and then from where Darse is run; `--set calls.folder=FOLDER` names another one.

wrong:  file = \"cals.csv\"
right:  file = \"calls.csv\""

    CsvColumn "E0402" "no such column"
"The header of the CSV file has no column of this name, or has it twice. Column names are compared without spaces around them.

wrong:  columns.planned = \"arival\"
right:  columns.planned = \"arrival\""

    CsvRagged "E0403" "row of another length than the header"
"A row has more or fewer cells than the header: often a delimiter inside a cell that is not in quotes, or a broken line. The row is left out and
reading goes on.

wrong:  name,planned
        MSC Oscar
right:  name,planned
        MSC Oscar,2024-01-01 06:00"

    CsvCell "E0404" "cell of the wrong form"
"The cell cannot be read as what its column holds: a number, a whole number, a date and time. Decimals take a point; dates are
`2021-07-01 15:00:00` unless `dates` sets another format.

wrong:  MSC Oscar,01/07/2021 15:00
right:  MSC Oscar,2021-07-01 15:00"

    CsvMissing "E0405" "missing cell"
"The cell is empty (or `NA`, or `-`), and the column must have a value in every row.

wrong:  MSC Oscar,
right:  MSC Oscar,2024-01-01 06:00"

    CsvForm "E0406" "not a table"
"The file has no header, or is not CSV: for instance a spreadsheet under another name.

wrong:  an empty file
right:  name,planned
        MSC Oscar,2024-01-01 06:00"

    Inconsistent "E0501" "values that contradict each other"
"Each value is fine by itself, but together they make no sense: a minimum above its maximum, a list of weights that is not as long as
its list of values, a thing that is too large for the place it is put.

wrong:  uniform = { low = \"20 min\", high = \"10 min\" }
right:  uniform = { low = \"10 min\", high = \"20 min\" }"

    TooBig "E0502" "too much to simulate"
"The scenario would make more entities than the limit of a million, or steps without end.

wrong:  count = 4000000
right:  count = 400"

    Unusual "W0601" "unusual value"
"The value is possible, but outside what is seen in practice; look whether a unit or a digit slipped. The run goes on.

unusual:  depth = \"180 m\"
usual:    depth = \"18 m\""

    Unstable "W0602" "station without a steady state"
"On average more work arrives at this station than it can do, so its line grows for as long as the run lasts and means depend on
the horizon.

unusual:  30 trucks/h at a gate that serves 20 an hour
usual:    30 trucks/h at a gate that serves 40 an hour"

    Unused "W0603" "defined but never used"
"Nothing refers to this thing, so it has no effect on the run.

unusual:  a vessel class that no service uses
usual:    every class is used"

    MoreWarnings "W0699" "more warnings than are shown"
"At most 50 diagnostics are shown in one run, errors first.

unusual:  60 warnings
usual:    a few"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_unique_sorted_and_explained() {
        for pair in Code::ALL.windows(2) {
            assert!(pair[0].id() < pair[1].id(), "{} stands before {}", pair[0].id(), pair[1].id());
        }
        for code in Code::ALL {
            let (text, id) = (code.explanation(), code.id());
            assert_eq!(explain(&id.to_lowercase()), Some(text));
            let both = if code.severity() == Severity::Error { ["wrong:", "right:"] } else { ["unusual:", "usual:"] };
            assert!(both.iter().all(|word| text.contains(word)), "{id} lacks an example");
        }
        assert_eq!(explain("E9999"), None);
    }
}
