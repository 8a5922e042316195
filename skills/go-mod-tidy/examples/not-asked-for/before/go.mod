module example.com/hello

go 1.21

replace example.com/greet => ./greet
