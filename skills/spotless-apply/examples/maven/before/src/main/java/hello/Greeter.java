package hello;

import java.util.Map;
import java.util.List;

/** Greets. */
public class Greeter {
    public String greet( List<String> keys, Map<String,String> names ) {
        return names.get( keys.get(0) );
    }
}
