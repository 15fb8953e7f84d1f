//! All families by name.

use super::{berths, breakdowns, circuits, daily, lines, networks, published, queues, repair, statistics, stocks, storage};
use crate::verify::case::Case;
use crate::verify::params::Fault;
use crate::verify::study::Study;

/// Every family that a case may be of.
pub const NAMES: [&str; 42] = [
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
];

/// The models of a case.
///
/// # Errors
/// Which parameter of which case is missing or wrong.
pub fn studies(case: &Case) -> Result<Vec<Study>, Fault> {
    let p = case.params();
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
        "MM1Transient" => queues::transient(case),
        "MachineRepair" => repair::machines(case),
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
        "MtMcPeriodic" => daily::gate(case),
        "FerryBulkService" => daily::ferry(p),
        "rQinventory" => stocks::reorder(p),
        "SSJInventory" => stocks::lost_sales(p),
        "SSJInventoryCRN" => stocks::difference(p),
        "TankDeterministic" => stocks::tank(case),
        "BerthTable" => berths::table(p),
        "Tankers" => published::tankers(p),
        "Bank" => Ok(published::bank()),
        "CallCentre" => published::calls(p),
        "MonthlyInventory" => published::monthly(p),
        "StudentInterval" => statistics::student_interval(p),
        "NumericalAccuracy" => statistics::accuracy(p),
        "Sampler" => statistics::sampler(p),
        "Coverage" => statistics::coverage(p),
        other => Err(format!("case `{}` is of the unknown family `{other}`", case.id)),
    }
}
