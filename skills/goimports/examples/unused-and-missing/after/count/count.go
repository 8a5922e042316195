package count

import "strings"

// Of counts the words of a text.
func Of(text string) int {
	return len(strings.Fields(text))
}
