package city.pishkhan.proofs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessFileTest {
    private final TestJournal journal = TestJournal.create(5, 60);

    @TempDir
    private Path folder;

    @Test
    void readsPlainAndEmbeddedSeals() throws IOException {
        Seal first = journal.seals.get(0).seal();
        Path file = file(line(first) + "\n{\"seal\":" + line(journal.last()) + "}\n");
        assertEquals(List.of(first, journal.last()), WitnessFile.read(file));
    }

    /** Witnesses in other languages must compute the same hash: SHA-256 over each field preceded by its length in bytes and a colon. */
    @Test
    void hashFollowsDocumentedFormat() {
        Seal seal = CanonicalJson.seal(CanonicalJson.parse(
                """
                {"number": 1, "from": 1, "to": 10, "chains": 2, "root": "%s", "previous": "%s", "at": "2026-05-01T08:30:00.123456Z",
                 "key": "k1", "signature": "c2lnbmVk"}"""
                        .formatted("ab".repeat(32), Entry.GENESIS)));
        assertEquals("371da9ada43b6a64c362e2f40027a38c2a6e519ea20c6a9b70f705e0cfabf431", seal.hash());
    }

    @Test
    void rejectsFileWithoutSeal() throws IOException {
        assertTrue(refusal("").endsWith(" contains no seal"));
    }

    @Test
    void reportsInvalidField() throws IOException {
        String line = line(journal.last());
        assertTrue(refusal(line.replace("\"root\"", "\"other\"")).endsWith("Field root must be a text"));
        assertTrue(refusal(line.replace("\"to\":", "\"to\":\"x\",\"other\":"))
                .endsWith("Field to must be a whole number"));
        assertTrue(refusal(line.replace("\"at\":\"", "\"at\":\"never")).contains("Field at must be a time"));
    }

    @Test
    void rejectsInvalidJson() throws IOException {
        Path file = file("seal 7");
        assertThrows(IOException.class, () -> WitnessFile.read(file));
    }

    private String refusal(String content) throws IOException {
        Path file = file(content);
        return assertThrows(IOException.class, () -> WitnessFile.read(file)).getMessage();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("witness.jsonl"), content);
    }

    private static String line(Seal seal) {
        return CanonicalJson.line(CanonicalJson.write(seal));
    }
}
