package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Worklist;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.CsvTable;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.spi.Inquiry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An agency's worklist as a table for spreadsheets, what is due first above, in the words and the calendar of the caller's language. It is read
 * of the oldest {@link #LONGEST} items, and says so in one more line where there are more.
 */
final class WorklistTable {
    /** pages of the list that one table is read of */
    static final int PAGES = 10;
    /** items of one page */
    static final int LINES = 200;

    static final int LONGEST = PAGES * LINES;

    private static final Messages MESSAGES = Messages.of(WorklistTable.class);
    private static final List<String> SUBJECTS = List.of("property", "plate");
    private static final Comparator<Worklist.Item> BY_DUE = Comparator.comparing(
            (Worklist.Item i) -> i.inquiry().due(), Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

    private final Worklist worklist;
    private final Procedures procedures;

    WorklistTable(Worklist worklist, Procedures procedures) {
        this.worklist = worklist;
        this.procedures = procedures;
    }

    DoorReply table(DoorCall doorCall) {
        boolean persian = doorCall.origin().language().getLanguage().equals("fa");
        List<Worklist.Item> items = new ArrayList<>();
        String cursor = null;
        for (int i = 0; i < PAGES && (i == 0 || cursor != null); i++) {
            Page<Worklist.Item> page = worklist.list(doorCall.caller(), cursor, LINES);
            items.addAll(page.items());
            cursor = page.next();
        }
        CsvTable csv =
                new CsvTable(Stream.of("due", "case", "service", "subject", "asked", "reminded", "holder", "lease")
                        .map(column -> said(persian, "worklist.table." + column))
                        .toList());
        RuleSet rules = procedures.inForce();
        items.stream().sorted(BY_DUE).forEach(item -> line(csv, rules, persian, item));
        if (cursor != null) {
            csv.line(said(
                    persian,
                    "worklist.table.cut",
                    persian ? PersianText.persianDigits(String.valueOf(LONGEST)) : LONGEST));
        }
        return csv.reply("pishkhan-worklist");
    }

    private static void line(CsvTable csv, RuleSet rules, boolean persian, Worklist.Item item) {
        Inquiry inquiry = item.inquiry();
        csv.line(
                CsvTable.minute(inquiry.due(), persian),
                inquiry.caseNumber(),
                rules.procedure(inquiry.kind())
                        .map(p -> persian ? p.titleFa() : p.titleEn())
                        .orElse(inquiry.kind()),
                subject(inquiry),
                CsvTable.minute(inquiry.asked(), persian),
                CsvTable.minute(item.reminded(), persian),
                item.holder(),
                CsvTable.minute(item.leaseUntil(), persian));
    }

    /** What it is about, where the agency is shown that. */
    private static Object subject(Inquiry inquiry) {
        return SUBJECTS.stream()
                .map(inquiry.facts()::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String said(boolean persian, String key, Object... arguments) {
        return persian ? MESSAGES.persian(key, arguments) : MESSAGES.english(key, arguments);
    }
}
