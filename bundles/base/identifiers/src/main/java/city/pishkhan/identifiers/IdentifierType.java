package city.pishkhan.identifiers;

import city.pishkhan.messages.Messages;
import city.pishkhan.messages.NullContract;
import city.pishkhan.messages.Text;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A type of identifier: its name in messages, and the part of a value that may be shown. {@code head} and {@code tail}
 * are the numbers of characters at the start and the end that are not masked; a negative {@code head} means that
 * nothing is masked.
 */
record IdentifierType(String id, int head, int tail) {
    private static final Messages MESSAGES = Messages.of(IdentifierType.class);

    /** Maximum length of a text to parse, in characters. No valid identifier is longer, even with separators. */
    static final int LONGEST = 64;

    static IdentifierType open(String id) {
        return new IdentifierType(id, -1, 0);
    }

    static IdentifierType personal(String id, int head, int tail) {
        return new IdentifierType(id, head, tail);
    }

    /** Normalises a text by {@link PersianText#compact}. */
    String compact(String raw) {
        return bounded(raw, PersianText.compact(sized(raw)));
    }

    /** Normalises a text by {@link PersianText#normalise}, for types whose separators have a meaning. */
    String normalise(@Nullable String raw) {
        return bounded(raw, PersianText.normalise(sized(raw)));
    }

    /** As {@link #compact}; also requires that only digits remain. */
    String digits(String raw) {
        String text = compact(raw);
        require(PersianText.isAsciiDigits(text), text, "digits");
        return text;
    }

    void length(String text, int min, int max) {
        int n = text.length();
        require(n >= min && n <= max, text, min == max ? "length" : "length/range", n, min, max);
    }

    /**
     * Throws {@link InvalidIdentifier} unless a rule holds.
     *
     * @param holds {@code true} if the value satisfies the rule
     * @param text  the value
     * @param rule  key of the message, for this type or for all types; the part before a slash is the rule's name
     * @param words arguments of the message
     */
    @NullContract("false, _, _, _ -> fail")
    void require(boolean holds, @Nullable String text, String rule, Object... words) {
        if (!holds) {
            throw refuse(text, rule, words);
        }
    }

    InvalidIdentifier refuse(@Nullable String text, String rule, Object... words) {
        Text reason = MESSAGES.text(MESSAGES.hasKey(id + "." + rule) ? id + "." + rule : rule, embedded(words));
        String full = id + "." + rule.replaceFirst("/.*", "");
        String shown = shown(text);
        Text name = MESSAGES.text(id);
        Text message = rule.equals("missing")
                ? MESSAGES.text("invalid/missing", name)
                : shown.isEmpty()
                        ? MESSAGES.text("invalid/none", name, reason)
                        : MESSAGES.text("invalid", name, reason, PersianText.asText(shown));
        return new InvalidIdentifier(id, full, shown, message);
    }

    private static Object[] embedded(Object... words) {
        return Arrays.stream(words)
                .map(String::valueOf)
                .map(PersianText::asText)
                .toArray();
    }

    /** Masks a personal value for logs and messages; returns other values unchanged. */
    String mask(String text) {
        int hidden = text.length() - head - tail;
        if (head < 0) {
            return text;
        }
        return hidden < 3
                ? "*".repeat(text.length())
                : text.substring(0, head) + "*".repeat(hidden) + text.substring(text.length() - tail);
    }

    private String shown(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String clean = PersianText.normalise(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
        return mask(clean.replaceAll("\\s+", " "));
    }

    String sized(@Nullable String raw) {
        require(raw != null, null, "missing");
        require(raw.length() <= LONGEST, raw, "length/most", LONGEST);
        return raw;
    }

    private String bounded(@Nullable String raw, String text) {
        require(!text.isEmpty(), null, "missing");
        return text;
    }
}
