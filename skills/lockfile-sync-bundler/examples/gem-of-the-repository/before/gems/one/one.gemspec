Gem::Specification.new do |spec|
  spec.name = "one"
  spec.version = "1.0.0"
  spec.summary = "One"
  spec.authors = ["Octo"]
end
