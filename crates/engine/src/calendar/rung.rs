//! Keys far ahead, by interval of time and unsorted within one: a rung of a ladder queue (Tang, Goh, Thng 2005, ACM TOMACS 15(3),
//! doi 10.1145/1103323.1103324). A key is written once when it comes and once or twice when its interval comes near, whatever their
//! number; a heap would move a logarithm of them each time.

use super::{Key, NOBODY, Siblings};
use crate::canary::{Bug, planted};
use crate::slots::make_room;
use crate::time::SimTime;
use borsh::{BorshDeserialize, BorshSerialize};

/// Keys an interval, on average, when they are laid out.
const KEYS_AN_INTERVAL: usize = 8;
/// Bounds of the number of intervals.
const FEWEST: usize = 64;
const MOST: usize = 1 << 17;

/// No page.
const NO_PAGE: u32 = u32::MAX;

/// Keys of one interval: pages linked from the last, the only one that may have room.
#[derive(Clone, Copy, Debug, BorshSerialize, BorshDeserialize)]
struct Pages {
    last: u32,
    keys: u32,
}

const NO_KEYS: Pages = Pages { last: NO_PAGE, keys: 0 };

/// Intervals of equal length one after another, and what lies beyond them all.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub(super) struct Rung {
    /// Where the first interval begins [µs].
    base: u64,
    /// An interval is two to this power long [µs].
    shift: u32,
    intervals: Vec<Pages>,
    /// The first interval that has not come near.
    next: usize,
    beyond: Pages,
    len: usize,
    // Four keys a page, and which page comes before it.
    pages: Vec<Siblings>,
    before: Vec<u32>,
    free: u32,
}

impl Default for Rung {
    fn default() -> Self {
        let (intervals, pages, before) = (Vec::new(), Vec::new(), Vec::new());
        Rung { base: 0, shift: 0, intervals, next: 0, beyond: NO_KEYS, len: 0, pages, before, free: NO_PAGE }
    }
}

impl Rung {
    /// Keys in it.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.len
    }
    /// None.
    #[inline(always)]
    pub(super) fn is_empty(&self) -> bool {
        self.len == 0
    }
    /// Memory set aside [bytes].
    pub(super) fn bytes(&self) -> usize {
        let pages = self.pages.capacity() * (size_of::<Siblings>() + size_of::<u32>());
        pages + self.intervals.capacity() * size_of::<Pages>()
    }

    /// One key more, after all that have come near.
    #[inline(never)]
    pub(super) fn push(&mut self, key: Key) {
        let interval = ((key.time().0 - self.base) >> self.shift) as usize;
        let interval = interval + usize::from(planted(Bug::IntervalOffByOne));
        if interval >= self.intervals.len() {
            return self.put_beyond(key);
        }
        let mut pages = self.intervals[interval];
        self.write(&mut pages, key);
        self.intervals[interval] = pages;
    }

    /// One key more, to be laid out later.
    pub(super) fn put_beyond(&mut self, key: Key) {
        let mut pages = self.beyond;
        self.write(&mut pages, key);
        self.beyond = pages;
    }

    /// All keys are to be laid out anew.
    pub(super) fn gather(&mut self) {
        let intervals = std::mem::take(&mut self.intervals);
        for pages in intervals {
            self.take(pages, &mut |rung, key| rung.put_beyond(key));
        }
        self.next = 0;
    }

    /// Hands over the keys of the next interval that has any; what is up to and at the returned instant is near from now on.
    pub(super) fn take_next(&mut self, with: &mut impl FnMut(Key)) -> u64 {
        loop {
            while let Some(&pages) = self.intervals.get(self.next) {
                self.intervals[self.next] = NO_KEYS;
                self.next += 1;
                if pages.keys > 0 {
                    self.take(pages, &mut |_, key| with(key));
                    return self.end_of_near();
                }
            }
            if self.beyond.keys == 0 {
                return self.end_of_near();
            }
            self.lay_out();
        }
    }

    /// All keys, in no order that means anything.
    pub(super) fn each(mut self, with: &mut impl FnMut(Key)) {
        self.gather();
        self.take(self.beyond, &mut |_, key| with(key));
    }

    /// The last instant before the next interval, as keys have it.
    fn end_of_near(&self) -> u64 {
        let end = u128::from(self.base) + ((self.next as u128) << self.shift);
        u64::try_from((end << 8) - 1).unwrap_or(u64::MAX)
    }

    /// What was beyond all intervals gets intervals of its own.
    #[cold]
    fn lay_out(&mut self) {
        let all = std::mem::replace(&mut self.beyond, NO_KEYS);
        let (mut first, mut last) = (u64::MAX, 0);
        self.look_at(all, |at| (first, last) = (first.min(at.0), last.max(at.0)));
        let intervals = (all.keys as usize / KEYS_AN_INTERVAL).clamp(FEWEST, MOST);
        self.base = first;
        self.shift =
            (0..u64::BITS).find(|&shift| (last - first) >> shift < intervals as u64).expect("a shift of 63 leaves 1 at most");
        self.next = 0;
        self.intervals.clear();
        self.intervals.resize(intervals, NO_KEYS);
        self.take(all, &mut Rung::push);
    }

    fn look_at(&self, pages: Pages, mut with: impl FnMut(SimTime)) {
        let (mut page, mut keys) = (pages.last, pages.keys as usize);
        while keys > 0 {
            let here = (keys - 1) % 4 + 1;
            self.pages[page as usize].0[..here].iter().for_each(|key| with(key.time()));
            (page, keys) = (self.before[page as usize], keys - here);
        }
    }

    /// Hands over the keys of some pages, which are free before the keys may want one.
    fn take(&mut self, pages: Pages, with: &mut impl FnMut(&mut Rung, Key)) {
        let (mut page, mut keys) = (pages.last, pages.keys as usize);
        self.len -= keys;
        while keys > 0 {
            let (here, content) = ((keys - 1) % 4 + 1, self.pages[page as usize]);
            let before = std::mem::replace(&mut self.before[page as usize], self.free);
            self.free = page;
            (page, keys) = (before, keys - here);
            content.0[..here].iter().for_each(|&key| with(self, key));
        }
    }

    #[inline(always)]
    fn write(&mut self, pages: &mut Pages, key: Key) {
        let place = pages.keys as usize % 4;
        if place == 0 {
            pages.last = self.new_page(pages.last);
        }
        self.pages[pages.last as usize].0[place] = key;
        pages.keys += 1;
        self.len += 1;
    }

    fn new_page(&mut self, before: u32) -> u32 {
        let page = self.free;
        if page == NO_PAGE {
            make_room(&mut self.pages);
            make_room(&mut self.before);
            self.pages.push(NOBODY);
            self.before.push(before);
            return (self.pages.len() - 1) as u32;
        }
        self.free = std::mem::replace(&mut self.before[page as usize], before);
        page
    }
}
