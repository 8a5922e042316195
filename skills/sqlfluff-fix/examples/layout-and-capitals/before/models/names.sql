SELECT name FROM names
