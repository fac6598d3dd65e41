//! What editor and server tell each other of themselves at the beginning.

use lsp_server::Request;
use lsp_types::request::{RegisterCapability, Request as _};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions, CompletionOptions,
    DidChangeWatchedFilesRegistrationOptions, ExecuteCommandOptions, FileSystemWatcher, FoldingRangeProviderCapability,
    GlobPattern, HoverProviderCapability, InitializeParams, InitializeResult, OneOf, Registration, RegistrationParams,
    RenameOptions, SaveOptions, SemanticTokensFullOptions, SemanticTokensOptions, SemanticTokensServerCapabilities,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, Uri, WorkDoneProgressOptions,
};
use serde_json::Value;

use super::commands::{RUN_CASE, SHOW_DIAGRAM};
use super::place::Encoding;
use super::tokens;
use crate::language::Language;

/// What is known of the editor.
#[derive(Debug, Default)]
pub struct Setup {
    /// What columns count.
    pub encoding: Encoding,
    /// The language it asks for.
    pub language: Option<Language>,
    /// Where it has the pages of the rules.
    pub rule_pages: Option<String>,
    /// The folders it works in.
    pub roots: Vec<Uri>,
    /// Whether it can be asked to watch files.
    pub watches: bool,
}

impl Setup {
    /// What an editor tells of itself.
    #[expect(deprecated, reason = "editors from before folders of a workspace name one root")]
    pub fn of(params: &InitializeParams) -> Self {
        let general = params.capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
        let workspace = params.capabilities.workspace.as_ref();
        let watching = workspace.and_then(|workspace| workspace.did_change_watched_files);
        let options = params.initialization_options.as_ref();
        let rule_pages = options.and_then(|options| options.get("rulePages")?.as_str().map(str::to_owned));
        let folders = params.workspace_folders.iter().flatten().map(|folder| folder.uri.clone());
        let mut roots: Vec<Uri> = folders.collect();
        if roots.is_empty() {
            roots.extend(params.root_uri.clone());
        }
        Self {
            encoding: Encoding::of(offered),
            language: options.and_then(language),
            rule_pages,
            roots,
            watches: watching.is_some_and(|watching| watching.dynamic_registration == Some(true)),
        }
    }
}

/// The language that settings ask for: `{"lang": "kk"}`.
pub fn language(settings: &Value) -> Option<Language> {
    Language::from_code(settings.get("lang")?.as_str()?)
}

/// What the server tells of itself.
pub fn answer(setup: &Setup) -> InitializeResult {
    InitializeResult {
        capabilities: capabilities(setup),
        server_info: Some(ServerInfo { name: "regc".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) }),
    }
}

fn capabilities(setup: &Setup) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(setup.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        document_formatting_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        })),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::SOURCE_FIX_ALL]),
            ..CodeActionOptions::default()
        })),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![RUN_CASE.to_owned(), SHOW_DIAGRAM.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        inlay_hint_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec![":".to_owned(), ",".to_owned()]),
            ..CompletionOptions::default()
        }),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
            SemanticTokensOptions {
                legend: tokens::legend(),
                full: Some(SemanticTokensFullOptions::Bool(true)),
                ..SemanticTokensOptions::default()
            },
        )),
        ..ServerCapabilities::default()
    }
}

/// The request to be told when regulations or settings change on disk.
pub fn watch(id: i32) -> Request {
    let watcher = |glob: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None };
    let options =
        DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher("**/*.reg"), watcher("**/regc.toml")] };
    let registration = Registration {
        id: "regc-files".to_owned(),
        method: "workspace/didChangeWatchedFiles".to_owned(),
        register_options: serde_json::to_value(options).ok(),
    };
    let params = RegistrationParams { registrations: vec![registration] };
    Request::new(id.into(), RegisterCapability::METHOD.to_owned(), params)
}
