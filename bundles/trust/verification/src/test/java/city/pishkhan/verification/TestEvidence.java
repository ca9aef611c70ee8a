package city.pishkhan.verification;

import city.pishkhan.proofs.CaseSubject;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.EvidenceFile;
import city.pishkhan.proofs.EvidenceZip;
import city.pishkhan.proofs.Hashes;
import city.pishkhan.proofs.IssuedCertificate;
import city.pishkhan.proofs.SheetHash;
import city.pishkhan.proofs.TestJournal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A journal with one completed case and other cases, and the evidence file of the completed case, for tampering. */
final class TestEvidence {
    static final String RULES = "ab".repeat(32);
    static final String DEED = "cd".repeat(32);
    static final String PLAN = "ef".repeat(32);
    static final String DIGEST = "12".repeat(32);

    final TestJournal journal = new TestJournal(11);
    final UUID caseId = journal.uuid();
    final PublicKey anchor = journal.key.getPublic();
    final Path file;

    TestEvidence(Path folder) throws IOException {
        this.file = folder.resolve("case.zip");
        UUID other = journal.uuid();
        record(other, "case.opened", "{}");
        record(
                caseId,
                "case.opened",
                "{\"number\":\"22-1405-0000123-2\",\"office\":\"1204\",\"procedureVersion\":1,\"ruleSet\":\"" + RULES
                        + "\",\"service\":\"building-permit\",\"subject\":\"22-3-17-4-1-0-0\"}");
        record(caseId, "paper.added", "{\"kind\":\"deed\",\"revision\":1,\"sheet\":\"" + DEED + "\"}");
        journal.seal();
        record(other, "case.submitted", "{}");
        record(caseId, "paper.added", "{\"kind\":\"plan\",\"revision\":1,\"sheet\":\"" + PLAN + "\"}");
        journal.seal();
        record(other, "case.withdrawn", "{}");
        journal.seal();
        journal.rotate(true, "a year is over");
        record(caseId, "certificate.issued", "{\"digest\":\"" + DIGEST + "\",\"template\":\"building-permit\"}");
        record(other, "glass.broken", "{}");
        journal.seal();
        record(caseId, "case.approved", "{\"code\":\"approved\"}");
    }

    private void record(UUID id, String event, String details) {
        journal.record(id, event, details);
    }

    EvidenceFile content(long... seals) {
        return new EvidenceFile(
                new CaseSubject(
                        caseId.toString(),
                        "22-1405-0000123-2",
                        "building-permit",
                        "22-3-17-4-1-0-0",
                        "1204",
                        22,
                        RULES,
                        1,
                        "approved",
                        null,
                        TestJournal.START,
                        journal.clock),
                journal.proof(caseId, seals),
                List.of(
                        new SheetHash("deed", 1, DEED, "application/pdf", 812),
                        new SheetHash("plan", 1, PLAN, "application/pdf", 9_000)),
                new IssuedCertificate("building-permit", "22-1405-0000123-2", journal.clock, "valid", DIGEST),
                Map.of("README.txt", "how to check".getBytes(StandardCharsets.UTF_8)));
    }

    TestEvidence write(EvidenceFile content) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            EvidenceZip.write(content, journal::sign, out);
        }
        return this;
    }

    Entry entry(int position) {
        return journal.entries.stream()
                .filter(e -> e.caseId().equals(caseId) && e.position() == position)
                .findFirst()
                .orElseThrow();
    }

    EvidenceReport check(city.pishkhan.proofs.Seal... witnessed) throws IOException {
        return EvidenceCheck.check(file, List.of(anchor), List.of(witnessed));
    }

    /** Changes files like an attacker without the key; with {@code manifest}, their hashes in the manifest too. */
    TestEvidence alter(boolean manifest, UnaryOperator<Map<String, String>> change) throws IOException {
        Map<String, String> before = files();
        Map<String, String> after = change.apply(new LinkedHashMap<>(before));
        if (manifest) {
            String text = after.get(EvidenceFile.MANIFEST);
            for (String name : after.keySet()) {
                if (before.containsKey(name)) {
                    text = text.replace(sha256(before.get(name)), sha256(after.get(name)));
                }
            }
            after.put(EvidenceFile.MANIFEST, text);
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> one : after.entrySet()) {
                zip.putNextEntry(new ZipEntry(one.getKey()));
                zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return this;
    }

    /** Signs the changed manifest like an attacker with the key. */
    TestEvidence signAgain() throws IOException {
        return alter(false, files -> {
            var signature = journal.sign(files.get(EvidenceFile.MANIFEST).getBytes(StandardCharsets.UTF_8));
            files.put(
                    EvidenceFile.SIGNATURE,
                    "{\"key\":\"" + signature.key() + "\",\"signature\":\"" + signature.signature() + "\"}\n");
            return files;
        });
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static String sha256(String text) {
        return Hashes.hex(Hashes.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
