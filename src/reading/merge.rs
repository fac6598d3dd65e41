//! Kinds of the service told together: what is the same for all of them is told once.

use std::collections::HashSet;

use super::{Block, Item, Told};
use crate::graph::Process;
use crate::model::VariantId;
use crate::report::message::say;
use crate::source::Span;

/// Where a node is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Its place in the text.
    pub span: Span,
    /// Whether it is the join of what is written there.
    pub join: bool,
}

/// An item, and where its node is written.
#[derive(Debug, Clone)]
pub struct Keyed {
    /// Where.
    pub key: Key,
    /// The item.
    pub item: Item,
}

/// What kinds of the service say at one place.
struct Place {
    key: Key,
    /// What is said, and of which kinds.
    said: Vec<(Item, Vec<VariantId>)>,
}

/// The items of all kinds in one list, in text order; those that are not for all kinds say for which.
pub fn items(told: &Told<'_>, all: Vec<(Option<VariantId>, Vec<Keyed>)>) -> Vec<Item> {
    let kinds = all.len();
    let mut places = Vec::new();
    for (kind, items) in all {
        places = merged(places, kind, items);
    }
    places.into_iter().filter_map(|place| one(told, &place, kinds)).collect()
}

/// What kinds of the service say at one place as one item: what all of them say is said as it is, and what
/// only some of them say stands under it.
fn one(told: &Told<'_>, Place { said, .. }: &Place, kinds: usize) -> Option<Item> {
    let (first, _) = said.first()?;
    let is_sentence_of_all = |text: &&String| said.iter().all(|(item, _)| item.sentences.contains(text));
    let is_point_of_all = |text: &&String| said.iter().all(|(item, _)| item.points.contains(text));
    let all: Vec<VariantId> = said.iter().flat_map(|(_, kinds)| kinds).copied().collect();
    // A procedure that is the same for every kind has none.
    let only = (!all.is_empty() && all.len() < kinds).then(|| only(told, &all));
    let sentences = only.into_iter().chain(first.sentences.iter().filter(is_sentence_of_all).cloned()).collect();
    let mut points: Vec<_> = first.points.iter().filter(is_point_of_all).cloned().collect();
    for (item, kinds) in said {
        let kinds = kinds_of(told, kinds);
        let sentences = item.sentences.iter().filter(|text| !is_sentence_of_all(text));
        let others = item.points.iter().filter(|text| !is_point_of_all(text));
        points.extend(sentences.chain(others).map(|text| format!("{kinds} – {}", begun_small(text))));
    }
    Some(Item { title: first.title.clone(), cites: first.cites.clone(), sentences, points })
}

/// A sentence as a point: it begins small and has no full stop.
fn begun_small(text: &str) -> String {
    let mut letters = text.strip_suffix('.').unwrap_or(text).chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The places of one more kind put among those known. Both are in text order, and what both have comes in
/// the same order in both.
fn merged(places: Vec<Place>, kind: Option<VariantId>, items: Vec<Keyed>) -> Vec<Place> {
    let known: HashSet<Key> = places.iter().map(|place| place.key).collect();
    let new: HashSet<Key> = items.iter().map(|item| item.key).collect();
    let mut merged = Vec::with_capacity(places.len() + items.len());
    let mut places = places.into_iter().peekable();
    for Keyed { key, item } in items {
        if known.contains(&key) {
            while let Some(place) = places.next_if(|place| place.key != key) {
                merged.push(place);
            }
        } else {
            let before = |place: &Place| !new.contains(&place.key) && place.key.span.start < key.span.start;
            while let Some(place) = places.next_if(before) {
                merged.push(place);
            }
        }
        let mut place = places.next_if(|place| place.key == key).unwrap_or(Place { key, said: Vec::new() });
        match place.said.iter_mut().find(|(said, _)| *said == item) {
            Some((_, of)) => of.extend(kind),
            None => place.said.push((item, kind.into_iter().collect())),
        }
        merged.push(place);
    }
    merged.extend(places);
    merged
}

/// What is told of each kind of the service; kinds of which the same is told are told together.
pub fn blocks(told: &Told<'_>, processes: &[&Process], of: impl Fn(&Process) -> Vec<Block>) -> Vec<Block> {
    let mut groups: Vec<(Vec<Block>, Vec<VariantId>)> = Vec::new();
    for process in processes {
        let blocks = of(process);
        match groups.iter_mut().find(|(known, _)| *known == blocks) {
            Some((_, kinds)) => kinds.extend(process.variant),
            None => groups.push((blocks, process.variant.into_iter().collect())),
        }
    }
    if groups.len() == 1 {
        return groups.into_iter().flat_map(|(blocks, _)| blocks).collect();
    }
    let group = |(blocks, kinds): (Vec<Block>, Vec<VariantId>)| {
        let heading = Block::Lead(only(told, &kinds));
        std::iter::once(heading).chain(blocks)
    };
    groups.into_iter().filter(|(blocks, _)| !blocks.is_empty()).flat_map(group).collect()
}

/// The kinds of the service that something is told of, as a sentence.
fn only(told: &Told<'_>, kinds: &[VariantId]) -> String {
    let names = kinds_of(told, kinds);
    match kinds {
        [_] => say!(told.language, "Вид услуги: {names}.", "Қызмет түрі: {names}.", "Kind of the service: {names}."),
        _ => say!(told.language, "Виды услуги: {names}.", "Қызмет түрлері: {names}.", "Kinds of the service: {names}."),
    }
}

/// The titles of kinds of the service, in quotation marks.
pub fn kinds_of(told: &Told<'_>, kinds: &[VariantId]) -> String {
    let names = kinds.iter().filter_map(|kind| Some(format!("«{}»", told.set.head.variant(*kind)?.title)));
    names.collect::<Vec<_>>().join(", ")
}
