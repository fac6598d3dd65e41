//! `regc` turns the transcription of a regulation into a process graph that is checked, run and drawn.
//!
//! The stages, in the order data flows through them:
//!
//! 1. [`source`]: texts, and places in them.
//! 2. [`syntax`]: text to [`ast`], line by line, by the words of [`keywords`] in a file's [`language`].
//! 3. [`resolve`]: names to ids; the [`model`] of a regulation, a [`calendar`] and a case, with each [`duration`] in it.
//! 4. [`graph`]: a process graph for each procedure and kind of the service. The stages below read nothing else.
//! 5. [`check`]: what is wrong with it. [`proof`]: whether its limits can be kept, as [`limit`] defines them.
//!    [`run`]: what happens when, in one case. [`render`]: its diagrams.
//!    [`export`]: the graph for other tools. [`reading`]: the regulation told in sentences.
//! 6. [`fix`]: what surely mends a finding. [`report`]: findings (a [`diagnostic`] is data until here) and traces, put
//!    into [`words`].
//!
//! [`program`] strings them together. [`cli`] is the command line, the only room that touches files, the
//! environment or other programs; everything else is a function of its arguments.
//!
//! # Example
//!
//! A regulation, its calendar and a case of it, from a string to a verdict and a picture:
//!
//! ```
//! use regc::program::{ParsedFile, Program};
//! use regc::source::{SourceFile, Sources};
//! use regc::model::DiagramStyle;
//! use regc::{render, run};
//!
//! let text = "reg 1 en
//!
//! calendar office «A plain week»
//!   known years: 2026
//!   time zone: Asia/Almaty
//!   working days: mon to fri
//!   working hours: 09:00 to 18:00
//!
//! regulation permit «Fishing permit»
//!   calendar: office
//! participant clerk «Clerk»
//! outcome permit «Permit» positive
//! outcome refusal «Refusal» negative
//!
//! procedure issue «Issue of a permit»
//!   overall term: 3 working days from filing (para 2)
//!   action 1 «Examination» (para 3 sub 1)
//!     performed by: clerk
//!     term: 2 working days
//!   condition 1 «Complete?»
//!     no: finish: refusal
//!     yes: next
//!   action 2 «Signature» (para 3 sub 2)
//!     performed by: clerk
//!     term: 1 working day
//!     result: permit
//!
//! case «A complete application»
//!   procedure: issue
//!   filed: 2026-06-05 10:00
//!   condition 1: yes
//!   expected outcome: permit
//!   expected completion: 2026-06-10 18:00
//! ";
//!
//! let mut sources = Sources::default();
//! let id = sources.add(SourceFile::new("permit.reg", text.to_owned()));
//! let parsed = ParsedFile::parse(id, sources.get(id).unwrap());
//! let program = Program::compile(sources, vec![parsed]);
//!
//! let unit = program.unit(id).unwrap();
//! assert!(unit.is_sound());
//! let set = unit.processes.as_ref().unwrap();
//!
//! let trace = run::run(set, &unit.cases[0]).unwrap();
//! assert!(run::differences(set, &unit.cases[0], &trace).is_empty());
//! assert_eq!(set.head.local(trace.ended).to_string(), "2026-06-10 18:00:00");
//!
//! let drawing = render::annex(set, &set.processes[0], DiagramStyle::Flowchart);
//! assert!(render::svg(&drawing).contains("Signature"));
//! ```

pub mod acceptance;
pub mod ast;
pub mod batch;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod coverage;
pub mod diagnostic;
pub mod digest;
pub mod duration;
pub mod expected;
pub mod export;
pub mod fix;
pub mod format;
pub mod graph;
pub mod keywords;
pub mod language;
pub mod levels;
pub mod limit;
pub mod lsp;
pub mod model;
pub mod moment;
pub mod program;
pub mod proof;
pub mod reading;
pub mod render;
pub mod report;
pub mod resolve;
pub mod rule;
pub mod run;
pub mod saved;
pub mod settings;
pub mod slip;
pub mod source;
pub mod syntax;
pub mod tested;
pub mod walk;
pub mod words;
pub mod workers;
