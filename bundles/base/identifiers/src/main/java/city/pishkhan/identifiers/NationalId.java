package city.pishkhan.identifiers;

/**
 * A citizen's national ID (کد ملی): ten digits, the last a check digit over the first nine. Eight or nine digits are padded with
 * zeros, because spreadsheets drop leading zeros. Personal: {@code toString} is masked, {@link #value} is not.
 *
 * @param value ten ASCII digits
 */
public record NationalId(String value) {
    private static final IdentifierType KIND = IdentifierType.personal("national-id", 3, 1);

    /** @throws InvalidIdentifier with the rule that {@code value} violates */
    public NationalId {
        String digits = KIND.digits(value);
        KIND.length(digits, 8, 10);
        digits = "0".repeat(10 - digits.length()) + digits;
        char first = digits.charAt(0);
        KIND.require(digits.chars().anyMatch(c -> c != first), digits, "repeated");
        KIND.require(!digits.startsWith("000000", 3), digits, "serial");
        KIND.require(check(digits) == CheckDigits.digitAt(digits, 9), digits, "check-digit");
        value = digits;
    }

    public static NationalId parse(String text) {
        return new NationalId(text);
    }

    public String masked() {
        return KIND.mask(value);
    }

    @Override
    public String toString() {
        return masked();
    }

    private static int check(String digits) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += CheckDigits.digitAt(digits, i) * (10 - i);
        }
        int r = sum % 11;
        return r < 2 ? r : 11 - r;
    }
}
