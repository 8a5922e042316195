# frozen_string_literal: true

# Greets.
class Greeter
  def greet(name)
    "Hello, #{name}" unless name.nil?
  end

  def names
    %w[a b]
  end
end
