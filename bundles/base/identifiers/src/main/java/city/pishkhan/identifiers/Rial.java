package city.pishkhan.identifiers;

import city.pishkhan.messages.Messages;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * An amount of money in whole rial, never negative. Arithmetic that exceeds the range of a {@code long} or falls below zero
 * throws {@link ArithmeticException}, so that a wrong bill is not issued. Toman (10 rial) is only displayed, never stored.
 *
 * @param amount rial
 */
public record Rial(long amount) implements Comparable<Rial> {
    private static final Messages MESSAGES = Messages.of(Rial.class);
    private static final IdentifierType KIND = IdentifierType.open("rial");

    public static final Rial ZERO = new Rial(0);

    /** @throws InvalidIdentifier if {@code amount} is negative */
    public Rial {
        if (amount < 0) {
            throw KIND.refuse("" + amount, "negative");
        }
    }

    public static Rial of(long amount) {
        return new Rial(amount);
    }

    /**
     * Parses digits of any script, with or without group separators: {@code 12500000}, {@code 12,500,000}, {@code ۱۲٬۵۰۰٬۰۰۰}.
     *
     * @throws InvalidIdentifier with the rule that {@code text} violates
     */
    public static Rial parse(String text) {
        String clean = KIND.normalise(text).replaceAll("[,٬،\\s]", "");
        KIND.require(!clean.startsWith("-"), clean, "negative");
        KIND.require(PersianText.isAsciiDigits(clean), clean, "digits");
        String digits = CheckDigits.unpadded(clean);
        KIND.require(digits.length() <= 18, clean, "length");
        return new Rial(Long.parseLong(digits));
    }

    public Rial plus(Rial other) {
        return new Rial(Math.addExact(amount, other.amount));
    }

    /** @throws ArithmeticException if {@code other} is larger */
    public Rial minus(Rial other) {
        if (other.amount > amount) {
            throw new ArithmeticException(other + " cannot be subtracted from " + this);
        }
        return new Rial(amount - other.amount);
    }

    public Rial times(long factor) {
        return multiply(BigDecimal.valueOf(factor));
    }

    /** Multiplies by a rate such as 0.015, rounded half up to whole rial. */
    public Rial times(BigDecimal rate) {
        return multiply(rate);
    }

    /** Rounds half up to thousands, as payment IDs require. */
    public Rial roundedToThousand() {
        return new Rial(Math.multiplyExact(Math.addExact(amount, 500) / 1000, 1000L));
    }

    public boolean isZero() {
        return amount == 0;
    }

    /** The amount for Persian readers: {@code ۱۲٬۵۰۰٬۰۰۰ ریال}. */
    public String persian() {
        return MESSAGES.persian(
                "rial.amount", PersianText.persianDigits(grouped(BigDecimal.valueOf(amount), '٬', '٫')));
    }

    /** The amount for Persian readers in toman: {@code ۱٬۲۵۰٬۰۰۰ تومان}; a remaining rial is shown as a tenth. */
    public String toman() {
        return MESSAGES.persian(
                "rial.toman", PersianText.persianDigits(grouped(BigDecimal.valueOf(amount, 1), '٬', '٫')));
    }

    @Override
    public int compareTo(Rial other) {
        return Long.compare(amount, other.amount);
    }

    /** {@code 12,500,000 rial}, for people and logs; for machines use {@link #amount}. */
    @Override
    public String toString() {
        return grouped(BigDecimal.valueOf(amount), ',', '.') + " rial";
    }

    private Rial multiply(BigDecimal factor) {
        if (factor.signum() < 0) {
            throw new ArithmeticException("a negative factor for " + this + ": " + factor);
        }
        return new Rial(BigDecimal.valueOf(amount)
                .multiply(factor)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    private static String grouped(BigDecimal number, char group, char point) {
        var symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setGroupingSeparator(group);
        symbols.setDecimalSeparator(point);
        return new DecimalFormat("#,##0.#", symbols).format(number);
    }
}
