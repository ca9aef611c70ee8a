package city.pishkhan.doors.mapping;

import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures.Fee;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Procedures.Version;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.contracts.visitor.RuleList;
import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.identifiers.PersianDate;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Converts rule texts to the wire form. Personal remarks of committee members are left out. */
public final class RuleTextMapper {
    private static final int MOST_DECISIONS = 200;

    private RuleTextMapper() {}

    /** Lists the rule sets of decisions: proposed, scheduled, in force and past. */
    public static List<RuleList.Item> decisions(Committee committee, RuleTexts texts) {
        Map<String, Decision> adopted = new HashMap<>();
        committee
                .list(Committee.Kind.RULES, "adopted", null, MOST_DECISIONS)
                .items()
                .forEach(d -> adopted.put(d.number(), d));
        List<RuleList.Item> items = new ArrayList<>();
        for (Decision draft : committee
                .list(Committee.Kind.RULES, "draft", null, MOST_DECISIONS)
                .items()) {
            items.add(proposed(draft));
        }
        for (Version version : texts.enacted()) {
            items.add(enacted(version, adopted.get(version.decision())));
        }
        return items;
    }

    private static RuleList.Item proposed(Decision d) {
        return new RuleList.Item(
                d.terms().ruleSet(),
                null,
                "proposed",
                null,
                d.effective(),
                persian(d.effective()),
                null,
                d.committee(),
                d.title(),
                d.clause(),
                null,
                null);
    }

    /** @param d decision, or {@code null} for rules that came into force without one */
    private static RuleList.Item enacted(Version v, Decision d) {
        LocalDate day = day(v.since());
        return new RuleList.Item(
                v.hash(),
                v.number(),
                v.status(),
                v.since(),
                day,
                persian(day),
                v.decision(),
                d == null ? null : d.committee(),
                d == null ? null : d.title(),
                d == null ? null : d.clause(),
                d == null ? null : d.signed(),
                d == null ? null : d.digest());
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, PersianDate.TEHRAN);
    }

    private static String persian(LocalDate day) {
        return PersianDate.of(day).toString();
    }

    /** @param decisions decisions about this rule set, newest first */
    public static RuleText text(RuleTexts.Text t, List<RuleList.Item> decisions) {
        RuleCells cells = new RuleCells(t);
        return new RuleText(
                t.hash(),
                t.number(),
                decisions,
                t.procedures().stream().map(RuleTextMapper::procedure).toList(),
                t.tables().stream().map(table -> table(table, cells)).toList(),
                t.facts().stream()
                        .map(f -> new RuleText.Fact(f.name(), f.type(), f.lookup(), f.en(), f.fa()))
                        .toList(),
                words(t.papers()),
                words(t.words()),
                new TreeMap<>(t.data()),
                calendar(t.calendar()),
                t.files().stream()
                        .map(f -> new RuleText.File(f.name(), f.sha256(), f.size()))
                        .toList());
    }

    private static List<RuleText.Word> words(List<RuleTexts.Word> words) {
        return words.stream()
                .map(w -> new RuleText.Word(w.code(), w.en(), w.fa()))
                .toList();
    }

    private static RuleText.Procedure procedure(Procedure p) {
        return new RuleText.Procedure(
                p.service(),
                p.version(),
                p.titleEn(),
                p.titleFa(),
                p.subject(),
                p.customer(),
                p.stages().stream().map(RuleTextMapper::stage).toList(),
                p.home(),
                p.requires(),
                p.excludes(),
                fee(p.fee()),
                p.refunds().withdrawn(),
                p.payment().isPresent() ? RefundTermsMapper.terms(p.refunds()) : null);
    }

    private static RuleText.Fee fee(Fee f) {
        return f == null ? null : new RuleText.Fee(f.amount(), f.titleEn(), f.titleFa(), f.officeShare());
    }

    private static RuleText.Stage stage(Stage s) {
        return new RuleText.Stage(
                s.id(),
                s.kind().name().toLowerCase(Locale.ROOT),
                s.titleEn(),
                s.titleFa(),
                s.table(),
                s.agency(),
                s.role(),
                s.sendBack(),
                new TreeMap<>(s.agencies())
                        .entrySet().stream()
                                .map(a -> agency(a.getKey(), a.getValue()))
                                .toList(),
                s.template(),
                s.findings(),
                s.kind() == StageKind.PAYMENT ? s.payer() : null,
                s.discipline());
    }

    private static RuleText.Agency agency(String name, AgencyRule rule) {
        return new RuleText.Agency(
                name,
                rule.workingDays() == 0 ? null : rule.workingDays(),
                rule.clock() == null ? null : rule.clock().toString(),
                rule.silence().name().toLowerCase(Locale.ROOT),
                rule.onReject(),
                rule.extensions(),
                rule.shows(),
                rule.attachments(),
                rule.extensions() == 0 ? null : rule.extension(),
                rule.reminders(),
                rule.undelivered() ? "escalate" : "wait");
    }

    private static RuleText.Table table(RuleTexts.Table t, RuleCells cells) {
        return new RuleText.Table(
                t.name(),
                t.title(),
                t.titleFa(),
                t.file(),
                t.hitPolicy(),
                t.forEach(),
                t.sum(),
                columns(t.lets()),
                columns(t.inputs()),
                columns(t.outputs()),
                t.rules().stream()
                        .map(r -> new RuleText.Rule(
                                r.id(),
                                r.description(),
                                r.tests(),
                                r.values(),
                                cells.persian(r.tests()),
                                cells.persian(r.values())))
                        .toList());
    }

    private static List<RuleText.Column> columns(List<RuleTexts.Column> columns) {
        return columns.stream()
                .map(c -> new RuleText.Column(c.label(), c.labelFa(), c.expression()))
                .toList();
    }

    private static RuleText.Calendar calendar(RuleTexts.Calendar c) {
        return new RuleText.Calendar(
                c.version(),
                c.first(),
                c.last(),
                weekdays(c.full()),
                c.opens().toString(),
                c.closes().toString(),
                weekdays(c.half()),
                c.halfOpens() == null ? null : c.halfOpens().toString(),
                c.halfCloses() == null ? null : c.halfCloses().toString(),
                c.holidays().stream()
                        .map(h -> new RuleText.Holiday(h.day(), persian(h.day()), h.name()))
                        .toList());
    }

    /** Sorts weekdays as in Tehran, from Saturday. */
    private static List<String> weekdays(Set<DayOfWeek> days) {
        return days.stream()
                .sorted(Comparator.comparingInt(d -> (d.getValue() + 1) % 7))
                .map(d -> d.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
