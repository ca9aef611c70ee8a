package city.pishkhan.cases.internal.office;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Cases.Applicant;
import city.pishkhan.api.cases.Cases.OpenCase;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.LegalId;
import city.pishkhan.identifiers.Mobile;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Validation of the applicants of a case: exactly one owner, and optionally co-owners and proxies. */
public final class ApplicantCheck {
    private static final Set<String> ROLES = Set.of("owner", "co-owner", "proxy");
    private static final int LONGEST_NAME = 200;
    private static final int LEGAL_DIGITS = 11;

    private ApplicantCheck() {}

    /**
     * @return the applicants with normalised values
     * @throws Refusal INVALID naming the invalid field
     */
    static List<Applicant> clean(List<Applicant> given) {
        if (given.isEmpty() || given.size() > OpenCase.MAX_APPLICANTS) {
            throw Refusal.invalid("applicants.count", "applicants", OpenCase.MAX_APPLICANTS);
        }
        List<Applicant> clean = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            clean.add(applicant(given.get(i), "applicants[" + i + "]"));
        }
        if (clean.stream().map(Applicant::nationalId).distinct().count() < clean.size()) {
            throw Refusal.invalid("applicants.twice", "applicants");
        }
        if (clean.stream().filter(a -> "owner".equals(a.role())).count() != 1) {
            throw Refusal.invalid("applicants.owner", "applicants");
        }
        return clean;
    }

    private static Applicant applicant(Applicant given, String field) {
        if (given.role() == null || !ROLES.contains(given.role())) {
            throw Refusal.invalid("applicant.role", field + ".role");
        }
        String national = nationalId(field + ".nationalId", given.nationalId());
        String name = PersianText.normalise(given.name() == null ? "" : given.name());
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid("applicant.name", field + ".name", LONGEST_NAME);
        }
        String mobile = given.mobile() == null
                ? null
                : parseField(
                        field + ".mobile", () -> Mobile.parse(given.mobile()).value());
        return new Applicant(given.role(), national, name, mobile);
    }

    /** Normalises a national ID, or a legal-person ID if it has eleven digits. */
    static String nationalId(String field, @Nullable String given) {
        String id = PersianText.normalise(given == null ? "" : given);
        return parseField(
                field,
                () -> id.length() == LEGAL_DIGITS
                        ? LegalId.parse(id).value()
                        : NationalId.parse(id).value());
    }

    /**
     * Normalises the national ID of a natural person, who can appear in person.
     *
     * @throws Refusal INVALID {@code authority.natural} for a legal-person ID
     */
    static String naturalId(String field, String given) {
        String id = nationalId(field, given);
        if (id.length() == LEGAL_DIGITS) {
            throw Refusal.invalid("authority.natural", field);
        }
        return id;
    }

    /** Parses an identifier, and names the field if it is invalid. */
    public static <T> T parseField(String field, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), field, e.text());
        }
    }
}
