//! The model from outside: scenario in, KPIs out. One file a promise.

#![expect(clippy::unwrap_used, reason = "a test that has no answer fails")]

mod access_zone;
mod bad_scenarios;
mod berths;
mod breakdowns;
mod bulk_terminal;
mod by_hand;
mod calls_file;
mod car_terminal;
mod census;
mod conservation;
mod coupled;
mod cyber;
mod demand;
mod disruption;
mod edges;
mod factory;
mod ferry;
mod folder;
mod free_zone;
mod haulage;
mod july_2021;
mod labour;
mod little;
mod marine;
mod metamorphic;
mod more_and_less;
mod policies;
mod power;
mod reference;
mod roads;
mod same_again;
mod saturation;
mod shipped;
mod stability;
mod stays;
mod structure;
mod tank_farm;
mod theory;
mod ties;
mod trials;
#[cfg(debug_assertions)] // the log of draws is compiled into debug builds
mod untouched;
mod upkeep;
mod weather;
mod why;
mod windows;
mod workbench;
mod zone;
