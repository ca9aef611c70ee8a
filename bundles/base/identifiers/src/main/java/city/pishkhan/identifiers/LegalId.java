package city.pishkhan.identifiers;

/**
 * A legal person's national ID (شناسه ملی): eleven digits, the last a check digit over the first ten.
 *
 * @param value eleven ASCII digits
 */
public record LegalId(String value) {
    private static final IdentifierType KIND = IdentifierType.open("legal-id");
    private static final int[] WEIGHTS = {29, 27, 23, 19, 17};

    /** @throws InvalidIdentifier with the rule that {@code value} violates */
    public LegalId {
        String digits = KIND.digits(value);
        KIND.length(digits, 11, 11);
        KIND.require(check(digits) == CheckDigits.digitAt(digits, 10), digits, "check-digit");
        value = digits;
    }

    public static LegalId parse(String text) {
        return new LegalId(text);
    }

    @Override
    public String toString() {
        return value;
    }

    private static int check(String digits) {
        int shift = CheckDigits.digitAt(digits, 9) + 2;
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += (CheckDigits.digitAt(digits, i) + shift) * WEIGHTS[i % 5];
        }
        return sum % 11 % 10;
    }
}
