package city.pishkhan.api.rules;

import city.pishkhan.messages.Text;

/**
 * A remark on a rule set for those who decide on it.
 *
 * @param kind {@code warning}: valid, but likely a mistake; {@code removed}, {@code changed}, {@code added}: a difference from
 *             the rule set in force
 * @param en   English text
 * @param fa   Persian text
 */
public record Remark(String kind, String en, String fa) {
    public static final String WARNING = "warning";
    public static final String REMOVED = "removed";
    public static final String CHANGED = "changed";
    public static final String ADDED = "added";

    /** Creates a remark from a text in both languages. */
    public Remark(String kind, Text text) {
        this(kind, text.english(), text.persian());
    }
}
