//! What could be typed next: the words that may stand at a place, and the names of what is expected there.
//!
//! What may stand within a line is asked of the grammar, which knows where it would go on; which words begin a line
//! is told by the part of the file and the block that is open.

use std::path::Path;

use lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, TextEdit};

use super::desk::Desk;
use super::entry::Entry;
use super::names::{Occurrence, Thing};
use super::rows::{Row, Word, rows};
use crate::diagnostic::{Expected, Namespace, Section};
use crate::keywords::{self, Keyword, Position};
use crate::language::Language;
use crate::model::{StepKind, StepName, StepRef, Unit};
use crate::resolve::folded;
use crate::rule::RULES;
use crate::source::Span;
use crate::syntax;
use crate::words;

/// What is offered at an offset of a file.
pub fn complete(desk: &Desk, path: &Path, offset: u32) -> Option<Vec<CompletionItem>> {
    let entry = desk.entry(path)?;
    let rows = rows(entry.file()?, entry.source);
    let place = Place::of(desk, path, entry, &rows, offset)?;
    let (kept, offers) = place.phrases().unwrap_or_else(|| (place.before, place.next()));
    Some(offers.into_iter().enumerate().map(|(rank, offer)| place.item(rank, kept, offer)).collect())
}

/// Something to be typed.
struct Offer {
    text: String,
    detail: String,
    kind: CompletionItemKind,
    /// It takes the place of the whole line so far.
    is_line: bool,
}

/// Where something is to be typed.
struct Place<'a> {
    entry: &'a Entry,
    rows: &'a [Row],
    language: Language,
    /// The language to explain words in.
    spoken: Language,
    section: Section,
    offset: u32,
    /// Where the line begins, behind its indentation.
    line: u32,
    /// The line up to the word that is being typed.
    before: &'a str,
    /// Every name of the file, and those declared where its regulation is.
    own: Vec<Occurrence>,
    declared: Vec<(String, String, Thing)>,
}

impl<'a> Place<'a> {
    fn of(desk: &Desk, path: &Path, entry: &'a Entry, rows: &'a [Row], offset: u32) -> Option<Self> {
        let range = entry.lines.range(entry.text(), entry.lines.line(offset));
        let typed = entry.text().get(range.start..offset as usize)?;
        let indent = typed.len() - typed.trim_start().len();
        let before = typed.trim_start().trim_end_matches(keywords::is_word_char);
        // In a comment or between quotation marks there is nothing to offer.
        let quotes = |mark: char| before.matches(mark).count();
        if before.contains('#') || before.contains("//") || quotes('«') > quotes('»') || quotes('"') % 2 == 1 {
            return None;
        }
        let language = entry.tree.language;
        let home = desk.regulation_of(path);
        let mut declared = declared(desk, &home);
        for calendar in desk.order(path) {
            let others = self::declared(desk, &calendar).into_iter();
            declared
                .extend(others.filter(|one| matches!(one.2, Thing::Named(Namespace::Calendar, _)) && calendar != home));
        }
        Some(Self {
            entry,
            rows,
            language,
            spoken: desk.language.unwrap_or(language),
            section: section(rows, range.start),
            offset,
            line: u32::try_from(range.start + indent).ok()?,
            before,
            own: desk.occurrences(path),
            declared,
        })
    }

