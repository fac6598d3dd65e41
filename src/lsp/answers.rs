//! Which request asks for what.

use std::path::{Path, PathBuf};

use lsp_server::{ErrorCode, ResponseError};
use lsp_types::request::{
    CodeActionRequest, CodeLensRequest, Completion, DocumentHighlightRequest, DocumentSymbolRequest, ExecuteCommand,
    FoldingRangeRequest, Formatting, GotoDefinition, HoverRequest, InlayHintRequest, PrepareRenameRequest, References,
    Rename, Request, SemanticTokensFullRequest, WorkspaceSymbolRequest,
};
use lsp_types::{
    CompletionResponse, DocumentHighlight, DocumentHighlightKind, DocumentSymbolResponse, GotoDefinitionResponse,
    Location, Position, PrepareRenameResponse, ReferenceParams, SemanticTokensResult, TextDocumentPositionParams,
    TextEdit, Uri, WorkspaceSymbolResponse,
};
use serde_json::Value;

use super::across::Found;
use super::desk::Desk;
use super::server::{read, refusal, written};
use super::{actions, commands, complete, folding, hints, hover, rename, symbols, tokens};
use crate::format;

type Answer = Result<Value, ResponseError>;

/// The answer to a request.
pub fn answer(desk: &mut Desk, method: &str, params: Value) -> Answer {
    match method {
        HoverRequest::METHOD => asked::<HoverRequest>(params, |params| {
            let (path, offset) = place(desk, &params.text_document_position_params)?;
            hover::hover(desk, &path, offset)
        }),
        GotoDefinition::METHOD => asked::<GotoDefinition>(params, |params| {
            definition(desk, &params.text_document_position_params).map(GotoDefinitionResponse::Array)
        }),
        References::METHOD => asked::<References>(params, |params| references(desk, &params)),
        DocumentHighlightRequest::METHOD => {
            asked::<DocumentHighlightRequest>(params, |params| highlights(desk, &params.text_document_position_params))
        }
        DocumentSymbolRequest::METHOD => asked::<DocumentSymbolRequest>(params, |params| {
            let path = file(desk, &params.text_document.uri)?;
            desk.entry(&path).map(symbols::outline).map(DocumentSymbolResponse::Nested)
        }),
        WorkspaceSymbolRequest::METHOD => asked::<WorkspaceSymbolRequest>(params, |params| {
            Some(WorkspaceSymbolResponse::Flat(symbols::search(desk, &params.query)))
        }),
        FoldingRangeRequest::METHOD => asked::<FoldingRangeRequest>(params, |params| {
            let path = file(desk, &params.text_document.uri)?;
            desk.entry(&path).map(folding::foldings)
        }),
        Formatting::METHOD => asked::<Formatting>(params, |params| formatting(desk, &params.text_document.uri)),
        CodeActionRequest::METHOD => asked::<CodeActionRequest>(params, |params| {
            let path = file(desk, &params.text_document.uri)?;
            actions::actions(desk, &path, params.range, params.context.only.as_deref())
        }),
        PrepareRenameRequest::METHOD => asked::<PrepareRenameRequest>(params, |params| {
            let (path, offset) = place(desk, &params)?;
            let (range, placeholder) = rename::prepare(desk, &path, offset)?;
            Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
        }),
        CodeLensRequest::METHOD => asked::<CodeLensRequest>(params, |params| {
            let path = file(desk, &params.text_document.uri)?;
            commands::lenses(desk, &path)
        }),
        ExecuteCommand::METHOD => {
            let params: <ExecuteCommand as Request>::Params = read(params)?;
            commands::execute(desk, &params.command, params.arguments)
        }
        InlayHintRequest::METHOD => asked::<InlayHintRequest>(params, |params| {
            let path = file(desk, &params.text_document.uri)?;
            let entry = desk.entry(&path)?;
            hints::hints(entry, params.range, desk.language.unwrap_or(entry.tree.language))
        }),
        SemanticTokensFullRequest::METHOD => asked::<SemanticTokensFullRequest>(params, |params| {
            let path = file(desk, &params.text_document.uri)?;
            tokens::tokens(desk.entry(&path)?, &desk.occurrences(&path)).map(SemanticTokensResult::Tokens)
        }),
        Completion::METHOD => asked::<Completion>(params, |params| {
            let (path, offset) = place(desk, &params.text_document_position)?;
            complete::complete(desk, &path, offset).map(CompletionResponse::Array)
        }),
        Rename::METHOD => {
            let params: <Rename as Request>::Params = read(params)?;
            let Some((path, offset)) = place(desk, &params.text_document_position) else { return Ok(Value::Null) };
            written(rename::rename(desk, &path, offset, &params.new_name)?)
        }
        _ => Err(refusal(ErrorCode::MethodNotFound, &format!("no such method: {method}"))),
    }
}

/// Answers a request by its parameters.
fn asked<R: Request>(params: Value, answer: impl FnOnce(R::Params) -> R::Result) -> Answer {
    written(answer(read(params)?))
}

/// The file of an address, if it is known.
fn file(desk: &mut Desk, uri: &Uri) -> Option<PathBuf> {
    let path = desk.path(uri);
    desk.look(&path).then_some(path)
}

/// The file and offset of a place.
fn place(desk: &mut Desk, params: &TextDocumentPositionParams) -> Option<(PathBuf, u32)> {
    let path = file(desk, &params.text_document.uri)?;
    let offset = offset(desk, &path, params.position)?;
    Some((path, offset))
}

fn offset(desk: &Desk, path: &Path, position: Position) -> Option<u32> {
    let entry = desk.entry(path)?;
    Some(entry.lines.offset(entry.text(), position))
}

fn locations(desk: &Desk, found: &[Found]) -> Vec<Location> {
    found.iter().filter_map(|one| desk.location(one)).collect()
}

fn definition(desk: &mut Desk, params: &TextDocumentPositionParams) -> Option<Vec<Location>> {
    let (path, offset) = place(desk, params)?;
    if let Some(used) = desk.used_at(&path, offset) {
        return Some(vec![used]);
    }
    let thing = desk.named(&path, offset)?.thing;
    let home = desk.home(&path, &thing);
    let declared = desk.occurrences(&home).into_iter().filter(|one| one.declares && one.thing == thing);
    let declared: Vec<Found> = declared.map(|occurrence| Found { path: home.clone(), occurrence }).collect();
    Some(locations(desk, &declared))
}

fn references(desk: &mut Desk, params: &ReferenceParams) -> Option<Vec<Location>> {
    let (path, offset) = place(desk, &params.text_document_position)?;
    let (mut found, _) = desk.same_everywhere(&path, offset);
    found.retain(|one| params.context.include_declaration || !one.occurrence.declares);
    Some(locations(desk, &found))
}

fn highlights(desk: &mut Desk, params: &TextDocumentPositionParams) -> Option<Vec<DocumentHighlight>> {
    let (path, offset) = place(desk, params)?;
    let found = desk.same_here(&path, offset);
    let entry = desk.entry(&path)?;
    let highlight = |one: &Found| DocumentHighlight {
        range: entry.range(one.occurrence.span),
        kind: Some(if one.occurrence.declares { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    };
    Some(found.iter().map(highlight).collect())
}

/// A file with mistakes in its lines has no layout and is left as it is.
fn formatting(desk: &mut Desk, uri: &Uri) -> Option<Vec<TextEdit>> {
    let path = file(desk, uri)?;
    let entry = desk.entry(&path)?;
    let after = format::format(entry.file()?, entry.source).ok()?;
    Some(actions::changed(entry, entry.text(), &after))
}
