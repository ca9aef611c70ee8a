package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.RefusalText;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Committee.Draft;
import city.pishkhan.api.governance.Committee.Kind;
import city.pishkhan.api.governance.Committee.Terms;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.messages.Messages;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validation of the terms of each kind of decision: required and forbidden fields. */
final class TermsCheck {
    private static final Messages MESSAGES = Messages.of(TermsCheck.class);

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_CLAUSE = 500;
    private static final int LONGEST_REASON = 4_000;
    private static final int SHORTEST_DANGER = 10;
    private static final int LONGEST_DANGER = 1_000;
    private static final int MOST_OFFICES = 2_000;
    private static final int LARGEST_QUOTA = 100_000;
    private static final int FARTHEST_YEARS = 2;

    private static final Set<String> TARGETS =
            Set.of("office", "expert", "service", "district", "agency", "institute", "operator");
    /** Targets that can only be warned, because the city cannot do without them. */
    private static final Set<String> ONLY_WARNED = Set.of("district", "agency", "institute", "operator");

    /** the suspended office may finish its open cases */
    static final String FINISH = "finish";

    private static final Set<String> MEASURES = Set.of("warn", "suspend", "reinstate");

    private TermsCheck() {}

    /** @return the draft with normalized texts */
    static Draft clean(Draft given, LocalDate today) {
        Kind kind = GovernanceFields.requirePresent("kind", given.kind());
        LocalDate effective = GovernanceFields.requirePresent("effective", given.effective());
        if (effective.isBefore(today) || effective.isAfter(today.plusYears(FARTHEST_YEARS))) {
            throw Refusal.invalid("decision.effective", "effective", today, FARTHEST_YEARS);
        }
        Terms terms = GovernanceFields.requirePresent("terms", given.terms());
        return new Draft(
                kind,
                text("title", given.title(), LONGEST_TITLE),
                text("clause", given.clause(), LONGEST_CLAUSE),
                text("reason", given.reason(), LONGEST_REASON),
                effective,
                switch (kind) {
                    case EXPOSE, WITHDRAW -> exposure(kind, terms);
                    case RULES -> rules(terms);
                    case SPECIAL_REQUEST -> request(terms);
                    case SANCTION -> sanction(terms, effective, today);
                    case APPEAL -> appeal(terms);
                });
    }

    private static String text(String field, String text, int longest) {
        return GovernanceFields.text(
                field, text == null || text.length() > longest ? text : PersianText.normalise(text), longest);
    }

    private static Terms exposure(Kind kind, Terms t) {
        GovernanceFields.requireAbsent("quota", t.quota() != null && kind == Kind.WITHDRAW, kind.code());
        requireOnly(kind, t, Set.of("service", "offices", "quota"));
        GovernanceFields.service("terms.service", t.service());
        List<String> given = Objects.requireNonNull(t.offices());
        if (given.size() > MOST_OFFICES) {
            throw Refusal.invalid("list.size", "terms.offices", MOST_OFFICES);
        }
        given.forEach(office -> GovernanceFields.office("terms.offices", office));
        if (t.quota() != null && (t.quota() < 1 || t.quota() > LARGEST_QUOTA)) {
            throw Refusal.invalid("number.range", "terms.quota", LARGEST_QUOTA);
        }
        List<String> offices = given.stream().distinct().sorted().toList();
        return new Terms(t.service(), offices, t.quota(), null, null, null, null, null, null, null);
    }

    private static Terms rules(Terms t) {
        requireOnly(Kind.RULES, t, Set.of("ruleSet"));
        GovernanceFields.requireShape(
                "terms.ruleSet", t.ruleSet(), GovernanceFields.HASH, MESSAGES.text("terms-check.rule-set"));
        return t;
    }

