package city.pishkhan.doors.mapping;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.messages.Messages;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Cases as a table for spreadsheets: the lines of a listing as people read them, in the words and the calendar of the caller's language, days
 * and minutes in Tehran. It ends after {@link #LONGEST} lines, or after {@link #PAGES} pages of a listing whose pages are not full, and says so
 * in one more.
 */
public final class CaseTable {
    /** lines of one page */
    public static final int LINES = 200;

    static final int LONGEST = 2_000;
    /** of a search for what is rare, each of which takes a tenth of a second */
    static final int PAGES = 50;

    private static final Messages MESSAGES = Messages.of(CaseTable.class);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(PersianDate.TEHRAN);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern(" HH:mm").withZone(PersianDate.TEHRAN);

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
    public static DoorReply reply(
            DoorCall doorCall, Procedures procedures, String first, Function<String, Page<Cases.Summary>> listed) {
        boolean persian = doorCall.origin().language().getLanguage().equals("fa");
        CaseTable table = new CaseTable(procedures.inForce(), persian);
        String cursor = first;
        int lines = 0;
        for (int i = 0; i < PAGES && lines < LONGEST; i++) {
            Page<Cases.Summary> page = listed.apply(cursor);
            page.items().forEach(table::line);
            lines += page.items().size();
            cursor = page.next();
            if (cursor == null) {
                return table.csv.reply("pishkhan-cases");
            }
        }
        table.csv.line(table.said("table.cut", persian ? PersianText.persianDigits(String.valueOf(lines)) : lines));
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
                minute(s.opened()),
                minute(s.due()));
    }

    private String stage(Procedure procedure, String id) {
        return procedure.stages().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .map(s -> persian ? s.titleFa() : s.titleEn())
                .orElse(id);
    }

    /** With Latin digits, which every spreadsheet sorts. */
    private String minute(Instant at) {
        if (at == null) {
            return null;
        }
        return persian ? PersianDate.of(at) + CLOCK.format(at) : MINUTE.format(at);
    }

    private String said(String key, Object... arguments) {
        return persian ? MESSAGES.persian(key, arguments) : MESSAGES.english(key, arguments);
    }
}
