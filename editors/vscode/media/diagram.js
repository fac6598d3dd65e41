// The page's own script: puts the diagram in, keeps the place and the size when it changes.
'use strict';

(() => {
  const editor = acquireVsCodeApi();
  const which = document.getElementById('which');
  const note = document.getElementById('note');
  const sheet = document.getElementById('sheet');
  // 0 fits the width of the page.
  let scale = (editor.getState() || {}).scale || 0;

  function size() {
    const drawing = sheet.querySelector('svg');
    if (!drawing) return;
    const box = drawing.viewBox.baseVal;
    const natural = box && box.width ? box : { width: 600, height: 800 };
    const factor = scale || Math.min(1, (sheet.clientWidth - 4) / natural.width);
    drawing.setAttribute('width', natural.width * factor);
    drawing.setAttribute('height', natural.height * factor);
    editor.setState({ scale });
  }

  function zoom(factor) {
    const drawing = sheet.querySelector('svg');
    if (!drawing) return;
    const shown = drawing.clientWidth / (drawing.viewBox.baseVal.width || drawing.clientWidth || 1);
    scale = Math.min(5, Math.max(0.1, (scale || shown) * factor));
    size();
  }

  /** The text of a picture as an element; whatever could act in it is taken out. */
  function drawn(svg) {
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    if (parsed.nodeName !== 'svg') return undefined;
    parsed.querySelectorAll('script, foreignObject').forEach((element) => element.remove());
    for (const element of [parsed, ...parsed.querySelectorAll('*')]) {
      for (const { name } of [...element.attributes]) {
        if (name.toLowerCase().startsWith('on')) element.removeAttribute(name);
      }
    }
    return document.importNode(parsed, true);
  }

  function offer(choices, chosen) {
    which.replaceChildren(
      ...choices.map((label, at) => {
        const option = document.createElement('option');
        option.value = String(at);
        option.textContent = label;
        option.selected = at === chosen;
        return option;
      }),
    );
  }

  window.addEventListener('message', ({ data }) => {
    if (data.choices) offer(data.choices, data.chosen);
    note.textContent = data.note || '';
    note.classList.toggle('shown', Boolean(data.note));
    if (typeof data.svg === 'string') {
      const { scrollLeft, scrollTop } = sheet;
      const element = drawn(data.svg);
      if (element) sheet.replaceChildren(element);
      size();
      sheet.scrollTo(scrollLeft, scrollTop);
    }
  });
  which.addEventListener('change', () => editor.postMessage({ chosen: Number(which.value) }));
  document.getElementById('smaller').addEventListener('click', () => zoom(1 / 1.25));
  document.getElementById('larger').addEventListener('click', () => zoom(1.25));
  document.getElementById('fit').addEventListener('click', () => {
    scale = 0;
    size();
  });
  sheet.addEventListener(
    'wheel',
    (turn) => {
      if (!turn.ctrlKey && !turn.metaKey) return;
      turn.preventDefault();
      zoom(turn.deltaY < 0 ? 1.1 : 1 / 1.1);
    },
    { passive: false },
  );
  window.addEventListener('resize', size);
  editor.postMessage({ ready: true });
})();
