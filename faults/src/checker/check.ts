import type { Dump, History } from '../history/history.ts';
import { wrongAnswers } from './answers.ts';
import { brokenCompareAndSets } from './compare-and-set.ts';
import { gatherFacts } from './facts.ts';
import { lostWrites } from './lost-writes.ts';
import { differingReplicas } from './replicas.ts';
import { staleReads } from './stale-reads.ts';
import { strangeValues } from './values.ts';
import { versionsOutOfOrder, versionsUsedTwice } from './versions.ts';
import type { Violation } from './violation.ts';

/**
 * Holds what clients saw, and what the replicas hold once all faults are over, against what Quorate promises.
 * No rule needs to know which faults there were: those are chosen so that every promise must hold.
 *
 * @param dumps one of each replica, after all became level; may be empty where that cannot be judged
 */
export function check(history: History, dumps: readonly Dump[]): Violation[] {
  const facts = gatherFacts(history, dumps);
  return [
    lostWrites,
    strangeValues,
    versionsUsedTwice,
    versionsOutOfOrder,
    staleReads,
    brokenCompareAndSets,
    differingReplicas,
    wrongAnswers,
  ].flatMap(rule => [...rule(facts)]);
}
