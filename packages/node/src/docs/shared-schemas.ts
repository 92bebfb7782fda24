import * as protocol from '@quorate/protocol';
import type { Part } from './describe.ts';

/** Schemas that the document names; the others stand where they are used. */
const named: Readonly<Record<string, object>> = {
  ErrorReply: protocol.ErrorReply,
  WriteRequest: protocol.WriteRequest,
  WriteReply: protocol.WriteReply,
  Trace: protocol.Trace,
  BatchRequest: protocol.BatchRequest,
  BatchOperation: protocol.BatchOperation,
  BatchReply: protocol.BatchReply,
  WriteStatus: protocol.WriteStatus,
  ReadReply: protocol.ReadReply,
  ListReply: protocol.ListReply,
  Entry: protocol.DumpEntry,
  Change: protocol.Change,
  ChangesReply: protocol.ChangesReply,
  DumpReply: protocol.DumpReply,
  PingReply: protocol.PingReply,
  ReadyReply: protocol.ReadyReply,
  Progress: protocol.Progress,
  CurvePoint: protocol.CurvePoint,
  StatusReply: protocol.StatusReply,
  ReplicateRequest: protocol.ReplicateRequest,
  ReplicateReply: protocol.ReplicateReply,
};

/**
 * Puts a `$ref` in the place of every schema that has a name. Schemas are known by what they say, since what
 * a route was given has been copied on its way here.
 *
 * @returns the parts with references, and the schemas that they refer to
 */
export function shareSchemas<T>(parts: T): { parts: T; schemas: Part } {
  const names = new Map(Object.entries(named).map(([name, schema]) => [textOf(plain(schema)), name]));
  const used = new Set<string>();

  function share(node: unknown, own?: string): unknown {
    if (Array.isArray(node)) return node.map(element => share(element));
    if (typeof node !== 'object' || node === null) return node;
    const name = names.get(textOf(node));
    if (name !== undefined && name !== own) {
      used.add(name);
      return { $ref: `#/components/schemas/${name}` };
    }
    return Object.fromEntries(Object.entries(node).map(([member, value]) => [member, share(value)]));
  }

  const shared = share(plain(parts)) as T;
  const schemas: Part = {};
  // A set that grows while it is walked is walked to its end: schemas may name others.
  for (const name of used) schemas[name] = share(plain(named[name]), name);
  return { parts: shared, schemas };
}

/** The same without TypeBox's symbols, and with a choice of texts as the `enum` that people expect. */
function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== 'object' || node === null) return node;
  const { anyOf, ...rest } = Object.fromEntries(
    Object.entries(node).map(([member, value]) => [member, plain(value)]),
  ) as Part;
  if (Array.isArray(anyOf)) {
    const choices = (anyOf as Part[]).map(choiceOf);
    if (choices.every(choice => choice !== undefined))
      return { ...rest, type: 'string', enum: choices.flat() };
    return { ...rest, anyOf };
  }
  const { const: only, ...others } = rest;
  return typeof only === 'string' || only === true ? { ...others, enum: [only] } : rest;
}

function choiceOf({ type, enum: texts }: Part): unknown[] | undefined {
  return type === 'string' && Array.isArray(texts) ? texts : undefined;
}

/** Equal for schemas that say the same, in whatever order. */
function textOf(node: unknown): string {
  return JSON.stringify(node, (_member, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
