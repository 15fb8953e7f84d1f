//! Every bug that can be planted in the engine is caught, and by which smallest test.

use crate::*;
use darse_engine::canary::{Bug, plant};
use std::panic::catch_unwind;

/// Names a test and is it.
macro_rules! test {
    ($module:ident :: $name:ident) => {
        (concat!(stringify!($module), "::", stringify!($name)), $module::$name as fn())
    };
}

/// The smallest test that fails when this bug is in.
fn smallest_test(bug: Bug) -> (&'static str, fn()) {
    use Bug::*;
    match bug {
        TiesReversed | PriorityOfHoldsForgotten | RingReversed | RecordLost => {
            test!(order::what_an_instant_causes_comes_first_then_priority_then_who_held_first)
        }
        TraceBlind => test!(order::the_trace_tells_runs_apart),
        EndExcluded | TheDeadLive => test!(order::an_observer_can_be_two_and_next_at_looks_ahead),
        ChildForgotten => test!(calendar::fifty_keys_come_out_in_order),
        IntervalOffByOne | RunUnsorted => test!(calendar::twenty_thousand_keys_come_out_in_order),
        SweepTakesTheLiving => test!(interruption::keys_that_nobody_waits_for_are_swept_out),
        StaleKeyAccepted | LeftOffByOne => {
            test!(interruption::a_hold_broken_off_knows_what_was_left_and_goes_on_as_it_likes)
        }
        LineReversed => test!(interruption::a_line_of_the_models_own_knows_priorities),
        StaleTicketAccepted => test!(partner::a_stale_ticket_wakes_nobody),
        FifoAsLifo => test!(pools::who_came_first_goes_first),
        MultiSeizeTakesPart => test!(pools::several_pools_are_taken_at_once),
        CapacityOffByOne | SmallOvertakesLarge => {
            test!(waiting::nothing_overtakes_a_team_that_heads_the_line)
        }
        AbandonedHeadBlocks | PatienceNeverEnds => {
            test!(waiting::those_behind_go_when_the_head_loses_patience_or_is_called_off)
        }
        LostWakeUp | UnitLeakedOnRelease | UnitsCountedAsOne => {
            test!(pools::units_that_change_hands_leave_the_free_ones_to_the_next_in_line)
        }
        WaitsCountedTooLong => test!(pools::one_waits_for_one),
        GhostInLine => test!(pools::who_gives_up_leaves_every_line),
        PriorityReversed => test!(pools::a_lower_number_goes_first),
        RaiseServesNobody => test!(pools::a_raised_capacity_serves_who_waits),
        PlaceLostOnIgnoredInterruption => test!(pools::who_ignores_an_interruption_keeps_its_place),
        TimedOutSticks => test!(pools::who_gave_up_once_may_be_granted_later),
        HandOverForgotten => test!(facilities::units_handed_over_are_given_back_by_the_heir),
        LevelOverflows | LevelForgetsPutters => test!(facilities::a_put_waits_for_room_and_a_get_makes_it),
        StoreReversed => test!(facilities::things_go_to_who_waits_longest_and_come_out_in_order),
        WarmUpKept => test!(facilities::a_warm_up_ends_at_an_instant),
        StreamKeyedByOrder => test!(streams::draws_do_not_depend_on_order_or_on_others),
        ReplicationIgnored | UseIgnored | BlockRepeated => {
            test!(generator::ten_thousand_keys_draw_what_the_plain_implementation_draws)
        }
        ExponentialTooLong => test!(generator::units_and_exponentials_are_made_of_the_bits_as_written),
        ResumeRestarts => test!(preemption::work_broken_off_is_resumed_restarted_or_aborted),
    }
}

/// The list is printed with `-- --nocapture`.
#[test]
fn every_planted_bug_is_caught_by_a_named_test() {
    let mut missed = Vec::new();
    for &bug in Bug::ALL {
        let (name, test) = smallest_test(bug);
        plant(None);
        test();
        plant(Some(bug));
        let caught = catch_unwind(test).is_err();
        plant(None);
        eprintln!("{bug:?}: {} by {name}", if caught { "caught" } else { "MISSED" });
        if !caught {
            missed.push(bug);
        }
    }
    assert!(missed.is_empty(), "not caught: {missed:?}");
    assert!(Bug::ALL.len() >= 20);
}
