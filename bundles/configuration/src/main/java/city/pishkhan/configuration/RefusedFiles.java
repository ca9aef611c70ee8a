package city.pishkhan.configuration;

import java.util.Map;

/** Configuration files that are not in force, because they say what nobody reads. What was in force before them still is. */
public interface RefusedFiles {

    /** Why, by the file's name without its folder. */
    Map<String, String> refused();
}
