import { MAX_KEY_BYTES } from '@quorate/store';
import { type TObject, type TProperties, Type } from '@sinclair/typebox';

/** An object that takes the named members and no others. */
export function Exact<T extends TProperties>(properties: T, description?: string): TObject<T> {
  return Type.Object(properties, { additionalProperties: false, ...(description ? { description } : {}) });
}

export const Key = Type.String({
  minLength: 1,
  maxLength: MAX_KEY_BYTES,
  format: 'quorate-key',
  description: `1 to ${MAX_KEY_BYTES} bytes of UTF-8`,
});

/** A key that a client may write: not one of Quorate's own. */
export const ClientKey = Type.String({
  ...Key,
  format: 'quorate-client-key',
  description: `1 to ${MAX_KEY_BYTES} bytes of UTF-8, not beginning with U+0000 and "quorate/"`,
});

export const Value = Type.Unknown({ description: 'any JSON value' });

export const Version = Type.Integer({
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'epoch × 10⁹ + counter',
});

export const WatermarkVersion = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
