// The extension without an editor: what it says of itself, the page of the diagram, and a stand-in for the editor's API.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const Module = require('node:module');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { extension } = require('./support');

const read = (name) => fs.readFileSync(path.join(extension, name), 'utf8');
const manifest = JSON.parse(read('package.json'));

test('every file that the manifest names is there', () => {
  const { contributes } = manifest;
  const named = [
    manifest.main,
    manifest.icon,
    ...contributes.languages.flatMap((one) => [one.configuration, one.icon.light, one.icon.dark]),
    ...contributes.grammars.map((one) => one.path),
    ...contributes.snippets.map((one) => one.path),
  ];
  for (const name of named) assert.ok(fs.statSync(path.join(extension, name)).isFile(), name);
  // 128 points each way, as the header of a PNG has it.
  const icon = fs.readFileSync(path.join(extension, manifest.icon));
  assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [128, 128]);
});

test('every label of the manifest is there in three languages', () => {
  const wanted = [...new Set([...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map((found) => found[1]))].sort();
  for (const name of ['package.nls.json', 'package.nls.ru.json', 'package.nls.kk.json']) {
    assert.deepEqual(Object.keys(JSON.parse(read(name))).sort(), wanted, name);
  }
});

test('every message is there in Russian and Kazakh, with the same places to be filled in', () => {
  const sources = fs.readdirSync(path.join(extension, 'src')).map((name) => read(path.join('src', name)));
  const said = new Set(sources.flatMap((source) => [...source.matchAll(/l10n\.t\(\s*'([^']+)'/g)].map((found) => found[1])));
  assert.ok(said.size > 8);
  for (const language of ['ru', 'kk']) {
    const bundle = JSON.parse(read(`l10n/bundle.l10n.${language}.json`));
    assert.deepEqual(Object.keys(bundle).sort(), [...said].sort(), language);
    for (const [message, translation] of Object.entries(bundle)) {
      const places = (text) => [...text.matchAll(/\{\d\}/g)].map((found) => found[0]).sort();
      assert.deepEqual(places(translation), places(message), translation);
    }
  }
});

test('commands of the extension are not those of the server, which the client registers itself', () => {
  const { RUN_CASE, SHOW_DIAGRAM } = require('../src/lenses');
  const own = manifest.contributes.commands.map((one) => one.command);
  assert.ok(!own.includes(RUN_CASE) && !own.includes(SHOW_DIAGRAM));
  for (const command of own) assert.match(read('src/extension.js'), new RegExp(`registerCommand\\('${command}'`));
});

test('the page of a diagram loads nothing and runs no script but its own', () => {
  const { page, policy } = require('../src/page');
  const rules = Object.fromEntries(policy('N').split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]));
  assert.deepEqual(rules['default-src'], ["'none'"]);
  assert.deepEqual(rules['script-src'], ["'nonce-N'"]);
  for (const [name, sources] of Object.entries(rules)) {
    assert.ok(sources.every((source) => !/^(https?:|\*)/.test(source)), name);
  }
  const words = { title: '<script>alert(1)</script>', which: '"', smaller: '-', larger: '+', fit: "'" };
  const html = page({ nonce: 'N', script: 'vscode-resource:/diagram.js', words, language: 'ru' });
  assert.equal([...html.matchAll(/<script/g)].length, 1);
  assert.ok(!html.includes('alert(1)</script>'));
  assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<script'));
});

test('the program is found by its path, on the search path, or not at all', (context) => {
  const { find } = require('../src/program');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regc-'));
  context.after(() => fs.rmSync(folder, { recursive: true }));
  const name = process.platform === 'win32' ? 'tool.exe' : 'tool';
  const file = path.join(folder, name);
  fs.writeFileSync(file, '', { mode: 0o755 });
  const nowhere = { PATH: '' };
  assert.equal(find(file, undefined, nowhere), file);
  assert.equal(find(`\${workspaceFolder}/${name}`, folder, nowhere), file);
  assert.equal(find(`./${name}`, folder, nowhere), file);
  assert.equal(find('tool', undefined, { PATH: folder, PATHEXT: '.EXE' }), file);
  assert.equal(find('tool', undefined, nowhere), undefined);
  assert.equal(find(folder, undefined, nowhere), undefined, 'a folder is no program');
  assert.equal(find(path.join(folder, 'absent'), undefined, nowhere), undefined);
  if (process.platform !== 'win32') {
    fs.chmodSync(file, 0o644);
    assert.equal(find(file, undefined, nowhere), undefined, 'a file that may not be started');
  }
});

test('the offer for a line is the nearest above it, of the kind that was chosen before', () => {
  const { offers, at, RUN_CASE, SHOW_DIAGRAM } = require('../src/lenses');
  const lens = (line, command, about) => ({ range: { start: { line } }, command: { title: 't', command, arguments: [about] } });
  const all = [
    lens(30, SHOW_DIAGRAM, { procedure: 'б' }),
    lens(10, SHOW_DIAGRAM, { procedure: 'а', variant: 'выдача' }),
    lens(10, SHOW_DIAGRAM, { procedure: 'а', variant: 'дубликат' }),
    lens(50, RUN_CASE, { case: 'с' }),
    { range: { start: { line: 1 } } },
  ];
  const diagrams = offers(all, SHOW_DIAGRAM);
  assert.deepEqual(diagrams.map((one) => one.line), [10, 10, 30]);
  assert.equal(at(diagrams, 15).about.variant, 'выдача');
  assert.equal(at(diagrams, 15, 'дубликат').about.variant, 'дубликат');
  assert.equal(at(diagrams, 99, 'дубликат').about.procedure, 'б');
  assert.equal(at(diagrams, 0).about.procedure, 'а', 'above the first, the first');
  assert.equal(at(offers([], RUN_CASE), 3), undefined);
  assert.deepEqual(offers(null, RUN_CASE), []);
});

/** As much of the editor as the diagram sees: one panel, and the events of a text. */
function editor() {
  const events = {};
  const panel = { webview: { html: '', sent: [], asWebviewUri: String, postMessage: async (message) => panel.webview.sent.push(message) }, reveal() {} };
  panel.webview.onDidReceiveMessage = (heard) => (panel.heard = heard);
  panel.onDidDispose = (closed) => (panel.close = closed);
  const event = (name) => (listener) => ((events[name] = listener), { dispose() {} });
  const api = {
    l10n: { t: (text, ...values) => text.replace(/\{(\d)\}/g, (_, at) => values[at]) },
    env: { language: 'ru' },
    ViewColumn: { Beside: -2 },
    Uri: { joinPath: (...parts) => parts.join('/') },
    window: {
      createWebviewPanel: () => panel,
      onDidChangeTextEditorSelection: event('selection'),
      onDidChangeActiveTextEditor: event('active'),
    },
    workspace: { onDidChangeTextDocument: event('text') },
  };
  return { api, panel, events };
}

/** A module of the extension, loaded with stand-ins for the editor and for the client of the server. */
function loaded(name, standIns) {
  const load = Module._load;
  Module._load = function (wanted, ...rest) {
    return standIns[wanted] || load.call(this, wanted, ...rest);
  };
  try {
    for (const own of ['extension', 'diagram', 'case']) delete require.cache[require.resolve(`../src/${own}`)];
    return require(`../src/${name}`);
  } finally {
    Module._load = load;
  }
}

test('the diagram: drawn, drawn anew, kept when the text has errors, only the last answer shown', async () => {
  const { api, panel, events } = editor();
  const lens = (line, procedure) => ({ range: { start: { line } }, command: { title: 't', command: 'regc.showDiagram', arguments: [{ uri: 'u', procedure }] } });
  let answer = async (_, about) => ({ title: about.procedure, svg: `<svg>${about.procedure}</svg>` });
  let offered = [lens(1, 'а'), lens(20, 'б')];
  const server = { lenses: async () => offered, execute: (command, about) => answer(command, about) };
  const { Diagram } = loaded('diagram', { vscode: api });
  const diagram = new Diagram({ subscriptions: [], extensionUri: 'x' }, server);
  const document = { uri: 'u', languageId: 'reg' };
  const cursor = (line) => ({ document, selection: { active: { line } } });
  const last = () => panel.webview.sent.at(-1);

  await diagram.open(cursor(5));
  assert.match(panel.webview.html, /Content-Security-Policy/);
  assert.deepEqual(last(), { choices: ['а', 'б'], chosen: 0, title: 'а', svg: '<svg>а</svg>' });

  // The cursor leads it; so does the list.
  events.selection({ textEditor: cursor(25) });
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.equal(last().title, 'б');
  await panel.heard({ chosen: 0 });
  assert.equal(last().title, 'а');
  await panel.heard({ chosen: 7 });
  assert.equal(last().title, 'а', 'a number that is not in the list changes nothing');

  // Errors: the picture stays, the reason is told.
  offered = [];
  answer = async () => Promise.reject(new Error('errors in the text'));
  events.text({ document });
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.match(last().note, /errors in the text/);
  assert.equal(last().svg, undefined);

  // A slow answer that comes after a later one is not shown.
  const late = [];
  answer = () => new Promise((resolve) => late.push(resolve));
  const first = diagram.draw();
  const second = diagram.draw();
  await new Promise((resolve) => setTimeout(resolve, 10));
  late[1]({ title: 'new', svg: '<svg/>' });
  await second;
  late[0]({ title: 'old', svg: '<svg/>' });
  await first;
  assert.equal(last().title, 'new');

  // Nothing is asked after the page is closed.
  panel.close();
  const sent = panel.webview.sent.length;
  events.text({ document });
  await diagram.draw();
  assert.equal(panel.webview.sent.length, sent);
});

/** An editor with settings, messages and commands, and a client that says what it was started with. */
function desk(settings) {
  const { api, panel } = editor();
  const told = { errors: [], warnings: [], executed: [], registered: {}, started: [], documents: [] };
  const disposable = { dispose() {} };
  class EventEmitter {
    event = () => disposable;
    fire() {}
    dispose() {}
  }
  api.EventEmitter = EventEmitter;
  api.Uri.from = ({ scheme, path }) => `${scheme}:${path}`;
  Object.assign(api.window, {
    activeTextEditor: { document: { uri: 'u', languageId: 'reg' }, selection: { active: { line: 0 } } },
    showErrorMessage: async (text, ...buttons) => (told.errors.push({ text, buttons }), buttons[0]),
    showWarningMessage: async (text) => told.warnings.push(text),
    showTextDocument: async (document) => told.documents.push(document),
  });
  Object.assign(api.workspace, {
    getConfiguration: () => ({ get: (name) => settings[name] }),
    onDidChangeConfiguration: (listener) => ((told.changed = listener), disposable),
    onDidCloseTextDocument: () => disposable,
    registerTextDocumentContentProvider: (_, provider) => ((told.provider = provider), disposable),
    createFileSystemWatcher: () => disposable,
    openTextDocument: async (uri) => ({ uri, text: told.provider.provideTextDocumentContent(uri) }),
  });
  api.commands = {
    registerCommand: (name, run) => ((told.registered[name] = run), disposable),
    executeCommand: async (...command) => told.executed.push(command),
  };
  class LanguageClient {
    constructor(id, name, run, options) {
      Object.assign(this, { run, options, state: 0 });
    }
    async start() {
      if (settings.broken) throw new Error('no such command: lsp');
      this.state = 2;
      told.started.push(this);
    }
    async dispose() {
      this.state = 1;
    }
    async sendRequest(method, asked) {
      if (method === 'textDocument/codeLens') return [];
      return { title: asked.arguments[0].procedure, svg: '<svg/>' };
    }
  }
  const extension = loaded('extension', { vscode: api, 'vscode-languageclient/node': { LanguageClient, State: { Running: 2 } } });
  return { extension, told, panel, context: { subscriptions: [], extensionUri: 'x' } };
}

test('where regc is not found, it is said so, and how to help it', async () => {
  const { extension, told, context } = desk({ path: '/nowhere/regc', lang: '' });
  await extension.activate(context);
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(told.errors.length, 1);
  assert.match(told.errors[0].text, /\/nowhere\/regc.*not found/);
  assert.equal(told.errors[0].buttons.length, 2);
  assert.deepEqual(told.executed, [['workbench.action.openSettings', 'regc.path']]);
  assert.equal(told.started.length, 0);
  // What needs the server says so and does not fail.
  await told.registered['regc.openDiagram']();
  await told.registered['regc.runCaseHere']();
  assert.match(told.warnings.at(-1), /not running/);
  await extension.deactivate();
});

test('a program that is no language server is named', async () => {
  const { extension, told, context } = desk({ path: process.execPath, lang: '', broken: true });
  await extension.activate(context);
  assert.match(told.errors[0].text, /did not answer as a language server.*no such command/);
});

test('the server is started as the settings say, and anew when they change', async () => {
  const settings = { path: process.execPath, lang: 'kk' };
  const { extension, told, context } = desk(settings);
  await extension.activate(context);
  const [first] = told.started;
  assert.deepEqual([first.run.command, first.run.args, first.options.initializationOptions], [process.execPath, ['lsp'], { lang: 'kk' }]);
  settings.lang = '';
  told.changed({ affectsConfiguration: (name) => name === 'regc.lang' });
  await extension.deactivate();
  assert.equal(told.started.length, 2);
  assert.deepEqual(told.started[1].options.initializationOptions, {});
  assert.deepEqual(told.started.map((client) => client.state), [1, 1], 'both were put away');
});

test('what a lens asks of the server is shown: the case as a text, the diagram on its page', async () => {
  const { extension, told, panel, context } = desk({ path: process.execPath, lang: '' });
  await extension.activate(context);
  const { executeCommand } = told.started[0].options.middleware;
  await executeCommand('regc.runCase', [{ case: 'c' }], async () => ({ title: 'Дело 1/2', text: 'шаг…' }));
  assert.deepEqual(told.documents, [{ uri: 'regc-case:/Дело 1 2.txt', text: 'шаг…' }]);
  await executeCommand('regc.showDiagram', [{ procedure: 'а' }], async () => ({ title: 'а', svg: '<svg/>' }));
  assert.match(panel.webview.html, /Content-Security-Policy/);
  await executeCommand('regc.runCase', [{}], async () => Promise.reject(new Error('the text has errors')));
  assert.match(told.warnings.at(-1), /the text has errors/);
  await extension.deactivate();
});
