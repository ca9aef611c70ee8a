package city.pishkhan.identifiers;

import static city.pishkhan.identifiers.RefusedValues.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalIdentifiersTest {
    @ParameterizedTest
    @CsvSource({
        "0499370899, 0499370899",
        "0790419904, 0790419904",
        "0684159414, 0684159414",
        "68415941, 0068415941",
        "499370899, 0499370899",
        "۰۴۹۹۳۷۰۸۹۹, 0499370899",
        "٠٤٩٩٣٧٠٨٩٩, 0499370899",
        "' 049-937089-9 ', 0499370899",
        "\u200e0499\u200c370899\ufeff, 0499370899"
    })
    void parsesNationalId(String text, String value) {
        assertEquals(value, NationalId.parse(text).value());
    }

    @ParameterizedTest
    @CsvSource({
        "1234567890, check-digit",
        "0684159415, check-digit",
        "9999999999, repeated",
        "0000000000, repeated",
        "0010000007, serial",
        "1234567, length",
        "04993708990, length",
        "049937089O, digits",
        "'', missing",
        "' \u200c ', missing",
        ", missing",
        "０４９９３７０８９９, digits"
    })
    void rejectsInvalidNationalId(String text, String rule) {
        refusal("national-id." + rule, () -> NationalId.parse(text));
    }

    @Test
    void nationalIdDetectsWrongDigitsExceptKnownCases() {
        int accepted = 0;
        int refused = 0;
        for (String valid : new String[] {"0499370899", "0790419904", "0684159414", "0068415941"}) {
            for (int at = 0; at < 10; at++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    String changed = valid.substring(0, at) + digit + valid.substring(at + 1);
                    if (changed.equals(valid)) {
                        continue;
                    }
                    // remainders 1 and 10 both give check digit 1, so the check digit does not detect this change
                    boolean blind = remainder(valid) != remainder(changed)
                            && valid.endsWith("1")
                            && at < 9
                            && remainder(valid) + remainder(changed) == 11
                            && remainder(valid) % 9 == 1;
                    if (blind) {
                        assertEquals(changed, NationalId.parse(changed).value());
                        accepted++;
                    } else {
                        refusal("national-id.check-digit", () -> NationalId.parse(changed));
                        refused++;
                    }
                }
            }
        }
        assertEquals(4 * 90, accepted + refused);
        assertTrue(accepted < 9, "blind spots: " + accepted);
    }

    private static int remainder(String digits) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (digits.charAt(i) - '0') * (10 - i);
        }
        return sum % 11;
    }

    @ParameterizedTest
    @CsvSource({"6037701689095443", "6037-7016-8909-5443", "6037 7016 8909 5443", "۶۰۳۷۷۰۱۶۸۹۰۹۵۴۴۳"})
    void parsesCardNumber(String text) {
        assertEquals("6037701689095443", CardNumber.parse(text).value());
    }

    @ParameterizedTest
    @CsvSource({
        "6219861034529008, check-digit",
        "603770168909544, length",
        "60377016890954433, length",
        "6037x01689095443, digits",
        "'', missing"
    })
    void rejectsInvalidCardNumber(String text, String rule) {
        refusal("card." + rule, () -> CardNumber.parse(text));
    }

    @Test
    void cardNumberDetectsEveryWrongDigit() {
        String valid = "6037701689095443";
        for (int at = 0; at < 16; at++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String changed = valid.substring(0, at) + digit + valid.substring(at + 1);
                if (!changed.equals(valid)) {
                    refusal("card.check-digit", () -> CardNumber.parse(changed));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "09022002580, 09022002580", "00989022002580, 09022002580", "+989022002580, 09022002580",
        "989022002580, 09022002580", "9022002580, 09022002580", "+98 902-200-2580, 09022002580",
        "۰۹۰۲۲۰۰۲۵۸۰, 09022002580", "9822002580, 09822002580"
    })
    void parsesMobileNumber(String text, String value) {
        assertEquals(value, Mobile.parse(text).value());
    }

    @ParameterizedTest
    @CsvSource({
        "0935521465, length",
        "090220025800, length",
        "02188776655, prefix",
        "+9809022002580, prefix",
        "0902200258a, digits",
        "09+22002580, digits",
        "'', missing"
    })
    void rejectsInvalidMobileNumber(String text, String rule) {
        refusal("mobile." + rule, () -> Mobile.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"IR820540102680020817909002", "ir82 0540 1026 8002 0817 9090 02", "IR۸۲۰۵۴۰۱۰۲۶۸۰۰۲۰۸۱۷۹۰۹۰۰۲"})
    void parsesIban(String text) {
        assertEquals("IR820540102680020817909002", Iban.parse(text).value());
    }

    @ParameterizedTest
    @CsvSource({
        "IR820540102680020817909003, check-digits",
        "IR280540102680020817909002, check-digits",
        "DE820540102680020817909002, country",
        "820540102680020817909002, country",
        "IR82054010268002081790900, length",
        "IR82054010268002081790900X, digits",
        "IR, digits"
    })
    void rejectsInvalidIban(String text, String rule) {
        refusal("iban." + rule, () -> Iban.parse(text));
    }

    @Test
    void toStringMasksValue() {
        assertEquals("049******9", NationalId.parse("0499370899").toString());
        assertEquals("603770******5443", CardNumber.parse("6037701689095443").toString());
        assertEquals("0902*****80", Mobile.parse("09022002580").toString());
        assertEquals(
                "IR82******************9002",
                Iban.parse("IR820540102680020817909002").toString());
        assertEquals("049******9", NationalId.parse("0499370899").masked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890", "0684159415", "12345", "0499370899 and my name is Ali"})
    void errorsContainNoPersonalNumber(String text) {
        var refused = refusal(
                text.length() == 10
                        ? "national-id.check-digit"
                        : text.length() == 5 ? "national-id.length" : "national-id.digits",
                () -> NationalId.parse(text));
        for (String shown : new String[] {
            refused.english(),
            refused.persian(),
            refused.maskedValue(),
            refused.toString(),
            PersianText.normalise(refused.persian())
        }) {
            assertFalse(shown.contains(text), shown);
            assertFalse(shown.contains("0499370899"), shown);
        }
    }

    @Test
    void errorsExplainReasonInBothLanguages() {
        var refused = refusal("national-id.check-digit", () -> NationalId.parse("1234567890"));
        assertEquals(
                "National ID '123******0': the check digit does not match the others", refused.message(Locale.ENGLISH));
        assertEquals(
                "کد ملی «\u2066۱۲۳******۰\u2069» پذیرفته نشد: رقم کنترل با رقم‌های دیگر مطابقت ندارد",
                refused.message(Locale.forLanguageTag("fa-IR")));
        assertTrue(refusal("mobile.length", () -> Mobile.parse("0935521465"))
                .english()
                .contains("after the first 9 it must have 9 digits, not 8"));
    }

    @Test
    void rejectsHugeTextEarly() {
        var refused = refusal("national-id.length", () -> NationalId.parse("4".repeat(5_000_000)));
        assertTrue(refused.english().length() < 250, refused.english());
    }
}
