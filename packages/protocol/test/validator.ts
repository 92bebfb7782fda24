import type { TSchema } from '@sinclair/typebox';
import { Ajv, type ErrorObject } from 'ajv';
import { bodyValidation, parameterValidation } from '../src/index.ts';

const bodies = new Ajv({ ...bodyValidation, strict: false });
const parameters = new Ajv({ ...parameterValidation, strict: false });

/** @returns what the server would find wrong with a body; `undefined` when it takes it */
export function bodyFaults(schema: TSchema, body: unknown): ErrorObject[] | undefined {
  return faults(bodies, schema, body);
}

/** As {@link bodyFaults}, for a query or path parameters; numbers are read from text in place. */
export function parameterFaults(schema: TSchema, query: unknown): ErrorObject[] | undefined {
  return faults(parameters, schema, query);
}

function faults(ajv: Ajv, schema: TSchema, data: unknown): ErrorObject[] | undefined {
  const validate = ajv.compile(schema);
  return validate(data) ? undefined : (validate.errors ?? []);
}

/** A validation error as Fastify throws it. */
export function validationError(validation: ErrorObject[] | undefined, validationContext = 'body'): Error {
  return Object.assign(new Error('body is wrong'), { validation, validationContext, statusCode: 400 });
}
