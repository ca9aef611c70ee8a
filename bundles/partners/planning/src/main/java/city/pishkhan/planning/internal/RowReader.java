package city.pishkhan.planning.internal;

import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.LegalId;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Converts a row of an island's file to a property and checks the row by the rules of the import. */
final class RowReader {
    private static final Messages MESSAGES = Messages.of(RowReader.class);

    static final Set<String> COLUMNS =
            Set.of("renovation_code", "uses", "floors", "density", "land_area", "regional_price", "owners");
    static final Set<String> IGNORED = Set.of("name", "comment");

    private static final int MOST_VALUES = 50;
    private static final String WHOLE = "[0-9]{1,15}";
    private static final String DECIMAL = "[0-9]{1,10}(\\.[0-9]{1,2})?";
    private static final int LEGAL_ID_DIGITS = 11;

    private final Island island;
    private final Set<String> knownUses;

    RowReader(Island island, Set<String> knownUses) {
        this.island = island;
        this.knownUses = knownUses;
    }

    /** @throws RowRejected if the row breaks a rule */
    PropertyRow read(long line, Map<String, String> row) {
        try {
            RenovationCode code = RenovationCode.parse(row.get("renovation_code"));
            if (!island.isHeadOffice() && code.district() != island.district()) {
                throw new RowRejected(
                        "renovation-code.other-island",
                        MESSAGES.text(
                                "renovation-code.other-island",
                                PersianText.asText(code.toString()),
                                code.district(),
                                island.district()));
            }
            return new PropertyRow(
                    line,
                    code,
                    values("uses", row, this::requireKnownUse),
                    (int) wholeNumber("floors", row, 0, 200),
                    (int) wholeNumber("density", row, 0, 10_000),
                    area(row),
                    wholeNumber("regional_price", row, 1, 1_000_000_000_000L),
                    values("owners", row, RowReader::person));
        } catch (InvalidIdentifier e) {
            throw new RowRejected(e.rule(), e.text());
        }
    }

    private String requireKnownUse(String use) {
        if (!knownUses.contains(use)) {
            String shown = use.length() > 40 ? use.substring(0, 40) + "…" : use;
            throw new RowRejected("uses.unknown", MESSAGES.text("uses.unknown", shown));
        }
        return use;
    }

    private static String person(String id) {
        String digits = PersianText.compact(id);
        return digits.length() == LEGAL_ID_DIGITS
                ? LegalId.parse(digits).value()
                : NationalId.parse(digits).value();
    }

    private static List<String> values(String field, Map<String, String> row, UnaryOperator<String> check) {
        List<String> values = Arrays.stream(text(field, row).split(";"))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .limit(MOST_VALUES + 1L)
                .map(check)
                .distinct()
                .sorted()
                .collect(Collectors.toUnmodifiableList());
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            throw new RowRejected(field + ".count", MESSAGES.text("row-reader.count", field, MOST_VALUES));
        }
        return values;
    }

    private static long wholeNumber(String field, Map<String, String> row, long minimum, long maximum) {
        String text = text(field, row);
        long value = text.matches(WHOLE) ? Long.parseLong(text) : -1;
        if (value < minimum || value > maximum) {
            throw range(field, MESSAGES.text("row-reader.span", minimum, maximum));
        }
        return value;
    }

    private static BigDecimal area(Map<String, String> row) {
        String text = text("land_area", row);
        BigDecimal area = text.matches(DECIMAL) ? new BigDecimal(text) : BigDecimal.ZERO;
        if (area.signum() <= 0) {
            throw range("land_area", MESSAGES.text("row-reader.area"));
        }
        return area;
    }

    private static RowRejected range(String field, Text wanted) {
        return new RowRejected(
                field + ".range", MESSAGES.text("row-reader.range", field, wanted.english(), wanted.persian()));
    }

    private static String text(String field, Map<String, String> row) {
        String text = PersianText.normalise(row.get(field));
        if (text == null || text.isEmpty()) {
            throw new RowRejected(field + ".missing", MESSAGES.text("row-reader.missing", field));
        }
        return text;
    }
}
