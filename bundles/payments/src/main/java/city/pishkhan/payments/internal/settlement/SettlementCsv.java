package city.pishkhan.payments.internal.settlement;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.Settlements.Format;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a bank's file, whole or not at all. */
final class SettlementCsv {
    private static final int MOST_MISTAKES = 20;
    private static final int LAST_GREGORIAN = 1700;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9+/=_-]{1,64}");
    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/]?(\\d{2})[-/]?(\\d{2})");

    private final Format format;
    private final List<String> mistakesEn = new ArrayList<>();
    private final List<String> mistakesFa = new ArrayList<>();

    /** @param order {@code null} where the file does not say it */
    record Line(int number, String terminal, String reference, Long order, long amount, LocalDate day) {}

    private SettlementCsv(Format format) {
        this.format = format;
    }

    /** @throws Refusal INVALID {@code settlement.lines} */
    static List<Line> read(Format format, byte[] content) {
        return new SettlementCsv(format).lines(content);
    }

    private List<Line> lines(byte[] content) {
        List<Line> lines = new ArrayList<>();
        String[] rows = text(content).split("\r\n|\n|\r", -1);
        for (int i = format.header(); i < rows.length && mistakesEn.size() < MOST_MISTAKES; i++) {
            if (!rows[i].isBlank()) {
                Line line = line(i + 1, rows[i]);
                lines.add(line);
            }
        }
        if (!mistakesEn.isEmpty()) {
            throw refused();
        }
        if (lines.isEmpty()) {
            throw Refusal.invalid("settlement.lines", "file", "There is no line in it.", "هیچ سطری در فایل نیست.");
        }
        return lines;
    }

    private Refusal refused() {
        return Refusal.invalid(
                "settlement.lines", "file", String.join("; ", mistakesEn), String.join("؛ ", mistakesFa));
    }

    private String text(byte[] content) {
        try {
            String text = format.charset()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Refusal.invalid(
                    "settlement.charset",
                    "file",
                    "This is no text in " + format.charset() + ".",
                    "این فایل متنی با کدگذاری " + format.charset() + " نیست.");
        }
    }

    private Line line(int number, String row) {
        String[] cells = row.split(Pattern.quote(String.valueOf(format.separator())), -1);
        if (cells.length < format.columns().size()) {
            mistake(number, cells.length + 1, "a column is missing", "یک ستون کم است");
            return null;
        }
        String terminal = format.terminal();
        String reference = null;
        Long order = null;
        long amount = 0;
        LocalDate day = null;
        for (int i = 0; i < format.columns().size(); i++) {
            String cell = cell(cells[i]);
            switch (format.columns().get(i)) {
                case "terminal" -> terminal = Long.toString(number(number, i + 1, cell));
                // a card at a reader has no order of ours
                case "order" -> order = cell.isEmpty() ? null : Long.valueOf(number(number, i + 1, cell));
                case "amount" -> amount = number(number, i + 1, cell);
                case "reference" -> reference = reference(number, i + 1, cell);
                case "day" -> day = day(number, i + 1, cell);
                default -> {
                    // of no use here
                }
            }
        }
        return new Line(number, terminal, reference, order, amount, day);
    }

    private static String cell(String raw) {
        String cell = PersianText.normalise(raw).strip();
        boolean quoted = cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"");
        return quoted ? cell.substring(1, cell.length() - 1).strip() : cell;
    }

    private long number(int line, int column, String cell) {
        if (!NUMBER.matcher(cell).matches() || Long.parseLong(cell) == 0) {
            mistake(line, column, "not a whole number above 0", "عددی درست و بزرگ‌تر از صفر نیست");
            return 0;
        }
        return Long.parseLong(cell);
    }

    private String reference(int line, int column, String cell) {
        if (!REFERENCE.matcher(cell).matches()) {
            mistake(line, column, "not a sale's reference", "شماره مرجع تراکنش نیست");
        }
        // as callbacks are read: one sale has one text
        return NUMBER.matcher(cell).matches() ? cell.replaceFirst("^0+(?=.)", "") : cell;
    }

    private LocalDate day(int line, int column, String cell) {
        Matcher day = DAY.matcher(cell);
        try {
            if (day.matches()) {
                int year = Integer.parseInt(day.group(1));
                int month = Integer.parseInt(day.group(2));
                int of = Integer.parseInt(day.group(3));
                return year < LAST_GREGORIAN
                        ? new PersianDate(year, month, of).toLocalDate()
                        : LocalDate.of(year, month, of);
            }
        } catch (DateTimeException | InvalidIdentifier e) {
            mistake(line, column, "there is no such day", "چنین روزی نیست");
            return null;
        }
        mistake(line, column, "not a day such as 2026-11-25", "روزی مانند 1405/09/04 نیست");
        return null;
    }

    private void mistake(int line, int column, String english, String persian) {
        mistakesEn.add("line " + line + ", column " + column + ": " + english);
        mistakesFa.add("سطر " + line + "، ستون " + column + ": " + persian);
    }
}
