package city.pishkhan.configuration;

/**
 * What is wrong in a configuration file.
 *
 * @param file  without its folder
 * @param key   empty if it is the whole file
 * @param value as it is written, or a mask; empty if it does not matter
 * @param rule  what it breaks, in words for who wrote it
 */
public record Mistake(String file, String key, String value, String rule) {

    /** In one line: file, key, value, rule. */
    public String line() {
        return file + ": " + (key.isEmpty() ? "" : key + (value.isEmpty() ? "" : " = " + value) + ": ") + rule;
    }
}
