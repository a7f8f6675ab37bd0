import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { EXIT_CODES } from '../proto/errors.js';
import { REPOSITORY, repositoryFiles, sourceFiles } from './support/repository.js';

const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 70;

const files = repositoryFiles();
const read = (file: string): string => readFileSync(join(REPOSITORY, file), 'utf8');
const sources = sourceFiles();
const tests = files.filter((file) => /^test\/.*\.ts$/.test(file));

test('the pure cores use no clock, chance, file, network or console', () => {
  const impure =
    /\b(Date\.now|new Date|performance\.|Math\.random|setTimeout|setInterval|console\.|process\.\w)|from 'node:/;
  const wrong = sources.filter((file) => /\/core\//.test(file) && impure.test(read(file)));
  assert.deepEqual(wrong, []);
});

test('only the shells read clocks and the process', () => {
  const shells = /^(scripts\/|bench\/|peer\/(main|trainer)\.ts|coordinator\/main\.ts)/;
  const impure = /\b(Date\.now|performance\.now|process\.(env|argv|exit|pid))/;
  const allowed = new Set([
    'peer/mailbox/trainer-mailbox.ts', // bounds a wait of the thread it blocks
    'peer/graph/native-session.ts', // reads the library's own setting of threads
    'peer/model/addon-file.ts', // is told by the command line where it lies
    'peer/model/backend.ts', // sets the library's log level before loading it
  ]);
  const wrong = sources.filter((file) => !shells.test(file) && !allowed.has(file) && impure.test(read(file)));
  assert.deepEqual(wrong, []);
});

test('no file is longer than 400 lines', () => {
  const long = [...sources, ...tests].filter((file) => read(file).split('\n').length > FILE_LINES_MAX);
  assert.deepEqual(long, []);
});

test('no function is longer than 70 lines', () => {
  const long = sources.flatMap((file) => {
    const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.ES2022, true);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
        const from = source.getLineAndCharacterOfPosition(node.getStart()).line;
        const to = source.getLineAndCharacterOfPosition(node.getEnd()).line;
        if (to - from + 1 > FUNCTION_LINES_MAX) found.push(`${file}:${from + 1} (${to - from + 1} lines)`);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
  assert.deepEqual(long, []);
});

test('files are named by a noun in kebab case, never a drawer', () => {
  const drawers = /^(utils?|helpers?|common|misc|types|index)\./;
  const wrong = [...sources, ...tests].filter(
    (file) => drawers.test(basename(file)) || !/^[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.m?ts$/.test(basename(file)),
  );
  assert.deepEqual(wrong, []);
});

test('no doc comment begins with "What": it says what a thing is, not that there is one', () => {
  const wrong = sources.filter((file) => /\/\*\*\s+(?:\* )?What\b/.test(read(file)));
  assert.deepEqual(wrong, []);
});

test('nothing is left to do in a comment, and nothing names a registry or a path of some machine', () => {
  const banned = new RegExp(
    [
      'TO' + 'DO',
      'FIX' + 'ME',
      'registry\\.npm' + 'js',
      'py' + 'pi\\.org',
      '/ro' + 'ot/',
      '/work' + '/main',
    ].join('|'),
  );
  const text = files.filter(
    (file) =>
      !file.startsWith('proto/generated/') && /\.(m?ts|mjs|js|json|ya?ml|md|proto)$|^\.ci\//.test(file),
  );
  const wrong = text.filter((file) => banned.test(read(file)));
  assert.deepEqual(wrong, []);
});

/** Sources whose proof lies elsewhere, with where: types alone, parts of one machine, and shells that need the real thing. */
const MIRROR_EXEMPT: Readonly<Record<string, string>> = {
  // Types and tables: whoever uses them proves them.
  'proto/run-spec-schema.ts': 'test/unit/proto/run-spec-bounds.test.ts',
  'coordinator/core/events.ts': 'test/unit/coordinator/core/coordinator.test.ts',
  'coordinator/core/options.ts': 'test/property/coordinator/coordinator.test.ts',
  'coordinator/core/state.ts': 'test/unit/coordinator/core/coordinator.test.ts',
  'peer/core/exchange/events.ts': 'test/unit/peer/core/exchange/exchange.test.ts',
  'peer/core/exchange/offer.ts': 'test/unit/peer/core/exchange/exchange.test.ts',
  'peer/core/exchange/rejection.ts': 'test/property/frames.test.ts',
  'peer/core/teaching/teaching.ts': 'test/unit/peer/trainer/teacher-exchange.test.ts',
  'peer/data/input-format.ts': 'test/unit/peer/data/views.test.ts',
  'peer/data/request.ts': 'test/unit/peer/data/catalog.test.ts',
  'peer/graph/recording.ts': 'test/unit/peer/graph/recorder.test.ts',
  'peer/mailbox/call.ts': 'test/unit/peer/mailbox/io-mailbox.test.ts',
  'peer/mailbox/feature-slots.ts': 'test/unit/peer/mailbox/trainer-mailbox.test.ts',
  'peer/mailbox/gauges.ts': 'test/unit/peer/mailbox/io-mailbox.test.ts',
  'peer/mailbox/messages.ts': 'test/unit/peer/trainer.test.ts',
  'peer/model/networks/network-context.ts': 'test/unit/peer/model/networks/catalog.test.ts',
  'peer/io/peer-log.ts': 'test/unit/peer/io/rejection-log.test.ts',
  // Parts of what a peer is taught, proved by the whole.
  'peer/core/teaching/standardization.ts': 'test/unit/peer/core/teaching/targets.test.ts',
  'peer/core/teaching/teacher-mean.ts': 'test/unit/peer/core/teaching/targets.test.ts',
  'peer/model/losses/feature.ts': 'test/unit/peer/graph/losses.test.ts',
  'peer/model/losses/target-tensors.ts': 'test/unit/peer/model/losses/distillation.test.ts',
  'peer/model/losses/row-mean.ts': 'test/unit/peer/model/losses/kl.test.ts',
  'peer/model/step-loss.ts': 'test/unit/peer/graph/losses.test.ts',
  'peer/model/addon-file.ts': 'test/unit/scripts/setup/bundle.test.ts',
  // What scoring loads once it has to run a network.
  'peer/evaluation/saved-network.ts': 'test/unit/peer/evaluation/evaluate-run.test.ts',
  // Transitions of one pure machine, reached through its events.
  'peer/core/exchange/sample-stores.ts': 'test/unit/peer/core/exchange/by-sample.test.ts',
  'peer/core/exchange/state.ts': 'test/unit/peer/core/exchange/exchange.test.ts',
  'peer/core/peer-events.ts': 'test/unit/peer/core/peer.test.ts',
  'peer/core/membership/state.ts': 'test/unit/peer/core/membership/membership.test.ts',
  'peer/core/membership/orders.ts': 'test/unit/peer/core/membership/membership.test.ts',
  'peer/core/exchange/sending.ts': 'test/unit/peer/core/exchange/requests.test.ts',
  // What takes whole processes, or a real server, to be seen at work.
  'peer/trainer/clearing.ts': 'test/unit/peer/trainer.test.ts',
  'peer/trainer/initial-weights.ts': 'test/unit/peer/trainer.test.ts',
  'peer/trainer/peer-services.ts': 'test/e2e/schemes.test.ts',
  'peer/trainer/learner.ts': 'test/e2e/mutual-learning.test.ts',
  'peer/trainer/ports.ts': 'test/unit/peer/trainer/training-loop.test.ts',
  'peer/model/step-context.ts': 'test/unit/peer/model/train.test.ts',
  'peer/net/weights-store.ts': 'test/integration/peer/weights-store.test.ts',
  // Parts of the compiled step, proved by what it computes.
  'peer/graph/kept-session.ts': 'test/unit/peer/graph/shared-session.test.ts',
  'peer/graph/graph.ts': 'test/unit/peer/graph/split.test.ts',
  'peer/graph/simplify/rewrite.ts': 'test/unit/peer/graph/simplify/needless.test.ts',
  'peer/graph/simplify/simplify.ts': 'test/unit/peer/graph/networks.test.ts',
  'peer/graph/step-program.ts': 'test/unit/peer/graph/compiled-step.test.ts',
  'peer/graph/traced-step.ts': 'test/unit/peer/graph/compiled-step.test.ts',
  'peer/graph/training-step.ts': 'test/unit/peer/trainer/training-loop.test.ts',
  'peer/graph/variables.ts': 'test/unit/peer/graph/variable-home.test.ts',
  // Parts of a study's table and report, proved by what they show.
  'scripts/compare/curves.ts': 'test/unit/scripts/compare/chart.test.ts',
  'scripts/compare/page.ts': 'test/unit/scripts/compare/chart.test.ts',
  'scripts/compare/report.ts': 'test/unit/scripts/compare/report-lines.test.ts',
  'scripts/compare/samples.ts': 'test/unit/scripts/compare/comparison.test.ts',
  // Sockets and servers.
  'coordinator/main.ts': 'test/integration/coordinator/coordinator.test.ts',
  'coordinator/net/snapshot-bucket.ts': 'test/integration/coordinator/refusals.test.ts',
  'coordinator/net/control-plane.ts': 'test/integration/coordinator/coordinator.test.ts',
  'coordinator/net/jetstream.ts': 'test/integration/coordinator/refusals.test.ts',
  'coordinator/net/snapshot-store.ts': 'test/integration/coordinator/coordinator.test.ts',
  'coordinator/net/weights-bucket.ts': 'test/integration/coordinator/closed.test.ts',
  'peer/main.ts': 'test/integration/peer/cohort.test.ts',
  'peer/net/admission.ts': 'test/integration/peer/admission.test.ts',
  'peer/net/control-plane.ts': 'test/integration/peer/cohort.test.ts',
  'peer/net/data-plane.ts': 'test/integration/peer/data-plane.test.ts',
  'peer/net/socket-options.ts': 'test/integration/peer/data-plane.test.ts',
  'peer/net/endpoint-probe.ts': 'test/integration/peer/probes.test.ts',
  'peer/net/student-links.ts': 'test/integration/peer/data-plane.test.ts',
  'peer/net/local-sockets.ts': 'test/integration/peer/local-sockets.test.ts',
  'peer/net/teacher-ports.ts': 'test/integration/peer/local-sockets.test.ts',
  'peer/net/teacher-port.ts': 'test/integration/peer/data-plane.test.ts',
  'proto/net/accounts.ts': 'test/integration/proto/net/accounts.test.ts',
  'proto/net/dial.ts': 'test/integration/proto/net/dial.test.ts',
  'proto/net/generated-key.ts': 'test/integration/proto/net/generated-key.test.ts',
  'proto/net/server-key.ts': 'test/integration/scripts/net/run-certificate.test.ts',
  'proto/net/lasting-connection.ts': 'test/integration/coordinator/refusals.test.ts',
  'proto/probe.ts': 'test/integration/peer/probes.test.ts',
  'proto/admission.ts': 'test/integration/scripts/net/admission.test.ts',
  'scripts/net/admission-desk.ts': 'test/integration/scripts/net/admission.test.ts',
  'scripts/net/ask-admission.ts': 'test/integration/scripts/net/admission.test.ts',
  'scripts/net/advertise.ts': 'test/integration/scripts/net/discover.test.ts',
  'scripts/net/ask-peers.ts': 'test/integration/peer/probes.test.ts',
  'scripts/net/discover.ts': 'test/integration/scripts/net/discover.test.ts',
  'scripts/net/decoded.ts': 'test/integration/scripts/net/admission.test.ts',
  'scripts/net/late-desk.ts': 'test/integration/scripts/net/late-desk.test.ts',
  'scripts/net/result-desk.ts': 'test/integration/scripts/net/results.test.ts',
  'scripts/net/result-courier.ts': 'test/integration/scripts/net/results.test.ts',
  'scripts/results/gather.ts': 'test/integration/scripts/net/results.test.ts',
  'scripts/results/hand-over.ts': 'test/e2e/results.test.ts',
  'proto/result-word.ts': 'test/integration/scripts/net/results.test.ts',
  'scripts/net/run-certificate.ts': 'test/integration/scripts/net/run-certificate.test.ts',
  'scripts/net/watch.ts': 'test/integration/scripts/net/watch.test.ts',
  // Machines that share a run, in network namespaces.
  'scripts/net/desk.ts': 'test/e2e/join.test.ts',
  'scripts/secret-json.ts': 'test/unit/scripts/join/guest-file.test.ts',
  'scripts/join/ask-desk.ts': 'test/e2e/join.test.ts',
  'scripts/join/launcher-access.ts': 'test/e2e/join.test.ts',
  'scripts/join/join-run.ts': 'test/e2e/join.test.ts',
  'scripts/launch/part.ts': 'test/e2e/join.test.ts',
  'scripts/units/unit.ts': 'test/e2e/units.test.ts',
  'scripts/units/units-part.ts': 'test/e2e/units.test.ts',
  'scripts/commands/invite.ts': 'test/e2e/join.test.ts',
  'scripts/commands/join.ts': 'test/e2e/join.test.ts',
  'scripts/commands/members.ts': 'test/e2e/join.test.ts',
  'scripts/commands/up.ts': 'test/e2e/join.test.ts',
  'scripts/commands/house-options.ts': 'test/e2e/join.test.ts',
  // Hosts that real OpenSSH servers make reachable.
  'scripts/commands/launch-hosts.ts': 'test/e2e/hosts.test.ts',
  'scripts/hosts/host-fleet.ts': 'test/e2e/hosts.test.ts',
  'scripts/hosts/host-process.ts': 'test/e2e/hosts.test.ts',
  'scripts/hosts/hosts-part.ts': 'test/e2e/hosts.test.ts',
  // Processes, as a user starts and ends them.
  'scripts/guard.ts': 'test/integration/scripts/launch/supervised-process.test.ts',
  'scripts/parent-watch.ts': 'test/integration/scripts/launch/supervised-process.test.ts',
  'scripts/launch/begun-process.ts': 'test/integration/scripts/launch/supervised-process.test.ts',
  'scripts/launch/shared-server.ts': 'test/integration/scripts/launch/shared-server.test.ts',
  'scripts/launch/own-server.ts': 'test/integration/scripts/launch/shared-server.test.ts',
  'scripts/net/sweep-run.ts': 'test/integration/scripts/launch/shared-server.test.ts',
  'scripts/launch/machine.ts': 'test/unit/scripts/launch/run-facts.test.ts',
  'scripts/launch/guest.ts': 'test/unit/scripts/join/guest-part.test.ts',
  'scripts/launch/warm-processes.ts': 'test/integration/scripts/launch/warm-processes.test.ts',
  'scripts/commands/serve-commands.ts': 'test/integration/scripts/launch/warm-processes.test.ts',
  'scripts/launch/supervised-process.ts': 'test/integration/scripts/launch/supervised-process.test.ts',
  'scripts/child-process.ts': 'test/e2e/faults.test.ts',
  'scripts/codistill.ts': 'test/e2e/cli-errors.test.ts',
  'scripts/commands/compare.ts': 'test/e2e/compare.test.ts',
  'scripts/commands/setup.ts': 'test/e2e/package.test.ts',
  'scripts/set-up.ts': 'test/e2e/package.test.ts',
  'scripts/commands/coordinator.ts': 'test/e2e/launch.test.ts',
  'scripts/commands/peer.ts': 'test/e2e/launch.test.ts',
  'scripts/commands/discover.ts': 'test/e2e/discover.test.ts',
  'scripts/commands/evaluate.ts': 'test/e2e/launch.test.ts',
  'scripts/commands/launch.ts': 'test/e2e/launch.test.ts',
  'scripts/commands/launch-arguments.ts': 'test/e2e/launch.test.ts',
  'scripts/compare/compare-study.ts': 'test/e2e/compare.test.ts',
  'scripts/compare/launched-run.ts': 'test/e2e/compare.test.ts',
  'scripts/launch/score-request.ts': 'test/e2e/compare.test.ts',
  'scripts/commands/serve-scores.ts': 'test/e2e/compare.test.ts',
  'scripts/reproduce/measure-pace.ts': 'test/e2e/reproduce.test.ts',
  'scripts/reproduce/reproduce-table.ts': 'test/e2e/reproduce.test.ts',
  'scripts/compare/run-study.ts': 'test/e2e/compare.test.ts',
  'scripts/compare/write-report.ts': 'test/e2e/compare.test.ts',
  'scripts/launch/processes.ts': 'test/e2e/faults.test.ts',
  'scripts/launch/launch-run.ts': 'test/e2e/launch.test.ts',
  'scripts/launch/stage.ts': 'test/e2e/launch.test.ts',
  'scripts/launch/terminal-stage.ts': 'test/e2e/launch.test.ts',
  'scripts/commands/init.ts': 'test/e2e/init.test.ts',
  // The programming interface, as programs use it.
  'scripts/api.ts': 'test/e2e/api.test.ts',
  'scripts/api/launch.ts': 'test/e2e/api.test.ts',
  'scripts/api/open-run.ts': 'test/e2e/api.test.ts',
  'scripts/api/program-stage.ts': 'test/e2e/api.test.ts',
  'scripts/api/tensorflow.ts': 'test/e2e/api.test.ts',
  'scripts/launch/score-run.ts': 'test/e2e/launch.test.ts',
  // Models that leave: each part is proved by what other runtimes predict with the whole.
  'peer/export/any-samples.ts': 'test/unit/peer/export/trace-network.test.ts',
  'peer/export/inference-graph.ts': 'test/unit/peer/export/trace-network.test.ts',
  'peer/model/onnx-package.ts': 'test/unit/peer/trainer/onnx-teacher.test.ts',
  'peer/export/predictor.ts': 'test/unit/peer/export/predict-inputs.test.ts',
  'peer/graph/inference-trace.ts': 'test/unit/peer/export/trace-network.test.ts',
  'peer/export/graph-model.ts': 'test/unit/peer/export/trace-network.test.ts',
  'peer/export/graph-model-runtime.ts': 'test/unit/peer/export/trace-network.test.ts',
  'peer/export/saved-model-variables.ts': 'test/unit/peer/export/saved-model.test.ts',
  'peer/export/tensor-bundle.ts': 'test/unit/peer/export/saved-model.test.ts',
  'peer/model/saved-model.ts': 'test/unit/peer/export/saved-model.test.ts',
  'peer/export/saved-model-runtime.ts': 'test/unit/peer/export/trace-network.test.ts',
  'peer/export/graph-files.ts': 'test/unit/peer/export/trace-network.test.ts',
  'peer/export/graph-plan.ts': 'test/unit/peer/export/proof.test.ts',
  'peer/export/model-plan.ts': 'test/unit/peer/export/export-run.test.ts',
  'peer/export/architecture.ts': 'test/unit/peer/export/layers-plan.test.ts',
  'peer/export/architecture-combination.ts': 'test/integration/peer/export/matrix.test.ts',
  'peer/export/layer-descriptions.ts': 'test/unit/peer/export/layers-plan.test.ts',
  'peer/trainer/onnx-worker.ts': 'test/unit/peer/trainer/onnx-teacher.test.ts',
  'peer/export/layers-model.ts': 'test/unit/peer/export/layers-plan.test.ts',
  'peer/export/safetensors-model.ts': 'test/unit/peer/export/layers-plan.test.ts',
  'peer/export/python-runtime.ts': 'test/unit/peer/export/layers-plan.test.ts',
  'peer/export/onnx-model.ts': 'test/unit/peer/export/trace-network.test.ts',
  'peer/export/onnx-builder.ts': 'test/unit/peer/export/onnx-ops.test.ts',
  'peer/export/onnx-spatial-ops.ts': 'test/unit/peer/export/onnx-ops.test.ts',
  'peer/export/onnx-runtime.ts': 'test/unit/peer/export/onnx-ops.test.ts',
  'peer/export/open-runtime.ts': 'test/unit/peer/export/export-run.test.ts',
  'peer/export/other-runtime.ts': 'test/unit/peer/export/export-run.test.ts',
  'peer/graph/attributes.ts': 'test/unit/peer/graph/comparison.test.ts',
  'scripts/commands/export.ts': 'test/e2e/launch.test.ts',
  'scripts/commands/predict.ts': 'test/e2e/launch.test.ts',
  // The benchmark: types, and what trains or launches for as long as it is told to.
  'bench/exchange.ts': 'test/unit/bench/exchange-table.test.ts',
  'bench/exchange-cohort.ts': 'test/integration/bench/exchange-cohort.test.ts',
  'bench/exchange-peer.ts': 'test/integration/bench/exchange-cohort.test.ts',
  'bench/exchange-price.ts': 'test/unit/bench/steady.test.ts',
  'bench/threads.ts': 'test/unit/bench/steady.test.ts',
  'bench/exchange-trainer.ts': 'test/integration/bench/exchange-cohort.test.ts',
  'bench/launched.ts': 'test/unit/bench/steady.test.ts',
  'bench/predict.ts': 'test/unit/bench/predict-table.test.ts',
  'bench/goodput.ts': 'test/unit/bench/goodput-figures.test.ts',
  'bench/main.ts': 'test/unit/bench/record.test.ts',
  'bench/mistake.ts': 'test/integration/bench/mistake.test.ts',
  'bench/mutual-learning.ts': 'test/unit/bench/mutual-learning-table.test.ts',
  'bench/one-peer.ts': 'test/unit/bench/one-peer-table.test.ts',
  'bench/options.ts': 'test/unit/bench/record.test.ts',
  'bench/section.ts': 'test/unit/bench/document.test.ts',
  'bench/shapes.ts': 'test/unit/bench/training-contender.test.ts',
  'bench/studies.ts': 'test/unit/bench/studies-table.test.ts',
  'bench/start-up.ts': 'test/unit/bench/start-up-table.test.ts',
  'bench/control-peers.ts': 'test/integration/bench/scale.test.ts',
  'bench/control-plane.ts': 'test/integration/bench/scale.test.ts',
  'bench/scale.ts': 'test/integration/bench/scale.test.ts',
  'bench/thread-time.ts': 'test/integration/bench/scale.test.ts',
  'proto/net/hear-announcements.ts': 'test/integration/coordinator/coordinator.test.ts',
  'bench/units.ts': 'test/e2e/slurm.test.ts',
  'bench/gate.ts': 'test/unit/peer/core/teaching/teacher-gate.test.ts',
  'bench/variant-trial.ts': 'test/unit/bench/interleaved.test.ts',
};

test('every source has its mirror test or says where its proof lies', () => {
  const missing = sources.filter((file) => {
    const mirror = `test/unit/${file.replace(/\.m?ts$/, '.test.ts')}`;
    const proof = MIRROR_EXEMPT[file];
    return (
      !existsSync(join(REPOSITORY, mirror)) && (proof === undefined || !existsSync(join(REPOSITORY, proof)))
    );
  });
  assert.deepEqual(missing, []);
});

test('no exemption outlives its source or stands beside a mirror test', () => {
  const needless = Object.keys(MIRROR_EXEMPT).filter(
    (file) =>
      !sources.includes(file) ||
      existsSync(join(REPOSITORY, `test/unit/${file.replace(/\.m?ts$/, '.test.ts')}`)),
  );
  assert.deepEqual(needless, []);
});

test('every error code is explained in docs/errors.md, and only those', () => {
  const documented = [...read('docs/errors.md').matchAll(/^\| `(ERR_[A-Z_]+)` \| (\d+) /gm)].map((row) => [
    row[1],
    Number(row[2]),
  ]);
  assert.deepEqual(new Map(documented as [string, number][]), new Map(Object.entries(EXIT_CODES)));
});
