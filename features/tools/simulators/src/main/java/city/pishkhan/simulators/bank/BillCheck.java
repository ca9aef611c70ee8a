package city.pishkhan.simulators.bank;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Validates the bill ID and payment ID of a purchase, as banks do. */
final class BillCheck {
    private static final Pattern BILL = Pattern.compile("^(\\d{6,13})/(\\d{6,13}) .*", Pattern.DOTALL);

    private static final Pattern ID = Pattern.compile("[0-9]{6,13}");

    private BillCheck() {}

    /**
     * Checks the two IDs at the beginning of the merchant's data, if there are any.
     *
     * @return error code, or {@code null} if the data has no IDs or the IDs are valid
     */
    static String errorCode(String data, long amount) {
        Matcher found = BILL.matcher(data);
        if (!found.matches()) {
            return null;
        }
        return errorCode(found.group(1), found.group(2), amount);
    }

    /**
     * Checks the two IDs of a payment at a counter.
     *
     * @return error code, or {@code null} if the IDs and the amount are valid
     */
    static String errorCode(String bill, String payment, long amount) {
        if (!ID.matcher(bill).matches()) {
            return Codes.BILL_ID;
        }
        if (!ID.matcher(payment).matches()) {
            return Codes.PAYMENT_ID;
        }
        int n = payment.length();
        if (check(bill.substring(0, bill.length() - 1)) != digit(bill, bill.length() - 1)) {
            return Codes.BILL_ID;
        }
        if (check(payment.substring(0, n - 2)) != digit(payment, n - 2)
                || check(bill + payment.substring(0, n - 1)) != digit(payment, n - 1)) {
            return Codes.PAYMENT_ID;
        }
        return Long.parseLong(payment.substring(0, n - 5)) * 1_000 == amount ? null : Codes.AMOUNT;
    }

    private static int check(String digits) {
        int sum = 0;
        for (int i = digits.length() - 1, weight = 2; i >= 0; i--, weight = weight == 7 ? 2 : weight + 1) {
            sum += digit(digits, i) * weight;
        }
        int rest = sum % 11;
        return rest < 2 ? 0 : 11 - rest;
    }

    private static int digit(String digits, int at) {
        return digits.charAt(at) - '0';
    }
}
