// The diagram beside the text: drawn by the server, drawn anew when the text changes, led by the cursor.
'use strict';

const crypto = require('node:crypto');
const vscode = require('vscode');
const lenses = require('./lenses');
const { page } = require('./page');

/** How long the author rests before the picture is drawn anew, in milliseconds. */
const REST = 300;

class Diagram {
  /** `server` asks the language server: `lenses(uri)`, `execute(command, about)`. */
  constructor(context, server) {
    this.context = context;
    this.server = server;
    this.panel = undefined;
    this.document = undefined;
    this.line = 0;
    this.wanted = undefined;
    this.offers = [];
    this.asked = 0;
    this.timer = undefined;
    context.subscriptions.push(
      vscode.workspace.onDidChangeTextDocument((change) => this.touched(change.document)),
      vscode.window.onDidChangeTextEditorSelection((change) => this.moved(change.textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && this.moved(editor)),
      { dispose: () => clearTimeout(this.timer) },
    );
  }

  /** Opens the page, or brings it to the front; `about` is what a lens was clicked for. */
  async open(editor, about) {
    if (!editor) return;
    this.look(editor);
    this.wanted = about;
    if (this.panel) {
      this.panel.reveal(undefined, true);
    } else {
      this.build();
    }
    await this.draw();
  }

  build() {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const root = vscode.Uri.joinPath(this.context.extensionUri, 'media');
    const panel = vscode.window.createWebviewPanel('regc.diagram', vscode.l10n.t('Diagram'), column, {
      enableScripts: true,
      retainContextWhenHidden: true,
      localResourceRoots: [root],
    });
    panel.iconPath = vscode.Uri.joinPath(this.context.extensionUri, 'images', 'icon.png');
    panel.webview.html = page({
      nonce: crypto.randomBytes(16).toString('base64'),
      script: panel.webview.asWebviewUri(vscode.Uri.joinPath(root, 'diagram.js')).toString(),
      language: vscode.env.language,
      words: {
        title: vscode.l10n.t('Diagram'),
        which: vscode.l10n.t('Which diagram'),
        smaller: vscode.l10n.t('Smaller'),
        larger: vscode.l10n.t('Larger'),
        fit: vscode.l10n.t('Fit the width'),
      },
    });
    panel.webview.onDidReceiveMessage((message) => this.told(message));
    panel.onDidDispose(() => {
      this.panel = undefined;
      clearTimeout(this.timer);
    });
    this.panel = panel;
  }

  told(message) {
    if (Number.isInteger(message.chosen) && this.offers[message.chosen]) {
      this.wanted = this.offers[message.chosen].about;
    }
    return this.draw();
  }

  /** Another file may be used by the one that is drawn, so any change counts. */
  touched(document) {
    if (this.panel && document.languageId === 'reg') this.soon();
  }

  /** Turns to a file and a line of it; what another file offered is forgotten. */
  look(editor) {
    if (!this.document || this.document.uri.toString() !== editor.document.uri.toString()) this.offers = [];
    this.document = editor.document;
    this.line = editor.selection.active.line;
  }

  moved(editor) {
    if (!this.panel || editor.document.languageId !== 'reg') return;
    const line = editor.selection.active.line;
    const same = this.document && this.document.uri.toString() === editor.document.uri.toString();
    if (same && line === this.line) return;
    this.look(editor);
    // The procedure follows the cursor; the kind of the service stays as it was chosen.
    this.wanted = this.wanted && { variant: this.wanted.variant };
    this.soon();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), REST);
  }

  chosen() {
    const { procedure, variant } = this.wanted || {};
    const exact = this.offers.find((one) => one.about.procedure === procedure && one.about.variant === variant);
    return (procedure && exact) || lenses.at(this.offers, this.line, variant);
  }

  /** Only the last answer that was asked for is shown. */
  async draw() {
    if (!this.panel || !this.document) return;
    const asked = ++this.asked;
    let shown;
    try {
      shown = await this.drawing();
    } catch (error) {
      shown = { note: vscode.l10n.t('The picture is that of the last text without errors. {0}', error.message) };
    }
    if (!this.panel || asked !== this.asked) return;
    if (shown.title) this.panel.title = shown.title;
    await this.panel.webview.postMessage(shown);
  }

  async drawing() {
    const uri = this.document.uri.toString();
    const all = lenses.offers(await this.server.lenses(uri), lenses.SHOW_DIAGRAM);
    // A text with errors offers nothing; what was offered before it still says what is looked at.
    if (all.length) this.offers = all;
    const offer = this.chosen();
    if (!offer) return { choices: [], note: vscode.l10n.t('There is no procedure here that could be drawn: correct the errors first, or add one.') };
    const { title, svg } = await this.server.execute(lenses.SHOW_DIAGRAM, { ...offer.about, uri: offer.about.uri || uri });
    const label = (one) => [one.about.procedure, one.about.variant].filter(Boolean).join(', ');
    return { choices: this.offers.map(label), chosen: this.offers.indexOf(offer), title, svg };
  }
}

module.exports = { Diagram };
