//! Who sees the records of a model; the model sees no observer.

use crate::time::SimTime;

/// Receives records, in the order they were made.
pub trait Observer<R> {
    /// One thing that happened.
    fn record(&mut self, at: SimTime, record: &R);
}

/// Nobody looks.
impl<R> Observer<R> for () {
    fn record(&mut self, _: SimTime, _: &R) {}
}

/// A log.
impl<R: Clone> Observer<R> for Vec<(SimTime, R)> {
    fn record(&mut self, at: SimTime, record: &R) {
        self.push((at, record.clone()));
    }
}

/// Two look.
impl<R, A: Observer<R>, B: Observer<R>> Observer<R> for (A, B) {
    fn record(&mut self, at: SimTime, record: &R) {
        self.0.record(at, record);
        self.1.record(at, record);
    }
}

/// Another's observer.
impl<R, O: Observer<R>> Observer<R> for &mut O {
    fn record(&mut self, at: SimTime, record: &R) {
        (**self).record(at, record);
    }
}
