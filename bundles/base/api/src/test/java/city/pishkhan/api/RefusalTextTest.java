package city.pishkhan.api;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.persons.Authorities;
import city.pishkhan.identifiers.Rial;
import city.pishkhan.identifiers.WorkingTime;
import city.pishkhan.messages.CodeNames;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.spi.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefusalTextTest {
    private static final Messages MESSAGES = Messages.of(RefusalTextTest.class);

    /** Formats an argument in the sentence {@code column {0} comes twice}, which all of these tests use. */
    private static String persian(Object argument) {
        String text =
                RefusalText.of(MESSAGES, "settlements.column-twice", argument).persian();
        return text.replace("ستون ", "").replace(" تکراری است", "");
    }

    private static String english(Object argument) {
        return RefusalText.of(MESSAGES, "settlements.column-twice", argument)
                .english()
                .replace("column ", "")
                .replace(" is given twice", "");
    }

    @Test
    void formatsDatesNumbersAndAmountsPerLanguage() {
        assertEquals("۱۴۰۵/۰۹/۰۴", persian(LocalDate.of(2026, 11, 25)));
        assertEquals("2026-11-25", english(LocalDate.of(2026, 11, 25)));
        assertEquals("۱۴۰۵/۰۹/۰۴ ۱۳:۲۰", persian(Instant.parse("2026-11-25T09:50:00Z")));
        assertEquals("2026-11-25T09:50:00Z", english(Instant.parse("2026-11-25T09:50:00Z")));
        assertEquals("0001-01-01", english(LocalDate.of(1, 1, 1)));
        assertEquals("۱۴۰۵", persian(1405));
        assertEquals("۱۲٬۳۴۵٬۶۷۸", persian(12_345_678L));
        assertEquals("۱٬۲۵۰٬۰۰۰ ریال", persian(Rial.of(1_250_000)));
        assertEquals("۱۰ روز کاری", persian(WorkingTime.days(10)));
        assertEquals("2 working days and 4 h 30 min of office time", english(WorkingTime.parse("2d 4h 30m")));
    }

    @Test
    void isolatesTextDirectionOfIdentifiers() {
        assertEquals("\u2066۲۲-۳-۱۷-۴-۱-۰-۰\u2069", persian("22-3-17-4-1-0-0"));
        assertEquals("\u2066S-۱۴۰۵-۰۰۰۷\u2069", persian("S-1405-0007"));
        assertEquals("\u2066\u202D۱۲ب۵۴۷۱۴\u202C\u2069", persian("12ب54714"));
        assertEquals("۱۲۰۴", persian("1204"));
        assertEquals("نام کسی", persian("نام کسی"));
        assertEquals("\u2068قرارداد PDF 2\u2069", persian("قرارداد PDF 2"));
        assertEquals("\u2066a\u2069، \u2066b\u2069", persian(List.of("a", "b")));
        assertEquals("22-3-17-4-1-0-0", english("22-3-17-4-1-0-0"));
        assertEquals("الف", persian(new Text("a", "الف")));
    }

    @Test
    void namesFieldsInBothLanguages() {
        assertEquals(new Text("holder's national ID", "کد ملی دارنده"), RefusalText.name("holder.nationalId"));
        assertEquals(new Text("last day", "روز پایان"), RefusalText.name("until"));
        assertEquals(new Text("name (no. 3)", "نام (ردیف ۳)"), RefusalText.name("people[2].name"));
        assertEquals(new Text("x.unheardOf", "\u2066x.unheardOf\u2069"), RefusalText.name("x.unheardOf"));
        Refusal refusal = Refusal.invalid("settlements.column-twice", "until", "until");
        assertEquals("column last day is given twice", refusal.english());
        assertEquals("ستون روز پایان تکراری است", refusal.persian());
        assertEquals("until", refusal.field());
    }

    @Test
    void enumCodesAndRolesHaveNames() {
        assertAll(Stream.of(
                        codesOf("verdict", Verdict.values()),
                        codesOf("act", Authorities.Act.values()),
                        codesOf("authority-kind", Authorities.Kind.values()))
                .flatMap(Function.identity())
                .map(name -> () -> assertTrue(CodeNames.find(name[0], name[1]).isPresent(), name[0] + "." + name[1])));
        assertEquals(new Text("mayor of district 5", "شهردار منطقه ۵"), CodeNames.nameOrCode("seat", "mayor-5"));
        assertEquals(new Text("office 1204", "دفتر ۱۲۰۴"), CodeNames.nameOrCode("role", "office:1204"));
        assertEquals(new Text("telecom", "telecom"), CodeNames.nameOrCode("agency", "telecom"));
    }

    private static Stream<String[]> codesOf(String kind, Enum<?>... codes) {
        return Arrays.stream(codes).map(code ->
                new String[] {kind, code.name().toLowerCase(Locale.ROOT).replace('_', '-')});
    }

    @Test
    void providedNamesReplaceCodes() {
        Function<String, Optional<Text>> names =
                code -> code.equals("telecom") ? Optional.of(new Text("phones", "مخابرات")) : Optional.empty();
        CodeNames.provide("agency", names);
        try {
            assertEquals("phones", CodeNames.nameOrCode("agency", "telecom").english());
            assertEquals("gas", CodeNames.nameOrCode("agency", "gas").english());
            CodeNames.withdraw("agency", code -> Optional.empty());
            assertEquals("phones", CodeNames.nameOrCode("agency", "telecom").english());
        } finally {
            CodeNames.withdraw("agency", names);
        }
        assertEquals("telecom", CodeNames.nameOrCode("agency", "telecom").english());
    }
}
