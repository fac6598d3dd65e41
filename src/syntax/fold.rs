//! A line as typed → the line the grammar reads.
//!
//! Authors paste from word processors and type on three keyboards, so outside quotation marks the
//! same line has many spellings: no-break blanks, long dashes, capitals, `ё` or `е`, a Latin `c` in a
//! Cyrillic word. Folding takes these differences away and remembers where each byte came from.
//! Text inside quotation marks is the author's and says nothing to the grammar, which sees the marks
//! alone; a comment is cut off.

/// A folded line; made anew for each line, with its buffers kept.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
    /// (offset in `text`, offset in the line) where the difference between the two changes.
    shifts: Vec<(u32, u32)>,
    /// Words in which letters of another script were read as meant: their bytes in `text`.
    mixed: Vec<(u32, u32)>,
}

/// A line that cannot be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldError {
    /// A quotation mark is not closed on its line; the byte offset of the mark.
    OpenQuote(usize),
    /// Guillemets nest deeper than [`MAX_QUOTE_DEPTH`]; the byte offset of the mark.
    QuotesTooDeep(usize),
}

/// What the grammar sees of a quotation, whichever marks it was typed with.
pub const QUOTATION: &str = "«»";

/// How deep «» may nest: quotations within quotations, with room to spare.
pub const MAX_QUOTE_DEPTH: usize = 8;

impl Folded {
    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The offset in the line as typed of an offset in the folded text.
    #[must_use]
    pub fn original(&self, offset: usize) -> usize {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        let known = self.shifts.partition_point(|(folded, _)| *folded <= offset);
        let (folded, original) = known.checked_sub(1).and_then(|at| self.shifts.get(at)).copied().unwrap_or((0, 0));
        (original + (offset - folded)) as usize
    }

    /// Words of which letters of another script were read as meant, as byte ranges of the folded text.
    #[must_use]
    pub fn mixed_words(&self) -> &[(u32, u32)] {
        &self.mixed
    }

