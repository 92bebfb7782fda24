import { errorTable } from '@quorate/protocol';
import { codeOf, type Reply } from './caller.ts';

const DOWN = ', node down on purpose';
const statuses: ReadonlyMap<string, number> = new Map(
  Object.entries(errorTable).map(([code, { status }]) => [code, status]),
);

/** "503 NOT_READY"; what is no error of Quorate's has its status alone. */
export function refusalKind({ status, body }: Reply): string {
  return body.error?.code === undefined ? `${status}` : `${status} ${body.error.code}`;
}

/** "ECONNREFUSED, node down on purpose", or "…, node up". */
export function connectionKind(error: unknown, down: boolean): string {
  return `${codeOf(error)}${down ? DOWN : ', node up'}`;
}

/** Documented, with the status that the table gives, and of those after which the same request may be sent again. */
export function isRetriable({ status, body }: Reply): boolean {
  return (status === 503 || status === 504) && statuses.get(body.error?.code ?? '') === status;
}

/** Whether errors of this kind are to be expected while nodes are stopped and cut off. */
export function isExpected(kind: string): boolean {
  if (kind.endsWith(DOWN)) return true;
  const [status, code] = kind.split(' ');
  return isRetriable({ status: Number(status), body: { error: { code: code ?? '' } } });
}
