# frozen_string_literal: true

# Greets.
class Greeter
  def greet(one, two, three)
    "Hello, #{one}, #{two} and #{three}"
  end
end
