/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/cli/test/usage.test.ts > TAP > help > of all 1`] = `
Usage: quorate [options] [command]

Reads, writes and watches a Quorate cluster.

Options:
  --url <url>                  any node, repeatable; else $QUORATE_URL, else
                               http://127.0.0.1:5000
  --timeout <ms>               how long a call may take, retries included
                               (default: 10000)
  --token-file <file>          file with the token to show; else $QUORATE_TOKEN,
                               else none
  --json                       print JSON, errors too
  --version                    print the version
  -h, --help                   display help for command

Commands:
  get [options] <key>          Print the value of a key: a string as it is,
                               anything else as JSON.
  put [options] <key> [value]  Write a key. The value is JSON if it can be read
                               as such, else a string.
  del [options] <key>          Delete a key.
  ls [options] [prefix]        List the keys, in the order of their UTF-8 bytes.
  watch [options] [prefix]     Print one line for each change until Ctrl-C, what
                               stands first.
  batch [options] [file]       Do the operations of an NDJSON file, or of stdin,
                               together.
  status [options]             Show every node, and what each quorum costs. A
                               node that does not answer is shown as such.
  dump [file]                  Write every live entry, one JSON object {key,
                               value, version, expiresAtMs?} a line.
  restore [options] [file]     Write the entries of a dump. They get new
                               versions, and keep their expiry.
  bench [options]              Write as fast as the cluster answers, under
                               quorate-bench/, and delete it all at the end.
  token [options]              Make a token for a client. Asks no node: put the
                               line that it prints into CLIENT_TOKENS_FILE.
  help [command]               tell more of a command

Exit codes:
  0  done
  1  error
  2  wrong usage, or a request that is wrong in itself
  3  not found
  4  precondition failed: another version stands (VERSION_MISMATCH)
  5  indeterminate: a write is stored and may yet commit
  6  unavailable: no node could do it, or not in time; nothing was stored
  130  interrupted

`

exports[`packages/cli/test/usage.test.ts > TAP > help > of batch 1`] = `
Usage: quorate batch [options] [file]

Do the operations of an NDJSON file, or of stdin, together.

Arguments:
  file                 from stdin if it is absent or "-"

Options:
  --split              take more than 1000 operations, in several batches
  --quorum <n>         followers that must have it before it is done; the
                       cluster’s own quorum if absent
  -h, --help           display help for command

Global Options:
  --url <url>          any node, repeatable; else $QUORATE_URL, else
                       http://127.0.0.1:5000
  --timeout <ms>       how long a call may take, retries included (default:
                       10000)
  --token-file <file>  file with the token to show; else $QUORATE_TOKEN, else
                       none
  --json               print JSON, errors too
  --version            print the version

Each line is {"key", "value", "ttlMs"?, "ifVersion"?} or {"key", "delete": true, "ifVersion"?}.
All operations of a batch are done or none. A batch has at most 1000 of them, each key once; with --split
a longer input becomes several batches, one after the other, and each is done or not on its own.

`

exports[`packages/cli/test/usage.test.ts > TAP > help > of bench 1`] = `
Usage: quorate bench [options]

Write as fast as the cluster answers, under quorate-bench/, and delete it all at
the end.

Options:
  --seconds <n>        how long it writes (default: 5)
  --connections <n>    writes in flight at any time (default: 16)
  --quorum <n>         followers that must have it before it is done; the
                       cluster’s own quorum if absent
  --yes                also where the cluster is not on this machine
  -h, --help           display help for command

Global Options:
  --url <url>          any node, repeatable; else $QUORATE_URL, else
                       http://127.0.0.1:5000
  --timeout <ms>       how long a call may take, retries included (default:
                       10000)
  --token-file <file>  file with the token to show; else $QUORATE_TOKEN, else
                       none
  --json               print JSON, errors too
  --version            print the version

`

exports[`packages/cli/test/usage.test.ts > TAP > help > of del 1`] = `
Usage: quorate del [options] <key>

Delete a key.

Options:
  --if-version <n>     only if this version stands for the key
  --quorum <n>         followers that must have it before it is done; the
                       cluster’s own quorum if absent
  -h, --help           display help for command

Global Options:
  --url <url>          any node, repeatable; else $QUORATE_URL, else
                       http://127.0.0.1:5000
  --timeout <ms>       how long a call may take, retries included (default:
                       10000)
  --token-file <file>  file with the token to show; else $QUORATE_TOKEN, else
                       none
  --json               print JSON, errors too
  --version            print the version

`

exports[`packages/cli/test/usage.test.ts > TAP > help > of dump 1`] = `
Usage: quorate dump [options] [file]

Write every live entry, one JSON object {key, value, version, expiresAtMs?} a
line.

Arguments:
  file                 to stdout if it is absent or "-"; the file is there only
                       once it is whole

Options:
  -h, --help           display help for command

Global Options:
  --url <url>          any node, repeatable; else $QUORATE_URL, else
                       http://127.0.0.1:5000
  --timeout <ms>       how long a call may take, retries included (default:
                       10000)
  --token-file <file>  file with the token to show; else $QUORATE_TOKEN, else
                       none
  --json               print JSON, errors too
  --version            print the version

`

exports[`packages/cli/test/usage.test.ts > TAP > help > of get 1`] = `
Usage: quorate get [options] <key>

