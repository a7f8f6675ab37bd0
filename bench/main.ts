/** `npm run bench`: measures codistill beside what a user would pick instead, and keeps the figures under `docs/`. */
import { join } from 'node:path';
import process from 'node:process';
import yargs from 'yargs';
import { cacheDirectory } from '../scripts/cache-directory.js';
import { projectRoot } from '../scripts/project-root.js';
import { sectionMarkdown } from './document.js';
import type { BenchOptions, Measure } from './options.js';
import { keepOverview, keepSection, knownData, type Places } from './record.js';
import { SECTION_IDS, type SectionId } from './section.js';

/** Loads only the part that is measured: TensorFlow is not loaded into a process that does not need it. */
const MEASURES: Readonly<Record<SectionId, () => Promise<Measure>>> = {
  'one-peer': async () => (await import('./one-peer.js')).measureOnePeer,
  'mutual-learning': async () => (await import('./mutual-learning.js')).measureMutualLearning,
  exchange: async () => (await import('./exchange.js')).measureExchange,
  growth: async () => (await import('./growth.js')).measureGrowth,
  scale: async () => (await import('./scale.js')).measureScale,
  gate: async () => (await import('./gate.js')).measureGate,
  threads: async () => (await import('./threads.js')).measureThreads,
  'start-up': async () => (await import('./start-up.js')).measureStartUp,
  units: async () => (await import('./units.js')).measureUnits,
  studies: async () => (await import('./studies.js')).measureStudies,
  goodput: async () => (await import('./goodput.js')).measureGoodput,
  mistakes: async () => (await import('./mistakes.js')).measureMistakes,
  predict: async () => (await import('./predict.js')).measurePredict,
};

const arguments_ = await yargs(process.argv.slice(2))
  .scriptName('npm run bench --')
  .usage(
    '$0\n\nMeasures codistill beside PyTorch and TensorFlow; writes docs/performance.json, .md and .svg, and docs/measurements.md.',
  )
  .options({
    only: { type: 'string', requiresArg: true, describe: `parts, by commas: ${SECTION_IDS.join(',')}` },
    repeats: { type: 'number', default: 5, requiresArg: true, describe: 'repeats of every figure' },
    networks: { type: 'string', requiresArg: true, describe: 'networks, by commas: cnn,resnet20' },
    batches: { type: 'string', requiresArg: true, describe: 'batch sizes, by commas: 32,128' },
    peers: { type: 'string', requiresArg: true, describe: 'cohort sizes, by commas: 2,4' },
    quick: {
      type: 'boolean',
      default: false,
      describe: 'a short look that proves that everything runs; prints its figures and keeps none',
    },
  })
  .check(({ repeats }) => {
    if (Number.isInteger(repeats) && repeats >= 1) return true;
    throw new Error('--repeats is a whole number of at least 1');
  })
  .strict()
  .version(false)
  .parseAsync();

const peers = listOf(arguments_.peers)?.map(Number);
const options: BenchOptions = {
  repeats: arguments_.quick ? Math.min(arguments_.repeats, 2) : arguments_.repeats,
  networks: listOf(arguments_.networks),
  batches: listOf(arguments_.batches)?.map(Number),
  ...(peers === undefined ? {} : { peers }),
  quick: arguments_.quick,
  cacheDir: cacheDirectory(process.env),
};
const docs = join(projectRoot(), 'docs');
const places: Places = {
  json: join(docs, 'performance.json'),
  markdown: join(docs, 'measurements.md'),
  overview: join(docs, 'performance.md'),
  picture: join(docs, 'performance.svg'),
};
for (const id of chosenSections(arguments_.only)) {
  const measure = await MEASURES[id]();
  const known = options.quick ? undefined : knownData(places, id);
  const section = await measure({ ...options, ...(known === undefined ? {} : { known }) }, (line) =>
    process.stderr.write(`${id}: ${line}\n`),
  );
  process.stdout.write(`${sectionMarkdown(section, '')}\n`);
  if (options.quick) continue;
  keepSection(places, section, options);
  await keepOverview(places);
}

function listOf(text: string | undefined): readonly string[] | undefined {
  return text?.split(',').filter((part) => part !== '');
}

function chosenSections(only: string | undefined): readonly SectionId[] {
  const wanted = listOf(only) ?? SECTION_IDS;
  const unknown = wanted.filter((id) => !SECTION_IDS.some((known) => known === id));
  if (unknown.length > 0)
    throw new Error(`--only knows ${SECTION_IDS.join(', ')}, not ${unknown.join(', ')}`);
  return SECTION_IDS.filter((id) => wanted.includes(id));
}
