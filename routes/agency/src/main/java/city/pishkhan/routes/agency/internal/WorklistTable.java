package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.spi.Inquiry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Worklist of an agency as a {@link ListTable}, sorted by deadline. */
final class WorklistTable {
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
        List<Worklist.Item> items = new ArrayList<>();
        String cursor = null;
        do {
            Page<Worklist.Item> page = worklist.list(doorCall.caller(), cursor, ListTable.LINES);
            items.addAll(page.items());
            cursor = page.next();
        } while (cursor != null && items.size() <= ListTable.LONGEST);
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
        return table.reply("pishkhan-worklist", items, item -> line(table, rules, item));
    }

    private static void line(ListTable table, RuleSet rules, Worklist.Item item) {
        Inquiry inquiry = item.inquiry();
        table.line(
                table.minute(inquiry.due()),
                inquiry.caseNumber(),
                rules.procedure(inquiry.kind())
                        .map(p -> table.side(new Text(p.titleEn(), p.titleFa())))
                        .orElse(inquiry.kind()),
                subject(inquiry),
                table.minute(inquiry.asked()),
                table.minute(item.reminded()),
                item.holder(),
                table.minute(item.leaseUntil()));
    }

    /** Returns the subject of an inquiry, or {@code null} if the agency may not see it. */
    private static Object subject(Inquiry inquiry) {
        return SUBJECTS.stream()
                .map(inquiry.facts()::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
