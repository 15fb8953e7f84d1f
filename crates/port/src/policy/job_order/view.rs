//! What is known of the jobs of a block when one of its cranes is free.

/// The jobs that wait in a block, the oldest first, as one crane sees them.
#[derive(Clone, Copy)]
pub struct Jobs<'a> {
    /// How many there are.
    pub count: usize,
    /// Can the crane do a job now, without coming near another crane?
    pub can_do: &'a dyn Fn(usize) -> bool,
    /// Is a job for the quay? The others are for trucks and trains.
    pub is_for_quay: &'a dyn Fn(usize) -> bool,
    /// Does a box leave the block with it, or is one dug out that is to leave?
    pub is_retrieval: &'a dyn Fn(usize) -> bool,
    /// Gantry travel to a job [40 ft bays]; none for a box that comes, which is put down where the crane stands.
    pub bays_to: &'a dyn Fn(usize) -> usize,
}

/// Which job the crane does next; none if it can do none.
pub type Rule = fn(&Jobs<'_>) -> Option<usize>;

impl Jobs<'_> {
    /// What is wrong with a choice.
    #[inline]
    pub fn fault(&self, choice: &Option<usize>) -> Option<&'static str> {
        match *choice {
            Some(job) if job >= self.count => Some("where no job waits"),
            Some(job) if !(self.can_do)(job) => Some("a job that the crane cannot do now"),
            _ => None,
        }
    }

    /// The job of least rank that it can do; of equal ones the oldest.
    pub fn first_by(&self, rank: impl Fn(usize) -> usize) -> Option<usize> {
        (0..self.count).filter(|job| (self.can_do)(*job)).min_by_key(|job| (rank(*job), *job))
    }
}
