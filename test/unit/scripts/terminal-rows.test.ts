import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { type Row, shortened, TerminalRows, type TerminalSize } from '../../../scripts/terminal-rows.js';

/** A stream that keeps what is written, as a terminal of a size. */
function terminal(columns: number, rows: number): { stream: NodeJS.WriteStream; text: () => string } {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  Object.assign(stream, { isTTY: true, columns, rows });
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}

test('a text is shortened with an ellipsis, and never within a number', () => {
  assert.equal(shortened('peer-0', 6), 'peer-0');
  assert.equal(shortened('peer-zero', 6), 'peer-…');
  assert.equal(shortened('at step 123,456 of', 12), 'at step …');
  assert.equal(shortened('at step 123,456 of', 17), 'at step 123,456 …');
  assert.equal(shortened('⇄⇄⇄⇄', 3), '⇄⇄…');
  assert.equal(shortened('12', 1), '…');
});

test('the rows that are left when it closes are those of that moment, after all that was said', () => {
  const { stream, text } = terminal(30, 10);
  let rows: readonly Row[] = ['first'];
  const view = new TerminalRows(stream, 8, () => rows);
  view.say('said before there were rows');
  view.draw();
  rows = [
    'second',
    { done: 1, total: 4, text: '{value} of {total}, {percentage} %' },
    'a row that is far too wide for this terminal',
  ];
  view.say('said');
  view.draw();
  view.close();
  const last = text();
  assert.ok(
    last.endsWith('second\n[█░░░] 1 of 4, 25 %\na row that is far too wide fo…\n'),
    JSON.stringify(last.slice(-120)),
  );
  assert.ok(last.indexOf('said\n') > 0);
  view.close();
  view.draw();
  stream.emit('resize');
  assert.equal(text(), last, 'nothing is drawn into what was printed since');
  view.say('afterwards');
  assert.ok(text().endsWith('afterwards\n'));
});

test('the rows are laid out for the size of the terminal, also for a new one, and begin higher where it wraps them', () => {
  const { stream, text } = terminal(30, 10);
  const sizes: TerminalSize[] = [];
  const view = new TerminalRows(stream, 8, (size) => {
    sizes.push(size);
    return ['x'.repeat(25), 'y'.repeat(size.columns)];
  });
  view.draw();
  stream.emit('resize');
  const before = text().length;
  Object.assign(stream, { columns: 10, rows: 5 });
  stream.emit('resize');
  assert.deepEqual(
    [sizes[0], sizes.at(-1)],
    [
      { columns: 30, lines: 10 },
      { columns: 10, lines: 5 },
    ],
  );
  // One line up from the second row to the first; four more, since 25 and 30 characters take 3 and 3 lines of ten.
  assert.match(JSON.stringify(text().slice(before)), /\[1A.*\[4A.*\[0J.*x{9}….*y{10}/);
  view.close();
});

test('text from elsewhere, said or in a row, cannot order the terminal about', () => {
  const { stream, text } = terminal(60, 10);
  const view = new TerminalRows(stream, 8, () => ['row \u001b[31mred']);
  view.say('before \u001b[2J');
  view.draw();
  view.say('above \u009b2J');
  view.close();
  assert.match(text(), /before {2}\[2J\n.*above {2}2J.*row {2}\[31mred/s);
});
