#!/bin/sh
# Finds or makes the cluster token, then becomes the node.
#
# A token that the user gives stands: CLUSTER_TOKEN, or the file that CLUSTER_TOKEN_FILE names. With neither, and
# with a volume at /cluster that all nodes share, the first node to start writes a random token there and all use
# it. Without that volume nothing is made up: the node itself says what it needs.
set -eu

[ -n "${CLUSTER_TOKEN:-}" ] || unset CLUSTER_TOKEN
[ -n "${CLUSTER_TOKEN_FILE:-}" ] || unset CLUSTER_TOKEN_FILE

if [ -z "${CLUSTER_TOKEN+given}${CLUSTER_TOKEN_FILE+given}" ] && mountpoint -q /cluster; then
  token=/cluster/token
  if [ ! -e "$token" ]; then
    # ln never replaces a file, so of several nodes that start at once one wins, with a whole and durable token.
    draft=$(mktemp /cluster/.token.XXXXXX)
    od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$draft"
    chmod 0400 "$draft"
    sync "$draft"
    ln "$draft" "$token" 2>/dev/null || [ -e "$token" ]
    rm -f "$draft"
    sync /cluster
  fi
  export CLUSTER_TOKEN_FILE="$token"
fi

exec "$@"
