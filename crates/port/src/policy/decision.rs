//! What a decision is, and a policy of it: the contract that every folder of `policy` keeps.

use borsh::{BorshDeserialize, BorshSerialize, io};
use std::fmt;

/// Something that is decided again and again while the port runs, in one of several ways.
pub trait Decision: Sized + 'static {
    /// What is known when it is decided.
    type View<'a>;
    /// What is chosen.
    type Choice: fmt::Debug;
    /// A pure function from the view to a choice.
    type Rule: Copy + 'static;
    /// What is decided, in the words of the field.
    const NAME: &'static str;
    /// The key of a scenario that names the policy, with `*` for names.
    const KEY: &'static str;
    /// All policies. The reader, the schema, `darse policies` and the pages take their names from here.
    const POLICIES: &'static [Entry<Self::Rule>];
    /// What a rule chooses.
    fn choose(rule: Self::Rule, view: &Self::View<'_>) -> Self::Choice;
    /// What is wrong with a choice, after the words "chose …, "; none if it may be carried out.
    fn fault(view: &Self::View<'_>, choice: &Self::Choice) -> Option<&'static str>;
}

/// How a policy stands in the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// What somebody would do who knows nothing of the others.
    Naive,
    /// What the industry does.
    Usual,
    /// What the literature recommends.
    Good,
    /// Neither of these.
    Other,
}

impl Standing {
    /// As pages say it.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Naive => "naive",
            Standing::Usual => "usual",
            Standing::Good => "good",
            Standing::Other => "other",
        }
    }
}

/// One policy: a line of its decision's list.
#[derive(Debug)]
pub struct Entry<R: 'static> {
    /// As scenarios name it.
    pub name: &'static str,
    /// How it stands in the field.
    pub standing: Standing,
    /// The rule, in a sentence.
    pub about: &'static str,
    /// Where it is from.
    pub source: &'static str,
    /// The rule.
    pub rule: R,
}

/// The policy that a scenario chose for a decision.
pub struct Policy<D: Decision>(&'static Entry<D::Rule>);

impl<D: Decision> Policy<D> {
    /// All of them, in the order of the list.
    pub fn all() -> impl ExactSizeIterator<Item = Policy<D>> {
        D::POLICIES.iter().map(Policy)
    }
    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Policy::all().find(|it| it.name() == name)
    }
    /// Its name.
    pub fn name(self) -> &'static str {
        self.0.name
    }
    /// What it does, unasked whether it may.
    #[inline]
    pub(super) fn rule(self) -> D::Rule {
        self.0.rule
    }
    /// What it chooses.
    ///
    /// # Panics
    /// If that cannot be done: a fault of the policy, which would give wrong numbers if it were not found here.
    #[inline(always)]
    pub fn decide(self, view: &D::View<'_>) -> D::Choice {
        let choice = D::choose(self.0.rule, view);
        match D::fault(view, &choice) {
            None => choice,
            Some(fault) => self.is_at_fault(&choice, fault),
        }
    }
    #[cold]
    #[inline(never)]
    fn is_at_fault(self, choice: &D::Choice, fault: &str) -> ! {
        panic!("the policy `{}` of {} ({}) chose {choice:?}, {fault}", self.name(), D::NAME, D::KEY)
    }
    /// One that is in no list.
    #[cfg(test)]
    pub fn of(entry: &'static Entry<D::Rule>) -> Self {
        Policy(entry)
    }
}

impl<D: Decision> Clone for Policy<D> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<D: Decision> Copy for Policy<D> {}

impl<D: Decision> PartialEq for Policy<D> {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}
impl<D: Decision> Eq for Policy<D> {}

impl<D: Decision> fmt::Debug for Policy<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

// A saved state holds the name: lists may grow.
impl<D: Decision> BorshSerialize for Policy<D> {
    fn serialize<W: io::Write>(&self, writer: &mut W) -> io::Result<()> {
        self.name().serialize(writer)
    }
}
impl<D: Decision> BorshDeserialize for Policy<D> {
    fn deserialize_reader<R: io::Read>(reader: &mut R) -> io::Result<Self> {
        let name = String::deserialize_reader(reader)?;
        let unknown = || io::Error::other(format!("{}: no policy is called {name}", D::NAME));
        Policy::named(&name).ok_or_else(unknown)
    }
}
