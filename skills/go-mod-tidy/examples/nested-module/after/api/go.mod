module example.com/api

go 1.21

replace example.com/greet => ../greet
