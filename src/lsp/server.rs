//! The server: its life, from the first message to the last, and which message is for whom.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_server::{ErrorCode, Message, Notification, Request, Response, ResponseError};
use lsp_types::notification::{
    DidChangeConfiguration, DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument,
    DidSaveTextDocument, Notification as Told, PublishDiagnostics,
};
use lsp_types::{Diagnostic as Shown, PublishDiagnosticsParams, Uri};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answers;
use super::desk::Desk;
use super::disk::Disk;
use super::findings::{self, Page};
use super::place::Lines;
use super::proving::{Proved, Proving};
use super::setup::{self, Setup};
use crate::diagnostic::Severity;
use crate::language::Language;
use crate::levels::Levels;
use crate::program::Unit;

/// Texts of so many bytes and more are checked when their author pauses.
const LARGE: usize = 256 << 10;

/// What is to be done when no message comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// Nothing.
    Nothing,
    /// What has changed is to be checked, at once.
    Check,
    /// It is to be checked after a short silence: it is large.
    CheckLater,
    /// Limits are to be proved after a silence.
    Prove,
}

/// Where the server is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nobody has introduced himself.
    New,
    Working,
    /// It has been told that it is not needed any more.
    ShutDown,
    /// It has been told to end.
    Ended {
        /// After it was told that it is not needed any more.
        in_order: bool,
    },
}

/// A server.
pub struct Server {
    phase: Phase,
    desk: Desk,
    /// The language it was started to speak, where the editor asks for none.
    language: Option<Language>,
    /// What the editor can do.
    setup: Setup,
    /// Something has changed since the files were checked.
    is_stale: bool,
    /// What is shown of each file, by its address.
    shown: BTreeMap<String, Sheet>,
    /// How many requests the server has made itself.
    asked: i32,
}

/// What is shown of a file.
#[derive(Default)]
struct Sheet {
    /// What it was made of: if that is still the same, so is the sheet.
    made_of: Option<Basis>,
    findings: Vec<Shown>,
}

struct Basis {
    unit: Arc<Unit>,
    levels: Arc<Levels>,
    proved: Option<Arc<Proved>>,
    version: Option<i32>,
}

impl Basis {
    fn is(&self, other: &Self) -> bool {
        let same_proof = match (&self.proved, &other.proved) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        same_proof
            && Arc::ptr_eq(&self.unit, &other.unit)
            && Arc::ptr_eq(&self.levels, &other.levels)
            && self.version == other.version
    }
}

impl Server {
    /// A server that speaks a language; without one, that of each file.
    #[must_use]
    pub fn new(disk: Box<dyn Disk>, language: Option<Language>) -> Self {
        Self {
            phase: Phase::New,
            desk: Desk::new(disk, language),
            language,
            setup: Setup::default(),
            is_stale: false,
            shown: BTreeMap::new(),
            asked: 0,
        }
    }

    /// Whether it has been told to end, and if so, whether in good order.
    #[must_use]
    pub fn ended(&self) -> Option<bool> {
        match self.phase {
            Phase::Ended { in_order } => Some(in_order),
            _ => None,
        }
    }

    /// Nobody is there any more.
    #[must_use]
    pub fn left_in_order(&self) -> bool {
        self.phase == Phase::ShutDown
    }

    /// What is to be done when no message comes.
    #[must_use]
    pub fn rest(&self) -> Rest {
        if self.phase != Phase::Working {
            return Rest::Nothing;
        }
        if self.is_stale {
            let is_large = self.desk.opened().any(|(_, document)| document.text.len() >= LARGE);
            return if is_large { Rest::CheckLater } else { Rest::Check };
        }
        if self.desk.proving().is_some() { Rest::Prove } else { Rest::Nothing }
    }

    /// Takes a message; what it sends in turn.
    pub fn take(&mut self, message: Message) -> Vec<Message> {
        match message {
            Message::Request(request) => self.request(request),
            Message::Notification(notification) => self.notification(notification),
            // What the editor says to the server's own requests changes nothing.
            Message::Response(_) => Vec::new(),
        }
    }

    // ---- Requests

