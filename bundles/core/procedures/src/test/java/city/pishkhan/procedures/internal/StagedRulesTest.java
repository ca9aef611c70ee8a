package city.pishkhan.procedures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.procedures.internal.compiled.CompiledRuleSet;
import city.pishkhan.procedures.internal.files.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that changes of the staged files are detected. */
class StagedRulesTest {
    @TempDir
    Path directory;

    private StagedRules staged;

    @BeforeEach
    void stage() throws IOException {
        ShippedRules.copyTo(directory);
        staged = new StagedRules(directory, ShippedRules.CALENDAR, ShippedRules.CHECK);
    }

    @Test
    void shippedRulesAreValid() {
        assertEquals(List.of(), staged.problems());
        RuleFiles files = staged.files();
        assertEquals(ShippedRules.files().hash(), files.hash());
        assertEquals(files.hash(), staged.requireValid(files).hash());
    }

    @Test
    void rejectsInvalidFileWithItsPosition() throws IOException {
        Files.writeString(directory.resolve("vocabulary.yaml"), "");
        List<String> problems = staged.problems();
        Refusal refusal = assertThrows(Refusal.class, () -> staged.requireValid(staged.files()));
        assertEquals("rules.invalid", refusal.code());
        assertTrue(refusal.english().endsWith("\n" + String.join("\n", problems)), refusal.english());
        assertTrue(problems.contains("vocabulary.yaml:1:1: is missing or empty"), problems.toString());
    }

    @Test
    void validationIsRepeatedOnlyAfterChange() throws IOException {
        CompiledRuleSet first = staged.requireValid(staged.files());
        assertSame(first, staged.requireValid(staged.files()));
        Path vocabulary = directory.resolve("vocabulary.yaml");
        String before = Files.readString(vocabulary);
        Files.writeString(vocabulary, "");
        assertNotEquals(List.of(), staged.problems());
        Files.writeString(vocabulary, before);
        CompiledRuleSet again = staged.requireValid(staged.files());
        assertNotSame(first, again);
        staged.clearCache();
        assertNotSame(again, staged.requireValid(staged.files()));
    }

    @Test
    void reportsUnreadableDirectory() {
        StagedRules nowhere = new StagedRules(directory.resolve("none"), ShippedRules.CALENDAR, ShippedRules.CHECK);
        assertEquals(List.of(directory.resolve("none") + ": no such directory"), nowhere.problems());
        assertEquals(
                "rules.invalid", assertThrows(Refusal.class, nowhere::files).code());
    }
}
