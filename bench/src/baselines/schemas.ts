import { WriteReply, WriteRequest } from '@quorate/protocol';

const { key, version } = WriteReply.properties;

/** As Quorate's own route: the same body schema, and a reply of the members that a baseline can fill in. */
export const writeSchema = {
  body: WriteRequest,
  response: { 200: { type: 'object', properties: { key, version } } },
};
