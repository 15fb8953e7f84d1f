//! All families by name.

use super::said::all_read;
use super::{
    berths, breakdowns, by_hand, circuits, daily, lines, networks, published, queues, repair, scripts, statistics, stocks,
    storage,
};
use crate::verify::case::Case;
use crate::verify::params::{Asked, Fault, Params};
use crate::verify::study::Study;

/// Every family that a case may be of.
pub const NAMES: [&str; 49] = [
    "MMc",
    "ErlangB",
    "MMcK",
    "ErlangA",
    "MDc",
    "MEkc",
    "EaEbc",
    "DM1",
    "MG1",
    "MG1priority",
    "MMcPriority",
    "MachineRepair",
    "MMcBreakdown",
    "MG1Breakdown",
    "Jackson",
    "TandemBlocking",
    "SaturatedLine",
    "ClosedMVA",
    "ClosedMultiServer",
    "CraneLoop",
    "DeterministicLoop",
    "MXM1",
    "MXD1",
    "YardOccupancyPoisson",
    "YardOccupancyWeekly",
    "MtGinf",
    "MtMcPeriodic",
    "FerryBulkService",
    "MM1Transient",
    "rQinventory",
    "SSJInventory",
    "TankDeterministic",
    "BerthTable",
    "SSJInventoryCRN",
    "Tankers",
    "Bank",
    "CallCentre",
    "MonthlyInventory",
    "StudentInterval",
    "NumericalAccuracy",
    "Sampler",
    "Coverage",
    "HandTrace",
    "Script",
    "Keys",
    "Crowd",
    "ShipByHand",
    "AsymptoticVariance",
    "AutoregressiveMean",
];

/// The models of a case.
///
/// # Errors
/// Which parameter of which case is missing, wrong or none of its family.
pub fn studies(case: &Case) -> Result<Vec<Study>, Fault> {
    let asked = Asked::default();
    let p = case.params(&asked);
    let studies = made(case, p)?;
    all_read(&case.family, p)?;
    Ok(studies)
}

fn made(case: &Case, p: Params) -> Result<Vec<Study>, Fault> {
    match case.family.as_str() {
        "MMc" => queues::mmc(p),
        "ErlangB" => queues::loss(p),
        "MMcK" => queues::mmck(p),
        "ErlangA" => queues::impatient(p),
        "MDc" => queues::mdc(p),
        "MEkc" | "EaEbc" => queues::erlang(p),
        "DM1" => queues::dm1(p),
        "MG1" => queues::mg1(p),
        "MG1priority" => queues::mg1_priority(p),
        "MMcPriority" => queues::mmc_priority(p),
        "MXM1" | "MXD1" => queues::batches(p),
        "MM1Transient" => queues::transient(case, p),
        "MachineRepair" => repair::machines(case, p),
        "MMcBreakdown" => breakdowns::mmc(p),
        "MG1Breakdown" => breakdowns::mg1(p),
        "Jackson" => networks::jackson(p),
        "TandemBlocking" => lines::tandem(p),
        "SaturatedLine" => lines::saturated_line(p),
        "ClosedMVA" => circuits::mva(p),
        "ClosedMultiServer" => circuits::multi_server(p),
        "CraneLoop" => circuits::crane(p),
        "DeterministicLoop" => circuits::deterministic(p),
        "YardOccupancyPoisson" => storage::poisson(p),
        "YardOccupancyWeekly" => storage::weekly(p),
        "MtGinf" => daily::unlimited(p),
        "MtMcPeriodic" => daily::gate(case, p),
        "FerryBulkService" => daily::ferry(p),
        "rQinventory" => stocks::reorder(p),
        "SSJInventory" => stocks::lost_sales(p),
        "SSJInventoryCRN" => stocks::difference(p),
        "TankDeterministic" => stocks::tank(case, p),
        "BerthTable" => berths::table(p),
        "Tankers" => published::tankers(p),
        "Bank" => Ok(published::bank()),
        "CallCentre" => published::calls(p),
        "MonthlyInventory" => published::monthly(p),
        "StudentInterval" => statistics::student_interval(p),
        "NumericalAccuracy" => statistics::accuracy(p),
        "Sampler" => statistics::sampler(case, p),
        "Coverage" => statistics::coverage(p),
        "HandTrace" => queues::hand_trace(p),
        "Script" => scripts::script(p),
        "Keys" => scripts::keys(p),
        "Crowd" => scripts::crowd(p),
        "ShipByHand" => by_hand::ship(p),
        "AsymptoticVariance" => queues::asymptotic_variance(p),
        "AutoregressiveMean" => statistics::autoregressive(p),
        other => Err(format!("case `{}` is of the unknown family `{other}`", case.id)),
    }
}
