package city.pishkhan.identifiers;

/**
 * A bill ID (شناسه قبض): up to eight digits for the payer's file, three for the company, one for the service and one check digit.
 * Leading zeros are removed, so that each bill has one textual form.
 *
 * @param value 6 to 13 ASCII digits
 */
public record BillId(String value) {
    /** The service that issues the bill; the digit before the check digit. */
    public enum Service {
        WATER,
        ELECTRICITY,
        GAS,
        PHONE,
        MOBILE,
        MUNICIPALITY;

        public int digit() {
            return ordinal() + 1;
        }
    }

    /** The largest file number of a bill. */
    public static final int MOST_FILE = 99_999_999;

    private static final IdentifierType KIND = IdentifierType.open("bill-id");

    /** @throws InvalidIdentifier with the rule that {@code value} violates */
    public BillId {
        String digits = KIND.digits(value);
        KIND.length(digits, 6, 13);
        int body = digits.length() - 1;
        KIND.require(
                CheckDigits.bill(digits.substring(0, body)) == CheckDigits.digitAt(digits, body),
                digits,
                "check-digit");
        int service = CheckDigits.digitAt(digits, body - 1);
        KIND.require(service >= 1 && service <= Service.values().length, digits, "service", service);
        KIND.require(Integer.parseInt(digits.substring(0, body - 4)) > 0, digits, "file");
        value = CheckDigits.unpadded(digits);
    }

    public static BillId parse(String text) {
        return new BillId(text);
    }

    /**
     * Creates a bill ID and computes its check digit.
     *
     * @param file    1 to {@value #MOST_FILE}
     * @param company 0 to 999
     * @throws InvalidIdentifier if a number is out of range
     */
    public static BillId of(long file, int company, Service service) {
        String text = file + "/" + company;
        KIND.require(file >= 1 && file <= MOST_FILE, text, "file/range", MOST_FILE);
        KIND.require(company >= 0 && company <= 999, text, "company");
        String body = file + "%03d".formatted(company) + service.digit();
        return new BillId(body + CheckDigits.bill(body));
    }

    public int file() {
        return Integer.parseInt(value.substring(0, value.length() - 5));
    }

    public int company() {
        return Integer.parseInt(value.substring(value.length() - 5, value.length() - 2));
    }

    public Service service() {
        return Service.values()[CheckDigits.digitAt(value, value.length() - 2) - 1];
    }

    @Override
    public String toString() {
        return value;
    }
}
