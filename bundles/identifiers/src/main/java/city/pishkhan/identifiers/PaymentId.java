package city.pishkhan.identifiers;

import java.util.ArrayList;
import java.util.List;

/**
 * A payment ID (شناسه پرداخت) and the bill it pays: up to eight digits of thousands of rial, one of the year, two of
 * the period, a check over these and a check over the bill ID and all before it. It says something only beside its
 * bill, so the two are one value here. Zeros in front are dropped, as the second check demands.
 *
 * @param bill the bill that is paid
 * @param value 6 to 13 ASCII digits
 */
public record PaymentId(BillId bill, String value) {
    /** The largest amount that one payment ID can name; a larger duty is {@linkplain #split split}. */
    public static final Rial MOST = new Rial(99_999_999_000L);

    private static final Kind KIND = Kind.open("payment-id");

    /** @throws InvalidIdentifier naming the rule that {@code value} breaks */
    public PaymentId {
        String digits = KIND.digits(value);
        KIND.length(digits, 6, 13);
        digits = CheckDigits.unpadded(digits);
        KIND.require(digits.length() >= 6, digits, "amount");
        KIND.require(bill != null, digits, "bill");
        int n = digits.length();
        KIND.require(CheckDigits.bill(digits.substring(0, n - 2)) == CheckDigits.at(digits, n - 2), digits, "check-1");
        KIND.require(
                CheckDigits.bill(bill.value() + digits.substring(0, n - 1)) == CheckDigits.at(digits, n - 1),
                digits,
                "check-2",
                bill);
        value = digits;
    }

    public static PaymentId parse(BillId bill, String text) {
        return new PaymentId(bill, text);
    }

    /**
     * The payment ID with both checks computed.
     *
     * @param amount rounded half up to thousands of rial; see {@link #amount} for what is then to be paid
     * @param year the last digit of the Persian year, or the year itself
     * @param period 0 to 99
     * @throws InvalidIdentifier where the rounded amount is zero or above {@link #MOST}
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

    /** A duty as amounts that payment IDs can name: rounded to thousands, none above {@link #MOST}, none for under 500. */
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

    /** What is to be paid, a multiple of 1,000 rial. */
    public Rial amount() {
        return new Rial(Long.parseLong(value.substring(0, value.length() - 5)) * 1000);
    }

    /** The last digit of the Persian year. */
    public int yearDigit() {
        return CheckDigits.at(value, value.length() - 5);
    }

    public int period() {
        return Integer.parseInt(value.substring(value.length() - 4, value.length() - 2));
    }

    @Override
    public String toString() {
        return value;
    }
}