    /// What is offered, behind as much of the line as is kept.
    fn item(&self, rank: usize, kept: &str, offer: Offer) -> CompletionItem {
        let typed = u32::try_from(self.line as usize + kept.len()).unwrap_or(self.offset);
        let start = if offer.is_line { self.line } else { typed };
        let range = self.entry.range(Span::new(self.entry.source, start.min(self.offset), self.offset));
        // Right behind a colon or comma a blank is wanted.
        let blank = if !offer.is_line && kept.ends_with([':', ',']) { " " } else { "" };
        CompletionItem {
            label: offer.text.trim_end_matches([':', ' ']).to_owned(),
            kind: Some(offer.kind),
            detail: Some(offer.detail).filter(|detail| !detail.is_empty()),
            sort_text: Some(format!("{rank:04}")),
            filter_text: Some(format!("{blank}{}", offer.text)),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, format!("{blank}{}", offer.text)))),
            ..CompletionItem::default()
        }
    }

    fn word(&self, keyword: Keyword) -> Offer {
        let text = keywords::printed(keyword.canonical(self.language)).to_owned();
        let detail = keywords::meaning(keyword, self.spoken).unwrap_or_default().to_owned();
        Offer { text, detail, kind: CompletionItemKind::KEYWORD, is_line: false }
    }

    fn words(&self, keywords: &[Keyword]) -> Vec<Offer> {
        keywords.iter().map(|keyword| self.word(*keyword)).collect()
    }

    /// What may stand behind the line so far.
    fn next(&self) -> Vec<Offer> {
        let Some(expected) = syntax::ahead(self.before, self.section, self.language) else {
            return self.beginnings();
        };
        let mut offers: Vec<Offer> = expected.iter().flat_map(|one| self.offers(*one)).collect();
        if expected.contains(&Expected::Colon) {
            offers.extend(self.longer_beginnings());
        }
        offers
    }

    // ---- A phrase that is begun

    /// The phrases that begin with the words typed last, and what stands before those: `с` begins `с подачи`. To the
    /// grammar a preposition alone may be a name, so it is not asked what would stand behind it.
    fn phrases(&self) -> Option<(&'a str, Vec<Offer>)> {
        let line = self.before.strip_suffix(' ')?.trim_end();
        let cuts: Vec<usize> = line.rmatch_indices(' ').map(|(at, _)| at + 1).take(MAX_PHRASE).collect();
        // The longest beginning first: behind `со дня` not all that may stand behind `дня`.
        cuts.into_iter().rev().find_map(|cut| {
            let (kept, typed) = line.split_at_checked(cut)?;
            let begun = folded(typed) + " ";
            let expected = syntax::ahead(kept, self.section, self.language)?;
            let offers: Vec<Offer> = expected.into_iter().flat_map(|one| self.gone_on(one, kept, &begun)).collect();
            (!offers.is_empty()).then(|| (self.before.get(..cut).unwrap_or_default(), offers))
        })
    }

    /// The words expected somewhere that go on from what is typed there.
    fn gone_on(&self, expected: Expected, kept: &str, begun: &str) -> Vec<Offer> {
        let goes_on = |text: &str| folded(text).starts_with(begun);
        let keywords = match &expected {
            Expected::Word(keyword) => std::slice::from_ref(keyword),
            Expected::Limit => &[Keyword::OverallTerm, Keyword::TermOf],
            Expected::Unit => return self.units(kept).into_iter().filter(|unit| goes_on(&unit.text)).collect(),
            other => words_for(*other),
        };
        let offer = |keyword: &Keyword| {
            let mut spellings = keyword.entry()?.spellings(self.language).iter();
            let text = keywords::printed(spellings.find(|word| goes_on(word))?).to_owned();
            Some(Offer { text, ..self.word(*keyword) })
        };
        keywords.iter().filter_map(offer).collect()
    }

    /// The words that begin a line with more than what is typed of it: `ожидается исход` behind `ожидается`, and
    /// `ожидается:` too.
    fn longer_beginnings(&self) -> impl Iterator<Item = Offer> {
        let typed = folded(self.before);
        let offers = self.beginnings().into_iter();
        offers.filter(move |offer| {
            folded(&offer.text).strip_prefix(&typed).is_some_and(|rest| rest.starts_with([' ', ':']))
        })
    }

    // ---- The beginning of a line

    /// The words that a line may begin with: those of the open block first.
    fn beginnings(&self) -> Vec<Offer> {
        let open = self.open_block();
        let mut seen = Vec::new();
        let mut ranked: Vec<((usize, usize), Offer)> = Vec::new();
        for (keyword, word) in keywords::line_words(self.language) {
            let Some(rank) = self.rank(keyword, open) else { continue };
            if seen.contains(&keyword) || !syntax::begins_line(keyword, word, self.section) {
                continue;
            }
            seen.push(keyword);
            let mut offer = self.word(keyword);
            let with_colon = match keyword.entry().map(|entry| entry.position) {
                Some(Position::Attribute) => true,
                Some(Position::BlockOrAttribute) => rank.0 == 0 || self.section == Section::Case,
                _ => false,
            };
            offer.text.push_str(if with_colon { ": " } else { "" });
            offer.is_line = true;
            ranked.push((rank, offer));
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, offer)| offer).collect()
    }

    /// The block that lines about to be typed belong to, by the word that opens it.
    fn open_block(&self) -> Option<Keyword> {
        let above = self.rows.iter().rev().filter(|row| row.span.start < self.line);
        above.filter_map(|row| row.keyword).find(|keyword| OPENERS.contains(keyword))
    }

    /// How likely a word begins the line: 0 of the open block, 1 a next step, 2 whatever else fits, and which place it
    /// has among those; [`None`] where it does not belong.
    fn rank(&self, keyword: Keyword, open: Option<Keyword>) -> Option<(usize, usize)> {
        if self.section != Section::Procedure {
            let is_own = keyword.entry().is_some_and(|entry| entry.position == Position::Attribute);
            return Some((if is_own { 0 } else { 2 }, 0));
        }
        let among = |list: &[Keyword]| list.iter().position(|one| *one == keyword);
        if let Some(place) = among(lines_of(open)) {
            return Some((0, place));
        }
        if let Some(place) = among(&FLOW) {
            return Some((1, place));
        }
        let is_of_other = OPENERS.iter().any(|opener| lines_of(Some(*opener)).contains(&keyword));
        (!is_of_other).then_some((2, 0))
    }

    // ---- Within a line

    fn offers(&self, expected: Expected) -> Vec<Offer> {
        match expected {
            Expected::Word(keyword) => vec![self.word(keyword)],
            Expected::Name => self.namespace().map(|namespace| self.names(namespace)).unwrap_or_default(),
            Expected::Value => {
                let mut offers = self.names(Namespace::Fact);
                offers.extend(self.words(&[Keyword::Yes, Keyword::No, Keyword::Today, Keyword::Filing]));
                offers
            }
            Expected::RuleCode => {
                let settable = RULES.iter().filter(|rule| rule.is_settable());
                let offer = |rule: &crate::rule::Rule| Offer {
                    text: rule.code.to_owned(),
                    detail: rule.page(self.spoken).map(|page| page.title().to_owned()).unwrap_or_default(),
                    kind: CompletionItemKind::CONSTANT,
                    is_line: false,
                };
                settable.map(offer).collect()
            }
            Expected::Unit => self.units(self.before),
            Expected::Limit => {
                let mut offers = self.words(&[Keyword::OverallTerm, Keyword::TermOf]);
                offers.extend(self.limits());
                offers
            }
            Expected::Step => self.steps(),
            Expected::StepNumber => self.next_number().into_iter().collect(),
            other => self.words(words_for(other)),
        }
    }

    /// Which names are expected: those that go with the last word of the line that names go with.
    fn namespace(&self) -> Option<Namespace> {
        let line = folded(self.before);
        let open = line.matches('(').count() > line.matches(')').count();
        if open && !line.contains(':') {
            return Some(Namespace::Variant);
        }
        let declares = keywords::leading(&line).next().filter(|_| !line.contains(':')).map(|(keyword, _)| keyword);
        let last = |keyword: Keyword| {
            let entry = keyword.entry()?;
            let ends = entry.all_spellings().filter_map(|(_, word)| Some(last_word(&line, word)? + word.len()));
            ends.max()
        };
        let found = NAMED.iter().filter_map(|(keyword, namespace)| Some((last(*keyword)?, *keyword, *namespace)));
        let (at, keyword, namespace) = found.max_by_key(|(at, ..)| *at)?;
        if declares == Some(keyword) && DECLARES.contains(&keyword) {
            return None;
        }
        // `перенаправить: участник, порядок`
        let behind = line.get(at..).unwrap_or_default();
        Some(if keyword == Keyword::HandOver && behind.contains(',') { Namespace::Procedure } else { namespace })
    }

    fn names(&self, namespace: Namespace) -> Vec<Offer> {
        let kind = match namespace {
            Namespace::Participant => CompletionItemKind::CLASS,
            Namespace::Outcome => CompletionItemKind::ENUM_MEMBER,
            Namespace::Procedure => CompletionItemKind::FUNCTION,
            Namespace::Event => CompletionItemKind::EVENT,
            Namespace::Calendar => CompletionItemKind::MODULE,
            Namespace::Variant | Namespace::Fact | Namespace::Step | Namespace::Limit => CompletionItemKind::VARIABLE,
        };
        let own = self.declared.iter().filter(|(.., thing)| matches!(thing, Thing::Named(one, _) if *one == namespace));
        let offer = |(text, detail, _): &(String, String, Thing)| Offer {
            text: text.clone(),
            detail: detail.clone(),
            kind,
            is_line: false,
        };
        own.map(offer).collect()
    }

    /// The units in the form that the number before them wants.
    fn units(&self, before: &str) -> Vec<Offer> {
        let digits = before.trim_end();
        let digits = digits.rsplit(|letter: char| !letter.is_ascii_digit()).next().unwrap_or_default();
        let number = digits.parse().unwrap_or(5);
        let offer = |unit| Offer {
            text: words::unit_behind(number, unit, self.language).to_owned(),
            detail: String::new(),
            kind: CompletionItemKind::UNIT,
            is_line: false,
        };
        UNITS.into_iter().map(offer).collect()
    }

    /// The procedure that a line is about: the one it stands in, or that of the case.
    fn procedure(&self) -> Option<String> {
        let before = self.own.iter().filter(|one| one.span.start < self.offset);
        let of = |one: &Occurrence| match &one.thing {
            Thing::Named(Namespace::Procedure, name) if one.declares || self.section == Section::Case => {
                Some(name.clone())
            }
            _ => None,
        };
        before.filter_map(of).next_back()
    }

    fn steps(&self) -> Vec<Offer> {
        let Some(procedure) = self.procedure() else { return Vec::new() };
        let own = self.declared.iter().filter_map(|(_, detail, thing)| match thing {
            Thing::Step(of, step) if *of == procedure => Some((step, detail)),
            _ => None,
        });
        let offer = |(step, detail): (&StepRef, &String)| Offer {
            text: self.step(step),
            detail: detail.clone(),
            kind: CompletionItemKind::METHOD,
            is_line: false,
        };
        own.map(offer).collect()
    }

    /// A step in the form that the word before it wants.
    fn step(&self, step: &StepRef) -> String {
        let line = folded(self.before);
        let ends_with = |keyword: Keyword| {
            let spellings = keyword.entry().into_iter().flat_map(keywords::Entry::all_spellings);
            spellings.into_iter().any(|(_, word)| line.ends_with(word))
        };
        if self.language != Language::Ru || self.section == Section::Case {
            return words::step_ref(step, self.language);
        }
        if [Keyword::GoTo, Keyword::ReturnTo].into_iter().any(ends_with) {
            return format!("{} {}", words::step_kind_dative(step.kind, self.language), step.name);
        }
        format!("{} {}", words::step_kind_genitive(step.kind), step.name)
    }

    fn limits(&self) -> Vec<Offer> {
        let Some(procedure) = self.procedure() else { return Vec::new() };
        let word = keywords::printed(Keyword::Limit.canonical(self.language));
        let own = self.declared.iter().filter_map(|(_, _, thing)| match thing {
            Thing::Limit(of, title) if *of == procedure => Some(title),
            _ => None,
        });
        let offer = |title: &String| Offer {
            text: format!("{word} «{title}»"),
            detail: String::new(),
            kind: CompletionItemKind::VARIABLE,
            is_line: false,
        };
        own.map(offer).collect()
    }

    /// The number behind the greatest that the procedure has for steps of this sort.
    fn next_number(&self) -> Option<Offer> {
        let procedure = self.procedure()?;
        let kind = match keywords::leading(&folded(self.before)).next()?.0 {
            Keyword::Action => StepKind::Action,
            Keyword::Process => StepKind::Process,
            Keyword::Condition => StepKind::Condition,
            Keyword::Step => StepKind::Step,
            _ => return None,
        };
        let numbers = self.declared.iter().filter_map(|(.., thing)| match thing {
            Thing::Step(of, StepRef { kind: one, name: StepName::Number(number) })
                if *of == procedure && *one == kind =>
            {
                Some(number.major)
            }
            _ => None,
        });
        let text = numbers.max().unwrap_or(0).saturating_add(1).to_string();
        Some(Offer { text, detail: String::new(), kind: CompletionItemKind::VALUE, is_line: false })
    }
}

