// The page around a diagram. Scripts come from the extension alone, pictures and fonts from the diagram itself.
'use strict';

/** What a page may load: nothing from the network, and no script but the one that carries the nonce. */
function policy(nonce) {
  return [
    "default-src 'none'",
    'img-src data:',
    'font-src data:',
    // Drawings carry their own style.
    "style-src 'unsafe-inline'",
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
}

/** A text between tags or within an attribute. */
function escaped(text) {
  const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return String(text).replace(/[&<>"']/g, (sign) => signs[sign]);
}

/** The page; `words` are its labels in the reader's language, `script` the address of its script. */
function page({ nonce, script, words, language }) {
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(nonce)}">
<title>${escaped(words.title)}</title>
<style>
  body { margin: 0; padding: 0; display: flex; flex-direction: column; height: 100vh; }
  header { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding: 6px 10px;
    border-bottom: 1px solid var(--vscode-panel-border); }
  select, button { font: inherit; color: var(--vscode-button-secondaryForeground);
    background: var(--vscode-button-secondaryBackground); border: 1px solid var(--vscode-panel-border); padding: 2px 8px; }
  select { flex: 1 1 12em; min-width: 0; color: var(--vscode-dropdown-foreground); background: var(--vscode-dropdown-background); }
  #note { display: none; padding: 6px 10px; color: var(--vscode-inputValidation-warningForeground, inherit);
    background: var(--vscode-inputValidation-warningBackground); }
  #note.shown { display: block; }
  #sheet { flex: 1; overflow: auto; background: #fff; }
  #sheet svg { display: block; margin: 0 auto; }
</style>
</head>
<body>
<header>
  <select id="which" aria-label="${escaped(words.which)}"></select>
  <button id="smaller" title="${escaped(words.smaller)}" aria-label="${escaped(words.smaller)}">−</button>
  <button id="fit">${escaped(words.fit)}</button>
  <button id="larger" title="${escaped(words.larger)}" aria-label="${escaped(words.larger)}">+</button>
</header>
<div id="note" role="status"></div>
<main id="sheet" tabindex="0"></main>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

module.exports = { page, policy, escaped };
