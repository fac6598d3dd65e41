// What the server offers above the lines of a file: which diagram and which case belong to a place.
'use strict';

const SHOW_DIAGRAM = 'regc.showDiagram';
const RUN_CASE = 'regc.runCase';

/** The offers of one command, in text order: the line they stand at, their label and what they are about. */
function offers(lenses, command) {
  return (lenses || [])
    .filter((lens) => lens.command && lens.command.command === command)
    .map((lens) => ({
      line: lens.range.start.line,
      label: lens.command.title,
      about: (lens.command.arguments || [])[0] || {},
    }))
    .sort((one, other) => one.line - other.line);
}

/** The offer for a line: the nearest above it, else the first. Of several at one line, the one of `variant`, else the first. */
function at(all, line, variant) {
  const above = all.filter((offer) => offer.line <= line);
  const nearest = (above.length ? above[above.length - 1] : all[0] || { line: -1 }).line;
  const here = all.filter((offer) => offer.line === nearest);
  return here.find((offer) => variant && offer.about.variant === variant) || here[0];
}

module.exports = { SHOW_DIAGRAM, RUN_CASE, offers, at };
