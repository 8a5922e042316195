export function greet(name) {
  var greeting = "Hello, " + name;
  return decorate(greeting);
}
