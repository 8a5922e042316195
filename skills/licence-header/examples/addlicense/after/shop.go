// Copyright 2024 Octo GmbH

//go:build linux

package main