    fn request(&mut self, request: Request) -> Vec<Message> {
        let Request { id, method, params } = request;
        let mut sent = Vec::new();
        let answer = match (self.phase, method.as_str()) {
            (Phase::New, "initialize") => self.initialize(params),
            (Phase::New, _) => Err(refusal(ErrorCode::ServerNotInitialized, "initialize comes first")),
            (Phase::ShutDown | Phase::Ended { .. }, _) => {
                Err(refusal(ErrorCode::InvalidRequest, "the server has been shut down"))
            }
            (Phase::Working, "initialize") => Err(refusal(ErrorCode::InvalidRequest, "initialize comes once")),
            (Phase::Working, "shutdown") => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::Working, _) => {
                // An answer is about the text as it is now.
                if self.is_stale {
                    sent = self.check();
                }
                answers::answer(&mut self.desk, &method, params)
            }
        };
        sent.push(Response { id, response_result: answer }.into());
        sent
    }

    fn initialize(&mut self, params: Value) -> Result<Value, ResponseError> {
        let params = read(params)?;
        self.setup = Setup::of(&params);
        self.desk.encoding = self.setup.encoding;
        self.desk.language = self.setup.language.or(self.desk.language);
        self.desk.rule_pages.clone_from(&self.setup.rule_pages);
        self.desk.roots = self.setup.roots.iter().map(|root| self.desk.path(root)).collect();
        self.phase = Phase::Working;
        written(setup::answer(&self.setup))
    }

    // ---- Notifications

    fn notification(&mut self, notification: Notification) -> Vec<Message> {
        let Notification { method, params } = notification;
        if method == "exit" {
            self.phase = Phase::Ended { in_order: self.phase == Phase::ShutDown };
            return Vec::new();
        }
        if self.phase != Phase::Working {
            return Vec::new();
        }
        if method == "initialized" {
            return self.watch();
        }
        // What is not understood can be told nobody: a notification has no answer.
        let _ = self.told(&method, params);
        Vec::new()
    }

    fn told(&mut self, method: &str, params: Value) -> Result<(), ResponseError> {
        match method {
            DidOpenTextDocument::METHOD => {
                let params = read_told::<DidOpenTextDocument>(params)?.text_document;
                self.desk.open(params.uri, params.version, params.text);
            }
            DidChangeTextDocument::METHOD => {
                let params = read_told::<DidChangeTextDocument>(params)?;
                let document = params.text_document;
                self.desk.change(&document.uri, document.version, params.content_changes);
            }
            DidCloseTextDocument::METHOD => {
                self.desk.close(&read_told::<DidCloseTextDocument>(params)?.text_document.uri);
            }
            DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => self.desk.forget_settings(),
            DidChangeConfiguration::METHOD => {
                let Some(settings) = params.pointer("/settings/regc").filter(|settings| settings.get("lang").is_some())
                else {
                    return Ok(());
                };
                self.desk.language = setup::language(settings).or(self.language);
                self.shown.values_mut().for_each(|sheet| sheet.made_of = None);
            }
            _ => return Ok(()),
        }
        self.is_stale = true;
        Ok(())
    }

    /// Asks to be told when files on disk change, if the editor can do that.
    fn watch(&mut self) -> Vec<Message> {
        if !self.setup.watches {
            return Vec::new();
        }
        self.asked += 1;
        vec![setup::watch(self.asked).into()]
    }

    // ---- Checking

    /// Checks what has changed; what is shown differently from now on.
    pub fn check(&mut self) -> Vec<Message> {
        self.is_stale = false;
        let opened: Vec<PathBuf> = self.desk.opened().map(|(path, _)| path.to_owned()).collect();
        let mut paths: Vec<PathBuf> = Vec::new();
        for path in &opened {
            for path in self.desk.compile(path) {
                if !paths.contains(&path) {
                    paths.push(path);
                }
            }
        }
        self.desk.keep(&paths);
        let mut sent = Vec::new();
        let mut present = Vec::new();
        for path in &paths {
            self.sheet(path, &mut present, &mut sent);
        }
        self.settings(&mut present, &mut sent);
        self.clear(&present, &mut sent);
        sent
    }

    /// Takes the proofs of a file.
    pub fn proved(&mut self, proved: Proved) -> Vec<Message> {
        self.desk.proved(proved);
        if self.is_stale { Vec::new() } else { self.check() }
    }

    /// The proofs to be made next.
    #[must_use]
    pub fn proving(&self) -> Option<Proving> {
        self.desk.proving()
    }

    /// Shows what is wrong with a file. Of one that is used and not open, only what keeps it from being used.
    fn sheet(&mut self, path: &Path, present: &mut Vec<String>, sent: &mut Vec<Message>) {
        let levels = self.desk.levels(path);
        let version = self.desk.document(path).map(|document| document.version);
        let Some((entry, uri)) = self.desk.entry(path).zip(self.desk.uri(path)) else { return };
        let Some((unit, file)) = entry.unit().zip(entry.file()) else { return };
        present.push(uri.as_str().to_owned());
        let basis = Basis { unit: Arc::clone(unit), levels, proved: entry.proved.clone(), version };
        let known = self.shown.get(uri.as_str()).and_then(|sheet| sheet.made_of.as_ref());
        if known.is_some_and(|known| known.is(&basis)) {
            return;
        }
        let Some(checked) = entry.checked() else { return };
        let mut told = findings::told(&checked, &basis.levels);
        told.retain(|(finding, _)| version.is_some() || finding.is_error());
        let language = self.desk.language.unwrap_or(unit.language);
        let rule_pages = self.desk.rule_pages.as_deref();
        let page = Page { uri: &uri, file, lines: &entry.lines, language, words: unit.language, rule_pages };
        let findings = page.shown(told);
        self.show(&uri, Sheet { made_of: Some(basis), findings }, sent);
    }

    /// Shows what is wrong with the settings of projects.
    fn settings(&mut self, present: &mut Vec<String>, sent: &mut Vec<Message>) {
        let language = self.desk.language;
        let language = language.or_else(|| {
            let first = self.desk.opened().next().and_then(|(path, _)| self.desk.entry(path)?.unit());
            first.map(|unit| unit.language)
        });
        let language = language.unwrap_or_default();
        let mut sheets = Vec::new();
        for (path, settings) in self.desk.projects().files() {
            let Some((uri, file)) = self.desk.uri(path).zip(settings.sources.get(settings.source)) else { continue };
            let lines = Lines::new(file.text(), self.desk.encoding);
            let rule_pages = self.desk.rule_pages.as_deref();
            let page = Page { uri: &uri, file, lines: &lines, language, words: language, rule_pages };
            let told = settings.findings.iter().map(|finding| (finding, finding.problem.severity()));
            let findings = page.shown(told.collect::<Vec<(_, Severity)>>());
            sheets.push((uri, findings));
        }
        for (uri, findings) in sheets {
            present.push(uri.as_str().to_owned());
            let known = self.shown.get(uri.as_str());
            if known.is_none_or(|known| known.findings != findings) {
                self.show(&uri, Sheet { made_of: None, findings }, sent);
            }
        }
    }

    /// Shows a sheet; an empty one only where there was another, or the file is open.
    fn show(&mut self, uri: &Uri, sheet: Sheet, sent: &mut Vec<Message>) {
        let version = sheet.made_of.as_ref().and_then(|basis| basis.version);
        let known = self.shown.get(uri.as_str()).map(|known| known.findings.as_slice());
        if version.is_some() || known.unwrap_or_default() != sheet.findings {
            sent.push(publish(uri.clone(), sheet.findings.clone(), version));
        }
        self.shown.insert(uri.as_str().to_owned(), sheet);
    }

    /// Takes away what is shown of files that nobody has open or uses any more.
    fn clear(&mut self, present: &[String], sent: &mut Vec<Message>) {
        let gone: Vec<String> = self.shown.keys().filter(|uri| !present.contains(uri)).cloned().collect();
        for uri in gone {
            let sheet = self.shown.remove(&uri);
            if sheet.is_some_and(|sheet| !sheet.findings.is_empty())
                && let Ok(uri) = uri.parse()
            {
                sent.push(publish(uri, Vec::new(), None));
            }
        }
    }
}

fn publish(uri: Uri, diagnostics: Vec<Shown>, version: Option<i32>) -> Message {
    let params = PublishDiagnosticsParams { uri, diagnostics, version };
    Notification::new(PublishDiagnostics::METHOD.to_owned(), params).into()
}

/// Why a request is not answered.
pub fn refusal(code: ErrorCode, message: &str) -> ResponseError {
    ResponseError { code: code as i32, message: message.to_owned(), data: None }
}

/// The parameters of a message.
pub fn read<T: DeserializeOwned>(params: Value) -> Result<T, ResponseError> {
    serde_json::from_value(params).map_err(|error| refusal(ErrorCode::InvalidParams, &error.to_string()))
}

fn read_told<N: Told>(params: Value) -> Result<N::Params, ResponseError> {
    read(params)
}

/// An answer on its way out.
pub fn written(answer: impl serde::Serialize) -> Result<Value, ResponseError> {
    serde_json::to_value(answer).map_err(|error| refusal(ErrorCode::InternalError, &error.to_string()))
}
