package city.pishkhan.evidence.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.EvidenceFiles.EvidenceFile;
import city.pishkhan.verification.EvidenceCheck;
import city.pishkhan.verification.EvidenceReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFileServiceTest {

    @TempDir
    Path folder;

    private final CaseFixture city = new CaseFixture();
    private final EvidenceFileService evidenceFileService =
            new EvidenceFileService(city.seals(), city.certificates(), city.rules());

    private EvidenceReport check(EvidenceFile file) throws IOException {
        Path zip = Files.write(folder.resolve(file.name()), file.content());
        return EvidenceCheck.check(zip, List.of(city.journal.keys.get(0).key()), List.of(city.journal.last()));
    }

    static Map<String, byte[]> files(EvidenceFile file) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file.content()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void evidenceFileIsCompleteAndWitnessed() throws IOException {
        EvidenceFile file = evidenceFileService.create(city::view, OptionalLong.empty());
        assertEquals("evidence-22-1405-0000123-2.zip", file.name());
        EvidenceReport report = check(file);
        assertEquals(List.of(), report.findings());
        assertEquals(city.journal.last().number(), report.witnessed().number());
        assertEquals(2, report.sheets());
        assertTrue(report.entries() > report.sealed());
    }

    @Test
    void evidenceFileContainsNoPersonalData() throws IOException {
        for (var part : files(evidenceFileService.create(city::view, OptionalLong.empty()))
                .entrySet()) {
            String text = new String(part.getValue(), StandardCharsets.UTF_8);
            for (String personal : CaseFixture.PERSONAL) {
                assertFalse(text.contains(personal), part.getKey() + ": " + personal);
            }
        }
    }

    @Test
    void tagChangesOnlyWithCase() {
        long tag = evidenceFileService.create(city::view, OptionalLong.empty()).tag();
        city.journal.record(city.journal.uuid(), "case.opened");
        city.journal.seal();
        assertNotEquals(
                tag,
                evidenceFileService.create(city::view, OptionalLong.empty()).tag(),
                "its last entry is sealed now");
        tag = evidenceFileService.create(city::view, OptionalLong.empty()).tag();
        city.journal.record(city.journal.uuid(), "case.opened");
        city.journal.seal();
        assertEquals(
                tag,
                evidenceFileService.create(city::view, OptionalLong.empty()).tag(),
                "others' entries change nothing");
    }

    @Test
    void fileIsConsistentWhileCaseChanges() throws IOException {
        city.movesAtLook = 2;
        EvidenceReport report = check(evidenceFileService.create(city::view, OptionalLong.empty()));
        assertEquals(List.of(), report.findings());
        assertEquals(3, report.sheets());
        city.movesAtEachLook = true;
        Refusal refused =
                assertThrows(Refusal.class, () -> evidenceFileService.create(city::view, OptionalLong.empty()));
        assertEquals(Refusal.Kind.UNAVAILABLE, refused.kind());
    }
}
