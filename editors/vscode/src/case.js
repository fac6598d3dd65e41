// A case that was run, as a text beside the file. It cannot be written to, and running it again shows it anew.
'use strict';

const vscode = require('vscode');
const lenses = require('./lenses');

const SCHEME = 'regc-case';

class Cases {
  constructor(context, server) {
    this.server = server;
    this.texts = new Map();
    this.changed = new vscode.EventEmitter();
    const provider = {
      onDidChange: this.changed.event,
      provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) || '',
    };
    context.subscriptions.push(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
      vscode.workspace.onDidCloseTextDocument((document) => this.texts.delete(document.uri.toString())),
    );
  }

  /** Runs the case at the cursor. */
  async runHere(editor) {
    if (!editor) return;
    const uri = editor.document.uri.toString();
    const all = lenses.offers(await this.server.lenses(uri), lenses.RUN_CASE);
    const offer = lenses.at(all, editor.selection.active.line);
    if (!offer) {
      vscode.window.showInformationMessage(vscode.l10n.t('This file has no case that could be run: correct the errors first, or add one.'));
      return;
    }
    await this.show(await this.server.execute(lenses.RUN_CASE, offer.about));
  }

  /** Shows what came of a case: its title and the run in words. */
  async show({ title, text }) {
    const name = title.replace(/[\\/:*?"<>|#%]/g, ' ').trim() || 'case';
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}.txt` });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
  }
}

module.exports = { Cases };
