package city.pishkhan.identifiers;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Arrays;

/**
 * A type of identifier: its name in messages, and the parts of a value that may be shown. {@code head} and {@code tail} are the
 * numbers of characters that stay readable; a negative head shows everything.
 */
record Kind(String id, int head, int tail) {
    private static final Messages MESSAGES = Messages.of(Kind.class);

    /** Longer than any identifier with its separators; a longer text is refused before it is normalised. */
    static final int LONGEST = 64;

    static Kind open(String id) {
        return new Kind(id, -1, 0);
    }

    static Kind personal(String id, int head, int tail) {
        return new Kind(id, head, tail);
    }

    /** Normalises a text by {@link PersianText#compact}. */
    String compact(String raw) {
        return bounded(raw, PersianText.compact(sized(raw)));
    }

    /** Normalises a text by {@link PersianText#normalise}, for types whose separators have a meaning. */
    String normalise(String raw) {
        return bounded(raw, PersianText.normalise(sized(raw)));
    }

    /** As {@link #compact}; also requires that only digits remain. */
    String digits(String raw) {
        String text = compact(raw);
        require(PersianText.asciiDigits(text), text, "digits");
        return text;
    }

    void length(String text, int least, int most) {
        int n = text.length();
        require(n >= least && n <= most, text, least == most ? "length" : "length/range", n, least, most);
    }

    /**
     * Throws an exception unless a rule holds.
     *
     * @param rule  key of the text, for this type or for all types; the part before a slash is the rule's name
     * @param words arguments of the text
     */
    void require(boolean holds, String text, String rule, Object... words) {
        if (!holds) {
            throw refuse(text, rule, words);
        }
    }

    InvalidIdentifier refuse(String text, String rule, Object... words) {
        Text why = MESSAGES.text(MESSAGES.has(id + "." + rule) ? id + "." + rule : rule, embedded(words));
        String full = id + "." + rule.replaceFirst("/.*", "");
        String shown = shown(text);
        Text name = MESSAGES.text(id);
        Text said = rule.equals("missing")
                ? MESSAGES.text("invalid/missing", name)
                : shown.isEmpty()
                        ? MESSAGES.text("invalid/none", name, why)
                        : MESSAGES.text("invalid", name, why, PersianText.said(shown));
        return new InvalidIdentifier(id, full, shown, said);
    }

    private static Object[] embedded(Object... words) {
        return Arrays.stream(words).map(String::valueOf).map(PersianText::said).toArray();
    }

    /** The value for logs and for other users. */
    String mask(String text) {
        int hidden = text.length() - head - tail;
        if (head < 0) {
            return text;
        }
        return hidden < 3
                ? "*".repeat(text.length())
                : text.substring(0, head) + "*".repeat(hidden) + text.substring(text.length() - tail);
    }

    private String shown(String text) {
        if (text == null) {
            return "";
        }
        String clean = PersianText.normalise(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        return mask(clean.replaceAll("\\s+", " "));
    }

    private String sized(String raw) {
        require(raw != null, null, "missing");
        require(raw.length() <= LONGEST, raw, "length/most", LONGEST);
        return raw;
    }

    private String bounded(String raw, String text) {
        require(!text.isEmpty(), null, "missing");
        return text;
    }
}
