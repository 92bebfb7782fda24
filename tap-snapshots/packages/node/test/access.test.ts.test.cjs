/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/node/test/access.test.ts > TAP > what each route asks for > must match snapshot 1`] = `
admin   DELETE /faults
admin   DELETE /faults/:id
admin   GET /faults
admin   POST /faults
cluster GET /replicate
cluster GET /replicate/entries
cluster GET /replicate/range
cluster POST /replicate
public  GET /docs
public  GET /docs/*
public  GET /healthz
public  GET /ping
public  GET /readyz
public  GET /ui
public  GET /ui/*
read    GET /changes
read    GET /dump
read    GET /followers/:place/read
read    GET /keys
read    GET /keys/:key
read    GET /live
read    GET /metrics
read    GET /read
read    GET /status
read    GET /writes/:version
write   DELETE /keys/:key
write   POST /batch
write   POST /write
write   PUT /keys/:key
`
