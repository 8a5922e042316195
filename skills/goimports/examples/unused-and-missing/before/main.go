package main

import (
	"os"
	"fmt"
)

func main() {
	fmt.Println( strings.ToUpper("hello") )
}
