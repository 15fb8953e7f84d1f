//! Vessel calls out of CSV files, with whatever headings.

use darse_engine::{SimDuration, SimTime, Variate};
use darse_port::scenario::{FileCall, Files, Pattern};
use darse_port::{Scenario, load};

/// One file, whatever it is called.
struct OneFile(&'static str);

impl Files for OneFile {
    fn read(&mut self, path: &str) -> Result<Vec<u8>, String> {
        if path == "data/calls.csv" { Ok(self.0.into()) } else { Err(format!("no such file as {path}")) }
    }
}

/// The calls of each service of a small port.
fn calls(services: &str, csv: &'static str) -> Vec<Vec<FileCall>> {
    let text = format!(
        "start = 2021-07-01\n[calls]\nfolder = \"data/\"\n[vessel-class]\nsmall = {{ loa = \"120 m\", draught = \"7 m\" }}\n\
         large = {{ loa = \"300 m\", draught = \"13 m\", bays = 18 }}\n[terminal.T.quay]\nlength = \"400 m\"\n{services}"
    );
    let loaded = load("port.toml", &text, &mut OneFile(csv));
    let shown: Vec<String> = loaded.diagnostics.iter().map(ToString::to_string).collect();
    let Scenario { services, .. } = loaded.scenario.unwrap_or_else(|| panic!("{}", shown.join("\n")));
    let of = |pattern: Pattern| match pattern {
        Pattern::File(calls) => calls,
        other => panic!("{other:?} is no file"),
    };
    services.into_iter().map(|service| of(service.pattern)).collect()
}

fn mean(boxes: &Variate) -> u32 {
    boxes.mean().round() as u32
}

fn hours(time: SimTime) -> u64 {
    time.0 / SimDuration::hours(1).0
}

#[test]
fn a_file_with_the_default_headings_needs_no_mapping() {
    let service =
        "[service.s]\nterminal = \"T\"\nkind = \"file\"\nfile = \"calls.csv\"\ntranshipment = 0.25\ndischarge = 77\nexports = 11";
    let csv = "name;class;loa;draught;planned;actual;discharge;load;remarks\n\
               Bora;large;310.5;12.5;2021-07-02 03:00;2021-07-02 01:00;400;500;late\n\
               Alba;small;;;2021-07-01 06:00;;;;\n\
               Cora;small;NA;-;;2021-07-03T00:00:00;0;;\n";
    let calls = &calls(service, csv)[0];
    let names: Vec<&str> = calls.iter().map(|call| call.name.as_str()).collect();
    assert_eq!(names, ["Alba", "Bora", "Cora"], "by planned arrival");
    let [alba, bora, cora] = &calls[..] else { panic!("three calls") };
    assert_eq!((hours(alba.planned), hours(alba.actual)), (6, 6), "planned as actual");
    assert_eq!((hours(cora.planned), hours(cora.actual)), (48, 48), "actual as planned");
    assert_eq!((hours(bora.planned), hours(bora.actual), bora.row), (27, 25, 1));
    assert_eq!((alba.loa_m, alba.draught_m, alba.class), (120.0, 7.0, 0), "as the class");
    assert_eq!((bora.loa_m, bora.draught_m, bora.class), (310.5, 12.5, 1), "as the file");
    assert_eq!((mean(&bora.discharge), mean(&bora.exports)), (400, 400), "500 loads less a quarter of 400");
    assert_eq!((mean(&alba.discharge), mean(&alba.exports)), (77, 11), "as the service");
    assert_eq!((mean(&cora.discharge), mean(&cora.exports)), (0, 11));
}

#[test]
fn a_size_says_what_the_file_does_not() {
    let service = "[service.s]\nterminal = \"T\"\nkind = \"file\"\nfile = \"calls.csv\"\ncolumns = { name = \"ship\", actual = \"at\" }\n\
                   size = [{ up-to = 1000, class = \"small\", discharge = 90 }, { up-to = 9000, class = \"large\", loa = \"280 m\", exports = 33 }]";
    let csv = "ship,capacity,at\nAlba,1000,2021-07-01\nBora,1001,2021-07-01\n";
    let calls = &calls(service, csv)[0];
    assert_eq!((calls[0].class, calls[0].loa_m, mean(&calls[0].discharge), mean(&calls[0].exports)), (0, 120.0, 90, 15));
    assert_eq!((calls[1].class, calls[1].loa_m, calls[1].draught_m), (1, 280.0, 13.0));
    assert_eq!((mean(&calls[1].discharge), mean(&calls[1].exports)), (150, 33), "150 is the default");
}

#[test]
fn services_share_a_file_by_a_column() {
    let one = |name: &str| {
        format!("[service.{name}]\nterminal = \"T\"\nkind = \"file\"\nfile = \"calls.csv\"\ncolumns = {{ service = \"line\" }}\n")
    };
    let csv = "name,class,planned,line\nAlba,small,2021-07-01,north\nBora,small,2021-07-02,south\nAlba,small,2021-07-01,north\n";
    let calls = calls(&(one("north") + &one("south")), csv);
    assert_eq!((calls[0].len(), calls[1].len()), (2, 1), "the same call twice is two calls");
    assert_eq!(calls[1][0].name, "Bora");
}
