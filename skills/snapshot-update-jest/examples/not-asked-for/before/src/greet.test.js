const { greet } = require("./greet.js");

test("greets by name", () => {
  expect(greet("Ada")).toMatchSnapshot();
});
