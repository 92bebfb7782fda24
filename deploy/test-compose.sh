#!/usr/bin/env bash
# Proves compose.yaml on a real Docker engine: builds the image, starts six nodes under a project name and ports of
# its own, checks them from outside, and removes them with their volumes. The image quorate:test stays, as a cache.
#
#   QUORATE_REQUIRE_DOCKER=1   fail, rather than skip, where there is no engine
#   QUORATE_TEST_PORT=25000    the first of the six ports on 127.0.0.1
#   QUORATE_TEST_PROJECT=...   the project's name
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

no_docker() {
  if [ "${QUORATE_REQUIRE_DOCKER:-}" = 1 ]; then
    echo "failed: no $1, and QUORATE_REQUIRE_DOCKER=1"
    exit 1
  fi
  echo "skipped: no $1"
  exit 0
}
docker version --format '{{.Server.Version}}' >/dev/null 2>&1 || no_docker 'Docker engine'
if docker compose version >/dev/null 2>&1; then
  compose=(docker compose)
elif docker-compose version >/dev/null 2>&1; then
  compose=(docker-compose)
else
  no_docker 'Docker Compose'
fi
command -v curl >/dev/null || { echo 'failed: this test needs curl'; exit 1; }

# The user's own settings, in the environment or in .env, are not what is tested here.
base_port=${QUORATE_TEST_PORT:-25000}
export QUORATE_IMAGE=quorate:test BIND_ADDRESS=127.0.0.1 ADVERTISE_HOST=localhost MEMORY_LIMIT=512m
export WRITE_QUORUM=3 MIN_DELAY=0 MAX_DELAY=0 DURABILITY=sync LOG_LEVEL=info
export CLUSTER_TOKEN='' CLUSTER_TOKEN_FILE='' CLIENT_TOKENS='' CLIENT_TOKENS_FILE='' FAULTS='' WRITE_TIMEOUT_MS='' READ_TIMEOUT_MS=''
export LEADER_PORT=$base_port
export FOLLOWER_1_PORT=$((base_port + 1)) FOLLOWER_2_PORT=$((base_port + 2)) FOLLOWER_3_PORT=$((base_port + 3))
export FOLLOWER_4_PORT=$((base_port + 4)) FOLLOWER_5_PORT=$((base_port + 5))
nodes='leader follower-1 follower-2 follower-3 follower-4 follower-5'
export COMPOSE_PROJECT_NAME=${QUORATE_TEST_PROJECT:-quorate-test-$$} COMPOSE_FILE=compose.yaml
load=$COMPOSE_PROJECT_NAME-load
scratch=$(mktemp -d)

passed=0
failed=0
finished=no
finish() {
  local code=$?
  trap '' INT TERM
  trap - EXIT
  if [ "$finished" = no ] && [ "$failed" = 0 ]; then failed=1; fi
  if [ "$failed" -gt 0 ]; then
    "${compose[@]}" ps -a 2>/dev/null || "${compose[@]}" ps
    "${compose[@]}" logs --no-color --tail=60
  fi
  docker rm -fv "$load" >/dev/null 2>&1
  "${compose[@]}" down -v --remove-orphans >"$scratch/down" 2>&1 || { cat "$scratch/down"; failed=$((failed + 1)); }
  rm -rf "$scratch"
  echo "$passed passed, $failed failed"
  if [ "$code" = 0 ] && [ "$failed" -gt 0 ]; then code=1; fi
  exit "$code"
}
trap finish EXIT
trap 'echo interrupted; exit 130' INT
trap 'echo interrupted; exit 143' TERM

# check NAME COMMAND...: one line for each check; a failure also shows the last reply or output.
check() {
  local name=$1
  shift
  : >"$scratch/last"
  if "$@"; then
    passed=$((passed + 1))
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    tail -c 2000 "$scratch/last" | sed 's/^/        /'
    echo
    return 1
  fi
}
# must NAME COMMAND...: a check without which the rest means nothing.
must() { check "$@" || exit 1; }

# within SECONDS COMMAND...: tries until the command succeeds.
within() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$until" ] || return 1
    sleep 0.5
  done
}
quietly() { "$@" >"$scratch/last" 2>&1; }

