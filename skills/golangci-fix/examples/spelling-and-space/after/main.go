package main

import "fmt"

// greet says hello to the received name.
func greet(name string) string {
	return "Hello, " + name
}

func main() {
	fmt.Println(greet("you"))
}
