package hello;

import java.util.List;
import java.util.Map;

/** Greets. */
public class Greeter {
  public String greet(List<String> keys, Map<String, String> names) {
    return names.get(keys.get(0));
  }
}