    private static Terms request(Terms t) {
        requireOnly(Kind.SPECIAL_REQUEST, t, Set.of("service", "subject", "granted"));
        GovernanceFields.service("terms.service", t.service());
        GovernanceFields.requirePresent("terms.granted", t.granted());
        try {
            String subject = RenovationCode.parse(GovernanceFields.requirePresent("terms.subject", t.subject()))
                    .value();
            return new Terms(t.service(), List.of(), null, null, subject, t.granted(), null, null, null, null);
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), "terms.subject", e.text());
        }
    }

    private static Terms appeal(Terms t) {
        requireOnly(Kind.APPEAL, t, Set.of("appeal", "granted"));
        GovernanceFields.requirePresent("terms.appeal", t.appeal());
        GovernanceFields.requirePresent("terms.granted", t.granted());
        return t;
    }

    private static Terms sanction(Terms t, LocalDate effective, LocalDate today) {
        requireOnly(
                Kind.SANCTION,
                t,
                Set.of("service", "target", "name", "measure", "until", "complaint", "urgent", "danger", "cases"));
        if (t.complaint() == null) {
            throw Refusal.invalid("decision.no-complaint", "terms.complaint");
        }
        requireOneOf("terms.target", t.target(), TARGETS);
        requireOneOf("terms.measure", t.measure(), MEASURES);
        switch (Objects.requireNonNull(t.target())) {
            case "office" -> GovernanceFields.office("terms.name", t.name());
            case "expert" -> GovernanceFields.login("terms.name", t.name());
            case "district" ->
                GovernanceFields.requireShape(
                        "terms.name",
                        t.name(),
                        RenovationCode.DISTRICT,
                        RefusalText.of(MESSAGES, "terms.name", RenovationCode.DISTRICTS));
            default -> GovernanceFields.service("terms.name", t.name());
        }
        if (ONLY_WARNED.contains(t.target()) && !"warn".equals(t.measure())) {
            throw Refusal.invalid("decision.measure", "terms.measure", t.target());
        }
        if (t.service() != null) {
            GovernanceFields.requireAbsent(
                    "terms.service", !"office".equals(t.target()), "sanction of a " + t.target());
            GovernanceFields.service("terms.service", t.service());
        }
        boolean suspends = "suspend".equals(t.measure());
        GovernanceFields.requireAbsent("terms.until", t.until() != null && !suspends, t.measure());
        checkCases(t);
        return urgent(t, effective, today);
    }

    /**
     * Checks the term for open cases when an office is suspended: it names another office, or lets the suspended one
     * finish them.
     */
    private static void checkCases(Terms t) {
        boolean asked = "suspend".equals(t.measure()) && "office".equals(t.target());
        GovernanceFields.requireAbsent("terms.cases", t.cases() != null && !asked, t.measure() + " " + t.target());
        if (asked
                && (t.cases() == null
                        || t.cases().equals(t.name())
                        || !t.cases().equals(FINISH)
                                && !GovernanceFields.OFFICE.matcher(t.cases()).matches())) {
            throw Refusal.invalid("decision.cases", "terms.cases");
        }
    }

    /** Checks an urgent sanction, which precedes the hearing: it gives a reason, begins today and ends automatically. */
    private static Terms urgent(Terms t, LocalDate effective, LocalDate today) {
        GovernanceFields.requireAbsent(
                "terms.danger", t.danger() != null && !t.hasImmediateEffect(), Kind.SANCTION.code());
        if (!t.hasImmediateEffect()) {
            return withUrgency(t, t.until(), null, null);
        }
        if (!"suspend".equals(t.measure()) || "service".equals(t.target())) {
            throw Refusal.invalid("decision.urgent-measure", "terms.urgent");
        }
        String danger = t.danger() == null || t.danger().length() > LONGEST_DANGER
                ? ""
                : PersianText.normalise(t.danger()).strip();
        if (danger.length() < SHORTEST_DANGER) {
            throw Refusal.invalid("decision.danger", "terms.danger", SHORTEST_DANGER, LONGEST_DANGER);
        }
        LocalDate last = today.plusDays(Committee.URGENT_DAYS - 1L);
        if (!effective.equals(today)) {
            throw Refusal.invalid("decision.urgent-day", "effective", today);
        }
        if (t.until() != null && (t.until().isAfter(last) || t.until().isBefore(today))) {
            throw Refusal.invalid("decision.urgent-until", "terms.until", last);
        }
        return withUrgency(t, t.until() == null ? last : t.until(), true, danger);
    }

    private static Terms withUrgency(
            Terms t, @Nullable LocalDate until, @Nullable Boolean urgent, @Nullable String danger) {
        return new Terms(
                t.service(),
                t.offices(),
                null,
                null,
                null,
                null,
                t.target(),
                t.name(),
                t.measure(),
                until,
                t.complaint(),
                urgent,
                danger,
                t.cases(),
                null);
    }

    private static void requireOneOf(String field, @Nullable String text, Set<String> words) {
        if (text == null || !words.contains(text)) {
            throw Refusal.invalid(
                    "value.unknown", field, field, words.stream().sorted().toList());
        }
    }

    private static void requireOnly(Kind kind, Terms t, Set<String> fields) {
        Map.ofEntries(
                        Map.entry("service", t.service() != null),
                        Map.entry("offices", t.offices() != null && !t.offices().isEmpty()),
                        Map.entry("quota", t.quota() != null),
                        Map.entry("ruleSet", t.ruleSet() != null),
                        Map.entry("subject", t.subject() != null),
                        Map.entry("granted", t.granted() != null),
                        Map.entry("target", t.target() != null),
                        Map.entry("name", t.name() != null),
                        Map.entry("measure", t.measure() != null),
                        Map.entry("until", t.until() != null),
                        Map.entry("complaint", t.complaint() != null),
                        Map.entry("urgent", t.urgent() != null),
                        Map.entry("danger", t.danger() != null),
                        Map.entry("cases", t.cases() != null),
                        Map.entry("appeal", t.appeal() != null))
                .forEach((field, given) -> GovernanceFields.requireAbsent(
                        "terms." + field, given && !fields.contains(field), kind.code()));
    }
}
