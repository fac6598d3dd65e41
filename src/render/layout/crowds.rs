//! Which links are at which of many places: one list of all, threaded by place.

use super::list::put;

/// Links by the number of their place.
pub(super) struct Crowds {
    /// Of each place the number of its last entry, counted from 1; 0 where there is none.
    last: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    link: usize,
    /// The entry before it at the same place, likewise.
    before: u32,
}

impl Crowds {
    /// So many places with nobody there.
    pub(super) fn new(places: usize) -> Self {
        Self { last: vec![0; places], entries: Vec::new() }
    }

    /// Adds a link at a place; a place that there is not keeps none.
    pub(super) fn add(&mut self, place: usize, link: usize) {
        let before = super::list::at(&self.last, place);
        self.entries.push(Entry { link, before });
        put(&mut self.last, place, u32::try_from(self.entries.len()).unwrap_or(0));
    }

    /// The links at a place, the last first.
    pub(super) fn at(&self, place: usize) -> impl Iterator<Item = usize> {
        let entry = |number: u32| self.entries.get(usize::try_from(number).ok()?.checked_sub(1)?);
        let first = self.last.get(place).and_then(|last| entry(*last));
        std::iter::successors(first, move |one| entry(one.before)).map(|one| one.link)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_where_they_were_added() {
        let mut crowds = Crowds::new(3);
        for (place, link) in [(0, 7), (2, 8), (0, 9), (5, 1)] {
            crowds.add(place, link);
        }
        let at = |place| crowds.at(place).collect::<Vec<_>>();
        assert_eq!([at(0), at(1), at(2), at(5)], [vec![9, 7], vec![], vec![8], vec![]]);
    }
}
