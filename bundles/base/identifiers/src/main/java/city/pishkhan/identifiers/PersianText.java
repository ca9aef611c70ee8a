package city.pishkhan.identifiers;

import city.pishkhan.messages.NullContract;
import city.pishkhan.messages.Text;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Normalises text from clients, and formats digits and codes for Persian readers. {@code null} stays {@code null}. */
public final class PersianText {
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final Pattern PLATE = Pattern.compile("[0-9۰-۹]{2}\\p{L}[0-9۰-۹]{5}");
    /** number of a decision or a document: one capital letter, a year and a serial number, e.g. {@code S-1405-0001} */
    private static final Pattern DECISION = Pattern.compile("[A-Z]-[0-9]{4}-[0-9]{1,8}");

    private static final Pattern NUMBER = Pattern.compile("[0-9۰-۹٬٫.%٪]*");

    private PersianText() {}

    /**
     * Normalises a text. It is composed (NFC), Arabic yeh and kaf become the Persian letters, and Persian and Arabic digits
     * become ASCII. Direction marks, zero-width spaces and control characters except tab and line breaks are removed, and the
     * ends are trimmed. The zero-width non-joiner stays, because it belongs to Persian spelling.
     */
    @NullContract("!null -> !null")
    public static @Nullable String normalise(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var out = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .filter(c -> !isInvisible(c))
                .map(PersianText::fold)
                .forEach(out::appendCodePoint);
        return strip(out);
    }

    /** Normalises a code: as {@link #normalise}, and removes all spaces, dashes and zero-width characters. */
    @NullContract("!null -> !null")
    public static @Nullable String compact(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var out = new StringBuilder(text.length());
        normalise(text).codePoints().filter(c -> !isSeparator(c)).forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Replaces ASCII digits by Persian digits (0 → ۰). */
    @NullContract("!null -> !null")
    public static @Nullable String persianDigits(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= '0' && c <= '9' ? (char) (c - '0' + '۰') : c);
        }
        return out.toString();
    }

    /** Formats a number with commas between its groups in Persian (1,000 → ۱٬۰۰۰). */
    public static String persianGroups(String number) {
        return persianDigits(number.replace(',', '٬'));
    }

    /**
     * Formats a code, a name or free text as part of a Persian sentence, isolated from the direction of the surrounding text. A
     * text with Latin letters keeps its digits, except the number of a decision; otherwise digits become Persian. A plate is shown from left to right.
     */
    @NullContract("!null -> !null")
    public static @Nullable String embedded(@Nullable String text) {
        if (text == null) {
            return null;
        }
        boolean latin = text.chars().anyMatch(c -> Character.isLetter(c) && !isRightToLeft(c));
        if (DECISION.matcher(text).matches()) {
            return "\u2066" + persianDigits(text) + "\u2069";
        }
        String shown = latin ? text : persianDigits(text);
        if (PLATE.matcher(shown).matches()) {
            return "\u2066\u202D" + shown + "\u202C\u2069";
        }
        boolean persian = text.chars().anyMatch(PersianText::isRightToLeft);
        if (persian) {
            return latin || !shown.equals(text) ? "\u2068" + shown + "\u2069" : shown;
        }
        return NUMBER.matcher(shown).matches() ? shown : "\u2066" + shown + "\u2069";
    }

    /** Formats a code, a name or free text for sentences in either language: unchanged for English, and {@link #embedded} for Persian. */
    public static Text asText(String text) {
        return new Text(text, embedded(text));
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    static boolean isAsciiDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int fold(int c) {
        if (c >= '۰' && c <= '۹') {
            return c - '۰' + '0';
        }
        if (c >= '٠' && c <= '٩') {
            return c - '٠' + '0';
        }
        return switch (c) {
            case 'ي', 'ى' -> 'ی';
            case 'ك' -> 'ک';
            case 0x00A0, 0x202F -> ' ';
            default -> c;
        };
    }

    private static boolean isInvisible(int c) {
        if (c == ZWNJ || c == ZWJ || c == '\t' || c == '\n' || c == '\r') {
            return false;
        }
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.CONTROL;
    }

    private static boolean isSeparator(int c) {
        return c == ZWNJ
                || c == ZWJ
                || c == 0x2212
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    private static String strip(CharSequence text) {
        int from = 0;
        int to = text.length();
        while (from < to && isEdge(text.charAt(from))) {
            from++;
        }
        while (to > from && isEdge(text.charAt(to - 1))) {
            to--;
        }
        return text.subSequence(from, to).toString();
    }

    private static boolean isEdge(char c) {
        return c == ZWNJ || c == ZWJ || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