/// The part of the file that a place stands in: that of the line below which it stands.
fn section(rows: &[Row], start: usize) -> Section {
    let is_here = |row: &&Row| row.span.start as usize >= start;
    let Some(row) = rows.iter().find(is_here) else {
        return rows.last().map_or(Section::Head, behind);
    };
    row.section
}

/// The part of the file behind a line.
fn behind(row: &Row) -> Section {
    match row.keyword {
        Some(Keyword::Procedure) if row.section != Section::Case => Section::Procedure,
        Some(Keyword::Case) => Section::Case,
        Some(Keyword::Calendar) if row.words.iter().any(|(word, _)| *word == Word::Title) => Section::Calendar,
        _ => row.section,
    }
}

/// What a file declares: each name as it is written there, with its title.
fn declared(desk: &Desk, path: &Path) -> Vec<(String, String, Thing)> {
    let Some(entry) = desk.entry(path) else { return Vec::new() };
    let own = desk.occurrences(path).into_iter().filter(|one| one.declares);
    let titled = |one: Occurrence| {
        let text = entry.sources.slice(one.span).to_owned();
        let line = entry.lines.range(entry.text(), entry.lines.line(one.span.start));
        let rest = entry.text().get(one.span.end as usize..line.end).unwrap_or_default();
        let title = rest.split_once('«').and_then(|(_, rest)| rest.split_once('»')).map_or("", |(title, _)| title);
        (text, title.to_owned(), one.thing)
    };
    own.map(titled).collect()
}

