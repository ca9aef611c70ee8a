package city.pishkhan.itests.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Masking of log lines by the shipped log pattern. The pattern's own replacements are applied as Log4j applies them. */
class LogMaskTest {
    private static final String REPLACE = "%replace{";

    private record Rule(Pattern pattern, String by) {}

    private static final List<Rule> RULES = new ArrayList<>();
    private static Properties shipped;

    @BeforeAll
    static void read() throws Exception {
        shipped = new Properties();
        try (Reader file =
                Files.newBufferedReader(Path.of("../../etc/org.ops4j.pax.logging.cfg"), StandardCharsets.UTF_8)) {
            shipped.load(file);
        }
        String pattern = shipped.getProperty("log4j2.pattern");
        int begin = pattern.indexOf(REPLACE);
        assertFalse(pattern.substring(0, begin).contains("%X{request}"), "the caller's own request id is masked too");
        rules(pattern.substring(begin));
    }

    /** Parses {@code %replace{inner}{regex}{by}}, the innermost first. */
    private static void rules(String pattern) {
        if (!pattern.startsWith(REPLACE)) {
            return;
        }
        int at = REPLACE.length() - 1;
        String[] options = new String[3];
        for (int i = 0; i < options.length; i++) {
            int end = at;
            for (int depth = 0; end == at || depth > 0; end++) {
                depth += pattern.charAt(end) == '{' ? 1 : pattern.charAt(end) == '}' ? -1 : 0;
            }
            options[i] = pattern.substring(at + 1, end - 1);
            at = end;
        }
        rules(options[0]);
        RULES.add(new Rule(Pattern.compile(options[1]), options[2]));
    }

    private static String mask(String line) {
        String masked = line;
        for (Rule rule : RULES) {
            masked = rule.pattern.matcher(masked).replaceAll(rule.by);
        }
        return masked;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id 0012345678",
                "id0012345678.pdf",
                "1204-0012345678",
                "7.0012345678.1",
                "/x/0012345678/y",
                "a=0012345678&b",
                "scan_0012345678_1",
                "00123456789",
                "99990012345678",
                "0012345678,0012345678",
                "001-234567-8",
                "۰۰۱۲۳۴۵۶۷۸",
                "٠٠١٢٣٤٥٦٧٨",
                "۰۰۱-۲۳۴۵۶۷-۸",
                "/q?id=%DB%B0%DB%B0%DB%B1%DB%B2%DB%B3%DB%B4%DB%B5%DB%B6%DB%B7%DB%B8",
                "6037991112345678",
                "6037-9911-1234-5678",
                "6037 9911 1234 5678",
                "۶۰۳۷۹۹۱۱۱۲۳۴۵۶۷۸",
                "IR062960000000100324200001",
            })
    void masksNationalIdsAndCardNumbers(String said) {
        String logged = mask("Case of " + said + " failed");
        assertTrue(logged.contains("******"), logged);
        assertFalse(logged.contains("0012345"), logged);
        assertFalse(
                Pattern.compile("[0-9\u06f0-\u06f9\u0660-\u0669]{6}")
                        .matcher(logged)
                        .find(),
                logged);
        assertTrue(logged.startsWith("Case of ") && logged.endsWith(" failed"), logged);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer geheim-token",
                "Basic Z2VoZWltOmdlaGVpbQ==",
                "{\"password\":\"geheim\"}",
                "<Password>geheim</Password>",
                "password geheim",
                "/x?access_token=geheim&y=1",
                "\"token\" : \"geheim\"",
                "Cookie: a=b; pishkhan=geheim",
                "jdbc:postgresql://hub:geheim@127.0.0.1:5432/hub",
                "eyJhbGciOiJIUzI1NiJ9.geheim.geheim",
            })
    void masksSecrets(String said) {
        String logged = mask(said);
        assertTrue(logged.contains("***"), logged);
        assertFalse(logged.contains("geheim") || logged.contains("Z2Vo"), logged);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request 01a21baf-6d5b-7b87-afed-123456789012 done",
                "01a21baf-6d5b-7b87-afed-ab1234567890",
                "case 07-1405-0000007-6 of property 22-123-456-12-1-0-0",
                "at 2026-11-27 06:27:35.123 qtp452121674-21 127.0.0.1:8181",
                "The token has expired; 12345678 bytes in 86400 s",
            })
    void keepsLinesUsefulToOperators(String line) {
        assertEquals(line, mask(line));
    }

    @Test
    void securityLogUsesMaskedPattern() {
        assertEquals("${log4j2.pattern}", shipped.getProperty("log4j2.appender.security.layout.pattern"));
        assertEquals("${log4j2.pattern}", shipped.getProperty("log4j2.appender.file.layout.pattern"));
    }
}
