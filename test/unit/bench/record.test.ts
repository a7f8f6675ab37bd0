import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { keepOverview, keepSection, knownData, type Places } from '../../../bench/record.js';
import type { Section } from '../../../bench/section.js';

const OPTIONS = { repeats: 5, networks: undefined, batches: undefined, quick: false, cacheDir: '' };

function placesIn(directory: string): Places {
  const [json, markdown] = [join(directory, 'figures.json'), join(directory, 'figures.md')];
  return { json, markdown, overview: join(directory, 'head.md'), picture: join(directory, 'head.svg') };
}

function section(id: Section['id'], figure: number): Section {
  const tables = [{ columns: ['ms'], rows: [[String(figure)]] }];
  return { id, title: id, text: 'How to read it.', tables, data: { figure }, versions: { torch: '9.9' } };
}

test('parts measured at different times stand beside each other, in their order, with machine and versions', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-record-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const places = placesIn(directory);
  writeFileSync(places.markdown, '# Performance\n\nProse.\n');
  assert.equal(knownData(places, 'growth'), undefined);
  keepSection(places, section('growth', 1), OPTIONS);
  keepSection(places, section('one-peer', 2), OPTIONS);
  keepSection(places, section('growth', 3), OPTIONS);
  assert.deepEqual(knownData(places, 'growth'), { figure: 3 });
  const json = JSON.parse(readFileSync(places.json, 'utf8')) as Record<string, Record<string, unknown>>;
  assert.deepEqual(Object.keys(json), ['one-peer', 'growth']);
  assert.equal((json.growth!.versions as Record<string, string>).torch, '9.9');
  assert.ok(!('host' in (json.growth!.machine as object)), 'the name of a machine is nobody’s business');
  const markdown = readFileSync(places.markdown, 'utf8');
  assert.ok(markdown.startsWith('# Performance\n\nProse.\n'));
  assert.match(markdown, /5 repeats; .* cores, .*torch 9\.9/);
  assert.ok(!markdown.includes('| 1 |'), 'old figures are gone');
  assert.ok(markdown.includes('| 2 |') && markdown.includes('| 3 |'));
});

test('the head table and its picture follow every part that they are made of, and no other', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'codistill-record-'));
  t.after(() => rmSync(directory, { recursive: true, force: true }));
  const places = placesIn(directory);
  keepSection(places, { ...section('growth', 1), data: [] }, OPTIONS);
  await keepOverview(places);
  assert.equal(existsSync(places.overview), false, 'there is nothing to say yet');
  writeFileSync(places.overview, '# Performance\n\nWhy.\n');
  for (const [torchMs, verdict] of [
    [3, 'codistill, 1.50×'],
    [1, 'PyTorch, 2.00×'],
  ] as const) {
    const row = { network: 'cnn', batch: 128, compiledStepMs: [2], torchStepMs: [torchMs] };
    keepSection(places, { ...section('one-peer', 1), data: [row] }, OPTIONS);
    await keepOverview(places);
    const head = readFileSync(places.overview, 'utf8');
    assert.ok(head.startsWith('# Performance\n\nWhy.\n') && head.includes(verdict), head);
    assert.match(readFileSync(places.picture, 'utf8'), new RegExp(`<svg[^]*>${torchMs / 2}.*×<`));
  }
});
