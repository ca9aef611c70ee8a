package city.pishkhan.archive.internal.recognition;

import city.pishkhan.identifiers.PersianText;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects the searchable words of a text, each once. Single letters and personal numbers are omitted. */
final class RecognizedText {
    /** maximum number of words per sheet */
    private static final int MOST = 2_000;

    private static final int SHORTEST = 2;
    /** maximum length of a search word */
    private static final int LONGEST = 60;

    private static final int LONG_NUMBER = 8;

    /**
     * Matches numbers, also in groups: national IDs, cards, accounts and telephone numbers. Dates have other
     * separators.
     */
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}++(?:[ .\\u00a0\\u2010-\\u2015-]\\p{Nd}++)*+");

    private static final Pattern NO_DIGIT = Pattern.compile("\\P{Nd}");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final Set<String> words = new LinkedHashSet<>();

    /** Adds the words of a page up to the maximum. */
    void add(String text) {
        String plain = PersianText.normalise(text).toLowerCase(Locale.ROOT);
        String open = NUMBER.matcher(plain)
                .replaceAll(
                        found -> NO_DIGIT.matcher(found.group()).replaceAll("").length() < LONG_NUMBER
                                ? found.group()
                                // marks a long number, so that letters and digits directly before and after it are
                                // removed too
                                : "\u0001");
        Arrays.stream(NO_WORD.split(open.replaceAll("[\\p{L}\\p{M}\\p{N}]*\u0001[\\p{L}\\p{M}\\p{N}\u0001]*", " ")))
                .filter(word -> word.codePointCount(0, word.length()) >= SHORTEST && word.length() <= LONGEST)
                .takeWhile(word -> words.size() < MOST)
                .forEach(words::add);
    }

    List<String> words() {
        return List.copyOf(words);
    }
}
