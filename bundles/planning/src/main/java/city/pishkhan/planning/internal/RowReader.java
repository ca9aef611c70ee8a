package city.pishkhan.planning.internal;

import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.LegalId;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Makes a property of one row, or says which rule the row breaks. */
final class RowReader {
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

    /** @throws RowRejected naming the rule */
    PropertyRow read(long line, Map<String, String> row) {
        try {
            RenovationCode code = RenovationCode.parse(row.get("renovation_code"));
            if (!island.head() && code.district() != island.district()) {
                throw new RowRejected(
                        "renovation-code.other-island",
                        code + " belongs to district " + code.district() + ", this is the file of district "
                                + island.district(),
                        code + " از منطقه " + code.district() + " است و این پرونده از منطقه " + island.district());
            }
            return new PropertyRow(
                    line,
                    code,
                    values("uses", row, this::use),
                    (int) whole("floors", row, 0, 200),
                    (int) whole("density", row, 0, 10_000),
                    area(row),
                    whole("regional_price", row, 1, 1_000_000_000_000L),
                    values("owners", row, RowReader::person));
        } catch (InvalidIdentifier e) {
            throw new RowRejected(e.rule(), e.english(), e.persian());
        }
    }

    private String use(String use) {
        if (!knownUses.contains(use)) {
            String shown = use.length() > 40 ? use.substring(0, 40) + "…" : use;
            throw new RowRejected("uses.unknown", "there is no use '" + shown + "'", "کاربری '" + shown + "' نداریم");
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
            throw new RowRejected(
                    field + ".count",
                    field + " must name 1 to " + MOST_VALUES + " values",
                    "در " + field + " باید 1 تا " + MOST_VALUES + " مقدار باشد");
        }
        return values;
    }

    private static long whole(String field, Map<String, String> row, long least, long most) {
        String text = text(field, row);
        long value = text.matches(WHOLE) ? Long.parseLong(text) : -1;
        if (value < least || value > most) {
            throw range(field, least + " to " + most, least + " تا " + most);
        }
        return value;
    }

    private static BigDecimal area(Map<String, String> row) {
        String text = text("land_area", row);
        BigDecimal area = text.matches(DECIMAL) ? new BigDecimal(text) : BigDecimal.ZERO;
        if (area.signum() <= 0) {
            throw range("land_area", "a positive number with up to two decimals", "عددی مثبت با حداکثر دو رقم اعشار");
        }
        return area;
    }

    private static RowRejected range(String field, String wanted, String wantedPersian) {
        return new RowRejected(
                field + ".range", field + " must be " + wanted, field + " باید " + wantedPersian + " باشد");
    }

    private static String text(String field, Map<String, String> row) {
        String text = PersianText.normalise(row.get(field));
        if (text == null || text.isEmpty()) {
            throw new RowRejected(field + ".missing", field + " is missing", field + " وارد نشده است");
        }
        return text;
    }
}
