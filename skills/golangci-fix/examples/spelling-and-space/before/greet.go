// Package greet says hello.
package greet

// Hello says hello to the recieved name.
func Hello(name string) string {
	return "Hello, " + name

}
