import type { Facts } from './facts.ts';
import type { Violation } from './violation.ts';

/** No fault makes a node lie about what it did, or answer with a fault of its own. */
export function* wrongAnswers({ history }: Facts): Generator<Violation> {
  for (const request of [...history.writes, ...history.reads]) {
    if (/^500\b/.test(request.answer)) {
      yield {
        rule: 'wrong-answer',
        message: `${request.node} answered ${request.answer}`,
        evidence: [request],
      };
    }
    if (request.op === 'write' && request.outcome === 'acked' && (request.acks ?? 0) < request.quorum) {
      yield {
        rule: 'wrong-answer',
        message: `${request.key}: done with ${request.acks} acks, where ${request.quorum} were asked for`,
        evidence: [request],
      };
    }
  }
}
