import type { Variable } from './points.ts';

/** Why the curves bend where they do. Written by hand: revise it when a run shows something else. */
export const explanations: Readonly<Record<Variable, readonly string[]>> = {
  keys: [
    'With `sync`, the bend is where the keys outnumber the writes between two checkpoints (8 to 16 MiB of log, or a minute). With',
    'fewer keys these writes overwrite each other, and the tree behind the log gets only the last of each; with more, every write',
    'reaches the tree, at a place of its own, and changes pages there that it shares with no other.',
    'With `memory`, applying one write takes 0.9 µs of a node at ten thousand keys and 2.6 µs at a million, since the maps no longer',
    'fit the processor’s caches; the rest of the rise is the garbage collector, which has more to walk through.',
    'Memory rises by what each key needs: with `memory` every node holds every entry on its heap; with `sync` the heap holds what no',
    'checkpoint has taken yet, and the rest is the tree’s file as far as it was touched, which the kernel can drop.',
  ],
  followers: [
    'CPU time rises by nearly the same with each follower, because each takes and applies every write whatever the quorum; the',
    'leader encodes a batch once for all of them.',
    'All nodes share the same cores here, so throughput falls as that sum rises. On machines of their own the followers would work',
    'beside each other.',
    'A point that falls out of its line, up or down, is a minute in which the machine had another speed.',
    'Where the quorum steps up (to 2 with the third follower, to 3 with the fifth) each write waits for one more.',
    'Memory of a follower stays the same: a copy is a copy.',
  ],
  valueBytes: [
    'Up to about 1 kB the request itself (HTTP, routing, validation, the batch) is most of the cost, so ten times the bytes take far',
    'less than ten times the CPU time.',
    'At 64 kB the bytes are the cost: each is parsed and encoded on the leader, sent to every follower, and parsed again there. With',
    '`sync` every node also writes it twice: to the log, whose 16 MiB are full after 260 such writes, and then to the tree.',
    'Memory rises with the values themselves, with what is on its way to the followers, and with garbage not collected yet.',
  ],
};
