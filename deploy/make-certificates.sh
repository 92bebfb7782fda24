#!/bin/sh
# Makes a CA and one certificate for each node, with openssl:
#
#   sh deploy/make-certificates.sh FOLDER NODE[=NAME,...]...
#
# A certificate is good for the NAMEs, host names or IP addresses, by which others reach the node; without any, for
# NODE itself and for this machine. FOLDER gets ca.pem and ca-key.pem, and for each node NODE/cert.pem, NODE/key.pem
# and NODE/ca.pem. A CA that is there is used again, so that running this again renews the nodes.
#
#   DAYS=90          how long the nodes' certificates last
#   CA_DAYS=3650     how long the CA lasts
set -eu
umask 077

[ $# -ge 2 ] || { echo "usage: $0 FOLDER NODE[=NAME,...]..." >&2; exit 2; }
command -v openssl >/dev/null || { echo "$0 needs openssl" >&2; exit 1; }
folder=$1
shift
mkdir -p "$folder"
draft=$(mktemp -d "$folder/.draft.XXXXXX")
trap 'rm -rf "$draft"' EXIT
trap 'exit 1' INT TERM HUP

new_key() { openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$1"; }
request() { openssl req -new -config "$draft/empty" -key "$1" -subj "/CN=$2"; }
printf '[req]\ndistinguished_name = name\n[name]\n' >"$draft/empty"

if [ ! -e "$folder/ca.pem" ]; then
  new_key "$draft/ca-key.pem"
  printf '%s\n' 'basicConstraints = critical, CA:TRUE, pathlen:0' 'keyUsage = critical, keyCertSign, cRLSign' \
    'subjectKeyIdentifier = hash' >"$draft/ca.ext"
  request "$draft/ca-key.pem" 'Quorate cluster CA' >"$draft/ca.csr"
  openssl x509 -req -sha256 -days "${CA_DAYS:-3650}" -in "$draft/ca.csr" -signkey "$draft/ca-key.pem" \
    -extfile "$draft/ca.ext" -out "$draft/ca.pem" 2>/dev/null
  chmod 0644 "$draft/ca.pem"
  mv "$draft/ca-key.pem" "$draft/ca.pem" "$folder"
fi

for given in "$@"; do
  node=${given%%=*}
  case $given in
    *=*) names=${given#*=} ;;
    *) names=$node,localhost,127.0.0.1,::1 ;;
  esac
  case $node in
    '' | .* | ca.pem | ca-key.pem | *[!A-Za-z0-9._-]*)
      echo "\"$node\" cannot be a node's name: letters, digits, '.', '_' and '-'" >&2
      exit 2
      ;;
  esac
  alternatives=$(printf '%s\n' "$names" | tr ',' '\n' | while read -r name; do
    case $name in
      '' | *[!A-Za-z0-9.:_*-]*)
        echo "\"$name\" is neither a host name nor an IP address" >&2
        exit 2
        ;;
      *:*) printf ',IP:%s' "$name" ;;
      *[!0-9.]*) printf ',DNS:%s' "$name" ;;
      *) printf ',IP:%s' "$name" ;;
    esac
  done)
  # Both uses: a node serves, and a leader is its followers' client.
  printf '%s\n' 'basicConstraints = critical, CA:FALSE' 'keyUsage = critical, digitalSignature' \
    'extendedKeyUsage = serverAuth, clientAuth' 'authorityKeyIdentifier = keyid' \
    "subjectAltName = ${alternatives#,}" >"$draft/node.ext"
  new_key "$draft/key.pem"
  request "$draft/key.pem" "$node" >"$draft/node.csr"
  openssl x509 -req -sha256 -days "${DAYS:-90}" -in "$draft/node.csr" -CA "$folder/ca.pem" \
    -CAkey "$folder/ca-key.pem" -set_serial "0x$(openssl rand -hex 16)" -extfile "$draft/node.ext" \
    -out "$draft/cert.pem" 2>"$draft/said" || { cat "$draft/said" >&2; exit 1; }
  cp "$folder/ca.pem" "$draft/ca-copy.pem"
  chmod 0644 "$draft/cert.pem" "$draft/ca-copy.pem"
  mkdir -p "$folder/$node"
  # Renamed into place, so that no node ever reads half a file.
  mv "$draft/key.pem" "$draft/cert.pem" "$folder/$node"
  mv "$draft/ca-copy.pem" "$folder/$node/ca.pem"
  echo "$folder/$node: $names"
done
