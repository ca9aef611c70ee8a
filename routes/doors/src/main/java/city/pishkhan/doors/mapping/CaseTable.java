package city.pishkhan.doors.mapping;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleSet;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cases as a {@link ListTable}. Services and stages have the titles of the rules in force. */
public final class CaseTable {
    private static final Messages MESSAGES = Messages.of(CaseTable.class);

    private final RuleSet rules;
    private final ListTable table;

    private CaseTable(RuleSet rules, DoorCall doorCall) {
        this.rules = rules;
        this.table = new ListTable(
                doorCall,
                MESSAGES,
                "case",
                "service",
                "subject",
                "office",
                "district",
                "state",
                "stage",
                "opened",
                "due");
    }

    /**
     * Creates the table.
     * @param first  cursor of the first page, or {@code null}
     * @param listed returns the page of a cursor, with {@link ListTable#LINES} lines
     */
    public static DoorReply reply(
            DoorCall doorCall,
            Procedures procedures,
            @Nullable String first,
            Function<String, Page<Cases.Summary>> listed) {
        CaseTable cases = new CaseTable(procedures.inForce(), doorCall);
        return cases.table.reply("pishkhan-cases", first, listed, cases::line);
    }

    private void line(Cases.Summary s) {
        Optional<Procedure> procedure = rules.procedure(s.service());
        table.line(
                s.number(),
                procedure
                        .map(p -> table.inLanguage(new Text(p.titleEn(), p.titleFa())))
                        .orElse(s.service()),
                s.subject(),
                s.office(),
                s.district(),
                table.translate("table.state.", CommonCaseMapper.state(s.state())),
                procedure.map(p -> stage(p, s.stage())).orElse(s.stage()),
                table.minute(s.opened()),
                table.minute(s.due()));
    }

    private String stage(Procedure procedure, String id) {
        return procedure.stages().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .map(s -> table.inLanguage(new Text(s.titleEn(), s.titleFa())))
                .orElse(id);
    }
}
