//! Exit codes, the same for every command.

use std::process::ExitCode;

/// How a command ended. 130 and 143 are the shell's, for an interrupted run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done.
    Success = 0,
    /// A KPI changed, or drifted too far.
    Changed = 1,
    /// A mistake in the command line, in a scenario or in a baseline.
    Invalid = 2,
    /// More replications are needed to tell.
    Inconclusive = 3,
    /// What is to be compared is not alike: another scenario, other KPIs.
    NotComparable = 4,
    /// An invariant does not hold, or another bug of ours.
    Internal = 5,
    /// Finished, but some replications failed.
    FailedReplications = 6,
    /// Disk full, no permission; or what is there already is not to be replaced: a file, no folder of ours.
    InputOutput = 7,
    /// Finished at a limit, without what was asked for: a precision that would take more replications.
    Budget = 8,
}

impl Exit {
    /// The number the shell sees.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

/// Why a command could not go on: a line for people and the exit code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The code to leave with.
    pub exit: Exit,
    /// What happened, and what to do about it.
    pub message: String,
}

impl Failure {
    /// A mistake in the command line or in a scenario.
    pub fn invalid(message: impl Into<String>) -> Failure {
        Failure { exit: Exit::Invalid, message: message.into() }
    }

    /// The disk said no.
    pub fn input_output(message: impl Into<String>) -> Failure {
        Failure { exit: Exit::InputOutput, message: message.into() }
    }

    /// A bug of ours.
    pub fn internal(message: impl Into<String>) -> Failure {
        Failure { exit: Exit::Internal, message: message.into() }
    }
}
