package count

type Count struct {
	Open int
	Closed int
}
