package city.pishkhan.identifiers;

import java.util.ArrayList;
import java.util.List;

/**
 * A payment ID (شناسه پرداخت) and the bill that it pays. It has up to eight digits for the amount in thousands of rial, one for
 * the year, two for the period, and two check digits. The first check digit covers these digits, the second also the bill ID. A
 * payment ID is only valid with its bill, so this type contains both. Leading zeros are removed, as the second check digit
 * requires.
 *
 * @param bill  the bill that is paid
 * @param value 6 to 13 ASCII digits
 */
public record PaymentId(BillId bill, String value) {
    /** The largest amount of one payment ID; a larger duty is {@linkplain #split split}. */
    public static final Rial MOST = new Rial(99_999_999_000L);

    private static final IdentifierType KIND = IdentifierType.open("payment-id");

    /** @throws InvalidIdentifier with the rule that {@code value} violates */
    public PaymentId {
        String digits = KIND.digits(value);
        KIND.length(digits, 6, 13);
        digits = CheckDigits.unpadded(digits);
        KIND.require(digits.length() >= 6, digits, "amount");
        KIND.require(bill != null, digits, "bill");
        int n = digits.length();
        KIND.require(
                CheckDigits.bill(digits.substring(0, n - 2)) == CheckDigits.digitAt(digits, n - 2), digits, "check-1");
        KIND.require(
                CheckDigits.bill(bill.value() + digits.substring(0, n - 1)) == CheckDigits.digitAt(digits, n - 1),
                digits,
                "check-2",
                bill);
        value = digits;
    }

    public static PaymentId parse(BillId bill, String text) {
        return new PaymentId(bill, text);
    }

    /**
     * Creates a payment ID and computes both check digits.
     *
     * @param amount rounded half up to thousands of rial; {@link #amount} returns the rounded amount
     * @param year   the Persian year or its last digit
     * @param period 0 to 99
     * @throws InvalidIdentifier if the rounded amount is zero or above {@link #MOST}
     */
    public static PaymentId of(BillId bill, Rial amount, int year, int period) {
        Rial paid = amount.roundedToThousand();
        KIND.require(paid.amount() > 0 && paid.compareTo(MOST) <= 0, amount.toString(), "amount/range");
        KIND.require(year >= 0, "" + year, "year");
        KIND.require(period >= 0 && period <= 99, "" + period, "period");
        String body = paid.amount() / 1000 + "" + year % 10 + "%02d".formatted(period);
        String checked = body + CheckDigits.bill(body);
        return new PaymentId(bill, checked + CheckDigits.bill(bill.value() + checked));
    }

    /**
     * Splits a duty into amounts for payment IDs: rounded to thousands, each up to {@link #MOST}. The list is empty for less than
     * 500 rial.
     */
    public static List<Rial> split(Rial duty) {
        var parts = new ArrayList<Rial>();
        Rial rest = duty.roundedToThousand();
        while (rest.compareTo(MOST) > 0) {
            parts.add(MOST);
            rest = rest.minus(MOST);
        }
        if (rest.amount() > 0) {
            parts.add(rest);
        }
        return List.copyOf(parts);
    }

    /** The amount to be paid, a multiple of 1,000 rial. */
    public Rial amount() {
        return new Rial(Long.parseLong(value.substring(0, value.length() - 5)) * 1000);
    }

    /** The last digit of the Persian year. */
    public int yearDigit() {
        return CheckDigits.digitAt(value, value.length() - 5);
    }

    public int period() {
        return Integer.parseInt(value.substring(value.length() - 4, value.length() - 2));
    }

    @Override
    public String toString() {
        return value;
    }
}
