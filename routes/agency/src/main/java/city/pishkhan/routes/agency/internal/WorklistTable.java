package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.spi.Inquiry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Worklist of an agency as a {@link ListTable} of the most urgent inquiries, sorted by deadline. A worklist of more than {@link
 * ListTable#PAGES} pages is not read to its end; a last line then states that later inquiries are missing.
 */
final class WorklistTable {
    private static final Messages MESSAGES = Messages.of(WorklistTable.class);
    private static final String NAME = "pishkhan-worklist";
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
        // the most urgent inquiries, and one more to find out whether the table is complete
        Queue<Worklist.Item> urgent = new PriorityQueue<>(BY_DUE.reversed());
        String cursor = null;
        int read = 0;
        for (int pages = 0; pages == 0 || cursor != null && pages < ListTable.PAGES; pages++) {
            Page<Worklist.Item> page = worklist.list(doorCall.caller(), cursor, ListTable.LINES);
            for (Worklist.Item item : page.items()) {
                urgent.add(item);
                if (urgent.size() > ListTable.LONGEST + 1) {
                    urgent.remove();
                }
            }
            read += page.items().size();
            cursor = page.next();
        }
        List<Worklist.Item> items = new ArrayList<>(urgent);
        items.sort(BY_DUE);
        RuleSet rules = procedures.inForce();
        ListTable table = new ListTable(
                doorCall,
                MESSAGES,
                "worklist.due",
                "case",
                "service",
                "worklist.subject",
                "worklist.asked",
                "worklist.reminded",
                "worklist.holder",
                "worklist.lease");
        if (cursor == null) {
            return table.reply(NAME, items, item -> line(table, rules, item));
        }
        items.stream().limit(ListTable.LONGEST).forEach(item -> line(table, rules, item));
        String number = String.valueOf(read);
        table.line(table.message("worklist.oldest", new Text(number, PersianText.persianDigits(number))));
        return table.reply(NAME);
    }

    private static void line(ListTable table, RuleSet rules, Worklist.Item item) {
        Inquiry inquiry = item.inquiry();
        table.line(
                table.minute(inquiry.due()),
                inquiry.caseNumber(),
                rules.procedure(inquiry.kind())
                        .map(p -> table.inLanguage(new Text(p.titleEn(), p.titleFa())))
                        .orElse(inquiry.kind()),
                subject(inquiry),
                table.minute(inquiry.asked()),
                table.minute(item.reminded()),
                item.holder(),
                table.minute(item.leaseUntil()));
    }

    /** Returns the subject of an inquiry, or {@code null} if the agency may not see it. */
    private static @Nullable Object subject(Inquiry inquiry) {
        return SUBJECTS.stream()
                .map(inquiry.facts()::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
