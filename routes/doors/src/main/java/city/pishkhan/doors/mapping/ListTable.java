package city.pishkhan.doors.mapping;

import city.pishkhan.api.Page;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.CodeNames;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.NullContract;
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
import org.jspecify.annotations.Nullable;

/**
 * List of a door as a spreadsheet table, with texts, calendar and time zone (Tehran) for people in the caller's language. The table ends
 * after {@link #LONGEST} lines, or after {@link #PAGES} pages if pages are sparse; a last line then states that it is incomplete.
 */
public final class ListTable {
    /** number of lines of one page */
    public static final int LINES = 200;

    public static final int LONGEST = 2_000;
    /** maximum number of pages; searching a page of rare matches takes about 0.1 seconds */
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
     * Creates an empty table.
     * @param messages texts of the bundle that owns the list
     * @param columns  columns, whose headings have the message keys {@code table.<column>}
     */
    public ListTable(DoorCall doorCall, Messages messages, String... columns) {
        this.messages = messages;
        this.persian = doorCall.origin().language().getLanguage().equals("fa");
        this.csv = new CsvTable(
                Stream.of(columns).map(column -> message("table." + column)).toList());
    }

    /**
     * Writes all pages and replies with the table.
     * @param name   file name without extension
     * @param first  cursor of the first page, or {@code null}
     * @param listed returns the page of a cursor, with {@link #LINES} lines
     * @param line   writes one line
     */
    public <T> DoorReply reply(
            String name, @Nullable String first, Function<String, Page<T>> listed, Consumer<T> line) {
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
        return replyTruncated(name, lines);
    }

    private DoorReply replyTruncated(String name, int lines) {
        String count = String.valueOf(lines);
        csv.line(inLanguage(OWN.text("table.cut", new Text(count, PersianText.persianDigits(count)))));
        return reply(name);
    }

    /**
     * Writes a list without pages and replies with the table.
     *
     * @param name file name without extension
     */
    public <T> DoorReply reply(String name, Collection<T> all, Consumer<T> line) {
        all.stream().limit(LONGEST).forEach(line);
        return all.size() > LONGEST ? replyTruncated(name, LONGEST) : reply(name);
    }

    /**
     * Replies with the lines written so far.
     *
     * @param name file name without extension
     */
    public DoorReply reply(String name) {
        return csv.reply(name);
    }

    /**
     * Adds a line to the table.
     *
     * @param cells numbers are written as numbers, {@code null} as an empty cell, other values as text
     */
    public void line(@Nullable Object... cells) {
        csv.line(cells);
    }

    /** Returns a message in the caller's language. */
    public String message(String key, Object... arguments) {
        return inLanguage(messages.text(key, arguments));
    }

    /**
     * Translates a code to the caller's language.
     * @param prefix prefix of the message keys, e.g. {@code table.state.}
     * @return {@code null} if the code is {@code null}; the code itself if it has no translation
     */
    public String translate(String prefix, String code) {
        return code == null || !messages.hasKey(prefix + code) ? code : message(prefix + code);
    }

    /**
     * Omits a value that repeats the adjacent cell.
     *
     * @return {@code null} if both are equal
     */
    public static @Nullable String nullIfEqual(String other, @Nullable String value) {
        return Objects.equals(other, value) ? null : value;
    }

    /** @return the text in the caller's language, or {@code null} if the text is {@code null} */
    @NullContract("!null -> !null")
    public @Nullable String inLanguage(@Nullable Text text) {
        return text == null ? null : persian ? text.persian() : text.english();
    }

    /** Returns the name of a code of the given kind, or {@code null} if the code is {@code null}. */
    public @Nullable String name(String kind, @Nullable String code) {
        return code == null ? null : inLanguage(CodeNames.nameOrCode(kind, code));
    }

    /** Joins the names of several codes in one cell; {@code null} if {@code codes} is {@code null}. */
    public @Nullable String name(String kind, Collection<String> codes) {
        return codes == null
                ? null
                : codes.stream()
                        .filter(Objects::nonNull)
                        .map(code -> name(kind, code))
                        .collect(Collectors.joining(inLanguage(Messages.semicolon())));
    }

    /** Formats a time with Latin digits, which every spreadsheet can sort. */
    public @Nullable String minute(@Nullable Instant at) {
        if (at == null) {
            return null;
        }
        return persian ? PersianDate.of(at) + CLOCK.format(at) : MINUTE.format(at);
    }

    public @Nullable String day(LocalDate day) {
        if (day == null) {
            return null;
        }
        return persian ? PersianDate.of(day).toString() : day.toString();
    }
}
