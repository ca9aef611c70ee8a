package city.pishkhan.doors.mapping;

import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Committee.Decision;
import city.pishkhan.api.rules.AgencyRule;
import city.pishkhan.api.rules.Procedures.Fee;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.Procedures.Version;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.api.rules.Silence;
import city.pishkhan.api.rules.Stage;
import city.pishkhan.api.rules.StageKind;
import city.pishkhan.contracts.office.payments.RefundTerms;
import city.pishkhan.contracts.visitor.RuleList;
import city.pishkhan.contracts.visitor.RuleText;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.NullContract;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;

/** Converts rule texts to the wire form. Personal remarks of committee members are left out. */
@Mapper(config = WireMapping.class)
public abstract class RuleTextMapper {
    private static final RuleTextMapper INSTANCE = new RuleTextMapperImpl();

    private static final int MOST_DECISIONS = 200;

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
            items.add(INSTANCE.enacted(version, adopted.get(version.decision())));
        }
        return items;
    }

    private static RuleList.Item proposed(Decision d) {
        return new RuleList.Item(
                Objects.requireNonNull(d.terms().ruleSet()),
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
    @Mapping(target = "number", source = "v.number")
    @Mapping(target = "day", source = "v.since", qualifiedByName = "day")
    @Mapping(target = "dayFa", source = "v.since", qualifiedByName = "dayFa")
    protected abstract RuleList.Item enacted(Version v, @Nullable Decision d);

    @Named("day")
    protected static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, PersianDate.TEHRAN);
    }

    @Named("dayFa")
    protected static String persian(Instant at) {
        return persian(day(at));
    }

    @Named("dayFa")
    protected static String persian(LocalDate day) {
        return PersianDate.of(day).toString();
    }

    /** @param decisions decisions about this rule set, newest first */
    public static RuleText text(RuleTexts.Text t, List<RuleList.Item> decisions) {
        return INSTANCE.text(t, decisions, new RuleCells(t));
    }

    /** @param cells translates the cells of the tables */
    @Mapping(target = "decisions", source = "decisions")
    @Mapping(target = "data", source = "t.data", qualifiedByName = "sorted")
    protected abstract RuleText text(RuleTexts.Text t, List<RuleList.Item> decisions, @Context RuleCells cells);

    @Named("sorted")
    protected static Map<String, Map<String, Object>> sorted(Map<String, Map<String, Object>> data) {
        return new TreeMap<>(data);
    }

    protected abstract RuleText.Fact fact(RuleTexts.Fact f);

    protected abstract RuleText.File file(RuleTexts.File f);

    protected abstract RuleText.Word word(RuleTexts.Word w);

    @Mapping(target = "withdrawalRefund", source = "refunds.withdrawn")
    @Mapping(target = "refunds", source = "p", qualifiedByName = "refundTerms")
    protected abstract RuleText.Procedure procedure(Procedure p);

    @Named("refundTerms")
    protected static @Nullable RefundTerms refundTerms(Procedure p) {
        return p.payment().isPresent() ? RefundTermsMapper.terms(p.refunds()) : null;
    }

    protected abstract RuleText.Fee fee(Fee f);

    @Mapping(target = "payer", source = "s", qualifiedByName = "payer")
    protected abstract RuleText.Stage stage(Stage s);

    protected static String kind(StageKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Named("payer")
    protected static @Nullable String payer(Stage s) {
        return s.kind() == StageKind.PAYMENT ? s.payer() : null;
    }

    /** Converts the rules of a stage's agencies, sorted by agency. */
    protected List<RuleText.Agency> agencies(Map<String, AgencyRule> rules) {
        return new TreeMap<>(rules)
                .entrySet().stream().map(a -> agency(a.getKey(), a.getValue())).toList();
    }

    @Mapping(target = "agency", source = "name")
    @Mapping(target = "workingDays", source = "rule.workingDays", qualifiedByName = "absentIfZero")
    @Mapping(target = "extension", source = "rule", qualifiedByName = "extension")
    @Mapping(target = "undelivered", source = "rule.undelivered", qualifiedByName = "undelivered")
    protected abstract RuleText.Agency agency(String name, AgencyRule rule);

    @Named("absentIfZero")
    protected static @Nullable Integer absentIfZero(int days) {
        return days == 0 ? null : days;
    }

    @NullContract("!null -> !null")
    protected static @Nullable String clock(@Nullable Duration clock) {
        return clock == null ? null : clock.toString();
    }

    protected static String silence(Silence silence) {
        return silence.name().toLowerCase(Locale.ROOT);
    }

    @Named("extension")
    protected static @Nullable String extension(AgencyRule rule) {
        return rule.extensions() == 0 ? null : rule.extension();
    }

    @Named("undelivered")
    protected static String undelivered(boolean escalated) {
        return escalated ? "escalate" : "wait";
    }

    protected abstract RuleText.Table table(RuleTexts.Table t, @Context RuleCells cells);

    protected abstract RuleText.Column column(RuleTexts.Column c);

    @Mapping(target = "testsFa", source = "tests", qualifiedByName = "cells")
    @Mapping(target = "valuesFa", source = "values", qualifiedByName = "cells")
    protected abstract RuleText.Rule rule(RuleTexts.Rule r, @Context RuleCells cells);

    @Named("cells")
    protected static List<String> persian(List<String> feel, @Context RuleCells cells) {
        return cells.persian(feel);
    }

    @Mapping(target = "fullFrom", source = "opens")
    @Mapping(target = "fullUntil", source = "closes")
    @Mapping(target = "halfFrom", source = "halfOpens")
    @Mapping(target = "halfUntil", source = "halfCloses")
    protected abstract RuleText.Calendar calendar(RuleTexts.Calendar c);

    @NullContract("!null -> !null")
    protected static @Nullable String time(@Nullable LocalTime time) {
        return time == null ? null : time.toString();
    }

    @Mapping(target = "dayFa", source = "day", qualifiedByName = "dayFa")
    protected abstract RuleText.Holiday holiday(RuleTexts.Holiday h);

    /** Sorts weekdays as in Tehran, from Saturday. */
    protected static List<String> weekdays(Set<DayOfWeek> days) {
        return days.stream()
                .sorted(Comparator.comparingInt(d -> (d.getValue() + 1) % 7))
                .map(d -> d.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
