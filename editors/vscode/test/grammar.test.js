// The colours: on every regulation of the repository, and on every word of the language.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test, before } = require('node:test');
const oniguruma = require('vscode-oniguruma');
const textmate = require('vscode-textmate');
const { extension, repository, files } = require('./support');

let grammar;

before(async () => {
  const wasm = fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const file = path.join(extension, 'syntaxes', 'reg.tmLanguage.json');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(file, 'utf8'), file),
  });
  grammar = await registry.loadGrammar('source.reg');
});

/** The parts of a line, each with its text and its scopes; `stack` goes from line to line. */
function parts(line, stack = textmate.INITIAL) {
  const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
  const told = tokens.map(({ startIndex, endIndex, scopes }) => ({
    text: line.slice(startIndex, endIndex),
    at: startIndex,
    scopes: scopes.join(' '),
  }));
  return { told, ruleStack };
}

/** The scopes at a place of a line. */
function at(line, text, from = 0) {
  const place = line.indexOf(text, from);
  assert.notEqual(place, -1, `${text} in ${line}`);
  return parts(line).told.findLast((part) => part.at <= place).scopes;
}

function folded(text) {
  return text.toLowerCase().replaceAll('ё', 'е').replace(/[ \t\u00a0]+/g, ' ').replace(/[‐‑‒–—−]/g, '-');
}

/** The words of the language as docs/keywords.md lists them, by its sections. */
function words() {
  const sections = new Map();
  let section;
  for (const line of fs.readFileSync(path.join(repository, 'docs', 'keywords.md'), 'utf8').split('\n')) {
    if (line.startsWith('## ')) sections.set((section = line.slice(3)), []);
    if (section && line.startsWith('| `')) sections.get(section).push(...[...line.matchAll(/`([^`]+)`/g)].map((found) => found[1]));
    // Words that Russian lacks stand in rows that begin with an empty cell.
    if (section && line.startsWith('|  |')) sections.get(section).push(...[...line.matchAll(/`([^`]+)`/g)].map((found) => found[1]));
  }
  return sections;
}

const BEGINNINGS = ['Words that begin a block', 'Words that begin an attribute', 'Step kinds', 'Other words that begin a line'];

/** The longest word of the language that a line begins with. */
function beginning(line, all) {
  const text = folded(line).replace(/^\d+([.-]\d+)?\s?-?\s?/, '');
  return all.find((word) => text.startsWith(word) && !/^[\p{L}\p{N}_-]/u.test(text.slice(word.length)));
}

