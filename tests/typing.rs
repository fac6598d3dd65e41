//! The same file from another keyboard or word processor means the same.

use regc::export;
use regc::language::Language;
use unicode_normalization::UnicodeNormalization;

use crate::support::{compile, read};

/// Changes the text of each line outside quotation marks.
pub fn outside_quotes(text: &str, change: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let mut quoted = false;
        for part in line.split_inclusive(['«', '»', '"']) {
            let mark = part.chars().last().filter(|mark| ['«', '»', '"'].contains(mark));
            let (words, end) = part.split_at(part.len() - mark.map_or(0, char::len_utf8));
            out += &if quoted { words.to_owned() } else { change(words) };
            out += end;
            quoted = match mark {
                Some('"') => !quoted,
                Some(mark) => mark == '«',
                None => quoted,
            };
        }
    }
    out
}

/// The graphs of a text, and the codes of what is found in how it is typed.
fn meaning(text: &str) -> (String, Vec<&'static str>) {
    let program = compile(&[text]);
    let unit = &program.units[0];
    let codes = unit.findings.iter().map(|finding| finding.problem.code()).filter(|code| *code < "R0100").collect();
    let set = unit.processes.as_ref().unwrap_or_else(|| panic!("{:?}", unit.findings));
    (export::json(set), codes)
}

#[track_caller]
fn means_the_same(change: impl Fn(&str) -> String, codes: &[&str]) {
    for language in Language::ALL {
        let text = read(format!("tests/fixtures/languages/every-construct.{}.reg", language.code()));
        let (json, found) = meaning(&change(&text));
        assert!(json == meaning(&text).0, "{language:?}");
        assert_eq!(found, codes, "{language:?}");
    }
}

const NOTHING: [&str; 0] = [];

#[test]
fn line_ends_of_windows() {
    means_the_same(|text| text.replace('\n', "\r\n"), &NOTHING);
}

#[test]
fn a_byte_order_mark() {
    means_the_same(|text| format!("\u{feff}{text}"), &NOTHING);
}

#[test]
fn no_line_end_at_the_end() {
    means_the_same(|text| text.trim_end().to_owned(), &NOTHING);
}

#[test]
fn blanks_of_a_word_processor() {
    for blank in ["\u{a0}", "\u{202f}", "\u{2009}", "\t", "   "] {
        means_the_same(|text| outside_quotes(text, |part| part.replace(' ', blank)), &NOTHING);
    }
}

#[test]
fn dashes_of_a_word_processor() {
    for dash in ["–", "—", "−", "\u{2011}"] {
        means_the_same(|text| outside_quotes(text, |part| part.replace('-', dash)), &NOTHING);
    }
}

#[test]
fn decomposed_letters() {
    means_the_same(|text| outside_quotes(text, |part| part.nfd().collect()), &NOTHING);
}

#[test]
fn capital_letters() {
    // The names of time zones are not the language's, and have their own capitals.
    let capitals = |part: &str| if part.contains("Asia") { part.to_owned() } else { part.to_uppercase() };
    means_the_same(|text| outside_quotes(text, capitals), &NOTHING);
}

/// «No. 70» is the commonest form of an act's number in English.
#[test]
fn a_full_stop_behind_the_sign_of_a_number() {
    means_the_same(|text| outside_quotes(text, |part| part.replace(" No ", " No. ").replace("№ ", "№. ")), &NOTHING);
}

#[test]
fn other_quotation_marks() {
    means_the_same(|text| text.replace(['«', '»'], "\""), &NOTHING);
    means_the_same(|text| text.replace('«', "“").replace('»', "”"), &NOTHING);
    means_the_same(|text| text.replace('«', "„").replace('»', "“"), &NOTHING);
}

#[test]
fn any_indentation() {
    let flat = |text: &str| text.lines().map(|line| line.trim().to_owned() + "\n").collect::<String>();
    means_the_same(flat, &NOTHING);
    let ragged = |text: &str| {
        let lines = text.lines().enumerate();
        lines.map(|(n, line)| " ".repeat(n % 7) + line.trim() + &" ".repeat(n % 3) + "\n").collect::<String>()
    };
    means_the_same(ragged, &NOTHING);
}

#[test]
fn comments_and_empty_lines_anywhere() {
    let noted = |text: &str| {
        let lines = text.lines().map(|line| format!("{line} // «замечание\n\n   # ещё одно\n"));
        lines.collect::<String>()
    };
    means_the_same(noted, &NOTHING);
}

#[test]
fn invisible_characters() {
    means_the_same(|text| outside_quotes(text, |part| part.replace('с', "\u{ad}с\u{200b}")), &NOTHING);
}

#[test]
fn a_latin_o_in_cyrillic_words_is_one_warning() {
    let latin = |text: &str| outside_quotes(text, |part| part.replace('о', "o"));
    for language in [Language::Ru, Language::Kk] {
        let text = read(format!("tests/fixtures/languages/every-construct.{}.reg", language.code()));
        let (json, mut found) = meaning(&latin(&text));
        found.sort_unstable();
        assert!(json == meaning(&text).0, "{language:?}");
        assert_eq!(found, ["R0026"], "{language:?}");
    }
}
