package city.pishkhan.routes.oversight.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.EvidenceFiles;
import city.pishkhan.api.cases.Oversight;
import city.pishkhan.api.cases.Oversight.Facets;
import city.pishkhan.api.cases.Oversight.Grouping;
import city.pishkhan.api.cases.Oversight.PaperBaseline;
import city.pishkhan.api.journal.EventTerms;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleWatch;
import city.pishkhan.contracts.oversight.Entries;
import city.pishkhan.contracts.oversight.RulesCheck;
import city.pishkhan.contracts.oversight.Statistics;
import city.pishkhan.contracts.oversight.Terms;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.mapping.CaseTable;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.doors.mapping.EvidenceMapper;
import city.pishkhan.doors.mapping.ListTable;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.identifiers.RenovationCode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations of the oversight door. Converts between wire form and services and contains no rules. */
final class OversightResource {
    private static final Set<String> BY = Set.of("district", "office", "service", "agency", "day");
    /** Limit for statistics by day, which have one line per day. */
    private static final int MOST_DAYS = 400;

    private static final int LONGEST_CODE = 20;
    private static final int MOST_DIGITS = 18;

    private final Oversight oversight;
    private final Journal journal;
    private final EvidenceFiles evidence;
    private final EventTerms terms;
    private final RuleWatch rules;
    private final PaperBaseline paper;
    private final Procedures procedures;

    OversightResource(
            Oversight oversight,
            Journal journal,
            EvidenceFiles evidence,
            EventTerms terms,
            RuleWatch rules,
            PaperBaseline paper,
            Procedures procedures) {
        this.oversight = oversight;
        this.journal = journal;
        this.evidence = evidence;
        this.terms = terms;
        this.rules = rules;
        this.paper = paper;
        this.procedures = procedures;
    }

    DoorReply search(DoorCall doorCall) {
        return DoorReply.ok(CommonCaseMapper.INSTANCE.list(
                oversight.search(facets(doorCall), doorCall.param("cursor"), doorCall.limit())));
    }

    DoorReply table(DoorCall doorCall) {
        Facets facets = facets(doorCall);
        return CaseTable.reply(doorCall, procedures, null, cursor -> oversight.search(facets, cursor, ListTable.LINES));
    }

    private static Facets facets(DoorCall doorCall) {
        String number = doorCall.param("number");
        String subject = doorCall.param("subject");
        String ruleSet = doorCall.param("ruleSet");
        Days opened = Days.span(doorCall, "openedFrom", "openedTo");
        Days ended = Days.span(doorCall, "endedFrom", "endedTo");
        return new Facets(
                number == null
                        ? null
                        : FieldCheck.identifier("number", number, CaseNumber::parse)
                                .value(),
                subject == null
                        ? null
                        : FieldCheck.identifier("subject", subject, RenovationCode::parse)
                                .value(),
                name(doorCall, "service"),
                FieldCheck.optional("office", doorCall.param("office"), LONGEST_CODE),
                FieldCheck.district("district", doorCall.param("district")),
                CommonCaseMapper.state("state", doorCall.param("state")),
                name(doorCall, "stage"),
                name(doorCall, "agency"),
                ruleSet == null ? null : FieldCheck.sha256("ruleSet", ruleSet),
                opened.begin(),
                opened.end(),
                ended.begin(),
                ended.end());
    }

    private static @Nullable String name(DoorCall doorCall, String field) {
        return doorCall.param(field) == null ? null : FieldCheck.name(field, doorCall.param(field));
    }

    DoorReply find(DoorCall doorCall) {
        return DoorReply.ok(OversightCaseMapper.INSTANCE.view(oversight.find(caseId(doorCall))));
    }

    DoorReply history(DoorCall doorCall) {
        UUID id = oversight.find(caseId(doorCall)).id();
        return DoorReply.ok(entries(journal.entries(id)));
    }

    DoorReply evidence(DoorCall doorCall) {
        return EvidenceMapper.reply(doorCall, evidence, this::findIdByNumber, oversight::find);
    }

    private UUID findIdByNumber(String number) {
        Facets facets = new Facets(number, null, null, null, null, null, null, null, null, null, null, null, null);
        return oversight.search(facets, null, 1).items().stream()
                .findFirst()
                .map(Cases.Summary::id)
                .orElseThrow(() -> Refusal.notFound("case"));
    }

    DoorReply entries(DoorCall doorCall) {
        return DoorReply.ok(entries(journal.entriesAfter(parseAfter(doorCall.param("after")), doorCall.limit())));
    }

    private static Entries entries(List<Journal.Entry> found) {
        return new Entries(
                found.stream().map(OversightCaseMapper.INSTANCE::entry).toList(),
                found.isEmpty() ? null : found.get(found.size() - 1).sequence());
    }

    /**
     * Parses the sequence number after which entries are requested; 0 if absent.
     *
     * @throws Refusal INVALID with field {@code after}
     */
    static long parseAfter(@Nullable String text) {
        return text == null || text.isBlank() ? 0 : number("after", text);
    }

    /**
     * Parses a sequence number.
     *
     * @throws Refusal INVALID with the given field if the text is not a number
     */
    static long number(String field, String text) {
        String clean = text.strip();
        if (clean.length() > MOST_DIGITS || !clean.matches("[0-9]+")) {
            throw Refusal.invalid("sequence.shape", field, field);
        }
        return Long.parseLong(clean);
    }

    DoorReply terms() {
        return DoorReply.ok(new Terms(OversightCaseMapper.INSTANCE.terms(terms.all())));
    }

    DoorReply statistics(DoorCall doorCall) {
        Grouping by = Grouping.valueOf(
                FieldCheck.oneOf("by", doorCall.param("by"), BY).toUpperCase(Locale.ROOT));
        Days days = Days.lastMonth(doorCall, "from", "to");
        if (by == Grouping.DAY && days.count() > MOST_DAYS) {
            throw Refusal.invalid("days.too-many", "from", "from", MOST_DAYS);
        }
        return DoorReply.ok(new Statistics(
                by.name().toLowerCase(Locale.ROOT),
                Objects.requireNonNull(days.first()),
                Objects.requireNonNull(days.last()),
                oversight.figures(by, days.begin(), days.end(), paper).stream()
                        .map(OversightCaseMapper.INSTANCE::line)
                        .toList()));
    }

    DoorReply statisticsCsv(DoorCall doorCall) {
        Statistics figures =
                Objects.requireNonNull((Statistics) statistics(doorCall).body());
        return OversightCaseMapper.csv(figures)
                .reply("pishkhan-" + figures.by() + "-" + figures.from() + "-" + figures.to());
    }

    DoorReply rules(DoorCall doorCall) {
        RuleWatch.Day found = rules.day(Days.singleDay(doorCall, "day"));
        return DoorReply.ok(new RulesCheck(
                found.day(),
                PersianDate.of(found.day()).toString(),
                found.hasOneRuleSet(),
                found.inForce(),
                found.cases(),
                found.districts().stream()
                        .map(d -> new RulesCheck.District(d.district(), d.cases()))
                        .toList()));
    }

    private static UUID caseId(DoorCall doorCall) {
        return doorCall.id("id", "case");
    }
}
