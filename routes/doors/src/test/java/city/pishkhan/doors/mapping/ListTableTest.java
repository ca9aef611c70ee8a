package city.pishkhan.doors.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.Page;
import city.pishkhan.api.security.Caller;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.messages.Messages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListTableTest {
    private static final String TRUNCATION_NOTE = "\"This table shows only the first %d lines; there are more.\"";

    private final DoorCall doorCall = new DoorCall(
            new Caller("x", Set.of("office")),
            new DoorCall.Origin("127.0.0.1", Locale.ENGLISH, "r", null, DoorCall.Form.DATA),
            Map.of(),
            null,
            null,
            null);
    private final ListTable table = new ListTable(doorCall, Messages.of(CaseTable.class), "case");

    @Test
    void unpagedListReportsTruncation() throws IOException {
        List<Integer> most = IntStream.range(0, ListTable.LONGEST).boxed().toList();
        assertEquals(
                1 + ListTable.LONGEST,
                lines(table.reply("all", most, table::line)).size());

        ListTable longer = new ListTable(doorCall, Messages.of(CaseTable.class), "case");
        List<Integer> more = IntStream.rangeClosed(0, ListTable.LONGEST).boxed().toList();
        List<String> cut = lines(longer.reply("all", more, longer::line));
        assertEquals(1 + ListTable.LONGEST + 1, cut.size());
        assertEquals(String.format(TRUNCATION_NOTE, ListTable.LONGEST), cut.get(cut.size() - 1));
    }

    @Test
    void pagedListReportsTruncationAtPageLimit() throws IOException {
        List<String> whole = lines(table.reply(
                "pages", null, cursor -> new Page<>(List.of(1, 2), cursor == null ? "next" : null), table::line));
        assertEquals(1 + 4, whole.size());

        ListTable longer = new ListTable(doorCall, Messages.of(CaseTable.class), "case");
        List<String> cut =
                lines(longer.reply("pages", null, cursor -> new Page<>(List.of(1, 2), "next"), longer::line));
        assertEquals(String.format(TRUNCATION_NOTE, 2 * ListTable.PAGES), cut.get(cut.size() - 1));
    }

    /** A value that is absent becomes an empty cell in any column. */
    @Test
    void absentValuesAreEmptyCells() throws IOException {
        table.line(
                null,
                table.translate("table.state.", null),
                table.name("party", (String) null),
                table.name("service", (List<String>) null),
                table.name("service", Arrays.asList("x", null)),
                table.inLanguage(null),
                table.minute(null),
                table.day(null),
                ListTable.nullIfEqual("office", null),
                ListTable.nullIfEqual("operator", "operator"));
        table.line((Object[]) null);
        table.line(table.translate("table.state.", "a-state-without-words"), ListTable.nullIfEqual("office", "1204"));
        assertEquals(
                List.of(",,,,x,,,,,", "", "a-state-without-words,1204"),
                lines(table.reply("all")).subList(1, 4));
    }

    private static List<String> lines(DoorReply reply) throws IOException {
        DoorReply.File file = (DoorReply.File) reply.body();
        return new String(file.content().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
