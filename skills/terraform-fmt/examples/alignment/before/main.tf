variable "name" {
  type = string
  description = "Who is greeted"
}

locals {
    greeting = "Hello, ${var.name}"
}