    /// Folds a line. `cyrillic` tells that a lone Latin `c` or `k` stands for the Cyrillic word.
    ///
    /// # Errors
    ///
    /// Returns where a quotation mark is left open or nests too deep.
    pub fn fold(&mut self, line: &str, cyrillic: bool) -> Result<(), FoldError> {
        self.text.clear();
        self.shifts.clear();
        self.mixed.clear();
        let mut scripts = Scripts::default();
        let mut at = line.len() - line.trim_start_matches(' ').len();
        while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
            // Between words, what needs no folding is taken as a whole.
            let settled = if scripts.start.is_none() { settled_len(rest, self.at_blank()) } else { 0 };
            if settled > 0 {
                self.push_str(rest.get(..settled).unwrap_or_default(), at);
                at += settled;
                continue;
            }
            match self.fold_first(line, at, &mut scripts, cyrillic)? {
                Some(next) => at = next,
                None => break,
            }
        }
        self.close_word(&mut scripts, cyrillic);
        self.text.truncate(self.text.trim_end().len());
        Ok(())
    }

    /// Folds the character at a place of the line, or the quotation it opens; returns the place to go
    /// on at, or nothing where a comment or the end of the line follows.
    fn fold_first(
        &mut self,
        line: &str,
        at: usize,
        scripts: &mut Scripts,
        cyrillic: bool,
    ) -> Result<Option<usize>, FoldError> {
        let rest = line.get(at..).unwrap_or_default();
        let Some(letter) = rest.chars().next() else { return Ok(None) };
        let next = at + letter.len_utf8();
        match fold_char(letter) {
            Fold::Letter(folded) => {
                scripts.see(folded, self.text.len());
                self.push(folded, at);
                return Ok(Some(next));
            }
            Fold::Compose(mark) => self.compose(mark),
            Fold::Nothing => {}
            Fold::Blank => {
                self.close_word(scripts, cyrillic);
                self.push_blank(at);
            }
            Fold::Open(close) => {
                self.close_word(scripts, cyrillic);
                return self.quotation(line, at, next, close).map(Some);
            }
            Fold::Other(other) => {
                self.close_word(scripts, cyrillic);
                if self.at_blank() && (other == '#' || rest.starts_with("//")) {
                    return Ok(None);
                }
                self.push(other, at);
                if other == '№' {
                    self.push_blank(next);
                }
            }
        }
        Ok(Some(next))
    }

    /// Puts marks for the quotation whose mark stands at `at` and whose text begins at `after`; returns
    /// the place behind its closing mark.
    fn quotation(&mut self, line: &str, at: usize, after: usize, close: char) -> Result<usize, FoldError> {
        let rest = line.get(after..).unwrap_or_default();
        let len = quoted_len(rest, close).map_err(|error| match error {
            QuoteError::Open => FoldError::OpenQuote(at),
            QuoteError::Deep(deeper) => FoldError::QuotesTooDeep(after + deeper),
        })?;
        let end = after + len;
        self.push('«', at);
        self.push('»', end);
        let mark = line.get(end..).and_then(|rest| rest.chars().next());
        Ok(end + mark.map_or(0, char::len_utf8))
    }

    fn at_blank(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(' ')
    }

    fn push_blank(&mut self, at: usize) {
        if !self.at_blank() {
            self.push(' ', at);
        }
    }

    fn push(&mut self, letter: char, at: usize) {
        self.note_shift(at);
        self.text.push(letter);
    }

    fn push_str(&mut self, text: &str, at: usize) {
        self.note_shift(at);
        self.text.push_str(text);
    }

    fn note_shift(&mut self, at: usize) {
        let (folded, original) = self.shifts.last().copied().unwrap_or((0, 0));
        let (here, at) = (to_u32(self.text.len()), to_u32(at));
        if at.wrapping_sub(here) != original.wrapping_sub(folded) {
            self.shifts.push((here, at));
        }
    }

    /// A combining mark joins the letter before it: и + ̆ is й, е + ̈ is ё, which is read as е.
    fn compose(&mut self, mark: char) {
        match (self.text.chars().next_back(), mark) {
            (Some('и'), BREVE) => {
                self.text.pop();
                self.text.push('й');
            }
            (Some('е'), DIAERESIS) => {}
            _ => self.text.push(mark),
        }
    }

    /// At the end of a word: letters of another script that look the same are read as meant.
    fn close_word(&mut self, scripts: &mut Scripts, cyrillic: bool) {
        let Scripts { latin, cyrillic: cyrillic_letters, start } = std::mem::take(scripts);
        let Some(start) = start else { return };
        let word = self.text.get(start..).unwrap_or_default();
        let lone = cyrillic && matches!(word, "c" | "k");
        if !(latin && cyrillic_letters || lone) {
            return;
        }
        let to_cyrillic: Option<String> = word.chars().map(cyrillic_twin).collect();
        let to_latin = || word.chars().map(latin_twin).collect::<Option<String>>();
        let Some(meant) = to_cyrillic.or_else(to_latin) else { return };
        self.replace_word(start, &meant);
    }

    /// Puts `meant` in the place of the word at `start`, letter by letter.
    fn replace_word(&mut self, start: usize, meant: &str) {
        let mut origins: Vec<usize> = self
            .text
            .get(start..)
            .unwrap_or_default()
            .char_indices()
            .map(|(at, _)| self.original(start + at))
            .collect();
        self.text.truncate(start);
        let kept = self.shifts.partition_point(|(folded, _)| (*folded as usize) < start);
        self.shifts.truncate(kept);
        for (letter, origin) in meant.chars().zip(origins.drain(..)) {
            self.push(letter, origin);
        }
        self.mixed.push((to_u32(start), to_u32(self.text.len())));
    }
}

/// A text as it is printed: without what cannot be seen, one blank for any run of blanks, none at its ends.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for letter in text.chars() {
        match fold_char(letter) {
            Fold::Nothing => {}
            Fold::Blank if tidy.is_empty() || tidy.ends_with(' ') => {}
            Fold::Blank => tidy.push(' '),
            _ => tidy.push(letter),
        }
    }
    tidy.truncate(tidy.trim_end().len());
    tidy
}

