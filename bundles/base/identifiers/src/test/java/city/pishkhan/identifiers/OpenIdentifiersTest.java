package city.pishkhan.identifiers;

import static city.pishkhan.identifiers.RefusedValues.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdentifiersTest {
    @ParameterizedTest
    @CsvSource({
        "10380284790, 10380284790",
        "10101780644, 10101780644",
        "14005893875, 14005893875",
        "۱۰۳۸۰۲۸۴۷۹۰, 10380284790",
        "'1038 0284 790', 10380284790"
    })
    void parsesLegalId(String text, String value) {
        assertEquals(value, LegalId.parse(text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "10380284792, check-digit",
        "11111111111, check-digit",
        "1038028479, length",
        "103802847900, length",
        "1038028479x, digits"
    })
    void rejectsInvalidLegalId(String text, String rule) {
        refusal("legal-id." + rule, () -> LegalId.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1619735744, 1619735744",
        "3456789123, 3456789123",
        "16197-35744, 1619735744",
        "۱۶۱۹۷۳۵۷۴۴, 1619735744",
        "1113735744, 1113735744"
    })
    void parsesPostalCode(String text, String value) {
        assertEquals(value, PostalCode.parse(text).value());
    }

    @ParameterizedTest
    @CsvSource({
        "1111735744, repeated",
        "2987654321, area",
        "1619035744, area",
        "161973574, length",
        "16197357444, length",
        "16197357a4, digits"
    })
    void rejectsInvalidPostalCode(String text, String rule) {
        refusal("postal-code." + rule, () -> PostalCode.parse(text));
    }

    @Test
    void postalCodeRulesMatchPublishedPattern() {
        var published = java.util.regex.Pattern.compile("^(?!(\\d)\\1{3})[13-9]{5}\\d{5}$");
        for (int head = 10_000; head < 100_000; head += 7) {
            String code = head + "12345";
            boolean read = true;
            try {
                PostalCode.parse(code);
            } catch (InvalidIdentifier e) {
                read = false;
            }
            assertEquals(published.matcher(code).matches(), read, code);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "12ب14547, 12ب14547",
        "۱۲ ب ۱۴۵ - ۴۷, 12ب14547",
        "12 ب 145 ایران 47, 12ب14547",
        "12ب145 \u200fايران 47, 12ب14547",
        "12ب14540, 12ب14540",
        "12ي14547, 12ی14547",
        "12ك14547, 12ک14547",
        "12الف14547, 12الف14547",
        "12ا14547, 12الف14547",
        "12ژ14547, 12ژ14547"
    })
    void parsesPlateNumber(String text, String value) {
        assertEquals(value, PlateNumber.parse(text).value());
    }

    @Test
    void returnsPlateParts() {
        var plate = PlateNumber.parse("12الف14547");
        assertEquals("الف", plate.letter());
        assertEquals(47, plate.province());
    }

    @ParameterizedTest
    @CsvSource({
        "12ب14501, zero",
        "10ب14547, zero",
        "12ب10547, zero",
        "12ب14047, zero",
        "12ب14500, zero",
        "12x14547, letter",
        "12ذ14547, letter",
        "1214547, shape",
        "12ب1454, shape",
        "ب1214547, shape",
        "'', missing"
    })
    void rejectsInvalidPlateNumber(String text, String rule) {
        refusal("plate." + rule, () -> PlateNumber.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "22-3-17-4-1-0-0, 22-3-17-4-1-0-0",
        "۲۲-۳-۱۷-۴-۱-۰-۰, 22-3-17-4-1-0-0",
        "22 – 03 – 017 – 4 – 1 – 0 – 0, 22-3-17-4-1-0-0",
        "1-0-0-0-0-0-0, 1-0-0-0-0-0-0"
    })
    void parsesRenovationCode(String text, String value) {
        assertEquals(value, RenovationCode.parse(text).value());
    }

    @Test
    void returnsRenovationCodeParts() {
        assertEquals(new RenovationCode(22, 3, 17, 4, 1, 0, 0), RenovationCode.parse("22-3-17-4-1-0-0"));
        assertEquals(22, RenovationCode.parse("22-3-17-4-1-0-0").district());
    }

    @ParameterizedTest
    @CsvSource({
        "23-3-17-4-1-0-0, district",
        "0-3-17-4-1-0-0, district",
        "22-3-17-4-1-0, parts",
        "22-3-17-4-1-0-0-0, parts",
        "22-3-17-4-1-0-x, part",
        "22-3-17-4-1-0-, part",
        "22-3-17-4-1--0-0, parts",
        "22-3-17-4-1-0-100000, part",
        "2231741, parts",
        "'', missing"
    })
    void rejectsInvalidRenovationCode(String text, String rule) {
        refusal("renovation-code." + rule, () -> RenovationCode.parse(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 22})
    void parsesFormattedCaseNumber(int district) {
        var number = CaseNumber.of(district, 1405, 123);
        assertEquals(number, CaseNumber.parse(number.value()));
        assertEquals(number, CaseNumber.parse(number.value().replace("-", "")));
        assertEquals(number, CaseNumber.parse(PersianText.persianDigits(number.value())));
        assertEquals(
                number,
                CaseNumber.parse(district + " - 1405 - 123 - " + number.value().charAt(16)));
        assertEquals(17, number.value().length());
    }

    @Test
    void caseNumberFormatIsStable() {
        // the number is printed on paper, so the check digit must never change
        assertEquals("22-1405-0000123-2", CaseNumber.of(22, 1405, 123).value());
        assertTrue(CaseNumber.of(3, 1405, 2).compareTo(CaseNumber.of(3, 1405, 10)) < 0);
    }

    @Test
    void caseNumberDetectsWrongAndSwappedDigits() {
        for (int serial : new int[] {1, 123, 90_909, 9_999_998}) {
            String plain = CaseNumber.of(11, 1405, serial).value().replace("-", "");
            for (int at = 0; at < plain.length(); at++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    assertRejectedUnlessEqual(plain, plain.substring(0, at) + digit + plain.substring(at + 1));
                }
                if (at > 0) {
                    assertRejectedUnlessEqual(
                            plain,
                            plain.substring(0, at - 1)
                                    + plain.charAt(at)
                                    + plain.charAt(at - 1)
                                    + plain.substring(at + 1));
                }
            }
        }
    }

    private static void assertRejectedUnlessEqual(String plain, String changed) {
        boolean read = true;
        try {
            CaseNumber.parse(changed);
        } catch (InvalidIdentifier e) {
            read = false;
        }
        assertEquals(changed.equals(plain), read, changed);
    }

    @ParameterizedTest
    @CsvSource({
        "23-1405-0000123-6, district",
        "22-1505-0000123-6, year",
        "22-1405-0000000-6, serial",
        "22-1405-0000123-7, check-digit",
        "22-1405-0000123, shape",
        "22/1405/0000123/6, shape",
        "hello, shape",
        "'', missing"
    })
    void rejectsInvalidCaseNumber(String text, String rule) {
        refusal("case-number." + rule, () -> CaseNumber.parse(text));
    }

    @Test
    void messagesContainNoControlCharacters() {
        var refused = refusal("case-number.shape", () -> CaseNumber.parse("22\r\n2026 ERROR\u0000 forged\u202e"));
        for (String shown : new String[] {refused.english(), refused.persian(), refused.maskedValue()}) {
            assertFalse(shown.chars().anyMatch(Character::isISOControl), shown);
            assertFalse(shown.contains("\u202e"), shown);
        }
    }
}