url() {
  case $1 in
    leader) echo "http://127.0.0.1:$base_port" ;;
    *) echo "http://127.0.0.1:$((base_port + ${1#follower-}))" ;;
  esac
}
# answers STATUS TEXT curl-arguments...: the reply has the status, and the text in its body.
answers() {
  local status=$1 text=$2 got
  shift 2
  got=$(curl -sS -m 15 -o "$scratch/body" -w '%{http_code}' "$@" 2>"$scratch/last")
  { echo "status ${got:-none}, wanted $status with: $text"; cat "$scratch/body" 2>/dev/null; } >>"$scratch/last"
  [ "$got" = "$status" ] && grep -qF -- "$text" "$scratch/body"
}
post() { # post STATUS TEXT URL BODY curl-arguments...
  local status=$1 text=$2 to=$3 body=$4
  shift 4
  answers "$status" "$text" -X POST -H 'content-type: application/json' -d "$body" "$@" "$to"
}
write() { post 200 '"version"' "$(url leader)/write" "{\"key\":\"$1\",\"value\":\"$2\"}"; }
reads() { answers 200 "\"value\":\"$3\"" "$(url "$1")/read?key=$2"; } # reads NODE KEY VALUE
ready() { answers 200 '' "$(url "$1")/readyz"; }
unready() { ! ready "$1"; }
all_ready() { local node; for node in $nodes; do ready "$node" || return 1; done; }
all_read() { local node; for node in $nodes; do reads "$node" "$1" "$2" || return 1; done; }

id() { "${compose[@]}" ps -q "$1"; }
inside() { docker exec "$(id "$1")" "${@:2}"; }
inspect() { docker inspect -f "$2" "$(id "$1")"; }
healthy() { quietly inspect "$1" '{{.State.Health.Status}}' && grep -qx healthy "$scratch/last"; }
all_healthy() { local node; for node in $nodes; do healthy "$node" || return 1; done; }

