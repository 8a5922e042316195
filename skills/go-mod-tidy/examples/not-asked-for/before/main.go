package main

import _ "example.com/greet"

func main() {}
