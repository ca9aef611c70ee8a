package city.pishkhan.payments.internal.settlement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.money.Settlements.Format;
import city.pishkhan.payments.internal.settlement.SettlementCsv.Line;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells in quotation marks, as spreadsheets and banks write them (RFC 4180). */
class SettlementCsvTest {
    private static final Format FILE = new Format(
            "mellat", "4711", StandardCharsets.UTF_8, ',', 1, List.of("-", "reference", "amount", "day", "-"));
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

    private static List<Line> read(String text) {
        return SettlementCsv.read(FILE, SettlementCsv.text(FILE, text.getBytes(StandardCharsets.UTF_8)), Set.of(), DAY);
    }

    private static String mistake(String text) {
        return assertThrows(Refusal.class, () -> read(text)).english();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop 1,77,1000,20261125,",
                "\"shop 1, west\",77,1000,20261125,",
                "\"shop \"\"1\"\", west\",\"77\",\"1000\",\"20261125\",\"\"",
                " \"shop 1\" , \" 77 \" , \"۱۰۰۰\" ,20261125, \"paid, in part\" ",
                "shop \"1\",77,1000,20261125,5\" screen",
                "\"\",77,1000,20261125,\"\"\"\""
            })
    void readsQuotedCellAsOneCell(String line) {
        assertEquals(
                List.of(new Line(2, "4711", "77", null, 1_000, DAY, false)), read("any head, \"of a bank\n" + line));
    }

    @Test
    void linesKeepTheirNumbers() {
        List<Line> lines = read("head\n\"a,b\",77,1000,20261125,\n\n  \r\n\"c\",78,2000,20261125,\n");
        assertEquals(List.of(2, 5), lines.stream().map(Line::number).toList());
        assertEquals(
                "line 3, column 3: not a whole number greater than 0",
                mistake("head\n\"a,b\",77,1000,20261125,\n\"c\",78,\"2,000\",20261125,\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"shop,77,1000,20261125,\nshop\",78,1000,20261125,",
                "\"shop\nwest\",78,1000,20261125,",
                "\"shop\" 1,77,1000,20261125,",
                "shop,77,1000,20261125,\"open"
            })
    void rejectsUnclosedQuotationMark(String lines) {
        assertEquals(
                "line 3, column 1: a quotation mark is not closed, or is followed by further text",
                mistake("head\nshop,76,1000,20261125,\n" + lines));
    }
}
