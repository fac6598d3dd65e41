//! Edits put into a text.

use super::{Edit, Fix};

/// The fixes that can be made at once: of two whose edits touch each other, the first.
#[must_use]
pub fn apart(fixes: Vec<Fix>) -> Vec<Fix> {
    let mut taken: Vec<(u32, u32)> = Vec::new();
    let mut apart = Vec::with_capacity(fixes.len());
    for fix in fixes {
        if fix.edits.iter().all(|edit| is_free(edit, &taken)) {
            taken.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.span.end)));
            taken.sort_unstable();
            apart.push(fix);
        }
    }
    apart
}

/// Whether an edit touches none of the stretches, which stand in text order and touch each other at most.
fn is_free(edit: &Edit, taken: &[(u32, u32)]) -> bool {
    let behind = taken.partition_point(|(_, end)| *end < edit.span.start);
    taken.get(behind).is_none_or(|(start, _)| *start > edit.span.end)
}

/// The text with every edit of these fixes; they must stand apart.
#[must_use]
pub fn apply(text: &str, fixes: &[Fix]) -> String {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let range = edit.span.range();
        new.push_str(text.get(at..range.start).unwrap_or_default());
        new.push_str(&edit.text);
        at = range.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceId, Span};

    fn fix(edits: &[(u32, u32, &str)]) -> Fix {
        let edit = |(start, end, text): &(u32, u32, &str)| Edit {
            span: Span::new(SourceId::default(), *start, *end),
            text: (*text).to_owned(),
        };
        Fix { edits: edits.iter().map(edit).collect() }
    }

    #[test]
    fn of_fixes_that_touch_the_first_is_made() {
        let [one, two, far] =
            [fix(&[(0, 3, "a"), (10, 11, "b")]), fix(&[(5, 6, "c"), (9, 10, "d")]), fix(&[(5, 6, "e")])];
        assert_eq!(apart(vec![one.clone(), two.clone(), far.clone()]), [one.clone(), far.clone()]);
        assert_eq!(apart(vec![two.clone(), one, far]), [two]);
        let insertion = fix(&[(3, 3, ":")]);
        assert_eq!(apart(vec![insertion.clone(), fix(&[(3, 5, "x")])]), [insertion]);
    }

    #[test]
    fn an_edit_changes_its_stretch_and_nothing_else() {
        let fixes = [fix(&[(6, 7, "три"), (0, 3, "")]), fix(&[(4, 4, ":")])];
        assert_eq!(apply("one two", &fixes), " :twтри");
        assert_eq!(apply("one", &[]), "one");
    }
}