/// Whether a text without blanks is soon seen to be folded already, as most names are.
#[must_use]
pub fn is_settled(text: &str) -> bool {
    !text.contains(' ') && settled_len(text, true) == text.len()
}

/// A text without the blanks and the invisible characters it begins with.
#[must_use]
pub fn trim_start(text: &str) -> &str {
    text.trim_start_matches(|letter| matches!(fold_char(letter), Fold::Nothing | Fold::Blank))
}

/// The number of bytes a text begins with that belong to the letter before it: combining marks, and what
/// cannot be seen.
#[must_use]
pub fn marks_len(text: &str) -> usize {
    let is_mark = |letter| matches!(fold_char(letter), Fold::Nothing | Fold::Compose(_));
    text.len() - text.trim_start_matches(is_mark).len()
}

/// Whether a text may stand between «» as it is: marks of that kind in it are paired.
#[must_use]
pub fn fits_guillemets(text: &str) -> bool {
    let closed = format!("{text}»");
    guillemets_len(&closed).is_ok_and(|len| len == text.len())
}

/// Whether a line may begin with one of these words once it is folded. It need not: this is asked of lines
/// most of which do not, so that they need not be folded, and two letters tell.
#[must_use]
pub fn may_begin_with(line: &str, words: &[&str]) -> bool {
    let line = line.trim_start_matches(' ');
    words.iter().any(|word| begins_like(line, word))
}

fn begins_like(line: &str, word: &str) -> bool {
    let mut wanted = word.chars().take(2);
    let mut next = wanted.next();
    for letter in line.chars() {
        let Some(meant) = next else { return true };
        match fold_char(letter) {
            Fold::Blank | Fold::Nothing => {}
            Fold::Letter(folded) if is_or_looks_like(folded, meant) => next = wanted.next(),
            Fold::Compose(_) => return true,
            _ => return false,
        }
    }
    false
}

fn is_or_looks_like(letter: char, meant: char) -> bool {
    letter == meant || cyrillic_twin(letter) == Some(meant) || latin_twin(letter) == Some(meant)
}

