//! A small editor.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// However slow the machine is, it answers within this time.
const PATIENCE: Duration = Duration::from_secs(120);

/// A place: line and column, from 0.
pub fn at(line: u32, character: u32) -> Value {
    json!({ "line": line, "character": character })
}

/// The address of a path.
pub fn uri(path: impl AsRef<Path>) -> String {
    let mut uri = "file://".to_owned();
    for byte in path.as_ref().to_str().unwrap().bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02X}").unwrap();
        }
    }
    uri
}

pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What came while something else was waited for.
    pub seen: Vec<Value>,
    /// What is shown of each file.
    pub shown: Vec<(String, Vec<Value>)>,
    next: i64,
}

impl Client {
    pub fn start() -> Self {
        Self::with(&[])
    }

    pub fn with(arguments: &[&str]) -> Self {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("regc"));
        command.arg("lsp").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (input, mut output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            while let Some(message) = receive(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Self { child, input, messages, seen: Vec::new(), shown: Vec::new(), next: 0 }
    }

    pub fn raw(&mut self, text: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(text.as_bytes()).unwrap();
        input.flush().unwrap();
    }

    fn message(&mut self, message: &Value) {
        let text = message.to_string();
        self.raw(&format!("Content-Length: {}\r\n\r\n{text}", text.len()));
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        let mut message = json!({ "jsonrpc": "2.0", "method": method });
        message["params"] = params;
        self.message(&message);
    }

    /// Sends a request and does not wait.
    pub fn send(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let id = self.next;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        message["params"] = params;
        self.message(&message);
        id
    }

    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.send(method, params);
        let answer = self.wait(|message| message["id"] == id && message.get("method").is_none());
        match answer.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(answer["result"].clone()),
        }
    }

    /// The first message that is meant, of those that came or the next ones.
    pub fn wait(&mut self, is_meant: impl Fn(&Value) -> bool) -> Value {
        if let Some(place) = self.seen.iter().position(&is_meant) {
            return self.seen.remove(place);
        }
        loop {
            let message = self.receive();
            if is_meant(&message) {
                return message;
            }
            self.seen.push(message);
        }
    }

    /// The next message that comes.
    fn receive(&mut self) -> Value {
        let message = self.messages.recv_timeout(PATIENCE).unwrap();
        if message["method"] == "textDocument/publishDiagnostics" {
            let (uri, shown) = (message["params"]["uri"].as_str().unwrap(), &message["params"]["diagnostics"]);
            self.shown.retain(|(known, _)| known != uri);
            self.shown.push((uri.to_owned(), shown.as_array().unwrap().clone()));
        }
        message
    }

    pub fn initialize(&mut self, params: Value) -> Value {
        let mut params = params;
        if params.get("capabilities").is_none() {
            params["capabilities"] = json!({});
        }
        let told = self.request("initialize", params).unwrap();
        self.notify("initialized", json!({}));
        told
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": "reg", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Changes a text: from a place to a place, and what stands there then.
    pub fn change(&mut self, uri: &str, version: i32, changes: &[(Value, Value, &str)]) {
        let change =
            |(from, to, text): &(Value, Value, &str)| json!({ "range": { "start": from, "end": to }, "text": text });
        let changes: Vec<_> = changes.iter().map(change).collect();
        let document = json!({ "uri": uri, "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// What is shown next of a version of an open text.
    pub fn published(&mut self, uri: &str, version: i32) -> Vec<Value> {
        let message = self.wait(|message| {
            let params = &message["params"];
            message["method"] == "textDocument/publishDiagnostics"
                && params["uri"] == uri
                && params["version"] == version
        });
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// The same, each finding as its range and code.
    pub fn findings(&mut self, uri: &str, version: i32) -> Vec<String> {
        self.published(uri, version).iter().map(finding).collect()
    }

    /// What was shown last of a file.
    pub fn published_last(&self, uri: &str) -> Vec<Value> {
        self.shown.iter().find(|(known, _)| known == uri).map(|(_, shown)| shown.clone()).unwrap_or_default()
    }

    /// Waits until just this is shown of a file: what is shown in between may be left out.
    pub fn settles(&mut self, uri: &str, expected: &[&str]) {
        loop {
            let shown = self.shown.iter().find(|(known, _)| known == uri);
            if shown.is_some_and(|(_, shown)| shown.iter().map(finding).eq(expected.iter().copied())) {
                return;
            }
            let message = self.receive();
            self.seen.push(message);
        }
    }

    /// Ends the conversation in good order.
    pub fn leave(&mut self) {
        assert_eq!(self.request("shutdown", Value::Null), Ok(Value::Null));
        self.notify("exit", Value::Null);
        assert_eq!(self.exit_code(), 0);
    }

    pub fn close_input(&mut self) {
        self.input = None;
    }

    pub fn exit_code(&mut self) -> i32 {
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `3:4-3:9 R0015`
pub fn finding(shown: &Value) -> String {
    let place = |place: &Value| format!("{}:{}", place["line"], place["character"]);
    let range = &shown["range"];
    format!("{}-{} {}", place(&range["start"]), place(&range["end"]), shown["code"].as_str().unwrap())
}

fn receive(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        if let Some(number) = line.strip_prefix("Content-Length: ") {
            length = number.parse().unwrap();
        }
    }
    let mut bytes = vec![0; length];
    output.read_exact(&mut bytes).ok()?;
    Some(serde_json::from_slice(&bytes).unwrap())
}
