package city.pishkhan.doors.mapping;

import city.pishkhan.api.Page;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.CodeNames;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list of a door as a table for spreadsheets: what stands in a listing as people read it, in the words and the calendar of the caller's
 * language, days and minutes in Tehran. It ends after {@link #LONGEST} lines, or after {@link #PAGES} pages of a listing whose pages are not
 * full, and says so in one more.
 */
public final class ListTable {
    /** lines of one page */
    public static final int LINES = 200;

    public static final int LONGEST = 2_000;
    /** of a search for what is rare, each of which takes a tenth of a second */
    public static final int PAGES = 50;

    private static final Messages OWN = Messages.of(ListTable.class);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(PersianDate.TEHRAN);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern(" HH:mm").withZone(PersianDate.TEHRAN);

    private final Messages messages;
    private final boolean persian;
    private final CsvTable csv;

    /**
     * @param messages of the room whose list it is
     * @param columns  each is called {@code table.<column>} in them
     */
    public ListTable(DoorCall doorCall, Messages messages, String... columns) {
        this.messages = messages;
        this.persian = doorCall.origin().language().getLanguage().equals("fa");
        this.csv = new CsvTable(
                Stream.of(columns).map(column -> said("table." + column)).toList());
    }

    /**
     * @param name   of the file, without its ending
     * @param first  cursor of the first page, or {@code null}
     * @param listed the page of a cursor, of {@link #LINES} lines
     * @param line   writes one
     */
    public <T> DoorReply reply(String name, String first, Function<String, Page<T>> listed, Consumer<T> line) {
        String cursor = first;
        int lines = 0;
        for (int i = 0; i < PAGES && lines < LONGEST; i++) {
            Page<T> page = listed.apply(cursor);
            page.items().forEach(line);
            lines += page.items().size();
            cursor = page.next();
            if (cursor == null) {
                return reply(name);
            }
        }
        return cut(name, lines);
    }

    private DoorReply cut(String name, int lines) {
        String told = String.valueOf(lines);
        csv.line(side(OWN.text("table.cut", new Text(told, PersianText.persianDigits(told)))));
        return reply(name);
    }

    /** Of a list that has no pages. @param name of the file, without its ending */
    public <T> DoorReply reply(String name, Collection<T> all, Consumer<T> line) {
        all.stream().limit(LONGEST).forEach(line);
        return all.size() > LONGEST ? cut(name, LONGEST) : reply(name);
    }

    /** What was written so far. @param name of the file, without its ending */
    public DoorReply reply(String name) {
        return csv.reply(name);
    }

    /** @param cells numbers as numbers, {@code null} as nothing, all else as text */
    public void line(Object... cells) {
        csv.line(cells);
    }

    /** In the caller's language. */
    public String said(String key, Object... arguments) {
        return side(messages.text(key, arguments));
    }

    /**
     * A code in the caller's language.
     *
     * @param prefix of the messages' keys, e.g. {@code table.state.}
     * @return {@code null} for no code; the code itself if there are no words for it
     */
    public String word(String prefix, String code) {
        return code == null || !messages.has(prefix + code) ? code : said(prefix + code);
    }

    /** A value beside another, where it adds something. @return {@code null} if both are equal */
    public static String beside(String other, String value) {
        return Objects.equals(other, value) ? null : value;
    }

    /** @return {@code null} for no text */
    public String side(Text text) {
        return text == null ? null : persian ? text.persian() : text.english();
    }

    /** What people call a code of this kind; {@code null} for none. */
    public String named(String kind, String code) {
        return code == null ? null : side(CodeNames.of(kind, code));
    }

    /** Several codes of a kind in one cell; {@code null} for none. */
    public String named(String kind, Collection<String> codes) {
        return codes == null
                ? null
                : codes.stream()
                        .filter(Objects::nonNull)
                        .map(code -> named(kind, code))
                        .collect(Collectors.joining(side(Messages.semicolon())));
    }

    /** With Latin digits, which every spreadsheet sorts. */
    public String minute(Instant at) {
        if (at == null) {
            return null;
        }
        return persian ? PersianDate.of(at) + CLOCK.format(at) : MINUTE.format(at);
    }

    public String day(LocalDate day) {
        if (day == null) {
            return null;
        }
        return persian ? PersianDate.of(day).toString() : day.toString();
    }
}
