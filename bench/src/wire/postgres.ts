const READY = 'Z'.charCodeAt(0);
const ERROR = 'E'.charCodeAt(0);
const DATA_ROW = 'D'.charCodeAt(0);

/** The messages of PostgreSQL's frontend/backend protocol 3.0 that the load needs, and no others. */
export function startup(user: string, database: string): Buffer {
  const body = Buffer.from(`user\0${user}\0database\0${database}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(3 << 16, 4);
  return Buffer.concat([head, body]);
}

export function query(sql: string): Buffer {
  return message('Q', Buffer.from(`${sql}\0`));
}

/** Names a statement, so that it is parsed once for each connection. */
export function prepare(name: string, sql: string): Buffer {
  return Buffer.concat([message('P', Buffer.from(`${name}\0${sql}\0\0\0`)), message('S')]);
}

/** Runs a prepared statement with text parameters: Bind, Execute and Sync in one piece. */
export function execute(name: string, parameters: readonly string[]): Buffer {
  const parts = parameters.flatMap(text => [int32(Buffer.byteLength(text)), Buffer.from(text)]);
  const bind = [Buffer.from(`\0${name}\0`), int16(0), int16(parameters.length), ...parts, int16(0)];
  const all = Buffer.from('\0\0\0\0\0');
  return Buffer.concat([message('B', Buffer.concat(bind)), message('E', all), message('S')]);
}

/** Every exchange ends with ReadyForQuery, whose six bytes are like no ending of another message sent here. */
export function isReady(received: Buffer): boolean {
  const at = received.length - 6;
  return at >= 0 && received[at] === READY && received.readInt32BE(at + 1) === 5;
}

/** The SQLSTATE of an error among the messages, such as "53300"; null if all went well. */
export function sqlState(reply: Buffer): string | null {
  const error = find(reply, ERROR);
  return error === null ? null : (/(?:^|\0)C([^\0]+)\0/.exec(error.toString('latin1'))?.[1] ?? 'unknown');
}

/** The first column of the first row, as text; null where there is none. */
export function firstValue(reply: Buffer): string | null {
  const row = find(reply, DATA_ROW);
  if (row === null) return null;
  const length = row.readInt32BE(2);
  return length < 0 ? null : row.toString('utf8', 6, 6 + length);
}

function find(reply: Buffer, type: number): Buffer | null {
  for (let at = 0; at + 5 <= reply.length; at += 1 + reply.readInt32BE(at + 1)) {
    if (reply[at] === type) return reply.subarray(at + 5, at + 1 + reply.readInt32BE(at + 1));
  }
  return null;
}

function message(type: string, body: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}
