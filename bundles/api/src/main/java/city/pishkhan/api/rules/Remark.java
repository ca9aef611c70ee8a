package city.pishkhan.api.rules;

import city.pishkhan.messages.Text;

/**
 * Something that whoever decides on a rule set should know of it.
 *
 * @param kind {@code warning}: valid, but likely a mistake; {@code removed}, {@code changed}, {@code added}: what it does otherwise than the
 *             rule set in force
 * @param en   for people
 * @param fa   for people
 */
public record Remark(String kind, String en, String fa) {
    public static final String WARNING = "warning";
    public static final String REMOVED = "removed";
    public static final String CHANGED = "changed";
    public static final String ADDED = "added";

    public Remark(String kind, Text text) {
        this(kind, text.english(), text.persian());
    }
}
