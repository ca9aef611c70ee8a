package city.pishkhan.configuration;

import city.pishkhan.messages.Text;
import java.util.Map;

/** Configuration files that are not in force because they contain unknown keys or options. The previous configuration remains in force. */
public interface RefusedFiles {

    /** Reasons why files are refused, by file name without its folder. */
    Map<String, Text> refused();
}
