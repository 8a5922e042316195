package hello

import java.util.UUID

class Greeter {
    fun greet(name: String): String = "Hello, " + name
}
