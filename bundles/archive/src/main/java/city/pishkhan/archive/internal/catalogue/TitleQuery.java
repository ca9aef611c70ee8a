package city.pishkhan.archive.internal.catalogue;

import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.PersianText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words of titles: what may be one, and a search for some of them as PostgreSQL reads it. */
final class TitleQuery {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_NOTES = 1_000;
    private static final int MOST = 8;
    private static final int LONGEST = 60;
    private static final int SHORTEST_BEGINNING = 3;
    /** national IDs, card numbers: people's */
    private static final Pattern LONG_NUMBER = Pattern.compile("\\p{Nd}{8,}");

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private TitleQuery() {}

    /** @return {@code null} for none @throws Refusal INVALID naming {@code title} */
    static String title(String given) {
        return text("title", given, LONGEST_TITLE);
    }

    static String notes(String given) {
        return text("notes", given, LONGEST_NOTES);
    }

    private static String text(String field, String given, int longest) {
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
     * Titles of one kind in one district: their words are found apart from those of others.
     *
     * @param kind number of a kind of papers
     */
    record Cell(int kind, int district) {}

    /**
     * @return for each cell its search, of the type {@code tsquery}, as text
     * @throws Refusal INVALID naming {@code words}
     */
    static List<String> searches(String words, List<Cell> cells) {
        Words asked = asked(words);
        return cells.stream()
                .map(cell -> asked.query(cell.kind() + "." + cell.district() + ":"))
                .toList();
    }

    /**
     * The search in what was read on sheets, whose rows have kind and district as words of their own.
     *
     * @param kind number of a kind of papers, {@code null} for any; so is the district
     * @return of the type {@code tsquery}, as text
     * @throws Refusal INVALID naming {@code words}
     */
    static String query(String words, Integer kind, Integer district) {
        return asked(words).query("")
                + (kind == null ? "" : " & 'kind=" + kind + "'")
                + (district == null ? "" : " & 'district=" + district + "'");
    }

    private static Words asked(String words) {
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

    /** Letters and digits alone: nothing in them means anything to the reader of a query. @param beginning of which the last one is only the begin */
    private record Words(List<String> all, boolean beginning) {

        String query(String before) {
            return all.stream()
                    .map(word -> "'" + before + word + "'")
                    .collect(Collectors.joining(" & ", "", beginning ? ":*" : ""));
        }
    }
}
