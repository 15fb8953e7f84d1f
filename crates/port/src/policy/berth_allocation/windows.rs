//! `windows`: ships of services with a `berth-window` that come in time go first, and quay is kept for those that are due.
//!
//! What lines buy from a terminal: a berth on arrival. Another ship moors only where each call whose window opens before that ship would be done still finds as much quay as without it. Those without
//! a window pay, the more so the wider windows are; quay lies free while a late liner is awaited, at most until its window is over. Nobody pays for ever: who has waited for
//! [`PATIENCE`] is served as if in its window. (Without that, where most services have windows, ships that miss theirs never moor, and their boxes fill the yard.)
//!
//! Source: practice of pro-forma windows; Moorthy and Teo 2006 plan such a template and show what it trades off.

use super::view::{Berths, Due, Rule, Wish};
use crate::policy::{Entry, Standing};
use darse_engine::SimDuration;

/// Its line in the list.
pub const POLICY: Entry<Rule> = Entry {
    name: "windows",
    standing: Standing::Other,
    about: "Ships that come in their window, or have waited for a day, go first, and quay is kept for those that are due; others as in `first-fit`.",
    source: "Moorthy and Teo 2006, OR Spectrum 28, 495-518",
    rule: choose,
};

/// Alongside beyond the work itself: mooring, papers, lashing, unmooring (assumption).
const BESIDES_WORK: SimDuration = SimDuration::hours(3);

/// Ships outside their window, or of services without one, wait so long for those that are due (assumption: a day).
const PATIENCE: SimDuration = SimDuration::hours(24);

fn choose(quay: &Berths<'_>) -> Option<(usize, f64)> {
    let is_first = |wish: &Wish| wish.in_window || quay.now.saturating_since(wish.arrived) >= PATIENCE;
    let which = |first: bool| quay.in_order().filter(move |nth| is_first(&quay.waiting[*nth]) == first);
    quay.first_of(which(true).chain(which(false)), |wish| {
        let mut places = quay.places_of(wish).map(|it| it.from_m);
        if is_first(wish) { places.next() } else { places.find(|from_m| leaves_room(quay, wish, *from_m)) }
    })
}

/// Would as many of those that are due find a place beside this ship as without it?
fn leaves_room(quay: &Berths<'_>, wish: &Wish, from_m: f64) -> bool {
    let done = quay.now + (wish.work + BESIDES_WORK);
    let due: Vec<&Due> = quay.due.iter().filter(|it| it.from < done).collect();
    due.is_empty() || {
        let beside = quay.without(quay.free, from_m, from_m + wish.loa_m);
        room_for(quay, &due, beside) >= room_for(quay, &due, quay.free.to_vec())
    }
}

/// How many of them find a place, one after another, in the order of their windows.
fn room_for(quay: &Berths<'_>, due: &[&Due], mut free: Vec<(f64, f64)>) -> usize {
    let mut found = 0;
    for it in due {
        let place = Berths { free: &free, ..*quay }.places(it.loa_m, it.draught_m).next();
        if let Some(place) = place {
            free = quay.without(&free, place.from_m, place.from_m + it.loa_m);
            found += 1;
        }
    }
    found
}
