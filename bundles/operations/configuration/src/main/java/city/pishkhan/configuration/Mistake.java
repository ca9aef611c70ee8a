package city.pishkhan.configuration;

import city.pishkhan.messages.Text;

/**
 * A mistake in a configuration file.
 *
 * @param file file name without its folder
 * @param key empty if the whole file is concerned
 * @param value value as written, or masked; empty if not relevant
 * @param rule description of the broken rule
 */
public record Mistake(String file, String key, String value, Text rule) {

    /** Formats file, key, value and rule on one line in English. */
    public String line() {
        return text().english();
    }

    /** Formats file, key, value and rule on one line. */
    public Text text() {
        String at = file + ": " + (key.isEmpty() ? "" : key + (value.isEmpty() ? "" : " = " + value) + ": ");
        return Text.untranslated(at).followedBy("", rule);
    }
}
