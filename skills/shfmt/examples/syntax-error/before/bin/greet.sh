#!/usr/bin/env bash
greet() {
  if [ -n "$1" ]; then
    echo "Hello, $1"
}
