import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartSpec, chartSvg } from '../../../../scripts/compare/chart.js';
import { htmlReport } from '../../../../scripts/compare/page.js';
import { smallReport, smallRuns, smallStudy, smallVariant } from '../../../support/small-study.js';

test('the picture has the variants, both axes and the differences', async () => {
  const { curves, comparison } = smallReport();
  const svg = await chartSvg(chartSpec(curves, comparison));
  assert.match(svg, /^<svg /);
  for (const text of [
    'alone',
    'taught',
    'training time, s',
    'validation NLL',
    'validation accuracy',
    'taught − alone',
  ]) {
    assert(svg.includes(`>${text}<`), text);
  }
});

test('without times there is no axis of time, without anything to compare no differences', async () => {
  const study = smallStudy({ variants: [smallVariant('alone', 'alone')] });
  const runs = smallRuns()
    .slice(0, 4)
    .map((run) => ({
      ...run,
      peers: run.peers.map((peer) => ({
        ...peer,
        curve: peer.curve.map((point) => ({ ...point, seconds: null })),
      })),
    }));
  const { curves, comparison } = smallReport(study, runs);
  const svg = await chartSvg(chartSpec(curves, comparison));
  assert.doesNotMatch(svg, /training time|−/);
  assert.match(svg, />validation NLL</);
});

test('the page has everything in itself and takes nothing from elsewhere', () => {
  const report = smallReport(smallStudy({ about: 'a < b & "c"' }));
  const html = htmlReport(report, chartSpec(report.curves, report.comparison));
  assert.match(html, /a &lt; b &amp; &quot;c&quot;/);
  assert.match(html, /<td><div>81\.50 ± 1\.29 % \[79\.45, 83\.55\]<\/div>/);
  assert.doesNotMatch(html, /<(script|link|img)[^>]+(src|href)=/);
  assert.equal(html.match(/<\/script>/g)!.length, 2, 'nothing in the scripts ends them early');
});

test('in the legend no two variants look the same, however many there are and however long their names', async () => {
  const names = Array.from({ length: 23 }, (_, i) => `a name whose end alone tells it from others: ${i}`);
  const variants = names.map((name) => smallVariant(name, names[0]!));
  const alone = smallRuns().slice(0, 4);
  const runs = names.flatMap((name) => alone.map((run) => ({ ...run, variant: name })));
  const { curves, comparison } = smallReport(smallStudy({ variants }), runs);
  const svg = await chartSvg(chartSpec(curves, comparison));
  for (const name of names) assert(svg.includes(`>${name}<`), name);
  const symbols = [
    ...svg.matchAll(/role-legend-symbol[^>]*><path [^>]*? stroke="([^"]*)"[^>]*?stroke-dasharray="([^"]*)"/g),
  ];
  assert.equal(symbols.length, names.length);
  assert.equal(new Set(symbols.map(([, color, dashes]) => `${color} ${dashes}`)).size, names.length);
});
