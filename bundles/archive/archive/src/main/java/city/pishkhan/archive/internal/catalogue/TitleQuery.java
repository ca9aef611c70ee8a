package city.pishkhan.archive.internal.catalogue;

import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.PersianText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Validates titles and converts search words into PostgreSQL text searches. */
final class TitleQuery {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_NOTES = 1_000;
    private static final int MOST = 8;
    private static final int LONGEST = 60;
    private static final int SHORTEST_BEGINNING = 3;
    /** matches national IDs and card numbers, which are personal data and removed from titles */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\p{Nd}{8,}");

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private TitleQuery() {}

    /**
     * @return the title, or {@code null} if it is empty
     * @throws Refusal INVALID with field {@code title}
     */
    static @Nullable String title(@Nullable String given) {
        return text("title", given, LONGEST_TITLE);
    }

    static @Nullable String notes(@Nullable String given) {
        return text("notes", given, LONGEST_NOTES);
    }

    private static @Nullable String text(String field, @Nullable String given, int longest) {
        String text = given == null
                ? ""
                : PersianText.normalise(given.replaceAll("[\\p{Cntrl}\\s]+", " "))
                        .strip();
        if (text.length() > longest) {
            throw Refusal.invalid("archive.title/length", field, field, longest);
        }
        if (LONG_NUMBER.matcher(text).find()) {
            throw Refusal.invalid("archive.title/number", field, field);
        }
        return text.isEmpty() ? null : text;
    }

    /**
     * Titles of one kind in one district, which are indexed separately.
     *
     * @param kind number of the kind of papers
     */
    record Cell(int kind, int district) {}

    /**
     * Creates a search in titles for each cell, that is, for each kind of papers in each district.
     *
     * @return text of the type {@code tsquery} for each cell
     * @throws Refusal INVALID with field {@code words}
     */
    static List<String> searches(String words, List<Cell> cells) {
        Words asked = parseWords(words);
        return cells.stream()
                .map(cell -> asked.query(cell.kind() + "." + cell.district() + ":"))
                .toList();
    }

    /**
     * Creates a search in recognized text. The indexed rows contain {@code kind=} and {@code district=} as search
     * words.
     *
     * @param kind number of the kind of papers, or {@code null} for any
     * @param district number of the district, or {@code null} for any
     * @return text of the type {@code tsquery}
     * @throws Refusal INVALID with field {@code words}
     */
    static String query(String words, @Nullable Integer kind, @Nullable Integer district) {
        return parseWords(words).query("")
                + (kind == null ? "" : " & 'kind=" + kind + "'")
                + (district == null ? "" : " & 'district=" + district + "'");
    }

    private static Words parseWords(String words) {
        String text = words == null ? "" : PersianText.normalise(words).strip().toLowerCase(Locale.ROOT);
        boolean beginning = text.endsWith("*");
        List<String> all = Arrays.stream(NO_WORD.split(text))
                .filter(word -> !word.isEmpty())
                .toList();
        boolean bad = all.isEmpty() || all.size() > MOST || all.stream().anyMatch(word -> word.length() > LONGEST);
        if (bad || beginning && all.get(all.size() - 1).length() < SHORTEST_BEGINNING) {
            throw Refusal.invalid("archive.words", "words", MOST, LONGEST, SHORTEST_BEGINNING);
        }
        return new Words(all, beginning);
    }

    /**
     * Search words. They contain only letters and digits, so they need no escaping in a query.
     *
     * @param beginning {@code true} if the last word is a prefix
     */
    private record Words(List<String> all, boolean beginning) {

        String query(String before) {
            return all.stream()
                    .map(word -> "'" + before + word + "'")
                    .collect(Collectors.joining(" & ", "", beginning ? ":*" : ""));
        }
    }
}
