// Copyright 2024 Octo GmbH

package main

func main() {}
