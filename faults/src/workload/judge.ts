import type { ReadRecord, WriteRecord } from '../history/history.ts';
import { type Answer, describeAnswer } from './answer.ts';

/** What the answer to a write tells, as the API's contract has it. */
export function judgeWrite(
  answer: Answer,
): Pick<WriteRecord, 'outcome' | 'answer'> & Partial<Pick<WriteRecord, 'version' | 'acks'>> {
  const told = { answer: describeAnswer(answer) };
  if (answer.status === 'none') {
    // Nobody listened, so nobody stored anything.
    return { ...told, outcome: answer.why === 'ECONNREFUSED' ? 'refused' : 'indeterminate' };
  }
  const { body, status } = answer;
  if (status === 200) {
    return { ...told, outcome: 'acked', version: body.version ?? 0, acks: body.acks ?? 0 };
  }
  if (body.error?.outcome !== 'indeterminate') return { ...told, outcome: 'refused' };
  const version = body.error.version;
  return { ...told, outcome: 'indeterminate', ...(version === undefined ? {} : { version }) };
}

export function judgeRead(
  answer: Answer,
): Pick<ReadRecord, 'outcome' | 'answer'> & Partial<Pick<ReadRecord, 'value' | 'version' | 'committed'>> {
  const told = { answer: describeAnswer(answer) };
  if (answer.status === 'none') return { ...told, outcome: 'failed' };
  const { body, status } = answer;
  if (status === 200) {
    const { value, version = 0, committed } = body;
    return {
      ...told,
      outcome: 'value',
      value: String(value),
      version,
      ...(committed === undefined ? {} : { committed }),
    };
  }
  return { ...told, outcome: body.error?.code === 'KEY_NOT_FOUND' ? 'absent' : 'failed' };
}
