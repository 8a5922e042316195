Gem::Specification.new do |spec|
  spec.name = "two"
  spec.version = "1.0.0"
  spec.summary = "Two"
  spec.authors = ["Octo"]
end
