package city.pishkhan.identifiers;

import java.math.BigInteger;
import java.util.Locale;

/**
 * An Iranian bank account number (شبا, ISO 13616): {@code IR} and 24 digits. Personal: {@code toString} is masked,
 * {@link #value} is not.
 *
 * @param value {@code IR} and 24 ASCII digits
 */
public record Iban(String value) {
    private static final Kind KIND = Kind.personal("iban", "IBAN", "شماره شبا", 4, 4);
    private static final BigInteger MODULUS = BigInteger.valueOf(97);
    private static final String IR_AS_DIGITS = "1827";

    /** @throws InvalidIdentifier naming the rule that {@code value} breaks */
    public Iban {
        String text = KIND.compact(value).toUpperCase(Locale.ROOT);
        KIND.require(text.startsWith("IR"), text, "country", "it must begin with IR", "باید با IR آغاز شود");
        String digits = text.substring(2);
        KIND.require(
                PersianText.asciiDigits(digits),
                text,
                "digits",
                "only digits may follow IR",
                "پس از IR فقط باید رقم بیاید");
        KIND.require(
                digits.length() == 24,
                text,
                "length",
                digits.length() + " digits follow IR instead of 24",
                "به‌جای ۲۴ رقم، " + digits.length() + " رقم پس از IR آمده است");
        var number = new BigInteger(digits.substring(2) + IR_AS_DIGITS + digits.substring(0, 2));
        KIND.require(
                number.mod(MODULUS).intValue() == 1,
                text,
                "check-digits",
                "the check digits do not match the account",
                "رقم‌های کنترل با حساب نمی‌خواند");
        value = text;
    }

    public static Iban parse(String text) {
        return new Iban(text);
    }

    public String masked() {
        return KIND.mask(value);
    }

    @Override
    public String toString() {
        return masked();
    }
}
