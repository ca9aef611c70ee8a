package city.pishkhan.identifiers;

/**
 * A bank card number (کارت بانکی): sixteen digits with a Luhn check digit. Personal: {@code toString} is masked as on a receipt
 * (first six and last four digits are shown), {@link #value} is not.
 *
 * @param value sixteen ASCII digits
 */
public record CardNumber(String value) {
    private static final IdentifierType KIND = IdentifierType.personal("card", 6, 4);

    /** @throws InvalidIdentifier with the rule that {@code value} violates */
    public CardNumber {
        String digits = KIND.digits(value);
        KIND.length(digits, 16, 16);
        KIND.require(CheckDigits.isLuhnValid(digits), digits, "check-digit");
        value = digits;
    }

    public static CardNumber parse(String text) {
        return new CardNumber(text);
    }

    public String masked() {
        return KIND.mask(value);
    }

    @Override
    public String toString() {
        return masked();
    }
}
