// One-peer exponential graph: each learns from one other, 1, 2, 4 ... places on, so that in log2(n) rounds
// everybody has heard of everybody at the traffic of a ring. A frozen teacher teaches all.
export default ({ peers, teachers, round }) => {
  const frozen = teachers.flatMap((teacher) => peers.map((peer) => `${teacher}>${peer}`));
  if (peers.length < 2) return frozen;
  const distance = 2 ** (round % Math.ceil(Math.log2(peers.length)));
  const edges = peers.map((peer, i) => `${peers[(i + distance) % peers.length]}>${peer}`);
  return [...edges, ...frozen];
};
