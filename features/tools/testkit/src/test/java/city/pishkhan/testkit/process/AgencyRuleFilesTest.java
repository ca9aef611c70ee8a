package city.pishkhan.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests how an agency is added to the shipped rule files. AgencyWalkIT tests that the hub accepts the changed files.
 */
class AgencyRuleFilesTest {

    private static final String[] FILES = {"building-permit-agencies.dmn", "building-permit.yaml", "vocabulary.yaml"};

    @TempDir
    Path base;

    private Path procedures;
    private AgencyRuleFiles files;

    @BeforeEach
    void copy() throws IOException {
        procedures = Files.createDirectories(base.resolve("etc/procedures"));
        for (String file : FILES) {
            Files.copy(Path.of("../../../etc/procedures", file), procedures.resolve(file));
        }
        files = new AgencyRuleFiles(new Installation(base, base));
    }

    private String text(String file) throws IOException {
        return Files.readString(procedures.resolve(file));
    }

    @Test
    void addsRuleDeadlineAndTitleOfAgency() throws IOException {
        String before = text("building-permit.yaml");
        assertTrue(files.add("telecom", "Telephone company", "شرکت مخابرات"));
        assertTrue(text("building-permit-agencies.dmn").contains("<rule id=\"telecom-1\">"));
        assertEquals(
                before,
                text("building-permit.yaml").replaceFirst("(?m)^ {6}telecom:\\n(?: {8}.*\\n){4}", ""),
                "nothing else has changed");
        assertTrue(text("building-permit.yaml").indexOf("telecom:") > before.indexOf("- id: inquiries"));
        assertTrue(
                text("vocabulary.yaml").contains("\nwords:\n  telecom: {en: Telephone company, fa: شرکت مخابرات}\n"));
    }

    @Test
    void existingAgencyChangesNothing() throws IOException {
        files.add("telecom", "Telephone company", "شرکت مخابرات");
        String once = text("building-permit.yaml");
        assertFalse(files.add("telecom", "Another", "دیگر"));
        assertFalse(files.add("gas", "Gas", "گاز"));
        assertEquals(once, text("building-permit.yaml"));
    }

    @ParameterizedTest
    @CsvSource({
        "Telecom,a,b",
        "tele.com,a,b",
        "'',a,b",
        "planning,a,b",
        "telecom,'a}',b",
        "telecom,a,'b: c'",
        "telecom,'',b"
    })
    void invalidNameChangesNothing(String agency, String title, String titleFa) throws IOException {
        String before = text("building-permit-agencies.dmn");
        assertThrows(CityException.class, () -> files.add(agency, title, titleFa));
        assertEquals(before, text("building-permit-agencies.dmn"));
    }

    @Test
    void refusesFilesOfUnexpectedShape() throws IOException {
        Files.writeString(procedures.resolve("building-permit.yaml"), "service: building-permit\n");
        String before = text("building-permit-agencies.dmn");
        CityException refused = assertThrows(CityException.class, () -> files.add("telecom", "a", "b"));
        assertTrue(refused.getMessage().contains("by hand"), refused.getMessage());
        assertEquals(before, text("building-permit-agencies.dmn"), "all of it or nothing");
    }
}
