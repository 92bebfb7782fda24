#!/usr/bin/env bash
# Restarts the six nodes of compose.yaml one after the other while clients go on: each follower, then the leader. The
# next one is stopped only when the last has everything again. Run it from the root of the repository.
#
#   deploy/rolling-restart.sh              the same containers again
#   deploy/rolling-restart.sh --recreate   new ones, from the image and settings that there are now
#   QUORATE_WAIT_SECONDS=120               how long one node may take
#   QUORATE_TOKEN=...                      a token with the scope read, where the nodes ask clients for one
#
# It ends with 1, and stops nothing further, when a follower does not keep up: before the first step, or after one.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

fail() {
  echo "rolling-restart: $1" >&2
  exit 1
}
if docker compose version >/dev/null 2>&1; then
  compose=(docker compose)
elif docker-compose version >/dev/null 2>&1; then
  compose=(docker-compose)
else
  fail 'there is no Docker Compose here'
fi
case ${1:-} in
  '') again() { "${compose[@]}" restart "$1"; } ;;
  --recreate) again() { "${compose[@]}" up -d --no-deps --force-recreate "$1"; } ;;
  *) fail "unknown option $1; there is only --recreate" ;;
esac
limit=${QUORATE_WAIT_SECONDS:-120}
followers=$("${compose[@]}" config --services | grep '^follower-' | sort -V)
[ -n "$followers" ] || fail 'compose.yaml names no followers'

find_leader() { leader=$("${compose[@]}" ps -q leader) && [ -n "$leader" ]; }
find_leader || fail 'there is no leader; start it with: docker compose up -d'

# asks QUESTION [ARGUMENT...]: looks at the leader's status and readiness, from inside its container, where Node is at
# hand; says what is not as it should be, and fails then.
asks() {
  docker exec -e QUORATE_TOKEN "$leader" node -e '
    const [question, ...args] = process.argv.slice(1);
    const { PORT: port, TLS_CERT_FILE, QUORATE_TOKEN: token } = process.env;
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    // The certificate names other hosts than this one; nobody stands between a container and itself.
    const options = { host: "127.0.0.1", port, headers, timeout: 3000, rejectUnauthorized: false };
    const get = path => new Promise((resolve, reject) => {
      const { get } = require(TLS_CERT_FILE ? "node:https" : "node:http");
      const request = get({ ...options, path }, async answer => {
        let text = "";
        for await (const chunk of answer) text += chunk;
        const body = JSON.parse(text);
        if (body.error) reject(new Error(body.error.message));
        else resolve({ ok: answer.statusCode === 200, json: () => body });
      });
      request.on("error", reject).on("timeout", () => request.destroy(new Error("no answer in 3 s")));
    });
    const not = reason => { console.log(reason); process.exit(1); };
    const main = async () => {
      const ready = await get("/readyz");
      if (!ready.ok) not((await ready.json()).reason);
      const { version, writeQuorum, followers } = await (await get("/status")).json();
      if (question === "version") return console.log(version);
      const [passed, ...names] = args;
      for (const name of names) {
        const seen = followers.find(({ follower }) => new URL(follower).hostname === name);
        if (seen === undefined) not(`${name} is none of the leader\u2019s followers`);
        const { state, watermark, digest, error } = seen;
        if (state !== "stream") not(`${name} does not keep up: it is ${state}${error ? ` (${error})` : ""}`);
        if (watermark < passed) not(`${name} stands at ${watermark}, and ${passed} is wanted`);
        if (digest === "different") not(`${name} holds something else than the leader`);
      }
      if (question === "spare" && writeQuorum >= followers.length)
        console.log(`note: with a write quorum of ${writeQuorum} of ${followers.length}, writes wait while a follower is down`);
    };
    main().catch(error => not(`the leader does not answer: ${error.message}`));
  ' "$@"
}

# until_passed VERSION NAME...: waits until these keep up, have what the leader had at that version, and do not differ.
until_passed() {
  local until=$((SECONDS + limit)) why
  until why=$(asks keep-up "$@" 2>&1); do
    [ "$SECONDS" -lt "$until" ] || fail "after $limit s: $why. Nothing further is stopped."
    sleep 0.5
  done
}
version() {
  local until=$((SECONDS + limit)) told
  until told=$(asks version 2>&1); do
    [ "$SECONDS" -lt "$until" ] || fail "after $limit s: $told. Nothing further is stopped."
    sleep 0.5
  done
  echo "$told"
}

# shellcheck disable=SC2086 # one word for each follower
note=$(asks spare 0 $followers 2>&1) || fail "$note. Mend that first; nothing was stopped."
[ -z "$note" ] || echo "$note"
for follower in $followers; do
  echo "$follower restarts"
  again "$follower" >/dev/null 2>&1 || fail "$follower does not restart: see ${compose[*]} logs $follower"
  passed=$(version) || exit 1
  until_passed "$passed" "$follower"
done
echo 'leader restarts; writes wait meanwhile'
again leader >/dev/null 2>&1 || fail "the leader does not restart: see ${compose[*]} logs leader"
find_leader
passed=$(version) || exit 1
# shellcheck disable=SC2086
until_passed "$passed" $followers
echo "all $(($(echo "$followers" | wc -l) + 1)) are restarted and keep up"
