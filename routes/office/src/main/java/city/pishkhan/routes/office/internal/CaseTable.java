package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.doors.mapping.CsvTable;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Cases as a table for spreadsheets: the lines of a listing as people read them, in the words and the calendar of the caller's language, days
 * and minutes in Tehran. It ends after {@link #LONGEST} lines, and says so in one more.
 */
final class CaseTable {
    /** pages of a listing that one table is read of */
    static final int PAGES = 10;
    /** lines of one page */
    static final int LINES = 200;

    static final int LONGEST = PAGES * LINES;

    private static final Messages MESSAGES = Messages.of(CaseTable.class);

    private final RuleSet rules;
    private final boolean persian;
    private final CsvTable csv;

    private CaseTable(RuleSet rules, boolean persian) {
        this.rules = rules;
        this.persian = persian;
        this.csv = new CsvTable(
                Stream.of("case", "service", "subject", "office", "district", "state", "stage", "opened", "due")
                        .map(column -> said("table." + column))
                        .toList());
    }

    /**
     * @param first  cursor of the first page, or {@code null}
     * @param listed the page of a cursor, of {@link #LINES} lines
     */
    static DoorReply reply(
            DoorCall doorCall, Procedures procedures, String first, Function<String, Page<Cases.Summary>> listed) {
        boolean persian = doorCall.origin().language().getLanguage().equals("fa");
        CaseTable table = new CaseTable(procedures.inForce(), persian);
        String cursor = first;
        for (int i = 0; i < PAGES; i++) {
            Page<Cases.Summary> page = listed.apply(cursor);
            page.items().forEach(table::line);
            cursor = page.next();
            if (cursor == null) {
                return table.csv.reply("pishkhan-cases");
            }
        }
        table.csv.line(table.said("table.cut", persian ? PersianText.persianDigits(String.valueOf(LONGEST)) : LONGEST));
        return table.csv.reply("pishkhan-cases");
    }

    private void line(Cases.Summary s) {
        Optional<Procedure> procedure = rules.procedure(s.service());
        csv.line(
                s.number(),
                procedure.map(p -> persian ? p.titleFa() : p.titleEn()).orElse(s.service()),
                s.subject(),
                s.office(),
                s.district(),
                said("table.state." + CommonCaseMapper.state(s.state())),
                procedure.map(p -> stage(p, s.stage())).orElse(s.stage()),
                CsvTable.minute(s.opened(), persian),
                CsvTable.minute(s.due(), persian));
    }

    private String stage(Procedure procedure, String id) {
        return procedure.stages().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .map(s -> persian ? s.titleFa() : s.titleEn())
                .orElse(id);
    }

    private String said(String key, Object... arguments) {
        return persian ? MESSAGES.persian(key, arguments) : MESSAGES.english(key, arguments);
    }
}
