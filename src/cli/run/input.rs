//! Who answers the questions of a walk: somebody at a terminal, or lines of standard input.

use std::io::{self, BufRead, IsTerminal, Write};

use console::{Key, Term};
use unicode_width::UnicodeWidthChar;

use crate::cli::output::{self, Failure};
use crate::language::Language;
use crate::report::walk as wording;

/// Words that lead back, in every language.
const BACK: [&str; 5] = ["<", "b", "back", "назад", "артқа"];
/// Words that end the walk.
const QUIT: [&str; 4] = ["q", "quit", "выход", "шығу"];

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// The answer of this place in the list.
    Choice(usize),
    /// Something else, as it was typed.
    Typed(String),
    /// Back to the last question.
    Back,
    /// No more questions.
    Quit,
    /// There is nothing more to be read.
    End,
}

/// Where answers come from.
pub enum Input {
    /// Keys; lists are chosen from with arrows.
    Terminal(Term),
    /// A line for each answer, for scripts; nothing is drawn over.
    Lines,
}

impl Input {
    /// The terminal, if both ends of the program are at one.
    pub fn new() -> Self {
        let is_terminal = io::stdin().is_terminal() && io::stdout().is_terminal();
        if is_terminal { Self::Terminal(Term::stdout()) } else { Self::Lines }
    }

    /// Lets somebody choose, or write something of their own; `keys` says what can be typed.
    pub fn choose(
        &self,
        labels: &[String],
        default: Option<usize>,
        keys: &str,
        language: Language,
    ) -> Result<Answered, Failure> {
        match self {
            Self::Terminal(terminal) if !labels.is_empty() => {
                Ok(List { terminal, labels, at: default.unwrap_or_default() }.choose(language)?)
            }
            _ => line(labels, default, keys),
        }
    }
}

/// Reads a line: the number of an answer, a word that leads on, or an answer in words.
fn line(labels: &[String], default: Option<usize>, keys: &str) -> Result<Answered, Failure> {
    let mark = |index: usize| if default == Some(index) { "*" } else { " " };
    let numbered = labels.iter().enumerate();
    let list: Vec<_> = numbered.map(|(index, label)| format!("{}{:>3}  {label}\n", mark(index), index + 1)).collect();
    output::print(&format!("{}{keys}\n> ", list.concat()))?;
    io::stdout().flush()?;
    let read = read_line()?;
    if !io::stdin().is_terminal() {
        output::print("\n")?;
    }
    Ok(read.map_or(Answered::End, |text| meant(&text, labels.len(), default)))
}

/// A line of standard input without its end; `None` behind the last.
fn read_line() -> io::Result<Option<String>> {
    let mut text = String::new();
    let read = io::stdin().lock().read_line(&mut text)?;
    Ok((read > 0).then(|| text.trim().to_owned()))
}

/// What a line means where there are so many answers to choose from.
fn meant(text: &str, choices: usize, default: Option<usize>) -> Answered {
    let word = text.to_lowercase();
    let number = text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    match (number.filter(|index| *index < choices), default) {
        (Some(index), _) => Answered::Choice(index),
        (None, Some(index)) if text.is_empty() => Answered::Choice(index),
        _ if BACK.contains(&word.as_str()) => Answered::Back,
        _ if QUIT.contains(&word.as_str()) => Answered::Quit,
        _ => Answered::Typed(text.to_owned()),
    }
}

/// A list on a terminal, redrawn in its place.
struct List<'a> {
    terminal: &'a Term,
    labels: &'a [String],
    /// The answer that is marked.
    at: usize,
}

impl List<'_> {
    fn choose(mut self, language: Language) -> io::Result<Answered> {
        self.terminal.write_line(&self.cut(&wording::list_keys(language)))?;
        self.draw()?;
        loop {
            let answered = match self.terminal.read_key()? {
                Key::ArrowUp | Key::Char('k') => self.mark(self.at.saturating_sub(1))?,
                Key::ArrowDown | Key::Char('j') => self.mark(self.at + 1)?,
                Key::Home => self.mark(0)?,
                Key::End => self.mark(usize::MAX)?,
                Key::Enter => Some(Answered::Choice(self.at)),
                Key::ArrowLeft | Key::Backspace | Key::Char('b' | '<') => Some(Answered::Back),
                Key::Escape | Key::Char('q') => Some(Answered::Quit),
                Key::Char('t') => Some(self.typed()?),
                Key::Char(digit) => self.number(digit),
                _ => None,
            };
            if let Some(answered) = answered {
                return self.left(answered);
            }
        }
    }

    /// The answer of a number that is a key; in a list that has more of them the rest is reached by arrows.
    fn number(&mut self, digit: char) -> Option<Answered> {
        let index = usize::try_from(digit.to_digit(10)?).ok()?.checked_sub(1)?;
        (index < self.labels.len()).then_some(Answered::Choice(index))
    }

    fn mark(&mut self, at: usize) -> io::Result<Option<Answered>> {
        self.at = at.min(self.labels.len().saturating_sub(1));
        self.terminal.clear_last_lines(self.labels.len())?;
        self.draw()?;
        Ok(None)
    }

    fn draw(&self) -> io::Result<()> {
        for (index, label) in self.labels.iter().enumerate() {
            let mark = if index == self.at { "❯" } else { " " };
            self.terminal.write_line(&self.cut(&format!("{mark} {}  {label}", index + 1)))?;
        }
        Ok(())
    }

    fn typed(&self) -> io::Result<Answered> {
        self.terminal.write_str("> ")?;
        Ok(read_line()?.map_or(Answered::End, |text| meant(&text, 0, None)))
    }

    /// Leaves of the list what was chosen.
    fn left(self, answered: Answered) -> io::Result<Answered> {
        let typed = usize::from(matches!(answered, Answered::Typed(_) | Answered::End));
        self.terminal.clear_last_lines(self.labels.len() + 1 + typed)?;
        match &answered {
            Answered::Choice(index) => {
                let label = self.labels.get(*index).map_or("", String::as_str);
                self.terminal.write_line(&self.cut(&format!("❯ {label}")))?;
            }
            Answered::Typed(text) => self.terminal.write_line(&self.cut(&format!("> {text}")))?,
            Answered::Back | Answered::Quit | Answered::End => {}
        }
        Ok(answered)
    }

    /// As much of a line as fits the terminal: one that wraps could not be drawn over.
    fn cut(&self, line: &str) -> String {
        let width = usize::from(self.terminal.size().1).saturating_sub(1);
        let mut used = 0;
        let fits = |letter: &char| {
            used += letter.width().unwrap_or_default();
            used <= width
        };
        line.chars().take_while(fits).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_number_a_word_that_leads_on_or_an_answer() {
        for (text, means) in [
            ("2", Answered::Choice(1)),
            ("", Answered::Choice(0)),
            ("3", Answered::Typed("3".to_owned())),
            ("0", Answered::Typed("0".to_owned())),
            ("Назад", Answered::Back),
            ("<", Answered::Back),
            ("ШЫҒУ", Answered::Quit),
            ("да", Answered::Typed("да".to_owned())),
        ] {
            assert_eq!(meant(text, 2, Some(0)), means, "{text}");
        }
        assert_eq!(meant("", 2, None), Answered::Typed(String::new()));
    }
}
