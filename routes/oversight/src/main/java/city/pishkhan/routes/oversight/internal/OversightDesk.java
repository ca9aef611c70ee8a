package city.pishkhan.routes.oversight.internal;

import city.pishkhan.api.Cases;
import city.pishkhan.api.EvidenceFiles;
import city.pishkhan.api.Journal;
import city.pishkhan.api.Oversight;
import city.pishkhan.api.Oversight.By;
import city.pishkhan.api.Oversight.Facets;
import city.pishkhan.api.Oversight.PaperWorld;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.RuleWatch;
import city.pishkhan.contracts.oversight.Entries;
import city.pishkhan.contracts.oversight.RulesCheck;
import city.pishkhan.contracts.oversight.Statistics;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.CaseWire;
import city.pishkhan.doors.Evidence;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.RenovationCode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Carries each operation of the door to its service: wire form in, wire form out, no rules between. */
final class OversightDesk {
    private static final Set<String> BY = Set.of("district", "office", "service", "agency");
    private static final int LONGEST_CODE = 20;
    private static final int MOST_DIGITS = 18;

    private final Oversight oversight;
    private final Journal journal;
    private final EvidenceFiles evidence;
    private final RuleWatch rules;
    private final PaperWorld paper;

    OversightDesk(Oversight oversight, Journal journal, EvidenceFiles evidence, RuleWatch rules, PaperWorld paper) {
        this.oversight = oversight;
        this.journal = journal;
        this.evidence = evidence;
        this.rules = rules;
        this.paper = paper;
    }

    Reply search(Call call) {
        return Reply.ok(CaseWire.list(oversight.search(facets(call), call.param("cursor"), call.limit())));
    }

    private static Facets facets(Call call) {
        String number = call.param("number");
        String subject = call.param("subject");
        String ruleSet = call.param("ruleSet");
        Days opened = Days.span(call, "openedFrom", "openedTo");
        Days ended = Days.span(call, "endedFrom", "endedTo");
        return new Facets(
                number == null
                        ? null
                        : Fields.identifier("number", number, CaseNumber::parse).value(),
                subject == null
                        ? null
                        : Fields.identifier("subject", subject, RenovationCode::parse)
                                .value(),
                name(call, "service"),
                Fields.optional("office", call.param("office"), LONGEST_CODE),
                Fields.district("district", call.param("district")),
                CaseWire.state("state", call.param("state")),
                name(call, "stage"),
                name(call, "agency"),
                ruleSet == null ? null : Fields.sha256("ruleSet", ruleSet),
                opened.begin(),
                opened.end(),
                ended.begin(),
                ended.end());
    }

    private static String name(Call call, String field) {
        return call.param(field) == null ? null : Fields.name(field, call.param(field));
    }

    Reply find(Call call) {
        return Reply.ok(Watched.view(oversight.find(caseId(call))));
    }

    Reply history(Call call) {
        UUID id = oversight.find(caseId(call)).id();
        return Reply.ok(entries(journal.entries(id)));
    }

    Reply evidence(Call call) {
        return Evidence.reply(call, evidence, this::byNumber, oversight::find);
    }

    private UUID byNumber(String number) {
        Facets facets = new Facets(number, null, null, null, null, null, null, null, null, null, null, null, null);
        return oversight.search(facets, null, 1).items().stream()
                .findFirst()
                .map(Cases.Summary::id)
                .orElseThrow(() -> Refusal.notFound("case", "پرونده"));
    }

    Reply entries(Call call) {
        return Reply.ok(entries(journal.since(after(call.param("after")), call.limit())));
    }

    private static Entries entries(List<Journal.Entry> found) {
        return new Entries(
                found.stream().map(Watched::entry).toList(),
                found.isEmpty() ? null : found.get(found.size() - 1).sequence());
    }

    /** @throws Refusal INVALID naming {@code after} */
    static long after(String text) {
        if (text == null || text.isBlank()) {
            return 0;
        }
        String clean = text.strip();
        if (clean.length() > MOST_DIGITS || !clean.matches("[0-9]+")) {
            throw Refusal.invalid(
                    "sequence.shape", "after", "after is a sequence number.", "after یک شماره ترتیب است.");
        }
        return Long.parseLong(clean);
    }

    Reply statistics(Call call) {
        By by = By.valueOf(Fields.oneOf("by", call.param("by"), BY).toUpperCase(Locale.ROOT));
        Days days = Days.lastMonth(call, "from", "to");
        return Reply.ok(new Statistics(
                by.name().toLowerCase(Locale.ROOT),
                days.first(),
                days.last(),
                oversight.figures(by, days.begin(), days.end(), paper).stream()
                        .map(Watched::line)
                        .toList()));
    }

    Reply statisticsCsv(Call call) {
        Statistics figures = (Statistics) statistics(call).body();
        return Watched.csv(figures).reply("pishkhan-" + figures.by() + "-" + figures.from() + "-" + figures.to());
    }

    Reply rules(Call call) {
        RuleWatch.Day found = rules.day(Days.one(call, "day"));
        return Reply.ok(new RulesCheck(
                found.day(),
                PersianDate.of(found.day()).toString(),
                found.one(),
                found.inForce(),
                found.cases(),
                found.districts().stream()
                        .map(d -> new RulesCheck.District(d.district(), d.cases()))
                        .toList()));
    }

    private static UUID caseId(Call call) {
        return call.id("id", "case", "پرونده");
    }
}
