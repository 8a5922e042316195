package hello;

/** Greets. */
public class Greeter {
  public String greet( {
    return "hello";
  }
}