Print the value of a key: a string as it is, anything else as JSON.

Options:
  --consistency <level>  local if absent; the other two ask the leader (choices:
                         "local", "committed", "linearizable")
  --min-version <n>      the node that answers has at least this version
  -h, --help             display help for command

Global Options:
  --url <url>            any node, repeatable; else $QUORATE_URL, else
                         http://127.0.0.1:5000
  --timeout <ms>         how long a call may take, retries included (default:
                         10000)
  --token-file <file>    file with the token to show; else $QUORATE_TOKEN, else
                         none
  --json                 print JSON, errors too
  --version              print the version

`

exports[`packages/cli/test/usage.test.ts > TAP > help > of ls 1`] = `
Usage: quorate ls [options] [prefix]

List the keys, in the order of their UTF-8 bytes.

Arguments:
  prefix               only keys that begin so

Options:
  --values             a tab and the value as JSON after each key
  --limit <n>          so many keys at most
  -h, --help           display help for command

Global Options:
  --url <url>          any node, repeatable; else $QUORATE_URL, else
                       http://127.0.0.1:5000
  --timeout <ms>       how long a call may take, retries included (default:
                       10000)
  --token-file <file>  file with the token to show; else $QUORATE_TOKEN, else
                       none
  --json               print JSON, errors too
  --version            print the version

`

exports[`packages/cli/test/usage.test.ts > TAP > help > of put 1`] = `
Usage: quorate put [options] <key> [value]

Write a key. The value is JSON if it can be read as such, else a string.

Arguments:
  key
  value                from stdin if it is absent or "-"

Options:
  --string             the value is a string, whatever it looks like
  --quorum <n>         followers that must have it before it is done; the
                       cluster’s own quorum if absent
  --ttl <ms>           the value goes by itself after so many milliseconds
  --if-version <n>     only if this version stands for the key; 0: only if no
                       value does
  --trace              tell which follower had it when, and what each quorum
                       would have cost
  -h, --help           display help for command

Global Options:
  --url <url>          any node, repeatable; else $QUORATE_URL, else
                       http://127.0.0.1:5000
  --timeout <ms>       how long a call may take, retries included (default:
                       10000)
  --token-file <file>  file with the token to show; else $QUORATE_TOKEN, else
                       none
  --json               print JSON, errors too
  --version            print the version

`

exports[`packages/cli/test/usage.test.ts > TAP > help > of restore 1`] = `
Usage: quorate restore [options] [file]

Write the entries of a dump. They get new versions, and keep their expiry.

Arguments:
  file                 NDJSON of {key, value, version?, expiresAtMs?}; from
                       stdin if it is absent or "-"

Options:
  --merge              into a store that is not empty; what stands for the same
                       keys is overwritten
  -h, --help           display help for command

Global Options:
  --url <url>          any node, repeatable; else $QUORATE_URL, else
                       http://127.0.0.1:5000
  --timeout <ms>       how long a call may take, retries included (default:
                       10000)
  --token-file <file>  file with the token to show; else $QUORATE_TOKEN, else
                       none
  --json               print JSON, errors too
  --version            print the version

`

exports[`packages/cli/test/usage.test.ts > TAP > help > of status 1`] = `
Usage: quorate status [options]

Show every node, and what each quorum costs. A node that does not answer is
shown as such.

Options:
  --watch              show it anew each second, until Ctrl-C
  -h, --help           display help for command

Global Options:
  --url <url>          any node, repeatable; else $QUORATE_URL, else
                       http://127.0.0.1:5000
  --timeout <ms>       how long a call may take, retries included (default:
                       10000)
  --token-file <file>  file with the token to show; else $QUORATE_TOKEN, else
                       none
  --json               print JSON, errors too
  --version            print the version

`

exports[`packages/cli/test/usage.test.ts > TAP > help > of token 1`] = `
Usage: quorate token [options]

Make a token for a client. Asks no node: put the line that it prints into
CLIENT_TOKENS_FILE.

Options:
  --name <name>        whose it is, for the configuration: 1 to 64 of A-Z a-z
                       0-9 _ . -
  --scope <scope>      what it allows; each includes those before it (choices:
                       "read", "write", "admin")
  -h, --help           display help for command

Global Options:
  --url <url>          any node, repeatable; else $QUORATE_URL, else
                       http://127.0.0.1:5000
  --timeout <ms>       how long a call may take, retries included (default:
                       10000)
  --token-file <file>  file with the token to show; else $QUORATE_TOKEN, else
                       none
  --json               print JSON, errors too
  --version            print the version

`

exports[`packages/cli/test/usage.test.ts > TAP > help > of watch 1`] = `
Usage: quorate watch [options] [prefix]

Print one line for each change until Ctrl-C, what stands first.

Arguments:
  prefix               only keys that begin so

Options:
  --since <cursor>     begin after this version, or cursor of a line of --json
  -h, --help           display help for command

Global Options:
  --url <url>          any node, repeatable; else $QUORATE_URL, else
                       http://127.0.0.1:5000
  --timeout <ms>       how long a call may take, retries included (default:
                       10000)
  --token-file <file>  file with the token to show; else $QUORATE_TOKEN, else
                       none
  --json               print JSON, errors too
  --version            print the version

`
