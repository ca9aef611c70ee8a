package city.pishkhan.identifiers;

/**
 * A bank card (کارت بانکی): sixteen digits with Luhn's check. Personal: {@code toString} is masked to what a receipt
 * may show (first six, last four), {@link #value} is not.
 *
 * @param value sixteen ASCII digits
 */
public record CardNumber(String value) {
    private static final Kind KIND = Kind.personal("card", 6, 4);

    /** @throws InvalidIdentifier naming the rule that {@code value} breaks */
    public CardNumber {
        String digits = KIND.digits(value);
        KIND.length(digits, 16, 16);
        KIND.require(CheckDigits.luhn(digits), digits, "check-digit");
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
