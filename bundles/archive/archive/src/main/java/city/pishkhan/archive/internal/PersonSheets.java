package city.pishkhan.archive.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.LegalId;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Converts owner IDs into the values that the index stores: keyed digests of persons, canonical renovation codes of
 * properties.
 */
final class PersonSheets {
    private static final int LEGAL_ID_DIGITS = 11;

    private final UnaryOperator<String> digest;

    /** @param digest computes keyed digests, see {@link PersonKeys} */
    PersonSheets(UnaryOperator<String> digest) {
        this.digest = digest;
    }

    /**
     * Returns the keyed digest of a person.
     *
     * @throws Refusal INVALID if the ID is neither a valid national ID nor a valid legal-person ID
     */
    String digest(String id) {
        try {
            String digits = PersianText.compact(id);
            boolean legal = digits != null && digits.length() == LEGAL_ID_DIGITS;
            return digest.apply(
                    legal
                            ? LegalId.parse(digits).value()
                            : NationalId.parse(digits).value());
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), "owner", e.text());
        }
    }

    List<String> digest(List<String> ids) {
        return ids.stream().distinct().map(this::digest).toList();
    }

    /**
     * Returns the canonical form of a renovation code.
     *
     * @throws Refusal INVALID if the code is not a valid renovation code
     */
    static String property(String code) {
        try {
            return RenovationCode.parse(code).value();
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), "owner", e.text());
        }
    }
}
