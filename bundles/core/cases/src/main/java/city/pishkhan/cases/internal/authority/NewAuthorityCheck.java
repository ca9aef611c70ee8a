package city.pishkhan.cases.internal.authority;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.persons.Authorities.Act;
import city.pishkhan.api.persons.Authorities.Kind;
import city.pishkhan.api.persons.Authorities.NewAuthority;
import city.pishkhan.api.persons.Authorities.Person;
import city.pishkhan.api.persons.Authorities.Share;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.LegalId;
import city.pishkhan.identifiers.Mobile;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.PlateNumber;
import city.pishkhan.identifiers.RenovationCode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates a new authority by its kind and normalises every value. */
final class NewAuthorityCheck {
    private static final int LEGAL_DIGITS = 11;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NUMBER = 50;
    private static final int MOST_PARTS = 1_000_000;
    private static final int MOST_YEARS = 50;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private NewAuthorityCheck() {}

    /** @throws Refusal INVALID naming the invalid field */
    static NewAuthority clean(NewAuthority given, LocalDate today) {
        Kind kind = given.kind();
        if (kind == null) {
            throw Refusal.invalid("authority.kind", "kind");
        }
        Person owner =
                person(given.owner(), "owner", kind == Kind.SIGNATORY, kind == Kind.HEIR || kind == Kind.GUARDIAN);
        Person holder = person(given.holder(), "holder", false, true);
        if (Objects.equals(owner.nationalId(), holder.nationalId())) {
            throw Refusal.invalid("authority.self", "holder.nationalId");
        }
        if (kind == Kind.PROXY && given.acts().isEmpty()) {
            throw Refusal.invalid("authority.acts", "acts");
        }
        return new NewAuthority(
                kind,
                owner,
                holder,
                given.subject() == null ? null : subject(given.subject()),
                given.acts().isEmpty() ? Set.of(Act.values()) : given.acts(),
                number(given.number(), "number"),
                requireOnlyIf(kind == Kind.LAWYER, given.contract(), "contract") == null
                        ? null
                        : number(given.contract(), "contract"),
                gazette(requireOnlyIf(kind == Kind.SIGNATORY, given.gazette(), "gazette"), today),
                sheet(given.sheet()),
                until(kind, given.until(), today),
                share(requireOnlyIf(kind == Kind.HEIR, given.share(), "share")),
                checkJointly(kind, given.jointly()));
    }

    private static boolean checkJointly(Kind kind, boolean given) {
        if (given && kind != Kind.SIGNATORY) {
            throw Refusal.invalid("authority.not-of-kind", "jointly", "jointly", kind.code());
        }
        return given;
    }

    /**
     * Checks that the value is present if this kind of authority has the field, and absent otherwise.
     *
     * @throws Refusal INVALID naming the field
     */
    private static <T> @Nullable T requireOnlyIf(boolean belongs, @Nullable T value, String field) {
        if (belongs && value == null) {
            throw Refusal.invalid("authority.needed", field, field);
        }
        if (!belongs && value != null) {
            throw Refusal.invalid("authority.not-of-kind/other", field, field);
        }
        return value;
    }

    private static Person person(Person given, String field, boolean legalOnly, boolean naturalOnly) {
        if (given == null) {
            throw Refusal.invalid("authority.needed", field, field);
        }
        String id = PersianText.compact(given.nationalId() == null ? "" : given.nationalId());
        boolean legal = id.length() == LEGAL_DIGITS;
        String at = field + ".nationalId";
        if (legal && naturalOnly || !legal && legalOnly) {
            throw Refusal.invalid(legal ? "authority.natural" : "authority.legal", at);
        }
        String clean = parseField(
                at,
                () -> legal ? LegalId.parse(id).value() : NationalId.parse(id).value());
        String name = PersianText.normalise(given.name() == null ? "" : given.name());
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid("applicant.name", field + ".name", LONGEST_NAME);
        }
        String mobile = given.mobile() == null || given.mobile().isBlank()
                ? null
                : parseField(
                        field + ".mobile", () -> Mobile.parse(given.mobile()).value());
        return new Person(clean, name, mobile);
    }

    static String subject(String given) {
        return given.codePoints().anyMatch(Character::isLetter)
                ? parseField("subject", () -> PlateNumber.parse(given).value())
                : parseField("subject", () -> RenovationCode.parse(given).value());
    }

    static String number(@Nullable String given, String field) {
        String clean = given == null || given.length() > LONGEST_NUMBER ? "" : PersianText.normalise(given);
        if (clean.isBlank()) {
            throw Refusal.invalid("authority.number", field, field, LONGEST_NUMBER);
        }
        return clean;
    }

    private static @Nullable LocalDate gazette(@Nullable LocalDate given, LocalDate today) {
        if (given != null && given.isAfter(today)) {
            throw Refusal.invalid("authority.future", "gazette", "gazette");
        }
        return given;
    }

    private static @Nullable String sheet(@Nullable String given) {
        if (given != null && !SHA256.matcher(given).matches()) {
            throw Refusal.invalid("authority.sheet", "sheet");
        }
        return given;
    }

    private static @Nullable LocalDate until(Kind kind, @Nullable LocalDate given, LocalDate today) {
        if (given == null) {
            if (kind == Kind.LAWYER || kind == Kind.GUARDIAN || kind == Kind.SIGNATORY) {
                throw Refusal.invalid("authority.needed", "until", "until");
            }
            return null;
        }
        if (kind == Kind.HEIR) {
            throw Refusal.invalid("authority.not-of-kind/other", "until", "until");
        }
        if (given.isBefore(today)) {
            throw Refusal.invalid("authority.past", "until", given);
        }
        if (given.isAfter(today.plusYears(MOST_YEARS))) {
            throw Refusal.invalid("authority.far", "until", MOST_YEARS);
        }
        return given;
    }

    private static @Nullable Share share(@Nullable Share given) {
        if (given != null
                && (given.numerator() < 1
                        || given.denominator() < given.numerator()
                        || given.denominator() > MOST_PARTS)) {
            throw Refusal.invalid("authority.share", "share", given, MOST_PARTS);
        }
        return given;
    }

    static <T> T parseField(String field, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), field, e.text());
        }
    }
}
