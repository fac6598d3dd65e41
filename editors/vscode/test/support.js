// What several tests need: the folders of the repository, its .reg files, the program.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');

const extension = path.join(__dirname, '..');
const repository = path.join(extension, '..', '..');

/** Every file below a folder that ends so, in the order of the names. */
function files(folder, ending) {
  return fs
    .readdirSync(path.join(repository, folder), { recursive: true })
    .map((name) => path.join(repository, folder, String(name)))
    .filter((name) => name.endsWith(ending))
    .sort();
}

/** The program: that of `REGC`, or one that cargo has built here; `undefined` if it has no `lsp` yet. */
function regc() {
  const ending = process.platform === 'win32' ? '.exe' : '';
  const built = ['debug', 'release'].map((profile) => path.join(repository, 'target', profile, `regc${ending}`));
  const found = [process.env.REGC, ...built].find((file) => file && fs.existsSync(file));
  if (!found) return undefined;
  return spawnSync(found, ['lsp', '--help']).status === 0 ? found : undefined;
}

module.exports = { extension, repository, files, regc };
