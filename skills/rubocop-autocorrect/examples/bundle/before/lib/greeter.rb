# frozen_string_literal: true

# Greets.
class Greeter
  def greet( name )
    "Hello, #{name}" if not name.nil?
  end


  def names
    ["a",'b']
  end
end
