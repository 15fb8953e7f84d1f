//! Plots: every figure as SVG and as PNG, from one description.
//!
//! To add one: a file with a type that is a [`Figure`], and its line in [`files`]. How all of them look is said in
//! `style`; `axis` makes the empty chart, `series` what is drawn into it, `raster` the pixels. No figure knows a file.

mod axis;
mod berths;
mod crane_rate;
mod differences;
mod distribution;
mod gantt;
mod heat_map;
mod indices;
mod levels;
mod lines;
mod means;
mod overview;
mod page;
mod plan;
mod raster;
mod recovery;
mod response;
mod screening;
mod series;
mod stress;
mod style;
mod text;
mod throughput;
mod trucks;
mod warm_up;
mod why;
mod yard;

use crate::comparison::{Comparison, Side};
use crate::design::{Kpi, Responses};
use crate::naming::facility_and_name;
use crate::results::Results;
use crate::selection::Selection;
use crate::sensitivity::study::Sensitivity;
use crate::stress::Stress;
use darse_port::kpi::Definition;
use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingAreaErrorKind, DrawingBackend};

pub use page::{Figure, Key};

/// Where a figure is drawn.
pub type Area<DB> = DrawingArea<DB, Shift>;

/// What comes of drawing.
pub type Drawn<T, DB> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Drawn, or not.
pub type Done<DB> = Drawn<(), DB>;

/// What differs, a figure for each of the other scenarios.
pub fn of_comparison(comparison: &Comparison, catalogue: &[Definition]) -> Vec<(String, Vec<u8>)> {
    let several = comparison.sides.len() > 1;
    let figure = |(number, side): (usize, &Side)| {
        let file = if several { format!("differences-{}", number + 1) } else { "differences".to_owned() };
        page::files(&differences::Differences::of(side, &comparison.first, file, catalogue))
    };
    comparison.sides.iter().enumerate().flat_map(figure).collect()
}

/// What came out at the points of a design, a figure for each KPI that differs between them.
pub fn of_sweep(responses: &Responses, kpis: &[Kpi], catalogue: &[Definition]) -> Vec<(String, Vec<u8>)> {
    let n = responses.replications();
    let how = match n {
        1 => "One replication at each point; the same random numbers at all of them".to_owned(),
        n => format!("Means of {n} replications with their 95 % intervals; the same random numbers at every point"),
    };
    let figure = |kpi: &Kpi| {
        let title = title_of(kpi, catalogue);
        match responses.factors.len() {
            2 if responses.is_grid() => page::files(&heat_map::HeatMap::of(responses, kpi, title, how.clone())),
            _ => page::files(&response::Response::of(responses, kpi, title, how.clone())),
        }
    };
    kpis.iter().filter(|kpi| responses.varies(kpi)).flat_map(figure).collect()
}

/// `TC3: Vessel waiting time [h]`
fn title_of(kpi: &Kpi, catalogue: &[Definition]) -> String {
    let (facility, name) = facility_and_name(&kpi.id, &kpi.definition, catalogue);
    let name = if facility.is_empty() { name } else { format!("{facility}: {name}") };
    if kpi.unit == "–" { name } else { format!("{name} [{}]", kpi.unit) }
}

/// What matters, a figure for each KPI and method.
pub fn of_sensitivity(study: &Sensitivity, catalogue: &[Definition]) -> Vec<(String, Vec<u8>)> {
    let screenings = study.screenings.iter().filter_map(|it| screening::Screened::of(study, it, title_of(&it.kpi, catalogue)));
    let shares = study.decompositions.iter().map(|it| indices::Indices::of(study, it, title_of(&it.kpi, catalogue)));
    let mut files: Vec<(String, Vec<u8>)> = screenings.flat_map(|figure| page::files(&figure)).collect();
    files.extend(shares.flat_map(|figure| page::files(&figure)));
    files
}

/// The means of the scenarios among which the best was looked for.
pub fn of_selection(it: &Selection) -> Vec<(String, Vec<u8>)> {
    page::files(&means::Means::of(it))
}

/// The KPIs of all limits against the demand, a figure for each facility.
pub fn of_stress(it: &Stress) -> Vec<(String, Vec<u8>)> {
    stress::figures(it).iter().flat_map(page::files).collect()
}

/// Every plot of a run, by name. Nothing if there is neither a terminal nor a plan nor a disruption to draw.
pub fn files(results: &Results) -> Vec<(String, Vec<u8>)> {
    let mut plan = plan::Plan::of(results).map(|plan| page::files(&plan)).unwrap_or_default();
    plan.extend(recovery::Recovery::of(results).iter().flat_map(page::files));
    plan.extend(why::Pareto::of(results).map(|pareto| page::files(&pareto)).unwrap_or_default());
    if series::terminals(results).is_empty() {
        return plan;
    }
    let mut files = page::files(&overview::Overview::of(results));
    files.extend(page::files(&throughput::Throughput::of(results)));
    files.extend(page::files(&berths::Berths::of(results)));
    files.extend(page::files(&crane_rate::of(results)));
    files.extend(page::files(&yard::Yard::of(results)));
    files.extend(page::files(&trucks::of(results)));
    if let Some(judged) = results.warm_up.as_ref().filter(|it| !it.series.is_empty()) {
        files.extend(page::files(&warm_up::Welch::of(results, judged)));
    }
    for gantt in gantt::of(results) {
        files.extend(page::files(&gantt));
    }
    files.extend(plan);
    files
}
