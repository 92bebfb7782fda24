import { isKey, isReserved } from '@quorate/store';

/**
 * How Fastify's validator is set for every Quorate server. Bodies are taken as they are: nothing is coerced,
 * dropped or filled in.
 */
export const bodyValidation = {
  coerceTypes: false,
  removeAdditional: false,
  useDefaults: false,
  allErrors: false,
  formats: {
    'quorate-key': isKey,
    'quorate-client-key': (key: string) => isKey(key) && !isReserved(key),
  },
} as const;

/** Path and query parameters arrive as text, so numbers are read from them; everything else is as for bodies. */
export const parameterValidation = { ...bodyValidation, coerceTypes: true } as const;
