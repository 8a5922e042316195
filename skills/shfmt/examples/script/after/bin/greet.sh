#!/usr/bin/env bash
set -euo pipefail

greet() {
  local name=$1
  if [ -z "$name" ]; then
    echo 'Hello'
  else
    echo "Hello, $name" # by name
  fi
}

for name in "$@"; do greet "$name"; done
