import {
  type ErrorCode,
  ErrorReply,
  errorExamples,
  errorTable,
  headers,
  JSON_TYPE,
  type Operation,
  operations,
  type Reply,
} from '@quorate/protocol';
import { demandOf, isScope } from '../access/scope.ts';
import { isVital } from '../http/vital.ts';

/** A part of an OpenAPI document: plain JSON. */
export type Part = { [member: string]: unknown };

/** What any request can meet. */
const ALWAYS: readonly ErrorCode[] = ['INVALID_REQUEST', 'REQUEST_TIMEOUT', 'HEADERS_TOO_LARGE', 'INTERNAL'];
/** Where a node may be too busy. */
const REFUSED: readonly ErrorCode[] = ['RATE_LIMITED', 'OVERLOADED'];
const SCOPED: readonly ErrorCode[] = ['UNAUTHORIZED', 'FORBIDDEN'];
const WITH_BODY: readonly ErrorCode[] = ['BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
const ELSEWHERE: Readonly<Record<Operation['where'], readonly ErrorCode[]>> = {
  any: [],
  leader: ['NOT_LEADER'],
  follower: ['ROUTE_NOT_FOUND', 'UNAUTHORIZED', 'CERTIFICATE_REQUIRED'],
};
const WHERE: Readonly<Record<Operation['where'], string>> = {
  any: 'Any node.',
  leader: 'The leader only: a follower answers 421 with the leader’s URL.',
  follower: 'Followers only: a leader has no such route.',
};

/**
 * Adds to an operation, made from a route's schemas, what people need beside them: words, examples, and each
 * error by its status.
 *
 * @param route method and path, as Fastify writes it
 * @throws Error when nothing is said of the route
 */
export function describeOperation(route: string, made: Part): Part {
  const operation = operations[route];
  if (operation === undefined) throw new Error(`${route} has no description in packages/protocol/describe.`);
  const { operationId, tag, summary, description, where } = operation;
  const body = made['requestBody'] as Part | undefined;
  const [method = '', path = ''] = route.split(' ');
  const demand = demandOf(method, path);
  return {
    operationId,
    tags: [tag],
    summary,
    description: `${description}\n\n*Where:* ${WHERE[where]}${isScope(demand) ? ` *Scope:* \`${demand}\`.` : ''}`,
    // Where no token is configured, none is asked for.
    ...(demand === 'public'
      ? {}
      : { security: [demand === 'cluster' ? { clusterToken: [] } : { clientToken: [] }, {}] }),
    ...parametersOf(operation, made),
    ...(body ? { requestBody: { required: true, content: contentOf(operation.body, body['content']) } } : {}),
    responses: {
      ...repliesOf(operation, made['responses'] as Part),
      ...errorsOf(operation, {
        hasBody: body !== undefined,
        refusable: !isVital(path),
        scoped: isScope(demand),
      }),
    },
  };
}

function parametersOf({ parameters: examples = {} }: Operation, made: Part): Part {
  const parameters = ((made['parameters'] ?? []) as Part[])
    // OpenAPI has replies' media types say what may be accepted.
    .filter(({ name }) => name !== 'accept')
    .map(parameter => {
      const example = examples[parameter['name'] as string];
      return example === undefined ? parameter : { ...parameter, example };
    });
  return parameters.length === 0 ? {} : { parameters };
}

function contentOf(content: Reply['content'] = {}, made: unknown): Part {
  const schemas = made as Record<string, Part> | undefined;
  return Object.fromEntries(
    Object.entries(content).map(([type, { schema, examples }]) => [
      type,
      { schema: schema ?? schemas?.[type]?.['schema'] ?? {}, examples },
    ]),
  );
}

function repliesOf({ replies }: Operation, made: Part): Part {
  return Object.fromEntries(
    Object.entries(replies).map(([status, { description, headers: names = [], content }]) => [
      status,
      {
        description,
        ...(names.length > 0 ? { headers: headersOf(names) } : {}),
        ...(content ? { content: contentOf(content, (made[status] as Part | undefined)?.['content']) } : {}),
      },
    ]),
  );
}

interface Demands {
  readonly hasBody: boolean;
  /** A node that is too busy may refuse it. */
  readonly refusable: boolean;
  /** It asks for a client's token, where there are any. */
  readonly scoped: boolean;
}

function errorsOf({ errors = [], where }: Operation, { hasBody, refusable, scoped }: Demands): Part {
  const codes = new Set([
    ...ALWAYS,
    ...(hasBody ? WITH_BODY : []),
    ...(refusable ? REFUSED : []),
    ...(scoped ? SCOPED : []),
    ...ELSEWHERE[where],
    ...errors,
  ]);
  const byStatus = Map.groupBy(codes, code => errorTable[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: codes.map(code => `\`${code}\`: ${errorTable[code].meaning}`).join('\n\n'),
        ...(status === 503 ? { headers: headersOf(['Retry-After']) } : {}),
        content: {
          [JSON_TYPE]: {
            schema: ErrorReply,
            examples: Object.fromEntries(
              codes.map(code => [code, { $ref: `#/components/examples/${code}` }]),
            ),
          },
        },
      },
    ]),
  );
}

function headersOf(names: readonly (keyof typeof headers)[]): Part {
  return Object.fromEntries(names.map(name => [name, { $ref: `#/components/headers/${name}` }]));
}

/** What operations refer to. */
export function sharedParts(): Part {
  return {
    examples: errorExamples,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, { description, example }]) => [
        name,
        { description, schema: { type: 'string' }, example },
      ]),
    ),
    securitySchemes: {
      clientToken: {
        type: 'http',
        scheme: 'bearer',
        description: 'a token of CLIENT_TOKENS, with the scope that the operation names, or a wider one',
      },
      clusterToken: { type: 'http', scheme: 'bearer', description: 'CLUSTER_TOKEN of the node' },
    },
  };
}
