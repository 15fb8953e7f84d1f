//! Getters for words: one of a fixed set, or the name of something that the scenario defines.

use super::describe::Kind;
use super::fault::Faults;
use super::node::{Node, Value};
use super::table::{Table, shortened};
use super::value;
use crate::scenario::diagnostic::{Code, closest, listed};

impl Table<'_> {
    /// One of a few words, e.g. `kind = "container"`.
    ///
    /// # Panics
    /// Without choices.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)], about: &str) -> T {
        let first = choices.first().expect("a choice has choices").1;
        let kind = || Kind::Choice(choices.iter().map(|(word, _)| *word).collect());
        let parse = |node: &Node, faults: &mut Faults<'_>| {
            let words = || choices.iter().map(|(word, _)| *word);
            let Value::Text(text) = &node.value else {
                return faults.wrong_type(key, node, "text", format!("one of {}", listed(words())));
            };
            let chosen = choices.iter().find(|(word, _)| word == text).map(|(_, choice)| *choice);
            if chosen.is_none() {
                let message = format!("`{key}` cannot be `{}`", shortened(text));
                let all = listed(words());
                let help = closest(text, words()).map_or_else(String::new, |meant| format!("did you mean `{meant}`? "));
                faults.add(&node.span, Code::UnknownChoice, message, format!("{help}It is one of {all}").trim().to_owned());
            }
            chosen
        };
        let known = self
            .written(key)
            .is_none_or(|entry| entry.node.text().is_some_and(|text| choices.iter().any(|(word, _)| word == &text)));
        self.lenient |= !known;
        self.get(key, kind, about, first, parse)
    }

    /// A list of words, each one of a few.
    pub fn choices<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)], about: &str) -> Vec<T> {
        let kind = || Kind::Choices(choices.iter().map(|(word, _)| *word).collect());
        let each = |node: &Node, faults: &mut Faults<'_>| {
            let text = value::text(key, node, faults)?;
            let chosen = choices.iter().find(|(word, _)| *word == text).map(|(_, choice)| *choice);
            if chosen.is_none() {
                let all = choices.iter().map(|(word, _)| *word);
                let help = closest(&text, all.clone()).map_or_else(String::new, |meant| format!("did you mean `{meant}`? "));
                let message = format!("`{key}` cannot hold `{}`", shortened(&text));
                faults.add(&node.span, Code::UnknownChoice, message, format!("{help}It is one of {}", listed(all)));
            }
            chosen
        };
        self.get(key, kind, about, Vec::new(), |node, faults| value::list(key, node, "a list of words", faults, each))
    }

    /// The index of something by its name; `what` says what in the singular, e.g. `terminal`.
    ///
    /// If the key is not written and the default is none of the names, it is missing, unless there is only one to choose. With an empty
    /// list of names there is always a fault, and the index is 0.
    pub fn name_among<S: AsRef<str>>(&mut self, key: &'static str, names: &[S], what: &'static str, about: &str) -> usize {
        self.ask(key);
        self.describe(key, || Kind::Name(what), about);
        let Some(entry) = self.written(key) else {
            let default = self.default_of(key).and_then(Node::text);
            if default.is_none() {
                self.no_default(key);
            }
            let index = names.iter().position(|name| Some(name.as_ref()) == default).or((names.len() == 1).then_some(0));
            if index.is_none() {
                let help = format!("it names a {what}: {}", listed(names));
                self.report(self.header.span(), Code::MissingKey, format!("missing key `{key}` {}", self.within()), help);
            }
            return index.unwrap_or(0);
        };
        let mut faults = Faults::new(&self.doc.source);
        let index = name(key, &entry.node, names, what, !self.doc.is_crowded(), &mut faults);
        self.doc.find_all(faults.list);
        index.unwrap_or(0)
    }

    /// As [`Table::name_among`], of a key that must be written.
    pub fn name_required<S: AsRef<str>>(&mut self, key: &'static str, names: &[S], what: &'static str, about: &str) -> usize {
        if self.doc.describing {
            self.doc.descriptions.borrow_mut().require(self.path.key(key).pattern());
        }
        if self.has(key) || self.doc.describing {
            return self.name_among(key, names, what, about);
        }
        self.ask(key);
        let help = match names {
            [] => format!("the scenario defines no {what} yet"),
            _ => format!("it names a {what}: {}", listed(names)),
        };
        self.report(self.header.span(), Code::MissingKey, format!("missing key `{key}` {}", self.within()), help);
        0
    }

    /// The indices of several things by their names, each at most once; unwritten, all of them.
    pub fn names_among<S: AsRef<str>>(&mut self, key: &'static str, names: &[S], what: &'static str, about: &str) -> Vec<usize> {
        self.ask(key);
        self.describe(key, || Kind::Names(what), about);
        let Some(entry) = self.written(key) else { return (0..names.len()).collect() };
        let mut faults = Faults::new(&self.doc.source);
        let helpful = !self.doc.is_crowded();
        let each = |node: &Node, faults: &mut Faults<'_>| name(key, node, names, what, helpful, faults);
        let chosen = value::list(key, &entry.node, "a list of names", &mut faults, each).unwrap_or_default();
        for (at, index) in chosen.iter().enumerate() {
            if chosen[..at].contains(index) {
                let message = format!("`{key}` names `{}` twice", names[*index].as_ref());
                faults.add(&entry.node.elements()[at].span, Code::Duplicate, message, "name it once");
            }
        }
        self.doc.find_all(faults.list);
        chosen
    }
}

/// `helpful` looks for what was meant, which takes its time where there are many names.
fn name<S: AsRef<str>>(key: &str, node: &Node, names: &[S], what: &str, helpful: bool, faults: &mut Faults<'_>) -> Option<usize> {
    let wanted = value::text(key, node, faults)?;
    let index = names.iter().position(|name| name.as_ref() == wanted);
    if index.is_none() {
        let help = match closest(&wanted, names.iter().take(if helpful { names.len() } else { 0 })) {
            _ if !helpful => String::new(),
            Some(meant) => format!("did you mean `{meant}`? There is {}", listed(names).replace(" or ", " and ")),
            None if names.is_empty() => format!("the scenario defines no {what}"),
            None => format!("there is {}", listed(names).replace(" or ", " and ")),
        };
        faults.add(&node.span, Code::UnknownName, format!("no {what} is called `{}`", shortened(&wanted)), help);
    }
    index
}
