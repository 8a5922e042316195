package hello;

import java.util.List;
import java.util.Map;

/** Greets. */
public class Greeter {
  private final Map<String, String> names;

  public Greeter(Map<String, String> names) {
    this.names = names;
  }

  /**
   * Greets everybody that is known, in the order of the list, and leaves out whoever is not,
   * because nobody likes to be greeted by a wrong name.
   */
  public String greet(List<String> keys) {
    StringBuilder text = new StringBuilder();
    for (String key : keys) {
      if (names.containsKey(key)) text.append("Hello, ").append(names.get(key)).append("\n");
    }
    return text.toString();
  }
}
