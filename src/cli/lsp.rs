//! `regc lsp`: the language server, on standard input and output.

use std::convert::Infallible;
use std::io::{self, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;
use std::{fs, thread};

use clap::Args;
use lsp_server::{ErrorCode, Message};

use super::Shared;
use super::files;
use super::output::{Exit, Failure};
use crate::diagnostic::Unreadable;
use crate::lsp::{Disk, Inbox, Proved, Rest, Server, Stamp};

/// After so long a silence a large text is checked.
const SHORT: Duration = Duration::from_millis(200);

/// After so long a silence limits are proved.
const LONG: Duration = Duration::from_millis(400);

/// Answer an editor: findings while typing, names, completion, layout (Language Server Protocol)
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  regc lsp                  started by the editor; it speaks on standard input and output
  regc lsp --lang kk        messages in Kazakh whatever the file

How to set it up in an editor is in docs/editor.md.")]
pub struct Lsp {
    /// Speak on standard input and output; it does so anyway, and some editors say it
    #[arg(long, hide = true)]
    stdio: bool,

    #[command(flatten)]
    shared: Shared,
}

/// What the server wakes up for.
enum Event {
    Message(Message),
    /// What came was no message; the reason.
    Garbled(String),
    /// Proofs that were made beside it.
    Proved(Proved),
    /// The editor has gone.
    Gone,
}

impl Lsp {
    pub fn run(&self) -> Result<Exit, Failure> {
        let (sender, events) = mpsc::channel();
        let reader = sender.clone();
        thread::spawn(move || listen(&reader));
        let server = Server::new(Box::new(Files), self.shared.language());
        let mut session = Session { server, inbox: Inbox::default(), sender, is_proving: false, gone: false };
        session.serve(&events)
    }
}

/// Hands on what the editor says, until it has gone.
fn listen(events: &Sender<Event>) {
    let mut input = BufReader::new(io::stdin());
    loop {
        let event = match Message::read(&mut input) {
            Ok(Some(message)) => Event::Message(message),
            Err(error) if error.kind() == ErrorKind::InvalidData => Event::Garbled(error.to_string()),
            Ok(None) | Err(_) => Event::Gone,
        };
        let is_last = matches!(event, Event::Gone);
        if events.send(event).is_err() || is_last {
            return;
        }
    }
}

/// A conversation with an editor.
struct Session {
    server: Server,
    inbox: Inbox,
    sender: Sender<Event>,
    /// Limits are being proved.
    is_proving: bool,
    gone: bool,
}

impl Session {
    fn serve(&mut self, events: &Receiver<Event>) -> Result<Exit, Failure> {
        loop {
            // All that has come is looked at before anything is done: it may take back what waits.
            while let Ok(event) = events.try_recv() {
                self.hear(event)?;
            }
            if let Some(message) = self.inbox.pop() {
                let sent = self.server.take(message);
                send(&sent)?;
                if let Some(in_order) = self.server.ended() {
                    return Ok(if in_order { Exit::Clean } else { Exit::Findings });
                }
            } else if self.gone {
                return Ok(if self.server.left_in_order() { Exit::Clean } else { Exit::Findings });
            } else {
                self.rest(events)?;
            }
        }
    }

    fn hear(&mut self, event: Event) -> Result<(), Failure> {
        match event {
            Event::Message(message) => send(self.inbox.push(message).as_slice()),
            Event::Garbled(reason) => garbled(&reason),
            Event::Proved(proved) => {
                self.is_proving = false;
                send(&self.server.proved(proved))
            }
            Event::Gone => {
                self.gone = true;
                Ok(())
            }
        }
    }

    /// Does what is to be done when no message comes, or waits for one.
    fn rest(&mut self, events: &Receiver<Event>) -> Result<(), Failure> {
        let wait = match self.server.rest() {
            Rest::Check => return send(&self.server.check()),
            Rest::CheckLater => Some(SHORT),
            Rest::Prove if !self.is_proving => Some(LONG),
            Rest::Prove | Rest::Nothing => None,
        };
        let heard = match wait {
            Some(wait) => events.recv_timeout(wait),
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match heard {
            Ok(event) => self.hear(event),
            Err(RecvTimeoutError::Timeout) if self.server.rest() == Rest::CheckLater => send(&self.server.check()),
            Err(RecvTimeoutError::Timeout) => {
                self.prove();
                Ok(())
            }
            Err(RecvTimeoutError::Disconnected) => self.hear(Event::Gone),
        }
    }

    fn prove(&mut self) {
        let Some(proving) = self.server.proving() else { return };
        let sender = self.sender.clone();
        self.is_proving = true;
        // Who has ended does not hear what comes of it.
        thread::spawn(move || sender.send(Event::Proved(proving.run())));
    }
}

/// Says something to the editor. One that has gone is noticed where it is heard.
fn send(messages: &[Message]) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    for message in messages {
        match message.write(&mut output) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// What was no message is answered to nobody in particular.
fn garbled(reason: &str) -> Result<(), Failure> {
    let error = serde_json::json!({ "code": ErrorCode::ParseError as i32, "message": reason });
    let text = serde_json::json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string();
    let mut output = io::stdout().lock();
    match write!(output, "Content-Length: {}\r\n\r\n{text}", text.len()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// The files on disk.
struct Files;

impl Disk for Files {
    fn text(&self, path: &Path) -> Result<String, Unreadable> {
        files::text(path)
    }

    fn stamp(&self, path: &Path) -> Stamp {
        let known = fs::metadata(path).ok()?;
        Some((known.modified().ok()?, known.len()))
    }

    fn real(&self, path: &Path) -> PathBuf {
        let in_folder = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
        path.canonicalize().ok().or_else(in_folder).unwrap_or_else(|| path.to_owned())
    }

    fn reg_files(&self, folder: &Path) -> Vec<PathBuf> {
        // A folder that nobody may read says nothing of those beside it.
        let Ok(found) = files::under(folder, |_, _| Ok::<(), Infallible>(()));
        found
    }
}