test('every regulation: words at the beginning of lines, titles, comments, nothing invalid', () => {
  const all = BEGINNINGS.flatMap((section) => words().get(section)).sort((one, other) => other.length - one.length);
  assert.ok(all.length > 200, `${all.length} words`);
  const checked = { words: 0, titles: 0, comments: 0 };
  for (const file of [...files('specs', '.reg'), ...files('src/cli/new', '.reg'), ...files('tests/fixtures/readme', '.reg')]) {
    let stack = textmate.INITIAL;
    fs.readFileSync(file, 'utf8').split('\n').forEach((line, number) => {
      const place = `${path.relative(repository, file)}:${number + 1}: ${line}`;
      const { told, ruleStack } = parts(line, stack);
      stack = ruleStack;
      assert.ok(!told.some((part) => part.scopes.includes('invalid')), place);
      const scopes = (at) => told.findLast((part) => part.at <= at).scopes;
      const indent = line.length - line.trimStart().length;
      if (/^(\/\/|#)/.test(line.trim())) {
        assert.match(scopes(indent), /comment\.line/, place);
        checked.comments += 1;
        return;
      }
      for (const title of line.matchAll(/«[^»]*»/g)) {
        for (const inside of [title.index, title.index + 1, title.index + title[0].length - 1]) {
          assert.match(scopes(inside), /string\.quoted/, place);
        }
        checked.titles += 1;
      }
      const word = beginning(line.trim(), all);
      if (!word) return;
      const numbered = line.trim().length - line.trim().replace(/^\d+([.-]\d+)?\s?[-–]?\s?/, '').length;
      for (const letter of [0, word.length - 1]) {
        assert.match(scopes(indent + numbered + letter), /keyword\./, place);
      }
      checked.words += 1;
    });
  }
  assert.ok(checked.words > 2000 && checked.titles > 900 && checked.comments > 100, JSON.stringify(checked));
});

test('every word that may begin a line has a keyword scope to its last letter, in any letter case', () => {
  for (const section of BEGINNINGS) {
    for (const word of words().get(section)) {
      for (const typed of [word, word.toUpperCase(), word.replaceAll('е', 'ё'), word.replaceAll(' ', '\u00a0')]) {
        const behind = { 'Step kinds': ' 1 «Приём»', 'Words that begin an attribute': ': 3' }[section] || '';
        const line = `  ${typed}${behind}`;
        const { told } = parts(line);
        for (const part of told.filter((part) => part.at >= 2 && part.at < 2 + typed.length)) {
          assert.match(part.scopes, /keyword\./, `${section}: «${line}», «${part.text}»`);
        }
      }
    }
  }
});

test('every word within a line has a scope of its own', () => {
  for (const section of ['Words within a line', 'Units and clauses']) {
    for (const word of words().get(section)) {
      if (word === 'reg' || word.startsWith('-')) continue;
      const line = `  общий срок: 3 ${word} 5`;
      assert.match(at(line, word, '  общий срок: 3 '.length), /keyword\.|support\./, `${section}: ${line}`);
    }
  }
});

test('words have their borders where letters of any alphabet have them', () => {
  for (const line of ['  срочно', '  порядковый', '  далеет', '  термин', '  terminal', '  іс-қимылда', '  күн-тізбе', '  мой-срок']) {
    for (const part of parts(line).told) assert.doesNotMatch(part.scopes, /keyword|support/, `${line}: ${part.text}`);
  }
  // A name that looks like a word of the language stays a name.
  assert.match(at('  выполняет: заявитель, портал', 'заявитель'), /variable\.other/);
  assert.match(at('  итог: лицензия либо отказ', 'либо'), /keyword\.operator/);
  assert.match(at('участник система «Портал» система', 'система'), /entity\.name/);
  assert.match(at('участник система «Портал» система', 'система', 15), /support\.constant/);
});

test('numbers, dates, units, clauses', () => {
  const line = '  общий срок: 15 (пятнадцать) рабочих дней с окончания действия 1 (п. 5 пп. 1; п. 8)  // кстати: 3 дня';
  assert.match(at(line, '15'), /constant\.numeric/);
  assert.match(at(line, 'рабочих дней'), /keyword\.other\.unit/);
  assert.match(at(line, 'с окончания'), /keyword/);
  assert.match(at(line, 'действия'), /keyword\.control\.step/);
  assert.match(at(line, 'п. 5'), /meta\.citation.*keyword\.other\.citation/);
  assert.match(at(line, '5 пп'), /constant\.numeric\.citation/);
  assert.match(at(line, '3 дня'), /comment\.line/);
  const kazakh = '  1-іс-қимыл «Қабылдау» (5-т. 1) тш.)';
  assert.match(at(kazakh, '1'), /constant\.numeric\.step/);
  assert.match(at(kazakh, 'іс-қимыл'), /keyword\.control\.step/);
  assert.match(at(kazakh, 'тш'), /keyword\.other\.citation/);
  assert.match(at('  өту: 60,5-тен артық', '-тен'), /keyword\.other\.suffix/);
  assert.match(at('  3-іс-қимылға өту', 'өту'), /keyword\.control/);
  assert.match(at('  подача: 2014-06-02 10:00', '2014'), /constant\.numeric\.date/);
  assert.match(at('  подача: 2014-06-02 10:00', '10:00'), /constant\.numeric\.time/);
  assert.match(at('  принято: R0301 «так в акте»', 'R0301'), /constant\.other\.rule/);
  assert.match(at('reg 1 ru', 'reg'), /keyword\.control/);
});

test('a quotation holds whatever stands in it, and ends with its line', () => {
  assert.match(at('шаг «см. https://example.kz/#z12 // и далее»', 'далее'), /string\.quoted/);
  assert.match(at('шаг «Закон «О разрешениях» и далее»', 'далее'), /string\.quoted/);
  assert.match(at('шаг "Приём" // далее', 'далее'), /comment/);
  assert.match(at('шаг “Приём” (п. 5)', 'Приём'), /string\.quoted/);
  const { ruleStack } = parts('шаг «не закрыто');
  const { told } = parts('  срок: 3 часа', ruleStack);
  assert.match(told.find((part) => part.text.includes('срок')).scopes, /keyword/);
});

test('a long line is coloured in reasonable time', () => {
  const line = `  срок: ${'рабочих дней с окончания действия 1 (п. 5 пп. 1; '.repeat(2000)}`;
  const begun = process.hrtime.bigint();
  parts(line);
  assert.ok(process.hrtime.bigint() - begun < 20_000_000_000n);
});
