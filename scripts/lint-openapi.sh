#!/usr/bin/env bash
# Lints the OpenAPI document of a node; a warning counts as an error. Nothing is fetched or sent.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
node --import=./scripts/check-node.js --conditions=@quorate/source packages/node/test/children/write-openapi.ts "$folder/openapi.json"
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true CI=true
redocly lint "$folder/openapi.json" --config redocly.yaml --format json >"$folder/report.json" 2>"$folder/errors" || true
node -e '
  const { problems } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  for (const { ruleId, severity, message, location } of problems)
    console.error(`${severity} ${ruleId}: ${message} (${location.map(({ pointer }) => pointer).join(", ")})`);
  process.exitCode = problems.length === 0 ? 0 : 1;
' "$folder/report.json" || { cat "$folder/errors" >&2; exit 1; }
