package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
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
import java.util.Set;

/** What each kind of decision must say, and what it may not say. */
final class TermsCheck {
    private static final Messages MESSAGES = Messages.of(TermsCheck.class);

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_CLAUSE = 500;
    private static final int LONGEST_REASON = 4_000;
    private static final int MOST_OFFICES = 2_000;
    private static final int LARGEST_QUOTA = 100_000;
    private static final int FARTHEST_YEARS = 2;

    private static final Set<String> TARGETS =
            Set.of("office", "expert", "service", "district", "agency", "institute", "operator");
    /** What the city cannot do without is warned and not suspended. */
    private static final Set<String> ONLY_WARNED = Set.of("district", "agency", "institute", "operator");

    private static final Set<String> MEASURES = Set.of("warn", "suspend", "reinstate");

    private TermsCheck() {}

    /** @return the draft with its texts in their normal form */
    static Draft clean(Draft given, LocalDate today) {
        Kind kind = GovernanceFields.present("kind", given.kind());
        LocalDate effective = GovernanceFields.present("effective", given.effective());
        if (effective.isBefore(today) || effective.isAfter(today.plusYears(FARTHEST_YEARS))) {
            throw Refusal.invalid("decision.effective", "effective", today, FARTHEST_YEARS);
        }
        Terms terms = GovernanceFields.present("terms", given.terms());
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
                    case SANCTION -> sanction(terms);
                });
    }

    private static String text(String field, String text, int longest) {
        return GovernanceFields.text(
                field, text == null || text.length() > longest ? text : PersianText.normalise(text), longest);
    }

    private static Terms exposure(Kind kind, Terms t) {
        GovernanceFields.absent("quota", t.quota() != null && kind == Kind.WITHDRAW, word(kind));
        only(kind, t, Set.of("service", "offices", "quota"));
        GovernanceFields.service("terms.service", t.service());
        if (t.offices().size() > MOST_OFFICES) {
            throw Refusal.invalid("list.size", "terms.offices", MOST_OFFICES);
        }
        t.offices().forEach(office -> GovernanceFields.office("terms.offices", office));
        if (t.quota() != null && (t.quota() < 1 || t.quota() > LARGEST_QUOTA)) {
            throw Refusal.invalid("number.range", "terms.quota");
        }
        List<String> offices = t.offices().stream().distinct().sorted().toList();
        return new Terms(t.service(), offices, t.quota(), null, null, null, null, null, null, null);
    }

    private static Terms rules(Terms t) {
        only(Kind.RULES, t, Set.of("ruleSet"));
        GovernanceFields.shape(
                "terms.ruleSet", t.ruleSet(), GovernanceFields.HASH, MESSAGES.text("terms-check.rule-set"));
        return t;
    }

    private static Terms request(Terms t) {
        only(Kind.SPECIAL_REQUEST, t, Set.of("service", "subject", "granted"));
        GovernanceFields.service("terms.service", t.service());
        GovernanceFields.present("terms.granted", t.granted());
        try {
            String subject = RenovationCode.parse(GovernanceFields.present("terms.subject", t.subject()))
                    .value();
            return new Terms(t.service(), List.of(), null, null, subject, t.granted(), null, null, null, null);
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), "terms.subject", e.text());
        }
    }

    private static Terms sanction(Terms t) {
        only(Kind.SANCTION, t, Set.of("service", "target", "name", "measure", "until"));
        oneOf("terms.target", t.target(), TARGETS);
        oneOf("terms.measure", t.measure(), MEASURES);
        switch (t.target()) {
            case "office" -> GovernanceFields.office("terms.name", t.name());
            case "expert" -> GovernanceFields.login("terms.name", t.name());
            case "district" ->
                GovernanceFields.shape("terms.name", t.name(), GovernanceFields.DISTRICT, MESSAGES.text("terms.name"));
            default -> GovernanceFields.service("terms.name", t.name());
        }
        if (ONLY_WARNED.contains(t.target()) && !t.measure().equals("warn")) {
            throw Refusal.invalid("decision.measure", "terms.measure", t.target());
        }
        if (t.service() != null) {
            GovernanceFields.absent("terms.service", !t.target().equals("office"), "sanction of a " + t.target());
            GovernanceFields.service("terms.service", t.service());
        }
        GovernanceFields.absent("terms.until", t.until() != null && !t.measure().equals("suspend"), t.measure());
        return t;
    }

    private static void oneOf(String field, String text, Set<String> words) {
        if (text == null || !words.contains(text)) {
            String list = String.join(", ", words.stream().sorted().toList());
            throw Refusal.invalid("value.unknown", field, field, list);
        }
    }

    private static void only(Kind kind, Terms t, Set<String> fields) {
        Map.of(
                        "service", t.service() != null,
                        "offices", !t.offices().isEmpty(),
                        "quota", t.quota() != null,
                        "ruleSet", t.ruleSet() != null,
                        "subject", t.subject() != null,
                        "granted", t.granted() != null,
                        "target", t.target() != null,
                        "name", t.name() != null,
                        "measure", t.measure() != null,
                        "until", t.until() != null)
                .forEach((field, given) ->
                        GovernanceFields.absent("terms." + field, given && !fields.contains(field), word(kind)));
    }

    static String word(Kind kind) {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
