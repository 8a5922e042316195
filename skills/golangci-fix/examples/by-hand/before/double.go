// Package double counts twice.
package double

// Twice is two times the number.
func Twice(number int) int {
	result := number
	result = 2 * number
	return result
}
