package city.pishkhan.governance.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.RefusalText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validation of fields. Each refusal names the field and the rule. */
final class GovernanceFields {
    private static final Messages MESSAGES = Messages.of(GovernanceFields.class);

    static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final int OFFICE_DIGITS = 6;
    static final Pattern OFFICE = Pattern.compile("[0-9]{1," + OFFICE_DIGITS + "}");
    static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
    static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_TERM_YEARS = 30;

    private GovernanceFields() {}

    /** @return the text without leading and trailing blanks */
    static String text(String field, @Nullable String text, int longest) {
        String clean = text == null ? "" : text.strip();
        if (clean.isEmpty() || clean.length() > longest) {
            throw Refusal.invalid("text.length", field, field, longest);
        }
        return clean;
    }

    static String requireShape(String field, @Nullable String text, Pattern shape, Text wanted) {
        if (text == null || !shape.matcher(text).matches()) {
            throw Refusal.invalid("value.shape", field, field, wanted.english(), wanted.persian());
        }
        return text;
    }

    static String service(String field, @Nullable String text) {
        return requireShape(field, text, SERVICE, MESSAGES.text("governance-fields.service"));
    }

    static String office(String field, @Nullable String text) {
        return requireShape(field, text, OFFICE, RefusalText.of(MESSAGES, "governance-fields.office", OFFICE_DIGITS));
    }

    static String login(String field, @Nullable String text) {
        return requireShape(field, text, LOGIN, MESSAGES.text("governance-fields.login"));
    }

    static <T> T requirePresent(String field, @Nullable T value) {
        if (value == null) {
            throw Refusal.invalid("field.missing", field, field);
        }
        return value;
    }

    static void requireAbsent(String field, boolean given, @Nullable String kind) {
        if (given) {
            throw Refusal.invalid("decision.terms", field, kind, field);
        }
    }

    static void requireTerm(LocalDate from, LocalDate until) {
        requirePresent("from", from);
        requirePresent("until", until);
        if (until.isBefore(from) || until.isAfter(from.plusYears(LONGEST_TERM_YEARS))) {
            throw Refusal.invalid("date.term", "until", LONGEST_TERM_YEARS);
        }
    }
}
