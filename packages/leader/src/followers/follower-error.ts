import type { ErrorReply } from '@quorate/protocol';

/** A follower that could not be reached, or that refused. */
export class FollowerError extends Error {
  override readonly name = 'FollowerError';
  /** What the follower said, where it said anything. */
  readonly refusal: ErrorReply['error'] | undefined;

  constructor(message: string, refusal?: ErrorReply['error']) {
    super(message);
    this.refusal = refusal;
  }

  static refused(refusal: ErrorReply['error']): FollowerError {
    return new FollowerError(`refused: ${refusal.code}: ${refusal.message}`, refusal);
  }

  static from(error: unknown): FollowerError {
    if (error instanceof FollowerError) return error;
    const { message, code } = error as { message?: string; code?: string };
    return new FollowerError(`no answer: ${message || code}`);
  }
}
