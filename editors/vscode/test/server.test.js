// The requests of the extension, against the real `regc lsp`.
'use strict';

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { pathToFileURL } = require('node:url');
const rpc = require('vscode-jsonrpc/node');
const lenses = require('../src/lenses');
const { repository, regc } = require('./support');

const program = regc();
// Where it must be there, its absence is a failure.
if (!program && process.env.REGC_REQUIRE_LSP) throw new Error('REGC_REQUIRE_LSP is set, and there is no `regc lsp`');
const skip = program ? false : 'there is no built `regc` with the command `lsp`: cargo build, or REGC=path/to/regc';

/** A server with a folder of its own, in which the texts stand; it ends with the test. */
async function session(context, texts, initializationOptions = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regc-'));
  for (const [name, text] of Object.entries(texts)) fs.writeFileSync(path.join(folder, name), text);
  const child = spawn(program, ['lsp'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const connection = rpc.createMessageConnection(
    new rpc.StreamMessageReader(child.stdout),
    new rpc.StreamMessageWriter(child.stdin),
  );
  const published = [];
  const waiting = [];
  connection.onNotification('textDocument/publishDiagnostics', (told) => {
    published.push(told);
    for (const one of [...waiting]) one();
  });
  connection.onUnhandledNotification(() => undefined);
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  const capabilities = { workspace: { executeCommand: {} }, textDocument: { publishDiagnostics: {}, codeLens: {} } };
  const workspaceFolders = [{ uri: rootUri, name: 'test' }];
  const told = await connection.sendRequest('initialize', { processId: process.pid, rootUri, workspaceFolders, capabilities, initializationOptions });
  await connection.sendNotification('initialized', {});
  context.after(async () => {
    await connection.sendRequest('shutdown').catch(() => undefined);
    await connection.sendNotification('exit').catch(() => undefined);
    const code = await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 10_000, 'still running').unref())]);
    connection.dispose();
    if (code === 'still running') child.kill();
    fs.rmSync(folder, { recursive: true, force: true });
    assert.equal(code, 0, 'the server ends in good order');
  });
  return {
    told,
    uri: (name) => pathToFileURL(path.join(folder, name)).href,
    request: (method, params) => connection.sendRequest(method, params),
    notify: (method, params) => connection.sendNotification(method, params),
    execute: (command, about) => connection.sendRequest('workspace/executeCommand', { command, arguments: [about] }),
    /** What is found in a file, as soon as it is what is asked for. */
    found(uri, wanted) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`findings of ${uri}: ${JSON.stringify(published.at(-1))}`)), 30_000);
        const look = () => {
          const last = published.findLast((one) => one.uri === uri);
          if (!last || !wanted(last.diagnostics)) return;
          clearTimeout(late);
          waiting.splice(waiting.indexOf(look), 1);
          resolve(last.diagnostics);
        };
        waiting.push(look);
        look();
      });
    },
  };
}

function begun(language) {
  return fs.readFileSync(path.join(repository, 'src', 'cli', 'new', `${language}.reg`), 'utf8');
}

async function opened(context, language, options) {
  const text = begun(language);
  const server = await session(context, { 'permit.reg': text }, options);
  const uri = server.uri('permit.reg');
  await server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'reg', version: 1, text } });
  return { server, uri, text };
}

test('the server offers what the extension asks for', { skip }, async (context) => {
  const { server } = await opened(context, 'en');
  const { executeCommandProvider, codeLensProvider } = server.told.capabilities;
  assert.deepEqual([...executeCommandProvider.commands].sort(), [lenses.RUN_CASE, lenses.SHOW_DIAGRAM]);
  assert.ok(codeLensProvider);
});

for (const language of ['ru', 'kk', 'en']) {
  test(`diagram and case of the starting file (${language})`, { skip }, async (context) => {
    const { server, uri } = await opened(context, language);
    const all = await server.request('textDocument/codeLens', { textDocument: { uri } });

    const diagrams = lenses.offers(all, lenses.SHOW_DIAGRAM);
    assert.equal(diagrams.length, 1);
    const diagram = await server.execute(lenses.SHOW_DIAGRAM, diagrams[0].about);
    assert.match(diagram.svg, /^(<\?xml[^>]*>\s*)?<svg[\s>]/);
    assert.ok(diagram.title);
    assert.doesNotMatch(diagram.svg, /<script|\son\w+=|https?:\/\/(?!www\.w3\.org)/, 'nothing that acts or is fetched');

    const cases = lenses.offers(all, lenses.RUN_CASE);
    assert.equal(cases.length, 2);
    for (const { about } of cases) {
      const { title, text } = await server.execute(lenses.RUN_CASE, about);
      assert.equal(title, about.case);
      assert.match(text, /2026-02-0\d/, text);
    }
  });
}

test('the diagram follows the text as it stands in the editor, and a text with errors is told so', { skip }, async (context) => {
  const { server, uri, text } = await opened(context, 'ru');
  const ask = async () => {
    const [offer] = lenses.offers(await server.request('textDocument/codeLens', { textDocument: { uri } }), lenses.SHOW_DIAGRAM);
    return offer;
  };
  const { about } = await ask();
  const change = (version, text) => server.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });

  await change(2, text.replace('«Рассмотрение заявления»', '«Изучение бумаг»'));
  assert.match((await server.execute(lenses.SHOW_DIAGRAM, about)).svg, /Изучение/);

  await change(3, text.replace('выполняет: специалист', 'выполняет: специолист'));
  await server.found(uri, (all) => all.some((one) => one.code === 'R0101' && /специалист/.test(one.message)));
  await assert.rejects(server.execute(lenses.SHOW_DIAGRAM, about), (error) => error.message.length > 0);
  assert.equal(await ask(), undefined);

  await change(4, text);
  await server.found(uri, (all) => all.every((one) => one.severity !== 1));
  assert.match((await server.execute(lenses.SHOW_DIAGRAM, about)).svg, /Рассмотрение/);
});

for (const [lang, word] of [['kk', /қатысушы/], ['en', /participant/], [undefined, /участник/]]) {
  test(`messages in the language of the settings: ${lang || 'that of the file'}`, { skip }, async (context) => {
    const { server, uri, text } = await opened(context, 'ru', lang ? { lang } : {});
    const contentChanges = [{ text: text.replace('выполняет: специалист', 'выполняет: специолист') }];
    await server.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges });
    const told = (all) => all.find((one) => one.code === 'R0101');
    assert.match(told(await server.found(uri, told)).message, word);
  });
}
