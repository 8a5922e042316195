module example.com/hello

go 1.21

replace example.com/greet => ./greet

require example.com/greet v0.0.0-00010101000000-000000000000
