// Begins when a .reg file is opened: starts `regc lsp` and shows what it answers.
'use strict';

const vscode = require('vscode');
const { LanguageClient, State } = require('vscode-languageclient/node');
const { Cases } = require('./case');
const { Diagram } = require('./diagram');
const lenses = require('./lenses');
const program = require('./program');

/** The client, while there is one. */
let client;
/** The last start or stop: the next one waits for it. */
let turn = Promise.resolve();
let diagram;
let cases;

function settings() {
  return vscode.workspace.getConfiguration('regc');
}

function folder() {
  const first = (vscode.workspace.workspaceFolders || [])[0];
  return first && first.uri.fsPath;
}

/** What a server is told of the settings; no language means that of each file. */
function options() {
  const lang = settings().get('lang');
  return lang ? { lang } : {};
}

async function notFound() {
  const wanted = settings().get('path') || 'regc';
  const change = vscode.l10n.t('Set the path');
  const how = vscode.l10n.t('How to install');
  const said = vscode.l10n.t('The program «{0}» was not found, so mistakes, terms and diagrams are not shown; colours and snippets work. Install regc, or give its path in the settings.', wanted);
  const answer = await vscode.window.showErrorMessage(said, change, how);
  if (answer === change) await vscode.commands.executeCommand('workbench.action.openSettings', 'regc.path');
  if (answer === how) await vscode.commands.executeCommand('extension.open', 'regc.regc');
}

/** The server, asked by the pages of this extension. */
const server = {
  lenses: async (uri) => {
    const asked = await ready();
    return asked.sendRequest('textDocument/codeLens', { textDocument: { uri } });
  },
  execute: async (command, about) => {
    const asked = await ready();
    return asked.sendRequest('workspace/executeCommand', { command, arguments: [about] });
  },
};

async function ready() {
  await turn;
  if (!client || client.state !== State.Running) throw new Error(vscode.l10n.t('regc is not running.'));
  return client;
}

/** Lenses are commands of the server: it answers, and the answer is shown here. */
async function executed(command, given, next) {
  let answer;
  try {
    answer = await next(command, given);
  } catch (error) {
    vscode.window.showWarningMessage(error.message);
    return undefined;
  }
  if (command === lenses.RUN_CASE && answer) await cases.show(answer);
  if (command === lenses.SHOW_DIAGRAM && answer) await diagram.open(vscode.window.activeTextEditor, (given || [])[0]);
  return answer;
}

async function start() {
  const command = program.find(settings().get('path'), folder());
  if (!command) {
    // Nobody is kept waiting for the answer.
    notFound();
    return;
  }
  const run = { command, args: ['lsp'], options: { cwd: folder() } };
  const started = new LanguageClient('regc', 'regc', run, {
    documentSelector: [{ language: 'reg' }, { scheme: 'file', pattern: '**/regc.toml' }],
    initializationOptions: options(),
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/{*.reg,regc.toml}') },
    middleware: { executeCommand: executed },
  });
  try {
    await started.start();
    client = started;
  } catch (error) {
    await started.dispose().catch(() => undefined);
    vscode.window.showErrorMessage(vscode.l10n.t('«{0}» was started and did not answer as a language server; perhaps it is older than this extension. {1}', command, error.message));
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running) await running.dispose().catch(() => undefined);
}

/** Starts and stops come one after the other, whatever is asked meanwhile. */
function restart() {
  turn = turn.then(stop).then(start);
  return turn;
}

function changed(change) {
  if (['regc.path', 'regc.lang'].some((setting) => change.affectsConfiguration(setting))) restart();
}

async function activate(context) {
  diagram = new Diagram(context, server);
  cases = new Cases(context, server);
  const said = (work) => async () => {
    try {
      await work(vscode.window.activeTextEditor);
    } catch (error) {
      vscode.window.showWarningMessage(error.message);
    }
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('regc.openDiagram', said((editor) => diagram.open(editor))),
    vscode.commands.registerCommand('regc.runCaseHere', said((editor) => cases.runHere(editor))),
    vscode.commands.registerCommand('regc.restart', said(restart)),
    vscode.workspace.onDidChangeConfiguration(changed),
  );
  await restart();
}

async function deactivate() {
  await turn;
  await stop();
}

module.exports = { activate, deactivate };