confined() { # not root, no capability, no way to gain one, nothing to write to but its own places
  local seen
  # shellcheck disable=SC2016 # the shell inside expands it
  seen=$(inside "$1" sh -c 'stat -c %U /proc/1; id -un; grep -E "^(CapEff|CapBnd|NoNewPrivs)" /proc/1/status
    for place in /app/x /etc/x /home/node/x; do touch "$place" 2>/dev/null && echo "can write $place"; done
    touch /tmp/x /data/x && rm /data/x && echo own-places' 2>&1 | tr -s '\t\n' '  ')
  echo "$seen" >"$scratch/last"
  [ "$seen" = 'node node CapBnd: 0000000000000000 CapEff: 0000000000000000 NoNewPrivs: 1 own-places ' ] ||
    [ "$seen" = 'node node CapEff: 0000000000000000 CapBnd: 0000000000000000 NoNewPrivs: 1 own-places ' ] || return 1
  inspect "$1" '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}}' >"$scratch/last"
  grep -qx 'true 536870912' "$scratch/last"
}
all_confined() { local node; for node in $nodes; do confined "$node" || return 1; done; }

token_is_private() {
  quietly inside leader stat -c '%a %U %s' /cluster/token && grep -qx '400 node 64' "$scratch/last"
}
token_hash() { inside "$1" sha256sum /cluster/token; }
token_is() { [ -n "$1" ] && [ "$(token_hash follower-3)" = "$1" ]; }
one_token() {
  local node
  for node in $nodes; do token_hash "$node" || return 1; done >"$scratch/last"
  [ "$(sort -u "$scratch/last" | wc -l)" -eq 1 ]
}
token_is_not_told() { # neither in the logs, nor in what `docker inspect` shows
  local token node
  token=$(inside leader cat /cluster/token) && [ -n "$token" ] || return 1
  "${compose[@]}" logs --no-color >"$scratch/all" 2>&1
  for node in $nodes; do docker inspect "$(id "$node")" >>"$scratch/all"; done
  ! grep -qF "$token" "$scratch/all"
}
lean() { # the image holds what production needs, and no second Node
  quietly docker run --rm --entrypoint sh "$QUORATE_IMAGE" -c 'ls node_modules node_modules/.bin' &&
    grep -qx fastify "$scratch/last" && ! grep -qE '^(typescript|tap|knip|node|node-linux-.*)$' "$scratch/last"
}
refuses_without_token() {
  local container
  container=$(docker run -d -e ROLE=follower -e NODE_ID=lonely "$QUORATE_IMAGE") || return 1
  within 10 exited "$container"
  local code=$?
  docker logs "$container" >"$scratch/last" 2>&1
  docker rm -fv "$container" >/dev/null
  [ "$code" = 0 ] && grep -q CLUSTER_TOKEN "$scratch/last"
}
exited() { [ "$(docker inspect -f '{{.State.Status}}' "$1")" = exited ] && [ "$(docker inspect -f '{{.State.ExitCode}}' "$1")" != 0 ]; }
stops_cleanly() { # within its grace, by itself
  quietly docker stop -t 20 "$1" && [ "$(docker inspect -f '{{.State.ExitCode}}' "$1" | tee "$scratch/last")" = 0 ]
}

cli_works() { # the image has the command line, for a look from inside
  quietly inside follower-2 quorate get first --url http://leader:5000 && grep -qx one "$scratch/last" &&
    quietly inside leader quorate status && grep -q 'write quorum 3 of 5' "$scratch/last" &&
    quietly "${compose[@]}" exec -T leader quorate dump && grep -q '"key":"first"' "$scratch/last"
}
load_starts() {
  # shellcheck disable=SC2046,SC2086 # one word for each node
  docker run -d -i --name "$load" --network "${COMPOSE_PROJECT_NAME}_default" --entrypoint node "$QUORATE_IMAGE" \
    --input-type=module -e "$(cat deploy/test-load.js)" $(printf 'http://%s:5000 ' $nodes) >"$scratch/last" 2>&1 &&
    within 10 load_says started
}
load_says() { docker logs "$load" >"$scratch/last" 2>&1 && grep -q "^$1" "$scratch/last"; }
load_is_good() { quietly docker stop -t 60 "$load" && load_says good && tail -1 "$scratch/last" | sed 's/^/        /'; }
rolls() { deploy/rolling-restart.sh --recreate >"$scratch/last" 2>&1; }
refuses_to_roll() { # and stops nothing
  local before
  before=$(inspect follower-1 '{{.State.StartedAt}}')
  ! rolls && grep -q 'follower-3.*nothing was stopped' "$scratch/last" &&
    [ "$(inspect follower-1 '{{.State.StartedAt}}')" = "$before" ]
}
has_noticed() { answers 200 '"state":"down"' "$(url leader)/status"; }
all_stream() { answers 200 '"role":"leader"' "$(url leader)/status" && [ "$(grep -o '"state":"stream"' "$scratch/body" | wc -l)" = 5 ]; }

echo "# ${compose[*]}, engine $(docker version --format '{{.Server.Version}}')"
must 'the image builds' quietly "${compose[@]}" build
check 'the image holds no development dependency and no second Node' lean
check 'a node alone, without a token, refuses to start and names CLUSTER_TOKEN' refuses_without_token
must 'six nodes start' quietly "${compose[@]}" up -d
must 'all six are ready within 90 s' within 90 all_ready
check 'Docker calls all six healthy' within 30 all_healthy

must 'the leader takes a write' write first one
for node in $nodes; do
  check "$node has the value" within 15 reads "$node" first one
done
for node in follower-1 follower-5; do
  check "$node refuses a write and names the leader" \
    within 15 post 421 "http://localhost:$base_port" "$(url "$node")/write" '{"key":"first","value":"astray"}'
done

check 'every node serves the page' answers 200 '<div id="page">' "$(url follower-2)/ui/"
check 'every node tells its metrics' answers 200 'quorate_' "$(url follower-2)/metrics"
check 'replication without a token is refused' post 401 UNAUTHORIZED "$(url follower-1)/replicate" '{}'
check 'replication with a wrong token is refused' \
  post 401 UNAUTHORIZED "$(url follower-1)/replicate" '{}' -H 'authorization: Bearer wrong'
check 'the token can be read by the node only' token_is_private
check 'the six share one token' one_token
check 'the token is in no log and no container setting' token_is_not_told
check 'no node is root or could be, and each root file system is read-only' all_confined

stopped=$(id follower-5)
check 'a follower stops cleanly' stops_cleanly "$stopped"
check 'the leader takes a write with four followers left' write second two
check 'the stopped follower does not answer' unready follower-5
check 'the follower starts again' quietly docker start "$stopped"
check 'it has what it missed within 60 s' within 60 reads follower-5 second two

check 'the leader restarts' quietly "${compose[@]}" restart leader
must 'the leader is ready again within 60 s' within 60 ready leader
check 'all six still have the first value' within 15 all_read first one
check 'all six still have the second value' within 15 all_read second two
check 'the leader takes writes again' within 15 write third three
check 'all six have the third value' within 15 all_read third three

check 'the image has the command line' cli_works
check 'a container writes all the time' load_starts
check 'all six are restarted one after the other' rolls
check 'no write of that container failed, is lost or was done twice' load_is_good
stopped=$(id follower-3)
check 'a follower is stopped' quietly docker stop -t 20 "$stopped"
check 'the leader has noticed' within 15 has_noticed
check 'a rolling restart is refused now' refuses_to_roll
check 'the follower starts again' quietly docker start "$stopped"
check 'all five keep up' within 30 all_stream

killed=$(id leader)
check 'the leader is killed' quietly docker kill "$killed"
check 'it starts again' quietly docker start "$killed"
check 'it is ready again within 60 s' within 60 ready leader
check 'it has what it was told before' within 15 reads leader third three

before=$(token_hash leader)
must 'everything is taken down, the volumes stay' quietly "${compose[@]}" down
must 'six nodes start from the volumes' quietly "${compose[@]}" up -d
must 'all six are ready again within 90 s' within 90 all_ready
check 'the token is the same' token_is "$before"
check 'all six still have the first value' within 15 all_read first one
check 'all six still have the third value' within 15 all_read third three
check 'the leader takes a write' write fourth four
finished=yes
