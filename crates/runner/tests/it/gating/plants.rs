//! Changes of meaning, each as a model that has it: a value changed between the scenario and the run, or a slip in the code itself
//! ([`darse_port::canary`]).

use darse_engine::{SimDuration, Variate};
use darse_port::canary::{Slip, plant};
use darse_port::simulate;
use darse_runner::model::Model;

/// What is checked, and its name.
pub type Plant = (&'static str, Model);

/// `plants!(LIST: name => |scenario| change;)`: a model each, which makes the change before it runs.
macro_rules! plants {
    ($list:ident: $($name:ident => |$it:ident| $change:expr;)*) => {
        pub const $list: &[Plant] = &[$((
            stringify!($name),
            Model {
                simulate: |scenario, seed, replication, checked| {
                    let $it = &mut scenario.clone();
                    $change;
                    let ended = simulate($it, seed, replication, checked);
                    plant(None);
                    ended
                },
                ..Model::PORT
            },
        )),*];
    };
}

plants! {
    PLANTS:
    slower_quay_cranes => |it| scale(&mut it.terminals[0].cranes.cycle, 1.05);
    a_crane_fewer => |it| it.terminals[0].cranes.count -= 1;
    half_the_vehicles => |it| it.terminals[0].transport.count /= 2;
    vehicles_in_km_per_hour => |it| it.terminals[0].transport.speed_laden_m_s /= 3.6;
    a_block_fewer => |it| it.terminals[0].yard.blocks -= 1;
    a_tier_fewer => |it| it.terminals[0].yard.tiers -= 1;
    slower_yard_cranes => |it| scale(&mut it.terminals[0].yard.crane.cycle, 1.2);
    way_in_read_in_hours => |it| scale(&mut it.marine.inbound, 60.0);
    mooring_twice_as_long => |it| scale(&mut it.terminals[0].quay.mooring, 2.0);
    papers_before_the_first_lift => |it| scale(&mut it.terminals[0].quay.start, 1.5);
    no_breakdowns => |it| scale(&mut it.terminals[0].cranes.failures.repair, 0.01);
    hatches_twice_as_slow => |it| scale(&mut it.terminals[0].cranes.hatch_cover, 2.0);
    no_twin_lifts => |it| it.terminals[0].cranes.twin_share = 0.0;
    imports_stay_longer => |it| scale(&mut it.terminals[0].gate.import_dwell, 1.1);
    exports_come_earlier => |it| scale(&mut it.terminals[0].gate.export_lead, 1.2);
    slower_gate => |it| scale(&mut it.terminals[0].gate.check_in, 2.0);
    slower_trucks => |it| it.terminals[0].gate.speed_m_s *= 0.8;
    more_boxes => |it| it.demand *= 1.03;
    fewer_twenty_foot_boxes => |it| it.boxes.twenty_foot -= 0.05;
    all_transhipment => |it| it.services.iter_mut().for_each(|service| service.transhipment = 1.0);
    longer_pauses => |it| it.terminals[0].shifts.pause = SimDuration(it.terminals[0].shifts.pause.0 * 2);
    a_wider_gap => |it| it.terminals[0].quay.gap_m += 15.0;
    wind_twice_as_strong => |it| it.weather.mean_m_s *= 2.0;
    one_lift_at_a_time => |it| it.classes.iter_mut().for_each(|class| class.cranes = 1);
    late_changes_of_half_the_boxes => |it| it.terminals[0].transhipment.late_changes = 0.5;
    connections_of_a_week => |it| it.terminals[0].transhipment.connection = SimDuration::hours(168);
    longer_ships => |it| it.classes.iter_mut().for_each(|class| class.loa_m += 20.0);
    an_rtg_fewer_on_the_same_ground => |it| (it.terminals[0].yard.blocks, it.terminals[0].yard.bays) = (3, it.terminals[0].yard.bays * 4 / 3);
    pauses_a_minute_too_long => |_it| plant(Some(Slip::PauseOffByOne));
}

// What nobody notices where there is room to spare.
plants! {
    HELD:
    last_come_first_served_at_the_gate => |_it| plant(Some(Slip::LastComeFirstServedAtTheGate));
    a_tug_fewer => |it| it.marine.tugs[0].count -= 1;
}

/// Where it is scarce: one lane in, at which a truck takes a quarter of an hour, and two tugs.
pub const SCARCE: [&str; 6] =
    ["--set", "terminal.Hello.gate.lanes-in=1", "--set", "terminal.Hello.gate.check-in=15 min", "--set", "marine.tugs=2"];

/// `min` means an hour, wherever a scenario is read.
pub const MINUTES_READ_AS_HOURS: Model = Model {
    load: |name, text, files| {
        plant(Some(Slip::MinutesReadAsHours));
        let loaded = darse_port::load(name, text, files);
        plant(None);
        loaded
    },
    ..Model::PORT
};

/// A plant by its name.
pub fn named(name: &str) -> Model {
    PLANTS.iter().find(|(known, _)| *known == name).unwrap().1
}

fn scale(variate: &mut Variate, factor: f64) {
    *variate = variate.clone().scaled(factor).unwrap();
}
