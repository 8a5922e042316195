package hello

class Welcome {
    fun greet(name: String): String = "Hello, $name"
}
