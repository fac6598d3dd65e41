//! How far a long run has come: a line on the terminal, and nothing anywhere else.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use super::output;
use crate::language::Language;
use crate::report::message::say;

/// A run that is over before this has no need of it.
const PATIENCE: Duration = Duration::from_millis(300);

/// How often the line is written anew.
const PAUSE: Duration = Duration::from_millis(100);

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Looking which files there are.
    Reading,
    /// Checking them.
    Checking,
    /// Drawing what is in them.
    Drawing,
}

/// The line that shows how far a run has come.
pub struct Progress {
    language: Language,
    /// When the line is written next; never, where nobody would see it.
    next: Option<Instant>,
    shown: bool,
    /// What is printed appears on the same terminal.
    shared: bool,
}

impl Progress {
    /// A line on standard error, if that is a terminal.
    pub fn new(language: Language) -> Self {
        let next = io::stderr().is_terminal().then(|| Instant::now() + PATIENCE);
        Self { language, next, shown: false, shared: io::stdout().is_terminal() }
    }

    /// No line: what is done will not take long.
    pub fn none() -> Self {
        Self { language: Language::default(), next: None, shown: false, shared: false }
    }

    /// Shows that so many files are done, of so many, if they have been counted.
    pub fn show(&mut self, doing: Doing, done: usize, of: Option<usize>) {
        let now = || Instant::now();
        if self.next.is_some_and(|next| now() >= next) {
            self.next = Some(now() + PAUSE);
            self.shown = true;
            // A line that cannot be shown is no reason to stop.
            let _ = output::print_error(&format!("\r\u{1b}[K{}", line(doing, done, of, self.language)));
        }
    }

    /// Makes room for something that is printed; after it the line is written again.
    pub fn make_room(&mut self) {
        if self.shown && self.shared {
            self.clear();
            self.next = Some(Instant::now());
        }
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = output::print_error("\r\u{1b}[K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

fn line(doing: Doing, done: usize, of: Option<usize>, language: Language) -> String {
    let of = of.map(|of| say!(language, " из {of}", " / {of}", " of {of}")).unwrap_or_default();
    match doing {
        Doing::Reading => {
            say!(language, "чтение, файлов: {done}{of}", "оқылуда, файл: {done}{of}", "reading, files: {done}{of}")
        }
        Doing::Drawing => {
            say!(language, "рисунки: {done}{of}", "суреттер: {done}{of}", "drawings: {done}{of}")
        }
        Doing::Checking => say!(
            language,
            "проверка, файлов: {done}{of}",
            "тексерілуде, файл: {done}{of}",
            "checking, files: {done}{of}"
        ),
    }
}
