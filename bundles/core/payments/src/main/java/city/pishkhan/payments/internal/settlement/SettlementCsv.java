package city.pishkhan.payments.internal.settlement;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.RefusalText;
import city.pishkhan.api.money.Settlements.Format;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Parser of a bank's CSV file (RFC 4180). A file with any mistake is rejected as a whole. A cell may be quoted, but each sale is on one
 * line.
 */
final class SettlementCsv {
    private static final Messages MESSAGES = Messages.of(SettlementCsv.class);

    private static final int MOST_MISTAKES = 20;
    private static final int LAST_GREGORIAN = 1700;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9+/=_.-]{1,64}");
    /** matches our order number, to which the bank SEP appends the nonce of the session */
    private static final Pattern ORDER = Pattern.compile("(\\d{1,18})(-[0-9a-f]{20})?");

    private static final Pattern ROWS = Pattern.compile("\r\n|\n|\r");
    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/]?(\\d{2})[-/]?(\\d{2})");

    private static final Map<String, Boolean> KINDS = Map.of(
            "", false, "sale", false, "فروش", false, "خرید", false, "reversal", true, "برگشت", true, "برگشتی", true);

    private final Format format;
    private final Set<String> terminals;
    private final LocalDate last;
    private final List<String> mistakesEn = new ArrayList<>();
    private final List<String> mistakesFa = new ArrayList<>();

    /**
     * One line of the file: a sale, or the return of a sale to the payer.
     *
     * @param order     our order number, or {@code null} if the file does not contain it
     * @param takenBack {@code true} if the bank took the money of the sale back
     */
    record Line(
            int number,
            @Nullable String terminal,
            @Nullable String reference,
            @Nullable Long order,
            long amount,
            @Nullable LocalDate day,
            boolean takenBack) {

        /** Returns the rial that the line adds to our money at the bank; negative if it was taken back. */
        long net() {
            return takenBack ? -amount : amount;
        }
    }

    private SettlementCsv(Format format, Set<String> terminals, LocalDate last) {
        this.format = format;
        this.terminals = terminals;
        this.last = last;
    }

    /**
     * Parses the lines of a file.
     *
     * @param terminals terminal numbers that the file may contain
     * @param last      last day that a line may have
     * @throws Refusal {@code INVALID} with code {@code settlement.lines}
     */
    static List<Line> read(Format format, String text, Set<String> terminals, LocalDate last) {
        return new SettlementCsv(format, terminals, last).lines(text);
    }

    /**
     * Decodes a file and normalizes byte order mark, line ends and digits, so that equivalent files have the same hash.
     *
     * @throws Refusal {@code INVALID} with code {@code settlement.charset}
     */
    static String text(Format format, byte[] content) {
        return ROWS.splitAsStream(decoded(format, content))
                .map(PersianText::normalise)
                .collect(Collectors.joining("\n"));
    }

    private List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(withoutHeader(text), csv())) {
            read(parser, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!mistakesEn.isEmpty()) {
            throw refused();
        }
        if (lines.isEmpty()) {
            addMistake(format.header() + 1, 1, MESSAGES.text("settlement-csv.empty"));
            throw refused();
        }
        return lines;
    }

    private CSVFormat csv() {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(format.separator())
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(false)
                .get();
    }

    /** Header lines may contain any text, so they are not parsed. */
    private String withoutHeader(String text) {
        int start = 0;
        for (int i = 0; i < format.header(); i++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return "";
            }
            start = end + 1;
        }
        return text.substring(start);
    }

    private void read(CSVParser parser, List<Line> lines) {
        Iterator<CSVRecord> records = parser.iterator();
        long total = 0;
        int number = format.header() + 1;
        while (mistakesEn.size() < MOST_MISTAKES && isNext(records, number)) {
            CSVRecord row = records.next();
            if (row.stream().anyMatch(cell -> cell.indexOf('\n') >= 0)) {
                // a quotation mark that is never closed would make the following sales part of its cell
                addMistake(number, 1, MESSAGES.text("settlement-csv.quotation"));
                return;
            }
            if (row.size() > 1 || !row.get(0).isBlank()) {
                Line line = line(number, row.values());
                lines.add(line);
                try {
                    total = line == null ? total : Math.addExact(total, line.net());
                } catch (ArithmeticException e) {
                    addMistake(
                            line.number(),
                            format.columns().indexOf("amount") + 1,
                            MESSAGES.text("settlement-csv.total-too-large"));
                }
            }
            number++;
        }
    }

    private boolean isNext(Iterator<CSVRecord> records, int number) {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            // the parser reads a string, so only its content can be wrong
            addMistake(number, 1, MESSAGES.text("settlement-csv.quotation"));
            return false;
        }
    }

    private Refusal refused() {
        return new Refusal(
                Refusal.Kind.INVALID,
                "settlement.lines",
                "file",
                String.join("; ", mistakesEn),
                String.join(Messages.semicolon().persian(), mistakesFa));
    }

    private static String decoded(Format format, byte[] content) {
        try {
            String text = format.charset()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("settlement.charset", "file", format.charset());
        }
    }

    private @Nullable Line line(int number, String[] cells) {
        if (cells.length < format.columns().size()) {
            addMistake(number, cells.length + 1, MESSAGES.text("settlement-csv.column-missing"));
            return null;
        }
        for (int i = format.columns().size(); i < cells.length; i++) {
            if (!cell(cells[i]).isEmpty()) {
                addMistake(number, i + 1, MESSAGES.text("settlement-csv.column-unnamed"));
                return null;
            }
        }
        String terminal = format.terminal();
        boolean takenBack = false;
        String reference = null;
        Long order = null;
        long amount = 0;
        LocalDate day = null;
        for (int i = 0; i < format.columns().size(); i++) {
            String cell = cell(cells[i]);
            switch (format.columns().get(i)) {
                case "terminal" -> terminal = terminal(number, i + 1, cell);
                // sales at a card reader have no order number of ours, so the cell may be empty
                case "order" -> order = cell.isEmpty() ? null : Long.valueOf(order(number, i + 1, cell));
                case "amount" -> amount = number(number, i + 1, cell);
                case "reference" -> reference = reference(number, i + 1, cell);
                case "day" -> day = day(number, i + 1, cell);
                case "kind" -> takenBack = parseTakenBack(number, i + 1, cell);
                default -> {
                    // the hub does not use any other column
                }
            }
        }
        return new Line(number, terminal, reference, order, amount, day, takenBack);
    }

    private String terminal(int line, int column, String cell) {
        long number = number(line, column, cell);
        String terminal = Long.toString(number);
        if (number != 0 && !terminals.contains(terminal)) {
            addMistake(line, column, RefusalText.of(MESSAGES, "settlement-csv.terminal-unknown", terminal));
        }
        return terminal;
    }

    private long order(int line, int column, String cell) {
        Matcher order = ORDER.matcher(cell);
        return number(line, column, order.matches() ? order.group(1) : cell);
    }

    private boolean parseTakenBack(int line, int column, String cell) {
        Boolean takenBack = KINDS.get(cell.toLowerCase(Locale.ROOT));
        if (takenBack == null) {
            addMistake(line, column, MESSAGES.text("settlement-csv.kind-unknown"));
        }
        return Boolean.TRUE.equals(takenBack);
    }

    private static String cell(String raw) {
        return PersianText.normalise(raw).strip();
    }

    private long number(int line, int column, String cell) {
        if (!NUMBER.matcher(cell).matches() || Long.parseLong(cell) == 0) {
            addMistake(line, column, MESSAGES.text("settlement-csv.number-shape"));
            return 0;
        }
        return Long.parseLong(cell);
    }

    private String reference(int line, int column, String cell) {
        if (!REFERENCE.matcher(cell).matches()) {
            addMistake(line, column, MESSAGES.text("settlement-csv.reference-shape"));
        }
        // removes leading zeros, as in callbacks, so that each sale has a single spelling
        return NUMBER.matcher(cell).matches() ? cell.replaceFirst("^0+(?=.)", "") : cell;
    }

    private @Nullable LocalDate day(int line, int column, String cell) {
        Matcher day = DAY.matcher(cell);
        try {
            if (day.matches()) {
                int year = Integer.parseInt(day.group(1));
                int month = Integer.parseInt(day.group(2));
                int of = Integer.parseInt(day.group(3));
                return requireNotAhead(
                        line,
                        column,
                        year < LAST_GREGORIAN
                                ? new PersianDate(year, month, of).toLocalDate()
                                : LocalDate.of(year, month, of));
            }
        } catch (DateTimeException | InvalidIdentifier e) {
            addMistake(line, column, MESSAGES.text("settlement-csv.day-unknown"));
            return null;
        }
        addMistake(line, column, MESSAGES.text("settlement-csv.day-shape"));
        return null;
    }

    /** Rejects days in the future. A line of such a day would make all days before appear to be completely listed. */
    private LocalDate requireNotAhead(int line, int column, LocalDate day) {
        if (day.isAfter(last)) {
            addMistake(line, column, RefusalText.of(MESSAGES, "settlement-csv.day-ahead", last));
        }
        return day;
    }

    private void addMistake(int line, int column, Text text) {
        Text mistake = RefusalText.of(MESSAGES, "settlement-csv.mistake", line, column, text);
        mistakesEn.add(mistake.english());
        mistakesFa.add(mistake.persian());
    }
}
