package city.pishkhan.doors.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.doors.call.DoorReply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private static byte[] bytes(CsvTable table) throws IOException {
        return ((DoorReply.File) table.reply("t").body()).content().readAllBytes();
    }

    private static String lines(CsvTable table) throws IOException {
        return new String(bytes(table), StandardCharsets.UTF_8).substring(1);
    }

    @Test
    void startsWithUtf8ByteOrderMark() throws IOException {
        byte[] bytes = bytes(new CsvTable("نام").line("سارا کریمی"));
        assertArrayEquals(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, Arrays.copyOf(bytes, 3));
        assertEquals("نام\r\nسارا کریمی\r\n", lines(new CsvTable("نام").line("سارا کریمی")));
    }

    @Test
    void quotesCellsWithSpecialCharacters() throws IOException {
        assertEquals(
                "a,b,c,d\r\n\"x,y\",\"say \"\"no\"\"\",\"two\nlines\",-5\r\n,,,1.5\r\n",
                lines(new CsvTable("a", "b", "c", "d")
                        .line("x,y", "say \"no\"", "two\nlines", -5)
                        .line(null, "", null, 1.5)));
    }

    /** Cells with any possible separator are quoted, because the separator is a setting of the reader's computer. */
    @ParameterizedTest
    @ValueSource(strings = {"a;1+1", "a\t1+1", "a|1+1", "a\u000b1", "a\u20281", "a;b", "a\u061bb"})
    void quotesSeparatorsOfOtherSpreadsheets(String text) throws IOException {
        assertEquals("a\r\n\"" + text + "\",x\r\n", lines(new CsvTable("a").line(text, "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+98", "-cmd", "@SUM(A1)", "\t=1", " =1", "＝1", "\u00a0+1", "\r=1"})
    void escapesFormulas(String text) throws IOException {
        String cell = lines(new CsvTable("a").line(text)).substring("a\r\n".length());
        assertTrue(cell.matches("\"?'(?s:.*)"), cell);
        assertEquals(text, cell.replace("'", "").replace("\"", "").replaceAll("\r\n$", ""));
    }

    /**
     * A spreadsheet with another separator splits the cell despite the quotes, so no part of the cell may begin like a
     * formula.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;=1",
                "a; +1",
                "a\t=1",
                "a|@x",
                "a\r\n=1",
                "a\n-x",
                "a\u2028=1",
                "a\u061b=1",
                "a;\"=1",
                "=1;=1",
                "a;;=1;-2",
                "a\u000b\uff1d1"
            })
    void escapesFormulasAfterOtherSeparators(String text) throws IOException {
        String lines = lines(new CsvTable("a", "b").line("x", text));
        for (String field : lines.split("[;|\\u060c\\u061b\\p{Cntrl}\\u0085\\u2028\\u2029]")) {
            assertFalse(
                    field.matches("[\\p{Z}\\s\"]*[=+\\-@\uff1d\uff0b\uff0d\uff20].*"), () -> field + " in " + lines);
        }
    }
}