/// Where a word stands last in a text, whole.
fn last_word(text: &str, word: &str) -> Option<usize> {
    let is_whole = |at: &usize| {
        let (before, behind) = (text.get(..*at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
        !before.ends_with(keywords::is_word_char) && !behind.starts_with(keywords::is_word_char)
    };
    text.rmatch_indices(word).map(|(at, _)| at).find(is_whole)
}

/// As many words may a phrase have before the one that is being typed: `from the moment of the end of`.
const MAX_PHRASE: usize = 7;

/// The words that open a block with lines of its own.
const OPENERS: [Keyword; 10] = [
    Keyword::Procedure,
    Keyword::Action,
    Keyword::Process,
    Keyword::Step,
    Keyword::Condition,
    Keyword::WaitReply,
    Keyword::AnyTime,
    Keyword::Branch,
    Keyword::ForEach,
    Keyword::Call,
];

/// The words of the lines that belong to a block of a procedure.
fn lines_of(opener: Option<Keyword>) -> &'static [Keyword] {
    use Keyword as K;
    match opener {
        Some(K::Procedure) => &[
            K::OverallTerm,
            K::Limit,
            K::Through,
            K::Variant,
            K::Basis,
            K::Diagram,
            K::Flowchart,
            K::Interaction,
            K::Directory,
            K::Extension,
            K::OnExpiry,
            K::OnOverallExpiry,
            K::ApplicantMay,
        ],
        Some(K::Action | K::Process | K::Step) => &[
            K::PerformedBy,
            K::Term,
            K::Including,
            K::Waiting,
            K::SendsTo,
            K::Result,
            K::Deadline,
            K::NotBefore,
            K::Event,
            K::Only,
            K::Basis,
        ],
        Some(K::Condition) => &[
            K::CheckedBy,
            K::Yes,
            K::No,
            K::Answer,
            K::EndCondition,
            K::Term,
            K::Waiting,
            K::Deadline,
            K::Only,
            K::Basis,
        ],
        Some(K::WaitReply) => &[
            K::FromWhom,
            K::UpTo,
            K::NoLimit,
            K::OnReply,
            K::OnExpiry,
            K::Suspends,
            K::Restarts,
            K::Event,
            K::Only,
            K::Basis,
        ],
        Some(K::AnyTime) => &[K::FromWhom, K::Event, K::Only, K::Basis],
        Some(K::Branch | K::ForEach | K::Call) => &[K::Only, K::Basis],
        _ => &[],
    }
}

/// The words by which a procedure goes on.
const FLOW: [Keyword; 21] = [
    Keyword::Action,
    Keyword::Process,
    Keyword::Condition,
    Keyword::Step,
    Keyword::Call,
    Keyword::Parallel,
    Keyword::Branch,
    Keyword::JoinAll,
    Keyword::JoinFirst,
    Keyword::ForEach,
    Keyword::WaitReply,
    Keyword::AnyTime,
    Keyword::Next,
    Keyword::Finish,
    Keyword::GoTo,
    Keyword::ReturnTo,
    Keyword::HandOver,
    Keyword::Yes,
    Keyword::No,
    Keyword::Answer,
    Keyword::EndCondition,
];

/// The words that names go with, and which.
const NAMED: [(Keyword, Namespace); 26] = [
    (Keyword::PerformedBy, Namespace::Participant),
    (Keyword::CheckedBy, Namespace::Participant),
    (Keyword::SendsTo, Namespace::Participant),
    (Keyword::FromWhom, Namespace::Participant),
    (Keyword::Through, Namespace::Participant),
    (Keyword::HandOver, Namespace::Participant),
    (Keyword::Result, Namespace::Outcome),
    (Keyword::Outcome, Namespace::Outcome),
    (Keyword::Finish, Namespace::Outcome),
    (Keyword::ExpectedOutcome, Namespace::Outcome),
    (Keyword::Call, Namespace::Procedure),
    (Keyword::Procedure, Namespace::Procedure),
    (Keyword::Variant, Namespace::Variant),
    (Keyword::Only, Namespace::Variant),
    (Keyword::Event, Namespace::Event),
    (Keyword::FromEvent, Namespace::Event),
    (Keyword::UntilEvent, Namespace::Event),
    (Keyword::AfterEvent, Namespace::Event),
    (Keyword::Calendar, Namespace::Calendar),
    (Keyword::Joins, Namespace::Calendar),
    (Keyword::If, Namespace::Fact),
    (Keyword::Fact, Namespace::Fact),
    (Keyword::Participant, Namespace::Participant),
    (Keyword::Regulation, Namespace::Procedure),
    (Keyword::Step, Namespace::Step),
    (Keyword::Limit, Namespace::Limit),
];

/// Behind these words, without a colon, a new name is declared.
const DECLARES: [Keyword; 9] = [
    Keyword::Procedure,
    Keyword::Variant,
    Keyword::Event,
    Keyword::Calendar,
    Keyword::Fact,
    Keyword::Participant,
    Keyword::Regulation,
    Keyword::Outcome,
    Keyword::Step,
];

const UNITS: [Unit; 8] =
    [Unit::WorkingDay, Unit::CalendarDay, Unit::Hour, Unit::Minute, Unit::Month, Unit::Week, Unit::Year, Unit::Day24h];

/// The words that are meant where one of them is expected.
fn words_for(expected: Expected) -> &'static [Keyword] {
    use Keyword as K;
    match expected {
        Expected::ParticipantKind => &[K::KindProvider, K::KindApplicant, K::KindExternal, K::KindSystem],
        Expected::OutcomeKind => &[K::Positive, K::Negative],
        Expected::FactKind => &[
            K::TypeYesNo,
            K::TypeWhole,
            K::TypeNumber,
            K::TypeMoney,
            K::TypeDate,
            K::TypeMoment,
            K::TypeText,
            K::OneOf,
            K::TypeIin,
            K::TypeBin,
            K::TypeIinOrBin,
        ],
        Expected::Relation => &[K::Equal, K::Differs, K::Less, K::More, K::NotLess, K::NotMore, K::OneOf],
        Expected::From => &[K::FromFiling, K::FromEndOf, K::FromStartOf, K::FromEvent, K::FromCompletion],
        Expected::Until => &[K::UntilCompletion, K::UntilEndOf, K::UntilStartOf, K::UntilEvent, K::UntilFiling],
        Expected::After => &[K::AfterFiling, K::AfterEndOf, K::AfterStartOf, K::AfterEvent, K::AfterCompletion],
        Expected::Cite => &[K::CitePara, K::CiteSub, K::CiteArticle, K::CitePart, K::CiteChapter, K::CiteAnnex],
        Expected::Ending => &[K::Next, K::Finish, K::GoTo, K::ReturnTo, K::HandOver, K::TacitConsent],
        Expected::Bound => &[K::AtMost],
        Expected::WeekDay => &[K::Monday, K::Tuesday, K::Wednesday, K::Thursday, K::Friday, K::Saturday, K::Sunday],
        Expected::Answer => &[K::Yes, K::No],
        Expected::Annex => &[K::CiteAnnex],
        Expected::Variants => &[K::Only],
        _ => &[],
    }
}
