// Where the program regc is. Knows nothing of the editor, so it is tested without one.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

/** Whether a path is a file that may be started. */
function startable(file) {
  try {
    fs.accessSync(file, process.platform === 'win32' ? fs.constants.F_OK : fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** A setting as its reader means it: `~` is the home, `${workspaceFolder}` the folder that is open. */
function meant(setting, folder) {
  const text = (setting || '').trim() || 'regc';
  const home = text === '~' || /^~[\\/]/.test(text) ? os.homedir() + text.slice(1) : text;
  return home.replaceAll('${workspaceFolder}', folder || '.');
}

/** The names under which a program may stand in a folder. */
function names(name, environment) {
  if (process.platform !== 'win32' || path.extname(name)) return [name];
  const endings = (environment.PATHEXT || '.EXE;.CMD;.BAT').split(';').filter(Boolean);
  return endings.map((ending) => name + ending.toLowerCase());
}

/**
 * The full path of the program that a setting names, or `undefined` where there is none.
 *
 * A name without a folder is looked for on the search path, then where `cargo install` puts programs: an editor
 * that was started from a menu often has a shorter search path than a terminal.
 */
function find(setting, folder, environment = process.env) {
  const wanted = meant(setting, folder);
  if (/[\\/]/.test(wanted)) {
    const whole = path.resolve(folder || '.', wanted);
    return names(whole, environment).find(startable);
  }
  const places = (environment.PATH || environment.Path || '').split(path.delimiter).filter(Boolean);
  places.push(path.join(os.homedir(), '.cargo', 'bin'));
  for (const place of places) {
    const found = names(path.join(place, wanted), environment).find(startable);
    if (found) return found;
  }
  return undefined;
}

module.exports = { find, meant };
