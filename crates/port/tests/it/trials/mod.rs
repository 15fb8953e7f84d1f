//! What happens in a run of a few lines, record by record. From outside, so that the unit tests of the library do not compile the
//! whole model once more.

mod assembly;
mod consignment;
mod luck;
mod rail_run;
mod train;
