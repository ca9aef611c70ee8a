package city.pishkhan.configuration;

/**
 * A mistake in a configuration file.
 *
 * @param file file name without its folder
 * @param key empty if the whole file is concerned
 * @param value value as written, or masked; empty if not relevant
 * @param rule description of the broken rule
 */
public record Mistake(String file, String key, String value, String rule) {

    /** Formats file, key, value and rule on one line. */
    public String line() {
        return file + ": " + (key.isEmpty() ? "" : key + (value.isEmpty() ? "" : " = " + value) + ": ") + rule;
    }
}
