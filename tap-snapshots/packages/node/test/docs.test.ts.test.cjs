/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/node/test/docs.test.ts > TAP > the document is as it was > must match snapshot 1`] = `
{
 "openapi": "3.1.0",
 "info": {
  "title": "Quorate",
  "version": "VERSION",
  "description": "Every node serves this same document; each route says where it works. Bodies are JSON, and nothing in them is coerced or dropped. Every error has one shape, with a stable \`code\`.\\n\\nKeys are 1 to 512 bytes of well-formed UTF-8 (format \`quorate-key\`). Those that begin with U+0000 and \`quorate/\` are Quorate’s own and cannot be written (format \`quorate-client-key\`).",
  "license": {
   "name": "MIT",
   "identifier": "MIT"
  }
 },
 "components": {
  "schemas": {
   "PingReply": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "status",
     "role",
     "id",
     "epoch",
     "version"
    ],
    "properties": {
     "status": {
      "type": "string",
      "enum": [
       "ok"
      ]
     },
     "role": {
      "type": "string",
      "enum": [
       "leader",
       "follower"
      ]
     },
     "id": {
      "type": "string"
     },
     "epoch": {
      "description": "the highest epoch promised; -1 before the first",
      "type": "integer"
     },
     "version": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "type": "integer"
     }
    }
   },
   "ErrorReply": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "error"
    ],
    "properties": {
     "error": {
      "additionalProperties": false,
      "type": "object",
      "required": [
       "code",
       "message",
       "requestId"
      ],
      "properties": {
       "code": {
        "type": "string",
        "enum": [
         "INVALID_REQUEST",
         "QUORUM_TOO_LARGE",
         "UNAUTHORIZED",
         "FORBIDDEN",
         "FAULTS_DISABLED",
         "CERTIFICATE_REQUIRED",
         "KEY_NOT_FOUND",
         "FAULT_NOT_FOUND",
         "ROUTE_NOT_FOUND",
         "REQUEST_TIMEOUT",
         "STALE_EPOCH",
         "CHANGES_COMPACTED",
         "VERSION_MISMATCH",
         "BODY_TOO_LARGE",
         "UNSUPPORTED_MEDIA_TYPE",
         "NOT_LEADER",
         "IDEMPOTENCY_CONFLICT",
         "RATE_LIMITED",
         "HEADERS_TOO_LARGE",
         "INTERNAL",
         "FOLLOWER_UNREACHABLE",
         "QUORUM_UNREACHABLE",
         "QUEUE_FULL",
         "OVERLOADED",
         "STORAGE_UNAVAILABLE",
         "NOT_READY",
         "LEADERSHIP_LOST",
         "QUORUM_TIMEOUT",
         "READ_TIMEOUT"
        ]
       },
       "message": {
        "description": "for people; it may change",
        "type": "string"
       },
       "requestId": {
        "type": "string"
       },
       "leader": {
        "description": "URL, where it is known",
        "anyOf": [
         {
          "type": "string"
         },
         {
          "type": "null"
         }
        ]
       },
       "version": {
        "minimum": 0,
        "maximum": 9007199254740991,
        "type": "integer"
       },
       "epoch": {
        "type": "integer"
       },
       "floor": {
        "description": "the oldest version from which changes can be told",
        "type": "integer"
       },
       "operation": {
        "description": "place in the batch of the operation that was refused, from 0",
        "type": "integer"
       },
       "quorum": {
        "type": "integer"
       },
       "acks": {
        "type": "integer"
       },
       "followers": {
        "type": "integer"
       },
       "outcome": {
        "description": "the write is stored and may yet commit; see GET /writes/:version",
        "type": "string",
        "enum": [
         "indeterminate"
        ]
       }
      }
     }
    }
   },
   "ReadyReply": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "status"
    ],
    "properties": {
     "status": {
      "type": "string",
      "enum": [
       "ready",
       "not ready"
      ]
     },
     "reason": {
      "type": "string"
     }
    }
   },
   "StatusReply": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "id",
     "role",
     "url",
     "leader",
     "epoch",
     "version",
     "watermark",
     "digest",
     "keys",
     "durability",
     "uptimeMs"
    ],
    "properties": {
     "id": {
      "type": "string"
     },
     "role": {
      "type": "string",
      "enum": [
       "leader",
       "follower"
      ]
     },
     "url": {
      "type": "string"
     },
     "leader": {
      "description": "URL of the leader, as far as this node knows",
      "anyOf": [
       {
        "type": "string"
       },
       {
        "type": "null"
       }
      ]
     },
     "epoch": {
      "type": "integer"
     },
     "version": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "type": "integer"
     },
     "watermark": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "type": "integer"
     },
     "digest": {
      "description": "order-free hash of all that stands: equal at equal versions, equal replicas",
      "type": "string"
     },
     "keys": {
      "description": "keys that have a value",
      "type": "integer"
     },
     "durability": {
      "type": "string"
     },
     "uptimeMs": {
      "type": "integer"
     },
     "writeQuorum": {
      "type": "integer"
     },
     "followers": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/Progress"
      }
     },
     "quorumCurve": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/CurvePoint"
      }
     }
    }
   },
   "ReadReply": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "key",
     "value",
     "version"
    ],
    "properties": {
     "key": {
      "type": "string"
     },
     "value": {
      "description": "any JSON value"
     },
     "version": {
      "minimum": 1,
      "maximum": 9007199254740991,
      "description": "epoch × 10⁹ + counter",
      "type": "integer"
     },
     "committed": {
      "description": "on the leader: acked by the cluster’s write quorum",
      "type": "boolean"
     }
    }
   },
   "WriteReply": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "key",
     "version",
     "quorum",
     "acks",
     "followers",
     "durationMs"
    ],
    "properties": {
     "key": {
      "type": "string"
     },
     "version": {
      "minimum": 1,
      "maximum": 9007199254740991,
      "description": "epoch × 10⁹ + counter",
      "type": "integer"
     },
     "quorum": {
      "description": "acks that this write waited for",
      "type": "integer"
     },
     "acks": {
      "description": "acks counted when the reply was sent",
      "type": "integer"
     },
     "followers": {
      "description": "followers that the write was sent to",
      "type": "integer"
     },
     "durationMs": {
      "description": "from issuing the version to the deciding ack",
      "type": "number"
     },
     "trace": {
      "$ref": "#/components/schemas/Trace"
     }
    }
   },
   "ListReply": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "entries"
    ],
    "properties": {
     "entries": {
      "description": "in order of the keys’ UTF-8 bytes; a page may be short, or empty, and not be the last",
      "type": "array",
      "items": {
       "additionalProperties": false,
       "type": "object",
       "required": [
        "key",
        "value",
        "version"
       ],
       "properties": {
        "key": {
         "type": "string"
        },
        "value": {
         "description": "any JSON value"
        },
        "version": {
         "minimum": 1,
         "maximum": 9007199254740991,
         "description": "epoch × 10⁹ + counter",
         "type": "integer"
        }
       }
      }
     },
     "next": {
      "description": "there may be more: ask for them with \`after\`; absent on the last page",
      "type": "string"
     }
    }
   },
   "ChangesReply": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "changes",
     "next",
     "more"
    ],
    "properties": {
     "changes": {
      "description": "the newest of each key, in order of versions",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/Change"
      }
     },
     "next": {
      "description": "cursor: where to go on",
      "type": "string"
     },
     "more": {
      "description": "there is more by now",
      "type": "boolean"
     }
    }
   },
   "DumpReply": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "entries"
    ],
    "properties": {
     "entries": {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/Entry"
      }
     }
    }
   },
   "WriteRequest": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "key",
     "value"
    ],
    "properties": {
     "key": {
      "minLength": 1,
      "maxLength": 512,
      "format": "quorate-client-key",
      "description": "1 to 512 bytes of UTF-8, not beginning with U+0000 and \\"quorate/\\"",
      "type": "string"
     },
     "value": {
      "description": "any JSON value"
     },
     "quorum": {
      "minimum": 1,
      "description": "followers that must ack; the cluster’s WRITE_QUORUM if absent",
      "type": "integer"
     },
     "timeoutMs": {
      "minimum": 1,
      "maximum": 60000,
      "type": "integer"
     },
     "ttlMs": {
      "minimum": 1,
      "maximum": 315360000000,
      "description": "the leader deletes the key so many milliseconds after the write, unless it is written again",
      "type": "integer"
     },
     "ifVersion": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "description": "write only if this version stands for the key; 0: only if no value does",
      "type": "integer"
     }
    }
   },
   "BatchRequest": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "operations"
    ],
    "properties": {
     "operations": {
      "minItems": 1,
      "maxItems": 1000,
      "description": "each key at most once",
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/BatchOperation"
      }
     },
     "quorum": {
      "minimum": 1,
      "description": "followers that must ack; the cluster’s WRITE_QUORUM if absent",
      "type": "integer"
     },
     "timeoutMs": {
      "minimum": 1,
      "maximum": 60000,
      "type": "integer"
     }
    }
   },
   "BatchReply": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "firstVersion",
     "lastVersion",
     "quorum",
     "acks",
     "followers",
     "durationMs"
    ],
    "properties": {
     "firstVersion": {
      "minimum": 1,
      "maximum": 9007199254740991,
      "description": "of the first operation; the others follow",
      "type": "integer"
     },
     "lastVersion": {
      "minimum": 1,
      "maximum": 9007199254740991,
      "description": "epoch × 10⁹ + counter",
      "type": "integer"
     },
     "quorum": {
      "description": "acks that this write waited for",
      "type": "integer"
     },
     "acks": {
      "description": "acks counted when the reply was sent",
      "type": "integer"
     },
     "followers": {
      "description": "followers that the write was sent to",
      "type": "integer"
     },
     "durationMs": {
      "description": "from issuing the version to the deciding ack",
      "type": "number"
     },
     "trace": {
      "$ref": "#/components/schemas/Trace"
     }
    }
   },
   "WriteStatus": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "version",
     "state"
    ],
    "properties": {
     "version": {
      "minimum": 1,
      "maximum": 9007199254740991,
      "description": "epoch × 10⁹ + counter",
      "type": "integer"
     },
     "state": {
      "description": "pending: not acked by the cluster’s write quorum yet; committed: acked by it; superseded: a newer write of the key stands; unknown: not issued by this leader, or too old to tell",
      "type": "string",
      "enum": [
       "pending",
       "committed",
       "superseded",
       "unknown"
      ]
     },
     "acks": {
      "description": "who acked, and how long after the version was issued; for recent writes",
      "type": "array",
      "items": {
       "additionalProperties": false,
       "type": "object",
       "required": [
        "follower",
        "afterMs"
       ],
       "properties": {
        "follower": {
         "type": "string"
        },
        "afterMs": {
         "type": "number"
        }
       }
      }
     }
    }
   },
   "ReplicateRequest": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "epoch",
     "leader",
     "incarnation",
     "watermark",
     "collect",
     "entries"
    ],
    "properties": {
     "epoch": {
      "minimum": 0,
      "description": "leadership of the sender",
      "type": "integer"
     },
     "leader": {
      "additionalProperties": false,
      "type": "object",
      "required": [
       "id",
       "url",
       "incarnation"
      ],
      "properties": {
       "id": {
        "maxLength": 200,
        "type": "string"
       },
       "url": {
        "maxLength": 2000,
        "type": "string"
       },
       "incarnation": {
        "maxLength": 100,
        "description": "one run of the leader: an epoch belongs to one run",
        "type": "string"
       }
      }
     },
     "incarnation": {
      "maxLength": 100,
      "description": "the follower’s incarnation as the leader knows it; \\"\\" when it does not",
      "type": "string"
     },
     "watermark": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "type": "integer",
      "description": "what a follower of that incarnation may take as its watermark once the entries are applied"
     },
     "collect": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "type": "integer",
      "description": "every follower has the tombstones at or below it: they may go, once the watermark is there"
     },
     "entries": {
      "maxItems": 10000,
      "type": "array",
      "items": {
       "anyOf": [
        {
         "additionalProperties": false,
         "type": "object",
         "required": [
          "key",
          "version",
          "value"
         ],
         "properties": {
          "key": {
           "minLength": 1,
           "maxLength": 512,
           "format": "quorate-key",
           "description": "1 to 512 bytes of UTF-8",
           "type": "string"
          },
          "version": {
           "minimum": 1,
           "maximum": 9007199254740991,
           "description": "epoch × 10⁹ + counter",
           "type": "integer"
          },
          "value": {
           "description": "any JSON value"
          },
          "batchEnd": {
           "minimum": 1,
           "maximum": 9007199254740991,
           "description": "last version of the batch that it belongs to",
           "type": "integer"
          },
          "expiresAtMs": {
           "minimum": 0,
           "maximum": 9007199254740991,
           "description": "Unix milliseconds",
           "type": "integer"
          }
         }
        },
        {
         "additionalProperties": false,
         "type": "object",
         "required": [
          "key",
          "version",
          "tombstone"
         ],
         "properties": {
          "key": {
           "minLength": 1,
           "maxLength": 512,
           "format": "quorate-key",
           "description": "1 to 512 bytes of UTF-8",
           "type": "string"
          },
          "version": {
           "minimum": 1,
           "maximum": 9007199254740991,
           "description": "epoch × 10⁹ + counter",
           "type": "integer"
          },
          "tombstone": {
           "type": "boolean",
           "enum": [
            true
           ]
          },
          "batchEnd": {
           "minimum": 1,
           "maximum": 9007199254740991,
           "description": "last version of the batch that it belongs to",
           "type": "integer"
          }
         }
        }
       ]
      }
     },
     "origins": {
      "maxItems": 10000,
      "description": "what their clients call some of the writes, for the logs",
      "type": "array",
      "items": {
       "additionalProperties": false,
       "type": "object",
       "required": [
        "version"
       ],
       "properties": {
        "version": {
         "minimum": 1,
         "maximum": 9007199254740991,
         "description": "epoch × 10⁹ + counter",
         "type": "integer"
        },
        "requestId": {
         "maxLength": 64,
         "description": "the client’s \`x-request-id\`",
         "type": "string"
        },
        "traceparent": {
         "maxLength": 55,
         "description": "W3C trace context; its parent is the leader’s span",
         "type": "string"
        }
       }
      }
     }
    }
   },
   "ReplicateReply": {
    "additionalProperties": false,
    "description": "The ack: every entry of the request is applied or superseded here, and as durable as configured.",
    "type": "object",
    "required": [
     "epoch",
     "incarnation",
     "watermark",
     "lastVersion",
     "collected",
     "digest"
    ],
    "properties": {
     "epoch": {
      "description": "the highest epoch promised; -1 before the first",
      "type": "integer"
     },
     "incarnation": {
      "description": "differs after each start, so that a restart is noticed",
      "type": "string"
     },
     "watermark": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "type": "integer"
     },
     "lastVersion": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "type": "integer"
     },
     "collected": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "type": "integer",
      "description": "no tombstone at or below it is left"
     },
     "digest": {
      "description": "order-free hash of all that stands",
      "type": "string"
     }
    }
   },
   "Progress": {
    "additionalProperties": false,
    "description": "The leader’s view of one follower.",
    "type": "object",
    "required": [
     "follower",
     "state",
     "watermark",
     "lag",
     "queued",
     "inFlight",
     "digest",
     "repaired"
    ],
    "properties": {
     "follower": {
      "description": "URL",
      "type": "string"
     },
     "state": {
      "type": "string",
      "enum": [
       "probe",
       "stream",
       "catch-up",
       "down"
      ]
     },
     "watermark": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "type": "integer"
     },
     "lag": {
      "description": "the leader’s last version less the follower’s watermark",
      "type": "integer"
     },
     "queued": {
      "description": "writes that wait for the wire",
      "type": "integer"
     },
     "inFlight": {
      "description": "batches on the wire",
      "type": "integer"
     },
     "digest": {
      "description": "whether it held the same as the leader when they were last level",
      "type": "string",
      "enum": [
       "unknown",
       "equal",
       "different"
      ]
     },
     "repaired": {
      "description": "keys that differed and were written anew, since the leader took over",
      "type": "integer"
     },
     "position": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "type": "integer",
      "description": "how far a catch-up has read; the watermark follows at its end"
     },
     "error": {
      "description": "why it is down",
      "type": "string"
     }
    }
   },
   "CurvePoint": {
    "additionalProperties": false,
    "description": "What a quorum would have cost in the races of the last minutes.",
    "type": "object",
    "required": [
     "quorum",
     "count",
     "p50Ms",
     "p95Ms",
     "p99Ms"
    ],
    "properties": {
     "quorum": {
      "type": "integer"
     },
     "count": {
      "description": "writes that had so many acks",
      "type": "integer"
     },
     "p50Ms": {
      "type": "number"
     },
     "p95Ms": {
      "type": "number"
     },
     "p99Ms": {
      "type": "number"
     }
    }
   },
   "Trace": {
    "additionalProperties": false,
    "description": "The race of one write, in milliseconds from issuing its version.",
    "type": "object",
    "required": [
     "acks",
     "quorums"
    ],
    "properties": {
     "acks": {
      "type": "array",
      "items": {
       "additionalProperties": false,
       "type": "object",
       "required": [
        "follower",
        "afterMs"
       ],
       "properties": {
        "follower": {
         "description": "URL",
         "type": "string"
        },
        "afterMs": {
         "type": "number"
        }
       }
      }
     },
     "quorums": {
      "description": "what each quorum would have cost in this very race",
      "type": "array",
      "items": {
       "additionalProperties": false,
       "type": "object",
       "required": [
        "quorum",
        "afterMs"
       ],
       "properties": {
        "quorum": {
         "type": "integer"
        },
        "afterMs": {
         "type": "number"
        }
       }
      }
     }
    }
   },
   "Change": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "key",
     "version"
    ],
    "properties": {
     "key": {
      "type": "string"
     },
     "version": {
      "minimum": 1,
      "maximum": 9007199254740991,
      "description": "epoch × 10⁹ + counter",
      "type": "integer"
     },
     "value": {
      "description": "any JSON value"
     },
     "deleted": {
      "type": "boolean",
      "enum": [
       true
      ]
     }
    }
   },
   "Entry": {
    "additionalProperties": false,
    "type": "object",
    "required": [
     "key",
     "value",
     "version"
    ],
    "properties": {
     "key": {
      "type": "string"
     },
     "value": {
      "description": "any JSON value"
     },
     "version": {
      "minimum": 1,
      "maximum": 9007199254740991,
      "description": "epoch × 10⁹ + counter",
      "type": "integer"
     },
     "expiresAtMs": {
      "description": "when the leader is to delete it, in Unix milliseconds of its clock",
      "type": "integer"
     }
    }
   },
   "BatchOperation": {
    "additionalProperties": false,
    "description": "Either a value, or \`delete: true\`.",
    "type": "object",
    "required": [
     "key"
    ],
    "properties": {
     "key": {
      "minLength": 1,
      "maxLength": 512,
      "format": "quorate-client-key",
      "description": "1 to 512 bytes of UTF-8, not beginning with U+0000 and \\"quorate/\\"",
      "type": "string"
     },
     "value": {
      "description": "any JSON value"
     },
     "delete": {
      "type": "boolean",
      "enum": [
       true
      ]
     },
     "ttlMs": {
      "minimum": 1,
      "maximum": 315360000000,
      "description": "the leader deletes the key so many milliseconds after the write, unless it is written again",
      "type": "integer"
     },
     "ifVersion": {
      "minimum": 0,
      "maximum": 9007199254740991,
      "description": "write only if this version stands for the key; 0: only if no value does",
      "type": "integer"
     }
    }
   }
  },
  "examples": {
   "INVALID_REQUEST": {
    "summary": "The request does not fit its schema; nothing was stored.",
    "value": {
     "error": {
      "code": "INVALID_REQUEST",
      "message": "The request does not fit its schema; nothing was stored.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "QUORUM_TOO_LARGE": {
    "summary": "The write asks for more acks than there are followers.",
    "value": {
     "error": {
      "code": "QUORUM_TOO_LARGE",
      "message": "The write asks for more acks than there are followers.",
      "requestId": "5f3a9c01-1a",
      "quorum": 9,
      "followers": 5
     }
    }
   },
   "UNAUTHORIZED": {
    "summary": "The token is missing or wrong: a client’s, or between nodes the cluster’s.",
    "value": {
     "error": {
      "code": "UNAUTHORIZED",
      "message": "The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "FORBIDDEN": {
    "summary": "The token is good, but its scope does not allow this.",
    "value": {
     "error": {
      "code": "FORBIDDEN",
      "message": "The token is good, but its scope does not allow this.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "FAULTS_DISABLED": {
    "summary": "The leader was not started with \`FAULTS=true\`, so no fault can be made on purpose.",
    "value": {
     "error": {
      "code": "FAULTS_DISABLED",
      "message": "The leader was not started with \`FAULTS=true\`, so no fault can be made on purpose.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "CERTIFICATE_REQUIRED": {
    "summary": "Replication is closed to those who show no certificate that the cluster’s CA has signed.",
    "value": {
     "error": {
      "code": "CERTIFICATE_REQUIRED",
      "message": "Replication is closed to those who show no certificate that the cluster’s CA has signed.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "KEY_NOT_FOUND": {
    "summary": "No value stands for the key on this node.",
    "value": {
     "error": {
      "code": "KEY_NOT_FOUND",
      "message": "No value stands for the key on this node.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "FAULT_NOT_FOUND": {
    "summary": "No fault on purpose of this id runs; it may have ended.",
    "value": {
     "error": {
      "code": "FAULT_NOT_FOUND",
      "message": "No fault on purpose of this id runs; it may have ended.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "ROUTE_NOT_FOUND": {
    "summary": "There is nothing at this path and method.",
    "value": {
     "error": {
      "code": "ROUTE_NOT_FOUND",
      "message": "There is nothing at this path and method.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "REQUEST_TIMEOUT": {
    "summary": "The request did not arrive whole in time.",
    "value": {
     "error": {
      "code": "REQUEST_TIMEOUT",
      "message": "The request did not arrive whole in time.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "STALE_EPOCH": {
    "summary": "A newer leader has been promised; the sender must step down.",
    "value": {
     "error": {
      "code": "STALE_EPOCH",
      "message": "A newer leader has been promised; the sender must step down.",
      "requestId": "5f3a9c01-1a",
      "epoch": 2,
      "leader": "http://127.0.0.1:5006"
     }
    }
   },
   "CHANGES_COMPACTED": {
    "summary": "Deletions since then are forgotten: begin anew, or at \`floor\`, the oldest version there is.",
    "value": {
     "error": {
      "code": "CHANGES_COMPACTED",
      "message": "Deletions since then are forgotten: begin anew, or at \`floor\`, the oldest version there is.",
      "requestId": "5f3a9c01-1a",
      "floor": 40
     }
    }
   },
   "VERSION_MISMATCH": {
    "summary": "Another version stands than the precondition names; nothing was stored.",
    "value": {
     "error": {
      "code": "VERSION_MISMATCH",
      "message": "Another version stands than the precondition names; nothing was stored.",
      "requestId": "5f3a9c01-1a",
      "version": 42
     }
    }
   },
   "BODY_TOO_LARGE": {
    "summary": "The body is larger than this node takes.",
    "value": {
     "error": {
      "code": "BODY_TOO_LARGE",
      "message": "The body is larger than this node takes.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "UNSUPPORTED_MEDIA_TYPE": {
    "summary": "Bodies are JSON, with content-type: application/json.",
    "value": {
     "error": {
      "code": "UNSUPPORTED_MEDIA_TYPE",
      "message": "Bodies are JSON, with content-type: application/json.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "NOT_LEADER": {
    "summary": "Only the leader does this; its URL is in the error where it is known.",
    "value": {
     "error": {
      "code": "NOT_LEADER",
      "message": "Only the leader does this; its URL is in the error where it is known.",
      "requestId": "5f3a9c01-1a",
      "leader": "http://127.0.0.1:5000"
     }
    }
   },
   "IDEMPOTENCY_CONFLICT": {
    "summary": "The idempotency key was used for another request; nothing was stored.",
    "value": {
     "error": {
      "code": "IDEMPOTENCY_CONFLICT",
      "message": "The idempotency key was used for another request; nothing was stored.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "RATE_LIMITED": {
    "summary": "The client asks more often than this node allows; nothing was stored.",
    "value": {
     "error": {
      "code": "RATE_LIMITED",
      "message": "The client asks more often than this node allows; nothing was stored.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "HEADERS_TOO_LARGE": {
    "summary": "The request line and headers are larger than this node takes.",
    "value": {
     "error": {
      "code": "HEADERS_TOO_LARGE",
      "message": "The request line and headers are larger than this node takes.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "INTERNAL": {
    "summary": "A fault in Quorate; the log has it under the request id.",
    "value": {
     "error": {
      "code": "INTERNAL",
      "message": "A fault in Quorate; the log has it under the request id.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "FOLLOWER_UNREACHABLE": {
    "summary": "The follower that the leader was to ask did not answer; ask it directly.",
    "value": {
     "error": {
      "code": "FOLLOWER_UNREACHABLE",
      "message": "The follower that the leader was to ask did not answer; ask it directly.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "QUORUM_UNREACHABLE": {
    "summary": "Fewer followers are live than the quorum needs; nothing was stored.",
    "value": {
     "error": {
      "code": "QUORUM_UNREACHABLE",
      "message": "Fewer followers are live than the quorum needs; nothing was stored.",
      "requestId": "5f3a9c01-1a",
      "quorum": 3,
      "followers": 2
     }
    }
   },
   "QUEUE_FULL": {
    "summary": "The node has as much in flight as it allows; nothing was stored.",
    "value": {
     "error": {
      "code": "QUEUE_FULL",
      "message": "The node has as much in flight as it allows; nothing was stored.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "OVERLOADED": {
    "summary": "The node’s memory or event loop is at its limit; nothing was stored.",
    "value": {
     "error": {
      "code": "OVERLOADED",
      "message": "The node’s memory or event loop is at its limit; nothing was stored.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "STORAGE_UNAVAILABLE": {
    "summary": "The disk is full or failing. With an outcome of \\"indeterminate\\" the write may yet commit, else nothing was stored.",
    "value": {
     "error": {
      "code": "STORAGE_UNAVAILABLE",
      "message": "The disk is full or failing. With an outcome of \\"indeterminate\\" the write may yet commit, else nothing was stored.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "NOT_READY": {
    "summary": "The node is starting, stepping down or stopping; nothing was stored.",
    "value": {
     "error": {
      "code": "NOT_READY",
      "message": "The node is starting, stepping down or stopping; nothing was stored.",
      "requestId": "5f3a9c01-1a"
     }
    }
   },
   "LEADERSHIP_LOST": {
    "summary": "A newer leader took over during the write, which is indeterminate.",
    "value": {
     "error": {
      "code": "LEADERSHIP_LOST",
      "message": "A newer leader took over during the write, which is indeterminate.",
      "requestId": "5f3a9c01-1a",
      "outcome": "indeterminate",
      "version": 42,
      "quorum": 3,
      "acks": 1
     }
    }
   },
   "QUORUM_TIMEOUT": {
    "summary": "The quorum did not answer in time. The write is indeterminate: it may yet commit.",
    "value": {
     "error": {
      "code": "QUORUM_TIMEOUT",
      "message": "The quorum did not answer in time. The write is indeterminate: it may yet commit.",
      "requestId": "5f3a9c01-1a",
      "outcome": "indeterminate",
      "version": 42,
      "quorum": 3,
      "acks": 1,
      "followers": 5
     }
    }
   },
   "READ_TIMEOUT": {
    "summary": "The node did not reach the consistency or version asked for in time.",
    "value": {
     "error": {
      "code": "READ_TIMEOUT",
      "message": "The node did not reach the consistency or version asked for in time.",
      "requestId": "5f3a9c01-1a"
     }
    }
   }
  },
  "headers": {
   "ETag": {
    "description": "the version of the value, in quotes",
    "schema": {
     "type": "string"
    },
    "example": "\\"42\\""
   },
   "Idempotent-Replayed": {
    "description": "\`true\`: this is the first answer to this idempotency key, given once more",
    "schema": {
     "type": "string"
    },
    "example": "true"
   },
   "Retry-After": {
    "description": "try again after so many seconds",
    "schema": {
     "type": "string"
    },
    "example": "1"
   }
  },
  "securitySchemes": {
   "clientToken": {
    "type": "http",
    "scheme": "bearer",
    "description": "a token of CLIENT_TOKENS, with the scope that the operation names, or a wider one"
   },
   "clusterToken": {
    "type": "http",
    "scheme": "bearer",
    "description": "CLUSTER_TOKEN of the node"
   }
  }
 },
 "paths": {
  "/ping": {
   "get": {
    "operationId": "ping",
    "tags": [
     "Operators"
    ],
    "summary": "Ask whether the node answers, and who it is",
    "description": "Never waits on anything.\\n\\n*Where:* Any node.",
    "responses": {
     "200": {
      "description": "The node answers.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/PingReply"
        },
        "examples": {
         "leader": {
          "summary": "A leader",
          "value": {
           "status": "ok",
           "role": "leader",
           "id": "leader",
           "epoch": 0,
           "version": 42
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     }
    }
   }
  },
  "/healthz": {
   "get": {
    "operationId": "getHealth",
    "tags": [
     "Operators"
    ],
    "summary": "Ask whether the process is alive",
    "description": "For a liveness probe: a node that does not answer is to be restarted.\\n\\n*Where:* Any node.",
    "responses": {
     "200": {
      "description": "It is alive.",
      "content": {
       "application/json": {
        "schema": {
         "additionalProperties": false,
         "type": "object",
         "required": [
          "status"
         ],
         "properties": {
          "status": {
           "type": "string",
           "enum": [
            "ok"
           ]
          }
         }
        },
        "examples": {
         "alive": {
          "summary": "Alive",
          "value": {
           "status": "ok"
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     }
    }
   }
  },
  "/readyz": {
   "get": {
    "operationId": "getReadiness",
    "tags": [
     "Operators"
    ],
    "summary": "Ask whether the node can do its duty",
    "description": "For a readiness probe. A leader is ready once it has taken over and as many followers as the write quorum are live.\\n\\n*Where:* Any node.",
    "responses": {
     "200": {
      "description": "It can.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ReadyReply"
        },
        "examples": {
         "ready": {
          "summary": "Ready",
          "value": {
           "status": "ready"
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "It cannot at present, and says why.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ReadyReply"
        },
        "examples": {
         "notReady": {
          "summary": "Too few followers",
          "value": {
           "status": "not ready",
           "reason": "Only 2 followers are live, and the write quorum is 3."
          }
         }
        }
       }
      }
     }
    }
   }
  },
  "/status": {
   "get": {
    "operationId": "getStatus",
    "tags": [
     "Operators"
    ],
    "summary": "Ask how the node stands",
    "description": "Role, epoch, version, digest; on the leader also each follower’s progress and what each quorum costs.\\n\\n*Where:* Any node. *Scope:* \`read\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "responses": {
     "200": {
      "description": "How it stands.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/StatusReply"
        },
        "examples": {
         "leader": {
          "summary": "A leader",
          "value": {
           "id": "leader",
           "role": "leader",
           "url": "http://127.0.0.1:5000",
           "leader": "http://127.0.0.1:5000",
           "epoch": 0,
           "version": 42,
           "watermark": 42,
           "digest": "9d1f3c5a7b2e4860",
           "keys": 17,
           "durability": "sync",
           "uptimeMs": 60000,
           "writeQuorum": 1,
           "followers": [
            {
             "follower": "http://127.0.0.1:5001",
             "state": "stream",
             "watermark": 42,
             "lag": 0,
             "queued": 0,
             "inFlight": 0,
             "digest": "equal",
             "repaired": 0
            }
           ],
           "quorumCurve": [
            {
             "quorum": 1,
             "count": 42,
             "p50Ms": 1.12,
             "p95Ms": 2.05,
             "p99Ms": 3.4
            }
           ]
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     }
    }
   }
  },
  "/metrics": {
   "get": {
    "operationId": "getMetrics",
    "tags": [
     "Operators"
    ],
    "summary": "Ask for the node’s metrics",
    "description": "For Prometheus. docs/metrics.md has a table of them all.\\n\\n*Where:* Any node. *Scope:* \`read\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "responses": {
     "200": {
      "description": "The metrics.",
      "content": {
       "text/plain": {
        "schema": {
         "description": "Prometheus’ text format, version 0.0.4",
         "type": "string"
        },
        "examples": {
         "metric": {
          "summary": "One of them",
          "value": "# HELP quorate_ready Whether the node can do its duty (1) or not (0), as /readyz says.\\n# TYPE quorate_ready gauge\\nquorate_ready 1\\n"
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     }
    }
   }
  },
  "/read": {
   "get": {
    "operationId": "read",
    "tags": [
     "Reads"
    ],
    "summary": "Read a value with its key and version",
    "description": "\`consistency=local\`, the default, answers at once from this node’s store. \`committed\` waits until what is read is committed; \`linearizable\` also confirms the leadership with a quorum of followers. Both are the leader’s: a follower answers 421. \`minVersion\` waits until the node has that version, so that a client reads its own writes on any node.\\n\\n*Where:* Any node. *Scope:* \`read\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "minLength": 1,
       "maxLength": 512,
       "format": "quorate-key",
       "type": "string"
      },
      "in": "query",
      "name": "key",
      "required": true,
      "description": "1 to 512 bytes of UTF-8",
      "example": "colour"
     },
     {
      "schema": {
       "type": "string",
       "enum": [
        "local",
        "committed",
        "linearizable"
       ]
      },
      "in": "query",
      "name": "consistency",
      "required": false,
      "example": "local"
     },
     {
      "schema": {
       "minimum": 0,
       "maximum": 9007199254740991,
       "type": "integer"
      },
      "in": "query",
      "name": "minVersion",
      "required": false,
      "description": "wait until the node has this version",
      "example": 42
     }
    ],
    "responses": {
     "200": {
      "description": "The value and its version.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ReadReply"
        },
        "examples": {
         "leader": {
          "summary": "From the leader",
          "value": {
           "key": "colour",
           "value": "green",
           "version": 42,
           "committed": true
          }
         },
         "follower": {
          "summary": "From a follower",
          "value": {
           "key": "colour",
           "value": "green",
           "version": 42
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "404": {
      "description": "\`KEY_NOT_FOUND\`: No value stands for the key on this node.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "KEY_NOT_FOUND": {
          "$ref": "#/components/examples/KEY_NOT_FOUND"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.\\n\\n\`NOT_READY\`: The node is starting, stepping down or stopping; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         },
         "NOT_READY": {
          "$ref": "#/components/examples/NOT_READY"
         }
        }
       }
      }
     },
     "504": {
      "description": "\`READ_TIMEOUT\`: The node did not reach the consistency or version asked for in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "READ_TIMEOUT": {
          "$ref": "#/components/examples/READ_TIMEOUT"
         }
        }
       }
      }
     }
    }
   }
  },
  "/keys/{key}": {
   "get": {
    "operationId": "getKey",
    "tags": [
     "Reads"
    ],
    "summary": "Read a value, which is the body of the reply",
    "description": "\`consistency=local\`, the default, answers at once from this node’s store. \`committed\` waits until what is read is committed; \`linearizable\` also confirms the leadership with a quorum of followers. Both are the leader’s: a follower answers 421. \`minVersion\` waits until the node has that version, so that a client reads its own writes on any node. HEAD answers the same without the body.\\n\\n*Where:* Any node. *Scope:* \`read\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "type": "string",
       "enum": [
        "local",
        "committed",
        "linearizable"
       ]
      },
      "in": "query",
      "name": "consistency",
      "required": false,
      "example": "local"
     },
     {
      "schema": {
       "minimum": 0,
       "maximum": 9007199254740991,
       "type": "integer"
      },
      "in": "query",
      "name": "minVersion",
      "required": false,
      "description": "wait until the node has this version",
      "example": 42
     },
     {
      "schema": {
       "minLength": 1,
       "maxLength": 512,
       "format": "quorate-key",
       "type": "string"
      },
      "in": "path",
      "name": "key",
      "required": true,
      "description": "1 to 512 bytes of UTF-8",
      "example": "colour"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "if-none-match",
      "required": false,
      "description": "304 while this ETag stands",
      "example": "\\"41\\""
     }
    ],
    "responses": {
     "200": {
      "description": "The value, and its version as the ETag.",
      "headers": {
       "ETag": {
        "$ref": "#/components/headers/ETag"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "description": "the value"
        },
        "examples": {
         "text": {
          "summary": "A string",
          "value": "green"
         },
         "object": {
          "summary": "An object",
          "value": {
           "name": "green",
           "hue": 120
          }
         }
        }
       }
      }
     },
     "304": {
      "description": "The ETag in \`If-None-Match\` stands still.",
      "headers": {
       "ETag": {
        "$ref": "#/components/headers/ETag"
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "404": {
      "description": "\`KEY_NOT_FOUND\`: No value stands for the key on this node.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "KEY_NOT_FOUND": {
          "$ref": "#/components/examples/KEY_NOT_FOUND"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.\\n\\n\`NOT_READY\`: The node is starting, stepping down or stopping; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         },
         "NOT_READY": {
          "$ref": "#/components/examples/NOT_READY"
         }
        }
       }
      }
     },
     "504": {
      "description": "\`READ_TIMEOUT\`: The node did not reach the consistency or version asked for in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "READ_TIMEOUT": {
          "$ref": "#/components/examples/READ_TIMEOUT"
         }
        }
       }
      }
     }
    }
   },
   "put": {
    "operationId": "putKey",
    "tags": [
     "Writes"
    ],
    "summary": "Write a value, which is the body",
    "description": "Does what \`POST /write\` does. \`If-Match\` with an ETag, or \`If-None-Match: *\`, is a compare-and-set.\\n\\n*Where:* The leader only: a follower answers 421 with the leader’s URL. *Scope:* \`write\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "minimum": 1,
       "type": "integer"
      },
      "in": "query",
      "name": "quorum",
      "required": false,
      "description": "followers that must ack; the cluster’s WRITE_QUORUM if absent",
      "example": 3
     },
     {
      "schema": {
       "minimum": 1,
       "maximum": 60000,
       "type": "integer"
      },
      "in": "query",
      "name": "timeoutMs",
      "required": false,
      "example": 2000
     },
     {
      "schema": {
       "minimum": 1,
       "maximum": 315360000000,
       "type": "integer"
      },
      "in": "query",
      "name": "ttlMs",
      "required": false,
      "description": "the leader deletes the key so many milliseconds after the write, unless it is written again"
     },
     {
      "schema": {
       "type": "boolean"
      },
      "in": "query",
      "name": "trace",
      "required": false,
      "description": "tell who acked when; the answer waits up to a second for the losers"
     },
     {
      "schema": {
       "minLength": 1,
       "maxLength": 512,
       "format": "quorate-client-key",
       "type": "string"
      },
      "in": "path",
      "name": "key",
      "required": true,
      "description": "1 to 512 bytes of UTF-8, not beginning with U+0000 and \\"quorate/\\"",
      "example": "colour"
     },
     {
      "schema": {
       "pattern": "^[\\\\x20-\\\\x7e]{1,200}$",
       "type": "string"
      },
      "in": "header",
      "name": "idempotency-key",
      "required": false,
      "description": "a retry under the same key, of the same request, gets the first answer",
      "example": "7f9c2ba4"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "x-request-id",
      "required": false,
      "description": "what the logs and errors call the request: 1 to 64 of \`A-Z a-z 0-9 _ . : / + = -\`"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "traceparent",
      "required": false,
      "description": "W3C trace context, handed on to the followers"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "prefer",
      "required": false,
      "description": "\`trace\` does what \`?trace=true\` does"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "if-match",
      "required": false,
      "description": "write only if this ETag stands; \`*\`: only if a value does",
      "example": "\\"41\\""
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "if-none-match",
      "required": false,
      "description": "\`*\`: write only if no value stands"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "description": "the value"
       },
       "examples": {
        "text": {
         "summary": "A string",
         "value": "green"
        },
        "object": {
         "summary": "An object",
         "value": {
          "name": "green",
          "hue": 120
         }
        }
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "As many followers as the write asked for have it.",
      "headers": {
       "ETag": {
        "$ref": "#/components/headers/ETag"
       },
       "Idempotent-Replayed": {
        "$ref": "#/components/headers/Idempotent-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/WriteReply"
        },
        "examples": {
         "done": {
          "summary": "Three of five followers have it",
          "value": {
           "key": "colour",
           "version": 42,
           "quorum": 3,
           "acks": 3,
           "followers": 5,
           "durationMs": 1.84
          }
         },
         "traced": {
          "summary": "With a trace of the race",
          "value": {
           "key": "colour",
           "version": 42,
           "quorum": 1,
           "acks": 1,
           "followers": 2,
           "durationMs": 1.12,
           "trace": {
            "acks": [
             {
              "follower": "http://127.0.0.1:5001",
              "afterMs": 1.12
             },
             {
              "follower": "http://127.0.0.1:5002",
              "afterMs": 2.71
             }
            ],
            "quorums": [
             {
              "quorum": 1,
              "afterMs": 1.12
             },
             {
              "quorum": 2,
              "afterMs": 2.71
             }
            ]
           }
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.\\n\\n\`QUORUM_TOO_LARGE\`: The write asks for more acks than there are followers.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         },
         "QUORUM_TOO_LARGE": {
          "$ref": "#/components/examples/QUORUM_TOO_LARGE"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "412": {
      "description": "\`VERSION_MISMATCH\`: Another version stands than the precondition names; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "VERSION_MISMATCH": {
          "$ref": "#/components/examples/VERSION_MISMATCH"
         }
        }
       }
      }
     },
     "413": {
      "description": "\`BODY_TOO_LARGE\`: The body is larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "BODY_TOO_LARGE": {
          "$ref": "#/components/examples/BODY_TOO_LARGE"
         }
        }
       }
      }
     },
     "415": {
      "description": "\`UNSUPPORTED_MEDIA_TYPE\`: Bodies are JSON, with content-type: application/json.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNSUPPORTED_MEDIA_TYPE": {
          "$ref": "#/components/examples/UNSUPPORTED_MEDIA_TYPE"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "422": {
      "description": "\`IDEMPOTENCY_CONFLICT\`: The idempotency key was used for another request; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "IDEMPOTENCY_CONFLICT": {
          "$ref": "#/components/examples/IDEMPOTENCY_CONFLICT"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.\\n\\n\`QUORUM_UNREACHABLE\`: Fewer followers are live than the quorum needs; nothing was stored.\\n\\n\`QUEUE_FULL\`: The node has as much in flight as it allows; nothing was stored.\\n\\n\`STORAGE_UNAVAILABLE\`: The disk is full or failing. With an outcome of \\"indeterminate\\" the write may yet commit, else nothing was stored.\\n\\n\`NOT_READY\`: The node is starting, stepping down or stopping; nothing was stored.\\n\\n\`LEADERSHIP_LOST\`: A newer leader took over during the write, which is indeterminate.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         },
         "QUORUM_UNREACHABLE": {
          "$ref": "#/components/examples/QUORUM_UNREACHABLE"
         },
         "QUEUE_FULL": {
          "$ref": "#/components/examples/QUEUE_FULL"
         },
         "STORAGE_UNAVAILABLE": {
          "$ref": "#/components/examples/STORAGE_UNAVAILABLE"
         },
         "NOT_READY": {
          "$ref": "#/components/examples/NOT_READY"
         },
         "LEADERSHIP_LOST": {
          "$ref": "#/components/examples/LEADERSHIP_LOST"
         }
        }
       }
      }
     },
     "504": {
      "description": "\`QUORUM_TIMEOUT\`: The quorum did not answer in time. The write is indeterminate: it may yet commit.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "QUORUM_TIMEOUT": {
          "$ref": "#/components/examples/QUORUM_TIMEOUT"
         }
        }
       }
      }
     }
    }
   },
   "delete": {
    "operationId": "deleteKey",
    "tags": [
     "Writes"
    ],
    "summary": "Delete a value",
    "description": "A deletion is a write: it has a version and waits for its quorum. \`If-Match\` makes it conditional.\\n\\n*Where:* The leader only: a follower answers 421 with the leader’s URL. *Scope:* \`write\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "minimum": 1,
       "type": "integer"
      },
      "in": "query",
      "name": "quorum",
      "required": false,
      "description": "followers that must ack; the cluster’s WRITE_QUORUM if absent",
      "example": 3
     },
     {
      "schema": {
       "minimum": 1,
       "maximum": 60000,
       "type": "integer"
      },
      "in": "query",
      "name": "timeoutMs",
      "required": false,
      "example": 2000
     },
     {
      "schema": {
       "type": "boolean"
      },
      "in": "query",
      "name": "trace",
      "required": false,
      "description": "tell who acked when; the answer waits up to a second for the losers"
     },
     {
      "schema": {
       "minLength": 1,
       "maxLength": 512,
       "format": "quorate-client-key",
       "type": "string"
      },
      "in": "path",
      "name": "key",
      "required": true,
      "description": "1 to 512 bytes of UTF-8, not beginning with U+0000 and \\"quorate/\\"",
      "example": "colour"
     },
     {
      "schema": {
       "pattern": "^[\\\\x20-\\\\x7e]{1,200}$",
       "type": "string"
      },
      "in": "header",
      "name": "idempotency-key",
      "required": false,
      "description": "a retry under the same key, of the same request, gets the first answer",
      "example": "7f9c2ba4"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "x-request-id",
      "required": false,
      "description": "what the logs and errors call the request: 1 to 64 of \`A-Z a-z 0-9 _ . : / + = -\`"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "traceparent",
      "required": false,
      "description": "W3C trace context, handed on to the followers"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "prefer",
      "required": false,
      "description": "\`trace\` does what \`?trace=true\` does"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "if-match",
      "required": false,
      "description": "write only if this ETag stands; \`*\`: only if a value does",
      "example": "\\"41\\""
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "if-none-match",
      "required": false,
      "description": "\`*\`: write only if no value stands"
     }
    ],
    "responses": {
     "200": {
      "description": "As many followers as the deletion asked for have it.",
      "headers": {
       "Idempotent-Replayed": {
        "$ref": "#/components/headers/Idempotent-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/WriteReply"
        },
        "examples": {
         "done": {
          "summary": "Three of five followers have it",
          "value": {
           "key": "colour",
           "version": 42,
           "quorum": 3,
           "acks": 3,
           "followers": 5,
           "durationMs": 1.84
          }
         },
         "traced": {
          "summary": "With a trace of the race",
          "value": {
           "key": "colour",
           "version": 42,
           "quorum": 1,
           "acks": 1,
           "followers": 2,
           "durationMs": 1.12,
           "trace": {
            "acks": [
             {
              "follower": "http://127.0.0.1:5001",
              "afterMs": 1.12
             },
             {
              "follower": "http://127.0.0.1:5002",
              "afterMs": 2.71
             }
            ],
            "quorums": [
             {
              "quorum": 1,
              "afterMs": 1.12
             },
             {
              "quorum": 2,
              "afterMs": 2.71
             }
            ]
           }
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.\\n\\n\`QUORUM_TOO_LARGE\`: The write asks for more acks than there are followers.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         },
         "QUORUM_TOO_LARGE": {
          "$ref": "#/components/examples/QUORUM_TOO_LARGE"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "404": {
      "description": "\`KEY_NOT_FOUND\`: No value stands for the key on this node.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "KEY_NOT_FOUND": {
          "$ref": "#/components/examples/KEY_NOT_FOUND"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "412": {
      "description": "\`VERSION_MISMATCH\`: Another version stands than the precondition names; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "VERSION_MISMATCH": {
          "$ref": "#/components/examples/VERSION_MISMATCH"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "422": {
      "description": "\`IDEMPOTENCY_CONFLICT\`: The idempotency key was used for another request; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "IDEMPOTENCY_CONFLICT": {
          "$ref": "#/components/examples/IDEMPOTENCY_CONFLICT"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.\\n\\n\`QUORUM_UNREACHABLE\`: Fewer followers are live than the quorum needs; nothing was stored.\\n\\n\`QUEUE_FULL\`: The node has as much in flight as it allows; nothing was stored.\\n\\n\`STORAGE_UNAVAILABLE\`: The disk is full or failing. With an outcome of \\"indeterminate\\" the write may yet commit, else nothing was stored.\\n\\n\`NOT_READY\`: The node is starting, stepping down or stopping; nothing was stored.\\n\\n\`LEADERSHIP_LOST\`: A newer leader took over during the write, which is indeterminate.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         },
         "QUORUM_UNREACHABLE": {
          "$ref": "#/components/examples/QUORUM_UNREACHABLE"
         },
         "QUEUE_FULL": {
          "$ref": "#/components/examples/QUEUE_FULL"
         },
         "STORAGE_UNAVAILABLE": {
          "$ref": "#/components/examples/STORAGE_UNAVAILABLE"
         },
         "NOT_READY": {
          "$ref": "#/components/examples/NOT_READY"
         },
         "LEADERSHIP_LOST": {
          "$ref": "#/components/examples/LEADERSHIP_LOST"
         }
        }
       }
      }
     },
     "504": {
      "description": "\`QUORUM_TIMEOUT\`: The quorum did not answer in time. The write is indeterminate: it may yet commit.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "QUORUM_TIMEOUT": {
          "$ref": "#/components/examples/QUORUM_TIMEOUT"
         }
        }
       }
      }
     }
    }
   }
  },
  "/keys": {
   "get": {
    "operationId": "listKeys",
    "tags": [
     "Reads"
    ],
    "summary": "List keys with their values, page by page",
    "description": "In order of the keys’ UTF-8 bytes. While the reply has a \`next\`, there may be more: ask again with it as \`after\`. A page may be short, or empty, and still have one.\\n\\n*Where:* Any node. *Scope:* \`read\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "maxLength": 512,
       "type": "string"
      },
      "in": "query",
      "name": "prefix",
      "required": false,
      "description": "only keys that begin so; all if absent",
      "example": "col"
     },
     {
      "schema": {
       "maxLength": 512,
       "type": "string"
      },
      "in": "query",
      "name": "after",
      "required": false,
      "description": "\`next\` of the page before",
      "example": "colour"
     },
     {
      "schema": {
       "minimum": 1,
       "maximum": 1000,
       "type": "integer"
      },
      "in": "query",
      "name": "limit",
      "required": false,
      "description": "100 if absent",
      "example": 100
     }
    ],
    "responses": {
     "200": {
      "description": "One page.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ListReply"
        },
        "examples": {
         "page": {
          "summary": "A page with more to come",
          "value": {
           "entries": [
            {
             "key": "colour",
             "value": "green",
             "version": 42
            }
           ],
           "next": "colour"
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         }
        }
       }
      }
     }
    }
   }
  },
  "/changes": {
   "get": {
    "operationId": "getChanges",
    "tags": [
     "Changes"
    ],
    "summary": "Read what changed, as a page or as a live stream",
    "description": "The newest change of each key, in order of versions. Pass \`next\` of one page as \`since\` of the following one. With \`Accept: text/event-stream\` the reply is a live stream of server-sent events, which resumes with \`Last-Event-ID\`: \`change\` for each change, \`level\` once after all that stood was sent, \`error\` before a stream that cannot go on ends, and a heartbeat every 15 seconds.\\n\\n*Where:* Any node. *Scope:* \`read\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "pattern": "^\\\\d{1,16}(-\\\\d{1,16})?$",
       "type": "string"
      },
      "in": "query",
      "name": "since",
      "required": false,
      "description": "a cursor, or a version; from the beginning if absent or 0",
      "example": "0"
     },
     {
      "schema": {
       "maxLength": 512,
       "type": "string"
      },
      "in": "query",
      "name": "prefix",
      "required": false,
      "description": "only keys that begin so; all if absent",
      "example": "col"
     },
     {
      "schema": {
       "minimum": 1,
       "maximum": 1000,
       "type": "integer"
      },
      "in": "query",
      "name": "limit",
      "required": false,
      "description": "100 if absent",
      "example": 100
     },
     {
      "schema": {
       "pattern": "^(\\\\d{1,16}(-\\\\d{1,16})?)?$",
       "type": "string"
      },
      "in": "header",
      "name": "last-event-id",
      "required": false,
      "description": "stands in for \`since\`",
      "example": "42"
     }
    ],
    "responses": {
     "200": {
      "description": "One page, or the live stream.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ChangesReply"
        },
        "examples": {
         "page": {
          "summary": "A value written, and one deleted",
          "value": {
           "changes": [
            {
             "key": "colour",
             "version": 42,
             "value": "green"
            },
            {
             "key": "shape",
             "version": 43,
             "deleted": true
            }
           ],
           "next": "43",
           "more": false
          }
         }
        }
       },
       "text/event-stream": {
        "schema": {
         "type": "string",
         "description": "server-sent events; \`data\` is JSON"
        },
        "examples": {
         "stream": {
          "summary": "One change",
          "value": "id: 42\\nevent: change\\ndata: {\\"key\\":\\"colour\\",\\"version\\":42,\\"value\\":\\"green\\"}\\n\\nid: 42\\nevent: level\\ndata: {\\"version\\":42}\\n\\n: heartbeat\\nid: 42\\n\\n"
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "410": {
      "description": "\`CHANGES_COMPACTED\`: Deletions since then are forgotten: begin anew, or at \`floor\`, the oldest version there is.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "CHANGES_COMPACTED": {
          "$ref": "#/components/examples/CHANGES_COMPACTED"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.\\n\\n\`QUEUE_FULL\`: The node has as much in flight as it allows; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         },
         "QUEUE_FULL": {
          "$ref": "#/components/examples/QUEUE_FULL"
         }
        }
       }
      }
     }
    }
   }
  },
  "/dump": {
   "get": {
    "operationId": "dump",
    "tags": [
     "Reads"
    ],
    "summary": "Read everything",
    "description": "Every live entry, streamed in order of the keys’ UTF-8 bytes. Each key is as it was when its page was read: under writes a dump is no snapshot of one moment. \`Accept: application/x-ndjson\` does what \`format=ndjson\` does.\\n\\n*Where:* Any node. *Scope:* \`read\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "type": "string",
       "enum": [
        "json",
        "ndjson"
       ]
      },
      "in": "query",
      "name": "format",
      "required": false,
      "example": "json"
     }
    ],
    "responses": {
     "200": {
      "description": "All live entries of this node.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/DumpReply"
        },
        "examples": {
         "all": {
          "summary": "One entry",
          "value": {
           "entries": [
            {
             "key": "colour",
             "value": "green",
             "version": 42
            }
           ]
          }
         }
        }
       },
       "application/x-ndjson": {
        "schema": {
         "type": "string",
         "description": "one entry a line"
        },
        "examples": {
         "lines": {
          "summary": "One entry",
          "value": "{\\"key\\":\\"colour\\",\\"value\\":\\"green\\",\\"version\\":42}\\n"
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         }
        }
       }
      }
     }
    }
   }
  },
  "/live": {
   "get": {
    "operationId": "watchNode",
    "tags": [
     "Operators"
    ],
    "summary": "Watch the node live",
    "description": "Server-sent events of one type, \`state\`, at once and then twice a second. What the events tell beside \`/status\` is kept only while somebody reads, but for one count of each second.\\n\\n*Where:* Any node. *Scope:* \`read\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "responses": {
     "200": {
      "description": "The stream.",
      "content": {
       "text/event-stream": {
        "schema": {
         "type": "string",
         "description": "server-sent events; \`data\` is JSON"
        },
        "examples": {
         "state": {
          "summary": "One event",
          "value": "event: state\\ndata: {\\"atMs\\":1790000000500,\\"status\\":{\\"id\\":\\"leader\\",\\"role\\":\\"leader\\",\\"url\\":\\"http://127.0.0.1:5000\\",\\"leader\\":\\"http://127.0.0.1:5000\\",\\"epoch\\":0,\\"version\\":42,\\"watermark\\":42,\\"digest\\":\\"9d1f3c5a7b2e4860\\",\\"keys\\":17,\\"durability\\":\\"sync\\",\\"uptimeMs\\":60000,\\"writeQuorum\\":1,\\"followers\\":[{\\"follower\\":\\"http://127.0.0.1:5001\\",\\"state\\":\\"stream\\",\\"watermark\\":42,\\"lag\\":0,\\"queued\\":0,\\"inFlight\\":0,\\"digest\\":\\"equal\\",\\"repaired\\":0}],\\"quorumCurve\\":[{\\"quorum\\":1,\\"count\\":42,\\"p50Ms\\":1.12,\\"p95Ms\\":2.05,\\"p99Ms\\":3.4}]},\\"recentCurve\\":[{\\"quorum\\":1,\\"count\\":42,\\"p50Ms\\":1.12,\\"p95Ms\\":2.05,\\"p99Ms\\":3.4}],\\"samples\\":[{\\"atMs\\":1789999999000,\\"writes\\":42,\\"errors\\":0,\\"p50Ms\\":1.2,\\"p99Ms\\":3.5}],\\"races\\":[{\\"version\\":42,\\"key\\":\\"colour\\",\\"quorum\\":1,\\"startedAtMs\\":1790000000300,\\"acksMs\\":[1.12]}],\\"faults\\":{\\"enabled\\":true,\\"faults\\":[]}}\\n\\n"
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.\\n\\n\`QUEUE_FULL\`: The node has as much in flight as it allows; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         },
         "QUEUE_FULL": {
          "$ref": "#/components/examples/QUEUE_FULL"
         }
        }
       }
      }
     }
    }
   }
  },
  "/followers/{place}/read": {
   "get": {
    "operationId": "readFromFollower",
    "tags": [
     "Reads"
    ],
    "summary": "Read from one follower, through the leader",
    "description": "The answer of that follower to \`GET /read\`, whatever it is. For those who reach the leader alone.\\n\\n*Where:* The leader only: a follower answers 421 with the leader’s URL. *Scope:* \`read\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "minLength": 1,
       "maxLength": 512,
       "format": "quorate-key",
       "type": "string"
      },
      "in": "query",
      "name": "key",
      "required": true,
      "description": "1 to 512 bytes of UTF-8",
      "example": "colour"
     },
     {
      "schema": {
       "type": "string",
       "enum": [
        "local",
        "committed",
        "linearizable"
       ]
      },
      "in": "query",
      "name": "consistency",
      "required": false
     },
     {
      "schema": {
       "minimum": 0,
       "maximum": 9007199254740991,
       "type": "integer"
      },
      "in": "query",
      "name": "minVersion",
      "required": false,
      "description": "wait until the node has this version",
      "example": 42
     },
     {
      "schema": {
       "minimum": 1,
       "type": "integer"
      },
      "in": "path",
      "name": "place",
      "required": true,
      "description": "of the follower in the configured order, from 1",
      "example": 1
     }
    ],
    "responses": {
     "200": {
      "description": "What stands for the key on that follower.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ReadReply"
        },
        "examples": {
         "value": {
          "summary": "A value",
          "value": {
           "key": "colour",
           "value": "green",
           "version": 42
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "404": {
      "description": "\`KEY_NOT_FOUND\`: No value stands for the key on this node.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "KEY_NOT_FOUND": {
          "$ref": "#/components/examples/KEY_NOT_FOUND"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "502": {
      "description": "\`FOLLOWER_UNREACHABLE\`: The follower that the leader was to ask did not answer; ask it directly.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FOLLOWER_UNREACHABLE": {
          "$ref": "#/components/examples/FOLLOWER_UNREACHABLE"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         }
        }
       }
      }
     },
     "504": {
      "description": "\`READ_TIMEOUT\`: The node did not reach the consistency or version asked for in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "READ_TIMEOUT": {
          "$ref": "#/components/examples/READ_TIMEOUT"
         }
        }
       }
      }
     }
    }
   }
  },
  "/faults": {
   "get": {
    "operationId": "getFaults",
    "tags": [
     "Faults"
    ],
    "summary": "Ask which faults on purpose run",
    "description": "And whether the leader allows any.\\n\\n*Where:* The leader only: a follower answers 421 with the leader’s URL. *Scope:* \`admin\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "responses": {
     "200": {
      "description": "Those that have not ended.",
      "content": {
       "application/json": {
        "schema": {
         "additionalProperties": false,
         "type": "object",
         "required": [
          "enabled",
          "faults"
         ],
         "properties": {
          "enabled": {
           "description": "whether the leader was started with \`FAULTS=true\`",
           "type": "boolean"
          },
          "faults": {
           "description": "those that have not ended",
           "type": "array",
           "items": {
            "additionalProperties": false,
            "type": "object",
            "required": [
             "id",
             "follower",
             "kind",
             "seed",
             "endsAtMs"
            ],
            "properties": {
             "id": {
              "type": "string"
             },
             "follower": {
              "description": "URL of the follower, as \`/status\` has it; \`*\` for all of them",
              "type": "string"
             },
             "kind": {
              "type": "string",
              "enum": [
               "delay",
               "drop",
               "cut",
               "freeze"
              ]
             },
             "minMs": {
              "minimum": 0,
              "maximum": 60000,
              "description": "of a \`delay\`; 0 if absent",
              "type": "number"
             },
             "maxMs": {
              "minimum": 0,
              "maximum": 60000,
              "description": "required for a \`delay\`",
              "type": "number"
             },
             "rate": {
              "minimum": 0,
              "maximum": 1,
              "description": "required for a \`drop\`: 0 to 1",
              "type": "number"
             },
             "seed": {
              "type": "integer"
             },
             "endsAtMs": {
              "description": "Unix time in milliseconds",
              "type": "integer"
             }
            }
           }
          }
         }
        },
        "examples": {
         "reply": {
          "summary": "One delay",
          "value": {
           "enabled": true,
           "faults": [
            {
             "id": "fault-1",
             "follower": "http://127.0.0.1:5001",
             "kind": "delay",
             "minMs": 50,
             "maxMs": 200,
             "seed": 7,
             "endsAtMs": 1790000030000
            }
           ]
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         }
        }
       }
      }
     }
    }
   },
   "post": {
    "operationId": "injectFault",
    "tags": [
     "Faults"
    ],
    "summary": "Make a fault on purpose",
    "description": "It stands between the leader and one follower, or all of them, ends by itself, and replaces one of the same kind at the same follower. \`delay\` needs \`maxMs\`, \`drop\` needs \`rate\`.\\n\\n*Where:* The leader only: a follower answers 421 with the leader’s URL. *Scope:* \`admin\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "additionalProperties": false,
        "description": "One fault on purpose. It replaces one of the same kind at the same follower.",
        "type": "object",
        "required": [
         "follower",
         "kind",
         "durationMs"
        ],
        "properties": {
         "follower": {
          "description": "URL of the follower, as \`/status\` has it; \`*\` for all of them",
          "type": "string"
         },
         "kind": {
          "type": "string",
          "enum": [
           "delay",
           "drop",
           "cut",
           "freeze"
          ]
         },
         "minMs": {
          "minimum": 0,
          "maximum": 60000,
          "description": "of a \`delay\`; 0 if absent",
          "type": "number"
         },
         "maxMs": {
          "minimum": 0,
          "maximum": 60000,
          "description": "required for a \`delay\`",
          "type": "number"
         },
         "rate": {
          "minimum": 0,
          "maximum": 1,
          "description": "required for a \`drop\`: 0 to 1",
          "type": "number"
         },
         "durationMs": {
          "minimum": 1,
          "maximum": 3600000,
          "description": "it ends by itself then",
          "type": "integer"
         },
         "seed": {
          "minimum": 0,
          "maximum": 4294967295,
          "description": "of what is drawn by chance, to repeat it; drawn if absent",
          "type": "integer"
         }
        }
       },
       "examples": {
        "delay": {
         "summary": "Hold writes to one follower back",
         "value": {
          "follower": "http://127.0.0.1:5001",
          "kind": "delay",
          "minMs": 50,
          "maxMs": 200,
          "durationMs": 30000,
          "seed": 7
         }
        },
        "cut": {
         "summary": "Cut every follower off",
         "value": {
          "follower": "*",
          "kind": "cut",
          "durationMs": 5000
         }
        }
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "It runs.",
      "content": {
       "application/json": {
        "schema": {
         "additionalProperties": false,
         "type": "object",
         "required": [
          "id",
          "follower",
          "kind",
          "seed",
          "endsAtMs"
         ],
         "properties": {
          "id": {
           "type": "string"
          },
          "follower": {
           "description": "URL of the follower, as \`/status\` has it; \`*\` for all of them",
           "type": "string"
          },
          "kind": {
           "type": "string",
           "enum": [
            "delay",
            "drop",
            "cut",
            "freeze"
           ]
          },
          "minMs": {
           "minimum": 0,
           "maximum": 60000,
           "description": "of a \`delay\`; 0 if absent",
           "type": "number"
          },
          "maxMs": {
           "minimum": 0,
           "maximum": 60000,
           "description": "required for a \`delay\`",
           "type": "number"
          },
          "rate": {
           "minimum": 0,
           "maximum": 1,
           "description": "required for a \`drop\`: 0 to 1",
           "type": "number"
          },
          "seed": {
           "type": "integer"
          },
          "endsAtMs": {
           "description": "Unix time in milliseconds",
           "type": "integer"
          }
         }
        },
        "examples": {
         "reply": {
          "summary": "The fault, with its id and end",
          "value": {
           "id": "fault-1",
           "follower": "http://127.0.0.1:5001",
           "kind": "delay",
           "minMs": 50,
           "maxMs": 200,
           "seed": 7,
           "endsAtMs": 1790000030000
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.\\n\\n\`FAULTS_DISABLED\`: The leader was not started with \`FAULTS=true\`, so no fault can be made on purpose.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         },
         "FAULTS_DISABLED": {
          "$ref": "#/components/examples/FAULTS_DISABLED"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "413": {
      "description": "\`BODY_TOO_LARGE\`: The body is larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "BODY_TOO_LARGE": {
          "$ref": "#/components/examples/BODY_TOO_LARGE"
         }
        }
       }
      }
     },
     "415": {
      "description": "\`UNSUPPORTED_MEDIA_TYPE\`: Bodies are JSON, with content-type: application/json.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNSUPPORTED_MEDIA_TYPE": {
          "$ref": "#/components/examples/UNSUPPORTED_MEDIA_TYPE"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         }
        }
       }
      }
     }
    }
   },
   "delete": {
    "operationId": "endFaults",
    "tags": [
     "Faults"
    ],
    "summary": "End all faults on purpose",
    "description": "Also where none run.\\n\\n*Where:* The leader only: a follower answers 421 with the leader’s URL. *Scope:* \`admin\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "responses": {
     "200": {
      "description": "None runs any more.",
      "content": {
       "application/json": {
        "schema": {
         "additionalProperties": false,
         "type": "object",
         "required": [
          "enabled",
          "faults"
         ],
         "properties": {
          "enabled": {
           "description": "whether the leader was started with \`FAULTS=true\`",
           "type": "boolean"
          },
          "faults": {
           "description": "those that have not ended",
           "type": "array",
           "items": {
            "additionalProperties": false,
            "type": "object",
            "required": [
             "id",
             "follower",
             "kind",
             "seed",
             "endsAtMs"
            ],
            "properties": {
             "id": {
              "type": "string"
             },
             "follower": {
              "description": "URL of the follower, as \`/status\` has it; \`*\` for all of them",
              "type": "string"
             },
             "kind": {
              "type": "string",
              "enum": [
               "delay",
               "drop",
               "cut",
               "freeze"
              ]
             },
             "minMs": {
              "minimum": 0,
              "maximum": 60000,
              "description": "of a \`delay\`; 0 if absent",
              "type": "number"
             },
             "maxMs": {
              "minimum": 0,
              "maximum": 60000,
              "description": "required for a \`delay\`",
              "type": "number"
             },
             "rate": {
              "minimum": 0,
              "maximum": 1,
              "description": "required for a \`drop\`: 0 to 1",
              "type": "number"
             },
             "seed": {
              "type": "integer"
             },
             "endsAtMs": {
              "description": "Unix time in milliseconds",
              "type": "integer"
             }
            }
           }
          }
         }
        },
        "examples": {
         "reply": {
          "summary": "None",
          "value": {
           "enabled": true,
           "faults": []
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         }
        }
       }
      }
     }
    }
   }
  },
  "/faults/{id}": {
   "delete": {
    "operationId": "endFault",
    "tags": [
     "Faults"
    ],
    "summary": "End one fault on purpose",
    "description": "Before its time.\\n\\n*Where:* The leader only: a follower answers 421 with the leader’s URL. *Scope:* \`admin\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "maxLength": 64,
       "type": "string"
      },
      "in": "path",
      "name": "id",
      "required": true,
      "example": "fault-1"
     }
    ],
    "responses": {
     "200": {
      "description": "It ended; these run on.",
      "content": {
       "application/json": {
        "schema": {
         "additionalProperties": false,
         "type": "object",
         "required": [
          "enabled",
          "faults"
         ],
         "properties": {
          "enabled": {
           "description": "whether the leader was started with \`FAULTS=true\`",
           "type": "boolean"
          },
          "faults": {
           "description": "those that have not ended",
           "type": "array",
           "items": {
            "additionalProperties": false,
            "type": "object",
            "required": [
             "id",
             "follower",
             "kind",
             "seed",
             "endsAtMs"
            ],
            "properties": {
             "id": {
              "type": "string"
             },
             "follower": {
              "description": "URL of the follower, as \`/status\` has it; \`*\` for all of them",
              "type": "string"
             },
             "kind": {
              "type": "string",
              "enum": [
               "delay",
               "drop",
               "cut",
               "freeze"
              ]
             },
             "minMs": {
              "minimum": 0,
              "maximum": 60000,
              "description": "of a \`delay\`; 0 if absent",
              "type": "number"
             },
             "maxMs": {
              "minimum": 0,
              "maximum": 60000,
              "description": "required for a \`delay\`",
              "type": "number"
             },
             "rate": {
              "minimum": 0,
              "maximum": 1,
              "description": "required for a \`drop\`: 0 to 1",
              "type": "number"
             },
             "seed": {
              "type": "integer"
             },
             "endsAtMs": {
              "description": "Unix time in milliseconds",
              "type": "integer"
             }
            }
           }
          }
         }
        },
        "examples": {
         "reply": {
          "summary": "None",
          "value": {
           "enabled": true,
           "faults": []
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.\\n\\n\`FAULTS_DISABLED\`: The leader was not started with \`FAULTS=true\`, so no fault can be made on purpose.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         },
         "FAULTS_DISABLED": {
          "$ref": "#/components/examples/FAULTS_DISABLED"
         }
        }
       }
      }
     },
     "404": {
      "description": "\`FAULT_NOT_FOUND\`: No fault on purpose of this id runs; it may have ended.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FAULT_NOT_FOUND": {
          "$ref": "#/components/examples/FAULT_NOT_FOUND"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         }
        }
       }
      }
     }
    }
   }
  },
  "/write": {
   "post": {
    "operationId": "write",
    "tags": [
     "Writes"
    ],
    "summary": "Write a value",
    "description": "Stores the value under the key, with the next version, and answers once the write quorum has acked it. With \`ifVersion\` it is a compare-and-set. A 504, or a 503 with \`outcome: \\"indeterminate\\"\`, says that the write is stored and may yet commit; retry it under the same \`Idempotency-Key\`.\\n\\n*Where:* The leader only: a follower answers 421 with the leader’s URL. *Scope:* \`write\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "type": "boolean"
      },
      "in": "query",
      "name": "trace",
      "required": false,
      "description": "tell who acked when; the answer waits up to a second for the losers"
     },
     {
      "schema": {
       "pattern": "^[\\\\x20-\\\\x7e]{1,200}$",
       "type": "string"
      },
      "in": "header",
      "name": "idempotency-key",
      "required": false,
      "description": "a retry under the same key, of the same request, gets the first answer",
      "example": "7f9c2ba4"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "x-request-id",
      "required": false,
      "description": "what the logs and errors call the request: 1 to 64 of \`A-Z a-z 0-9 _ . : / + = -\`"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "traceparent",
      "required": false,
      "description": "W3C trace context, handed on to the followers"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "prefer",
      "required": false,
      "description": "\`trace\` does what \`?trace=true\` does"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/WriteRequest"
       },
       "examples": {
        "plain": {
         "summary": "With the cluster’s write quorum",
         "value": {
          "key": "colour",
          "value": "green"
         }
        },
        "compareAndSet": {
         "summary": "All five followers, only if version 41 stands, for a minute",
         "value": {
          "key": "colour",
          "value": {
           "name": "green",
           "hue": 120
          },
          "quorum": 5,
          "ifVersion": 41,
          "ttlMs": 60000,
          "timeoutMs": 2000
         }
        }
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "As many followers as the write asked for have it.",
      "headers": {
       "Idempotent-Replayed": {
        "$ref": "#/components/headers/Idempotent-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/WriteReply"
        },
        "examples": {
         "done": {
          "summary": "Three of five followers have it",
          "value": {
           "key": "colour",
           "version": 42,
           "quorum": 3,
           "acks": 3,
           "followers": 5,
           "durationMs": 1.84
          }
         },
         "traced": {
          "summary": "With a trace of the race",
          "value": {
           "key": "colour",
           "version": 42,
           "quorum": 1,
           "acks": 1,
           "followers": 2,
           "durationMs": 1.12,
           "trace": {
            "acks": [
             {
              "follower": "http://127.0.0.1:5001",
              "afterMs": 1.12
             },
             {
              "follower": "http://127.0.0.1:5002",
              "afterMs": 2.71
             }
            ],
            "quorums": [
             {
              "quorum": 1,
              "afterMs": 1.12
             },
             {
              "quorum": 2,
              "afterMs": 2.71
             }
            ]
           }
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.\\n\\n\`QUORUM_TOO_LARGE\`: The write asks for more acks than there are followers.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         },
         "QUORUM_TOO_LARGE": {
          "$ref": "#/components/examples/QUORUM_TOO_LARGE"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "412": {
      "description": "\`VERSION_MISMATCH\`: Another version stands than the precondition names; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "VERSION_MISMATCH": {
          "$ref": "#/components/examples/VERSION_MISMATCH"
         }
        }
       }
      }
     },
     "413": {
      "description": "\`BODY_TOO_LARGE\`: The body is larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "BODY_TOO_LARGE": {
          "$ref": "#/components/examples/BODY_TOO_LARGE"
         }
        }
       }
      }
     },
     "415": {
      "description": "\`UNSUPPORTED_MEDIA_TYPE\`: Bodies are JSON, with content-type: application/json.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNSUPPORTED_MEDIA_TYPE": {
          "$ref": "#/components/examples/UNSUPPORTED_MEDIA_TYPE"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "422": {
      "description": "\`IDEMPOTENCY_CONFLICT\`: The idempotency key was used for another request; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "IDEMPOTENCY_CONFLICT": {
          "$ref": "#/components/examples/IDEMPOTENCY_CONFLICT"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.\\n\\n\`QUORUM_UNREACHABLE\`: Fewer followers are live than the quorum needs; nothing was stored.\\n\\n\`QUEUE_FULL\`: The node has as much in flight as it allows; nothing was stored.\\n\\n\`STORAGE_UNAVAILABLE\`: The disk is full or failing. With an outcome of \\"indeterminate\\" the write may yet commit, else nothing was stored.\\n\\n\`NOT_READY\`: The node is starting, stepping down or stopping; nothing was stored.\\n\\n\`LEADERSHIP_LOST\`: A newer leader took over during the write, which is indeterminate.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         },
         "QUORUM_UNREACHABLE": {
          "$ref": "#/components/examples/QUORUM_UNREACHABLE"
         },
         "QUEUE_FULL": {
          "$ref": "#/components/examples/QUEUE_FULL"
         },
         "STORAGE_UNAVAILABLE": {
          "$ref": "#/components/examples/STORAGE_UNAVAILABLE"
         },
         "NOT_READY": {
          "$ref": "#/components/examples/NOT_READY"
         },
         "LEADERSHIP_LOST": {
          "$ref": "#/components/examples/LEADERSHIP_LOST"
         }
        }
       }
      }
     },
     "504": {
      "description": "\`QUORUM_TIMEOUT\`: The quorum did not answer in time. The write is indeterminate: it may yet commit.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "QUORUM_TIMEOUT": {
          "$ref": "#/components/examples/QUORUM_TIMEOUT"
         }
        }
       }
      }
     }
    }
   }
  },
  "/batch": {
   "post": {
    "operationId": "writeBatch",
    "tags": [
     "Writes"
    ],
    "summary": "Write and delete several keys at once",
    "description": "All operations are applied together, or none: they get consecutive versions and wait for one quorum. A 412 names the first operation whose precondition does not hold.\\n\\n*Where:* The leader only: a follower answers 421 with the leader’s URL. *Scope:* \`write\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "type": "boolean"
      },
      "in": "query",
      "name": "trace",
      "required": false,
      "description": "tell who acked when; the answer waits up to a second for the losers"
     },
     {
      "schema": {
       "pattern": "^[\\\\x20-\\\\x7e]{1,200}$",
       "type": "string"
      },
      "in": "header",
      "name": "idempotency-key",
      "required": false,
      "description": "a retry under the same key, of the same request, gets the first answer",
      "example": "7f9c2ba4"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "x-request-id",
      "required": false,
      "description": "what the logs and errors call the request: 1 to 64 of \`A-Z a-z 0-9 _ . : / + = -\`"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "traceparent",
      "required": false,
      "description": "W3C trace context, handed on to the followers"
     },
     {
      "schema": {
       "type": "string"
      },
      "in": "header",
      "name": "prefer",
      "required": false,
      "description": "\`trace\` does what \`?trace=true\` does"
     }
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/BatchRequest"
       },
       "examples": {
        "move": {
         "summary": "Move a value from one key to another",
         "value": {
          "operations": [
           {
            "key": "new-name",
            "value": "green",
            "ifVersion": 0
           },
           {
            "key": "old-name",
            "delete": true,
            "ifVersion": 41
           }
          ],
          "quorum": 3
         }
        }
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "As many followers as the batch asked for have all of it.",
      "headers": {
       "Idempotent-Replayed": {
        "$ref": "#/components/headers/Idempotent-Replayed"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/BatchReply"
        },
        "examples": {
         "done": {
          "summary": "Operation i has version firstVersion + i",
          "value": {
           "firstVersion": 42,
           "lastVersion": 43,
           "quorum": 3,
           "acks": 3,
           "followers": 5,
           "durationMs": 1.84
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.\\n\\n\`QUORUM_TOO_LARGE\`: The write asks for more acks than there are followers.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         },
         "QUORUM_TOO_LARGE": {
          "$ref": "#/components/examples/QUORUM_TOO_LARGE"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "412": {
      "description": "\`VERSION_MISMATCH\`: Another version stands than the precondition names; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "VERSION_MISMATCH": {
          "$ref": "#/components/examples/VERSION_MISMATCH"
         }
        }
       }
      }
     },
     "413": {
      "description": "\`BODY_TOO_LARGE\`: The body is larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "BODY_TOO_LARGE": {
          "$ref": "#/components/examples/BODY_TOO_LARGE"
         }
        }
       }
      }
     },
     "415": {
      "description": "\`UNSUPPORTED_MEDIA_TYPE\`: Bodies are JSON, with content-type: application/json.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNSUPPORTED_MEDIA_TYPE": {
          "$ref": "#/components/examples/UNSUPPORTED_MEDIA_TYPE"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "422": {
      "description": "\`IDEMPOTENCY_CONFLICT\`: The idempotency key was used for another request; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "IDEMPOTENCY_CONFLICT": {
          "$ref": "#/components/examples/IDEMPOTENCY_CONFLICT"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.\\n\\n\`QUORUM_UNREACHABLE\`: Fewer followers are live than the quorum needs; nothing was stored.\\n\\n\`QUEUE_FULL\`: The node has as much in flight as it allows; nothing was stored.\\n\\n\`STORAGE_UNAVAILABLE\`: The disk is full or failing. With an outcome of \\"indeterminate\\" the write may yet commit, else nothing was stored.\\n\\n\`NOT_READY\`: The node is starting, stepping down or stopping; nothing was stored.\\n\\n\`LEADERSHIP_LOST\`: A newer leader took over during the write, which is indeterminate.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         },
         "QUORUM_UNREACHABLE": {
          "$ref": "#/components/examples/QUORUM_UNREACHABLE"
         },
         "QUEUE_FULL": {
          "$ref": "#/components/examples/QUEUE_FULL"
         },
         "STORAGE_UNAVAILABLE": {
          "$ref": "#/components/examples/STORAGE_UNAVAILABLE"
         },
         "NOT_READY": {
          "$ref": "#/components/examples/NOT_READY"
         },
         "LEADERSHIP_LOST": {
          "$ref": "#/components/examples/LEADERSHIP_LOST"
         }
        }
       }
      }
     },
     "504": {
      "description": "\`QUORUM_TIMEOUT\`: The quorum did not answer in time. The write is indeterminate: it may yet commit.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "QUORUM_TIMEOUT": {
          "$ref": "#/components/examples/QUORUM_TIMEOUT"
         }
        }
       }
      }
     }
    }
   }
  },
  "/writes/{version}": {
   "get": {
    "operationId": "getWriteStatus",
    "tags": [
     "Writes"
    ],
    "summary": "Ask what became of a write",
    "description": "Tells whether a write, an indeterminate one above all, has committed, and who acked it when.\\n\\n*Where:* The leader only: a follower answers 421 with the leader’s URL. *Scope:* \`read\`.",
    "security": [
     {
      "clientToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "minimum": 1,
       "maximum": 9007199254740991,
       "type": "integer"
      },
      "in": "path",
      "name": "version",
      "required": true,
      "description": "epoch × 10⁹ + counter",
      "example": 42
     }
    ],
    "responses": {
     "200": {
      "description": "What the leader knows of it.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/WriteStatus"
        },
        "examples": {
         "committed": {
          "summary": "Committed",
          "value": {
           "version": 42,
           "state": "committed",
           "acks": [
            {
             "follower": "http://127.0.0.1:5001",
             "afterMs": 1.12
            }
           ]
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`FORBIDDEN\`: The token is good, but its scope does not allow this.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "FORBIDDEN": {
          "$ref": "#/components/examples/FORBIDDEN"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "421": {
      "description": "\`NOT_LEADER\`: Only the leader does this; its URL is in the error where it is known.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "NOT_LEADER": {
          "$ref": "#/components/examples/NOT_LEADER"
         }
        }
       }
      }
     },
     "429": {
      "description": "\`RATE_LIMITED\`: The client asks more often than this node allows; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "RATE_LIMITED": {
          "$ref": "#/components/examples/RATE_LIMITED"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`OVERLOADED\`: The node’s memory or event loop is at its limit; nothing was stored.\\n\\n\`NOT_READY\`: The node is starting, stepping down or stopping; nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "OVERLOADED": {
          "$ref": "#/components/examples/OVERLOADED"
         },
         "NOT_READY": {
          "$ref": "#/components/examples/NOT_READY"
         }
        }
       }
      }
     }
    }
   }
  },
  "/replicate": {
   "post": {
    "operationId": "replicate",
    "tags": [
     "Replication"
    ],
    "summary": "Give a follower entries, and get its ack",
    "description": "The one way into a follower, for live writes and catch-up alike. As NDJSON it is one long request whose body is batches, with their acks (or errors) as the lines of the answer, in the same order.\\n\\n*Where:* Followers only: a leader has no such route.",
    "security": [
     {
      "clusterToken": []
     },
     {}
    ],
    "requestBody": {
     "required": true,
     "content": {
      "application/json": {
       "schema": {
        "$ref": "#/components/schemas/ReplicateRequest"
       },
       "examples": {
        "batch": {
         "summary": "A value and a tombstone",
         "value": {
          "epoch": 0,
          "leader": {
           "id": "leader",
           "url": "http://127.0.0.1:5000",
           "incarnation": "1c1f6f0e"
          },
          "incarnation": "8a52d1b7",
          "watermark": 41,
          "collect": 0,
          "entries": [
           {
            "key": "colour",
            "version": 42,
            "value": "green"
           },
           {
            "key": "shape",
            "version": 43,
            "tombstone": true
           }
          ]
         }
        }
       }
      },
      "application/x-ndjson": {
       "schema": {
        "type": "string",
        "description": "one batch, as JSON, a line"
       },
       "examples": {
        "lines": {
         "summary": "One line",
         "value": "{\\"epoch\\":0,\\"leader\\":{\\"id\\":\\"leader\\",\\"url\\":\\"http://127.0.0.1:5000\\",\\"incarnation\\":\\"1c1f6f0e\\"},\\"incarnation\\":\\"8a52d1b7\\",\\"watermark\\":41,\\"collect\\":0,\\"entries\\":[{\\"key\\":\\"colour\\",\\"version\\":42,\\"value\\":\\"green\\"},{\\"key\\":\\"shape\\",\\"version\\":43,\\"tombstone\\":true}]}\\n"
        }
       }
      }
     }
    },
    "responses": {
     "200": {
      "description": "Every entry is applied or superseded, and as durable as configured.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ReplicateReply"
        },
        "examples": {
         "ack": {
          "summary": "What the follower holds",
          "value": {
           "epoch": 0,
           "incarnation": "8a52d1b7",
           "watermark": 43,
           "lastVersion": 43,
           "collected": 0,
           "digest": "9d1f3c5a7b2e4860"
          }
         }
        }
       },
       "application/x-ndjson": {
        "schema": {
         "type": "string",
         "description": "one ack, as JSON, a line"
        },
        "examples": {
         "lines": {
          "summary": "One line",
          "value": "{\\"epoch\\":0,\\"incarnation\\":\\"8a52d1b7\\",\\"watermark\\":43,\\"lastVersion\\":43,\\"collected\\":0,\\"digest\\":\\"9d1f3c5a7b2e4860\\"}\\n"
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`CERTIFICATE_REQUIRED\`: Replication is closed to those who show no certificate that the cluster’s CA has signed.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "CERTIFICATE_REQUIRED": {
          "$ref": "#/components/examples/CERTIFICATE_REQUIRED"
         }
        }
       }
      }
     },
     "404": {
      "description": "\`ROUTE_NOT_FOUND\`: There is nothing at this path and method.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "ROUTE_NOT_FOUND": {
          "$ref": "#/components/examples/ROUTE_NOT_FOUND"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "409": {
      "description": "\`STALE_EPOCH\`: A newer leader has been promised; the sender must step down.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "STALE_EPOCH": {
          "$ref": "#/components/examples/STALE_EPOCH"
         }
        }
       }
      }
     },
     "413": {
      "description": "\`BODY_TOO_LARGE\`: The body is larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "BODY_TOO_LARGE": {
          "$ref": "#/components/examples/BODY_TOO_LARGE"
         }
        }
       }
      }
     },
     "415": {
      "description": "\`UNSUPPORTED_MEDIA_TYPE\`: Bodies are JSON, with content-type: application/json.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNSUPPORTED_MEDIA_TYPE": {
          "$ref": "#/components/examples/UNSUPPORTED_MEDIA_TYPE"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     },
     "503": {
      "description": "\`QUEUE_FULL\`: The node has as much in flight as it allows; nothing was stored.\\n\\n\`STORAGE_UNAVAILABLE\`: The disk is full or failing. With an outcome of \\"indeterminate\\" the write may yet commit, else nothing was stored.",
      "headers": {
       "Retry-After": {
        "$ref": "#/components/headers/Retry-After"
       }
      },
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "QUEUE_FULL": {
          "$ref": "#/components/examples/QUEUE_FULL"
         },
         "STORAGE_UNAVAILABLE": {
          "$ref": "#/components/examples/STORAGE_UNAVAILABLE"
         }
        }
       }
      }
     }
    }
   },
   "get": {
    "operationId": "getReplicaState",
    "tags": [
     "Replication"
    ],
    "summary": "Ask a follower what it holds",
    "description": "Its highest promised epoch, watermark and digest.\\n\\n*Where:* Followers only: a leader has no such route.",
    "security": [
     {
      "clusterToken": []
     },
     {}
    ],
    "responses": {
     "200": {
      "description": "What the follower holds.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ReplicateReply"
        },
        "examples": {
         "ack": {
          "summary": "What the follower holds",
          "value": {
           "epoch": 0,
           "incarnation": "8a52d1b7",
           "watermark": 43,
           "lastVersion": 43,
           "collected": 0,
           "digest": "9d1f3c5a7b2e4860"
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`CERTIFICATE_REQUIRED\`: Replication is closed to those who show no certificate that the cluster’s CA has signed.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "CERTIFICATE_REQUIRED": {
          "$ref": "#/components/examples/CERTIFICATE_REQUIRED"
         }
        }
       }
      }
     },
     "404": {
      "description": "\`ROUTE_NOT_FOUND\`: There is nothing at this path and method.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "ROUTE_NOT_FOUND": {
          "$ref": "#/components/examples/ROUTE_NOT_FOUND"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     }
    }
   }
  },
  "/replicate/entries": {
   "get": {
    "operationId": "getReplicaEntries",
    "tags": [
     "Replication"
    ],
    "summary": "Read a follower’s entries above a version",
    "description": "How a leader that takes over learns what it lacks. In order of versions, page by page.\\n\\n*Where:* Followers only: a leader has no such route.",
    "security": [
     {
      "clusterToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "minimum": 0,
       "maximum": 9007199254740991,
       "type": "integer"
      },
      "in": "query",
      "name": "after",
      "required": true,
      "example": 41
     },
     {
      "schema": {
       "minimum": 1,
       "maximum": 10000,
       "type": "integer"
      },
      "in": "query",
      "name": "limit",
      "required": true,
      "example": 1000
     }
    ],
    "responses": {
     "200": {
      "description": "One page, and how far it covers.",
      "content": {
       "application/json": {
        "schema": {
         "additionalProperties": false,
         "type": "object",
         "required": [
          "entries",
          "covers"
         ],
         "properties": {
          "entries": {
           "type": "array",
           "items": {}
          },
          "covers": {
           "description": "nothing of this node at or below it, and above \`after\`, is missing",
           "type": "integer"
          }
         }
        },
        "examples": {
         "page": {
          "summary": "Two entries",
          "value": {
           "entries": [
            {
             "key": "colour",
             "version": 42,
             "value": "green"
            },
            {
             "key": "shape",
             "version": 43,
             "tombstone": true
            }
           ],
           "covers": 43
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`CERTIFICATE_REQUIRED\`: Replication is closed to those who show no certificate that the cluster’s CA has signed.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "CERTIFICATE_REQUIRED": {
          "$ref": "#/components/examples/CERTIFICATE_REQUIRED"
         }
        }
       }
      }
     },
     "404": {
      "description": "\`ROUTE_NOT_FOUND\`: There is nothing at this path and method.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "ROUTE_NOT_FOUND": {
          "$ref": "#/components/examples/ROUTE_NOT_FOUND"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     }
    }
   }
  },
  "/replicate/range": {
   "get": {
    "operationId": "getReplicaRange",
    "tags": [
     "Replication"
    ],
    "summary": "Read the digest of a stretch of a follower’s keys",
    "description": "How a leader narrows down a difference between its store and a follower’s.\\n\\n*Where:* Followers only: a leader has no such route.",
    "security": [
     {
      "clusterToken": []
     },
     {}
    ],
    "parameters": [
     {
      "schema": {
       "maxLength": 512,
       "type": "string"
      },
      "in": "query",
      "name": "after",
      "required": true,
      "description": "the range begins above this key; \\"\\" for the first",
      "example": ""
     },
     {
      "schema": {
       "minimum": 1,
       "maximum": 5000,
       "type": "integer"
      },
      "in": "query",
      "name": "limit",
      "required": true,
      "example": 1000
     },
     {
      "schema": {
       "type": "boolean"
      },
      "in": "query",
      "name": "detail",
      "required": false,
      "description": "name each key, not just the digest of all",
      "example": true
     }
    ],
    "responses": {
     "200": {
      "description": "The digest of the stretch, and with \`detail\` each key.",
      "content": {
       "application/json": {
        "schema": {
         "additionalProperties": false,
         "type": "object",
         "required": [
          "digest",
          "last",
          "watermark",
          "collected",
          "fingerprints"
         ],
         "properties": {
          "digest": {
           "type": "string"
          },
          "last": {
           "description": "the last key; null when the range reaches the end",
           "anyOf": [
            {
             "type": "string"
            },
            {
             "type": "null"
            }
           ]
          },
          "watermark": {
           "minimum": 0,
           "maximum": 9007199254740991,
           "type": "integer"
          },
          "collected": {
           "minimum": 0,
           "maximum": 9007199254740991,
           "type": "integer"
          },
          "fingerprints": {
           "type": "array",
           "items": {
            "additionalProperties": false,
            "type": "object",
            "required": [
             "key",
             "version",
             "hash"
            ],
            "properties": {
             "key": {
              "type": "string"
             },
             "version": {
              "minimum": 0,
              "maximum": 9007199254740991,
              "type": "integer"
             },
             "hash": {
              "type": "string"
             }
            }
           }
          }
         }
        },
        "examples": {
         "detailed": {
          "summary": "With each key",
          "value": {
           "digest": "9d1f3c5a7b2e4860",
           "last": null,
           "watermark": 43,
           "collected": 0,
           "fingerprints": [
            {
             "key": "colour",
             "version": 42,
             "hash": "51b0c4d2e6f80397"
            }
           ]
          }
         }
        }
       }
      }
     },
     "400": {
      "description": "\`INVALID_REQUEST\`: The request does not fit its schema; nothing was stored.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INVALID_REQUEST": {
          "$ref": "#/components/examples/INVALID_REQUEST"
         }
        }
       }
      }
     },
     "401": {
      "description": "\`UNAUTHORIZED\`: The token is missing or wrong: a client’s, or between nodes the cluster’s.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "UNAUTHORIZED": {
          "$ref": "#/components/examples/UNAUTHORIZED"
         }
        }
       }
      }
     },
     "403": {
      "description": "\`CERTIFICATE_REQUIRED\`: Replication is closed to those who show no certificate that the cluster’s CA has signed.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "CERTIFICATE_REQUIRED": {
          "$ref": "#/components/examples/CERTIFICATE_REQUIRED"
         }
        }
       }
      }
     },
     "404": {
      "description": "\`ROUTE_NOT_FOUND\`: There is nothing at this path and method.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "ROUTE_NOT_FOUND": {
          "$ref": "#/components/examples/ROUTE_NOT_FOUND"
         }
        }
       }
      }
     },
     "408": {
      "description": "\`REQUEST_TIMEOUT\`: The request did not arrive whole in time.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "REQUEST_TIMEOUT": {
          "$ref": "#/components/examples/REQUEST_TIMEOUT"
         }
        }
       }
      }
     },
     "431": {
      "description": "\`HEADERS_TOO_LARGE\`: The request line and headers are larger than this node takes.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "HEADERS_TOO_LARGE": {
          "$ref": "#/components/examples/HEADERS_TOO_LARGE"
         }
        }
       }
      }
     },
     "500": {
      "description": "\`INTERNAL\`: A fault in Quorate; the log has it under the request id.",
      "content": {
       "application/json": {
        "schema": {
         "$ref": "#/components/schemas/ErrorReply"
        },
        "examples": {
         "INTERNAL": {
          "$ref": "#/components/examples/INTERNAL"
         }
        }
       }
      }
     }
    }
   }
  }
 },
 "servers": [
  {
   "url": "/",
   "description": "The node that serves this document."
  }
 ],
 "security": [],
 "tags": [
  {
   "name": "Writes",
   "description": "Only the leader takes writes. Each waits for the acks of as many followers as it asks for."
  },
  {
   "name": "Reads",
   "description": "Every node answers from its own store; stronger levels of consistency are the leader’s."
  },
  {
   "name": "Changes",
   "description": "What happened to the keys, in order of versions, page by page or live."
  },
  {
   "name": "Operators",
   "description": "What people and probes ask of one node. None of it waits on anything."
  },
  {
   "name": "Faults",
   "description": "Faults on purpose between the leader and its followers, where they are allowed: see what one costs."
  },
  {
   "name": "Replication",
   "description": "How a leader speaks to its followers, guarded by the cluster’s token. Not for clients."
  }
 ]
}
`