fn to_u32(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

const BREVE: char = '\u{306}';
const DIAERESIS: char = '\u{308}';

/// What becomes of a character outside quotation marks.
#[derive(Clone, Copy)]
enum Fold {
    /// Part of a word.
    Letter(char),
    /// A combining mark.
    Compose(char),
    /// A blank of any width.
    Blank,
    /// Invisible: byte order mark, soft hyphen, zero-width blank.
    Nothing,
    /// An opening quotation mark and the mark that closes it.
    Open(char),
    /// Anything else, as it is.
    Other(char),
}

fn fold_char(letter: char) -> Fold {
    match letter {
        'а'..='я' | 'a'..='z' | '0'..='9' | '-' | '_' => Fold::Letter(letter),
        ' ' | '\t' | '\r' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Fold::Blank,
        'А'..='Я' | 'A'..='Z' => Fold::Letter(lower(letter)),
        'ё' | 'Ё' => Fold::Letter('е'),
        '–' | '—' | '‒' | '―' | '‐' | '\u{2011}' | '−' => Fold::Letter('-'),
        '«' | '"' | '“' | '„' => closing_mark(letter).map_or(Fold::Other(letter), Fold::Open),
        '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => Fold::Nothing,
        BREVE | DIAERESIS => Fold::Compose(letter),
        _ if letter.is_alphanumeric() => Fold::Letter(lower(letter)),
        _ => Fold::Other(letter),
    }
}

/// The mark that closes a quotation which begins with this one.
#[must_use]
pub fn closing_mark(open: char) -> Option<char> {
    Some(match open {
        '«' => '»',
        '"' => '"',
        '“' | '„' => '”',
        _ => return None,
    })
}

/// The number of bytes a text begins with that folding leaves as they are: whole words of Cyrillic
/// letters and figures, marks, single blanks. Nearly every line is so up to its quotation. A word with
/// a letter of another kind is left to be folded letter by letter.
///
/// All that is read goes through here, so it is looked at in bytes.
fn settled_len(text: &str, mut after_blank: bool) -> usize {
    let mut settled = 0;
    let mut rest = text.as_bytes();
    loop {
        match rest {
            // In UTF-8: а–п; р–я, і; ғ, қ, ң, ү, ұ, һ; ә, ө.
            [0xd0, 0xb0..=0xbf, tail @ ..]
            | [0xd1, 0x80..=0x8f | 0x96, tail @ ..]
            | [0xd2, 0x93 | 0x9b | 0xa3 | 0xaf | 0xb1 | 0xbb, tail @ ..]
            | [0xd3, 0x99 | 0xa9, tail @ ..]
            | [b'0'..=b'9' | b'-' | b'_', tail @ ..] => {
                after_blank = false;
                rest = tail;
            }
            [b' ', tail @ ..] if !after_blank => {
                after_blank = true;
                rest = tail;
                settled = text.len() - rest.len();
            }
            [b':' | b',' | b'.' | b';' | b'(' | b')', tail @ ..] => {
                after_blank = false;
                rest = tail;
                settled = text.len() - rest.len();
            }
            // A quotation, «, or the end.
            [b'"', ..] | [GUILLEMET, 0xab, ..] | [] => return text.len() - rest.len(),
            _ => return settled,
        }
    }
}

/// The first byte of both «» in UTF-8; no letter of the language has it.
const GUILLEMET: u8 = 0xc2;

/// Lower case where it is a single letter, as in every alphabet the language is written in.
fn lower(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

enum QuoteError {
    Open,
    Deep(usize),
}

/// The number of bytes up to the mark that closes a quotation; `“…”` may be closed by any of “ ” ".
fn quoted_len(text: &str, close: char) -> Result<usize, QuoteError> {
    match close {
        '»' => guillemets_len(text),
        '"' => text.find('"').ok_or(QuoteError::Open),
        _ => text.find(['”', '“', '"']).ok_or(QuoteError::Open),
    }
}

/// The same for «», which may nest. Half of a regulation is quoted text, so it is searched mark by
/// mark, not letter by letter.
fn guillemets_len(text: &str) -> Result<usize, QuoteError> {
    let mut depth = 0;
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| *byte == GUILLEMET) {
        match text.get(at..).and_then(|rest| rest.chars().next()) {
            Some('«') => depth += 1,
            Some('»') if depth == 0 => return Ok(at),
            Some('»') => depth -= 1,
            _ => {}
        }
        if depth == MAX_QUOTE_DEPTH {
            return Err(QuoteError::Deep(at));
        }
    }
    Err(QuoteError::Open)
}

/// Which scripts the letters of the current word belong to.
#[derive(Default)]
struct Scripts {
    latin: bool,
    cyrillic: bool,
    start: Option<usize>,
}

impl Scripts {
    fn see(&mut self, letter: char, at: usize) {
        self.start.get_or_insert(at);
        self.latin |= letter.is_ascii_alphabetic();
        self.cyrillic |= is_cyrillic(letter);
    }
}

/// Whether a letter is Cyrillic.
#[must_use]
pub fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

/// The Cyrillic letter that looks like this one; Cyrillic letters, digits and marks are their own.
#[must_use]
pub fn cyrillic_twin(letter: char) -> Option<char> {
    Some(match letter {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'i' => 'і',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        letter if letter.is_ascii_alphabetic() => return None,
        letter => letter,
    })
}

/// The Latin letter that looks like this one; Latin letters, digits and marks are their own.
#[must_use]
pub fn latin_twin(letter: char) -> Option<char> {
    Some(match letter {
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'і' => 'i',
        'о' => 'o',
        'р' => 'p',
        'х' => 'x',
        'у' => 'y',
        '\u{400}'..='\u{52f}' => return None,
        letter => letter,
    })
}

/// The letter to be typed instead of one of another script that was read as `read`; in the same case.
#[must_use]
pub fn twin(typed: char, read: char) -> Option<char> {
    let small = match lower(typed) {
        'ё' => 'е',
        small => small,
    };
    let is_it = small != read && [cyrillic_twin(small), latin_twin(small)].contains(&Some(read));
    let upper = || read.to_uppercase().next().unwrap_or(read);
    is_it.then(|| if typed.is_uppercase() { upper() } else { read })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fold(line: &str) -> Folded {
        let mut folded = Folded::default();
        folded.fold(line, true).unwrap();
        folded
    }

    #[test]
    fn spellings_of_one_line_fold_alike() {
        let plain = "действие 1 «» (п. 5 пп. 1)";
        for line in [
            "  Действие\u{a0}1   «Приём»  (п. 5 пп. 1)  // замечание",
            "\u{feff}деи\u{306}ствие 1 «Приём» (п. 5 пп. 1) # note",
            "дeйcтвиe 1 «Приём» (п. 5 пп. 1)",
        ] {
            assert_eq!(fold(line).text(), plain, "{line}");
        }
        assert_eq!(fold("1 – шарт «A»").text(), "1 - шарт «»");
        assert_eq!(fold("акт: “a” от 1.1.2014 №70").text(), "акт: «» от 1.1.2014 № 70");
    }

    #[test]
    fn of_a_quotation_the_marks_are_left_and_they_know_where_they_stood() {
        for quotation in ["«Ёж «В  Лесу» https://x#y // z»", "\"Ёж «\"", "“Ёж”", "«»"] {
            let line = format!("исход a {quotation} (п. 1)");
            let folded = fold(&line);
            assert_eq!(folded.text(), format!("исход a {QUOTATION} (п. 1)"));
            let close = quotation.chars().next_back().unwrap().len_utf8();
            let at = "исход a ".len();
            assert_eq!(folded.original(at), at);
            assert_eq!(folded.original(at + '«'.len_utf8()), at + quotation.len() - close);
            assert_eq!(folded.original(at + QUOTATION.len()), at + quotation.len());
        }
    }

    #[test]
    fn every_folded_letter_knows_where_it_came_from() {
        let line = "\tДействие\u{a0}– cрок: «Ё» №7 конец";
        let folded = fold(line);
        for (at, letter) in folded.text().char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
            let original = line.get(folded.original(at)..).and_then(|rest| rest.chars().next()).unwrap();
            let same = lower(original) == letter || cyrillic_twin(lower(original)) == Some(letter) || original == 'Ё';
            assert!(same, "{letter} came from {original}");
        }
    }

    #[test]
    fn a_latin_letter_in_a_cyrillic_word_is_noted_and_a_latin_word_is_not() {
        let folded = fold("cрок portal: 1");
        let words: Vec<_> =
            folded.mixed_words().iter().map(|(a, b)| &folded.text()[*a as usize..*b as usize]).collect();
        assert_eq!(words, ["срок"]);
        assert!(folded.text().contains("portal"));
    }

    #[test]
    fn what_is_settled_folds_to_itself_and_every_small_letter_is_settled() {
        for letter in ('\0'..='\u{2fff}').filter(|letter| settled_len(&letter.to_string(), false) > 0) {
            assert_eq!(fold(&format!("0{letter}0")).text(), format!("0{letter}0"));
        }
        let alphabet = "абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі";
        assert_eq!(settled_len(alphabet, false), alphabet.len());
        assert_eq!(settled_len("ё", false), 0);
    }

    proptest! {
        #[test]
        fn a_settled_text_folds_to_itself(text in "[а-яА-ЯёЁәғіa-zA-Zck0-9 ._:,;()«»\"#/№–-]{0,6}") {
            if is_settled(&text) {
                let folded = fold(&text);
                prop_assert_eq!(folded.text(), &text);
            }
        }
    }

    #[test]
    fn an_open_quote_is_an_error_at_the_mark() {
        assert_eq!(Folded::default().fold("шаг «a", true), Err(FoldError::OpenQuote("шаг ".len())));
        assert_eq!(Folded::default().fold("шаг «a «b» c", true), Err(FoldError::OpenQuote("шаг ".len())));
        let deep = "«".repeat(100_000);
        assert!(matches!(Folded::default().fold(&deep, true), Err(FoldError::QuotesTooDeep(_))));
    }
}
