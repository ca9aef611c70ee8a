package city.pishkhan.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.proofs.CaseProof;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.EvidenceFile;
import city.pishkhan.proofs.Linked;
import city.pishkhan.proofs.Proven;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.TestJournal;
import city.pishkhan.verification.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All manipulations of an evidence file, with and without the key, are found and named. */
class EvidenceCheckTest {

    @TempDir
    Path folder;

    private TestEvidence evidence;

    @BeforeEach
    void make() throws IOException {
        evidence = new TestEvidence(folder);
        evidence.write(evidence.content());
    }

    private static Set<Kind> kinds(EvidenceReport report) {
        return report.findings().stream().map(Finding::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void assertKinds(EvidenceReport report, Kind... kinds) {
        assertEquals(new TreeSet<>(Set.of(kinds)), kinds(report), report.findings()::toString);
    }

    private static void assertNamed(EvidenceReport report, String text) {
        assertTrue(report.findings().stream().anyMatch(f -> f.text().contains(text)), report.findings()::toString);
    }

    @Test
    void acceptsUntouchedFile() throws IOException {
        EvidenceReport report = evidence.check(evidence.journal.last());
        assertEquals(List.of(), report.findings());
        assertEquals(5, report.entries());
        assertEquals(4, report.sealed());
        assertEquals(2, report.sheets());
        assertEquals(List.of(1L, 2L, 4L), report.seals());
        assertEquals(4, report.witnessed().number());
        assertEquals(4, report.confirmed());
        String said = String.join("\n", report.lines(true));
        assertTrue(said.contains("1 entries were not sealed yet"), said);
        assertTrue(said.contains("The evidence is whole."), said);
        assertTrue(EvidenceCheck.isEvidence(evidence.file));
    }

    @Test
    void theSameContentGivesTheSameBytes() throws IOException {
        byte[] first = Files.readAllBytes(evidence.file);
        evidence.write(evidence.content());
        assertArrayEquals(first, Files.readAllBytes(evidence.file));
    }

    @Test
    void confirmsLaterWitnessOnlyWithTiedFile() throws IOException {
        Seal third = evidence.journal.seals.get(2).seal();
        EvidenceReport report = evidence.check(third);
        assertEquals(List.of(), report.findings());
        assertNull(report.witnessed());
        assertTrue(report.lines(true).stream().anyMatch(line -> line.contains("?seal=")), report.lines(true)::toString);
        evidence.write(evidence.content(3));
        report = evidence.check(third);
        assertEquals(List.of(), report.findings());
        assertEquals(3, report.witnessed().number());
        assertEquals(3, report.confirmed(), "what came after the third seal the witness cannot know");
    }

    @Test
    void acceptsFileWithoutSeals() throws IOException {
        evidence.journal.seals.clear();
        evidence.write(evidence.content());
        EvidenceReport report = evidence.check();
        assertEquals(List.of(), report.findings());
        assertEquals(0, report.sealed());
        assertNull(report.head());
    }

    /** Changes one file, first without and then with its new hash in the manifest, and expects these findings. */
    private void assertFound(String file, UnaryOperator<String> change, Kind... also) throws IOException {
        for (boolean manifest : new boolean[] {false, true}) {
            evidence.write(evidence.content());
            evidence.alter(manifest, files -> {
                String other = change.apply(files.get(file));
                assertFalse(other.equals(files.get(file)), "something is altered");
                files.put(file, other);
                return files;
            });
            Kind outside = manifest ? Kind.MANIFEST_FORGED : Kind.PART_CHANGED;
            assertKinds(
                    evidence.check(),
                    Stream.concat(Stream.of(outside), Stream.of(also)).toArray(Kind[]::new));
        }
        // an attacker with the key can sign the manifest again; only the proofs then reveal the change
        evidence.signAgain();
        assertKinds(evidence.check(), also);
    }

    private static UnaryOperator<String> without(int line) {
        return text -> {
            List<String> lines = new ArrayList<>(List.of(text.split("\n")));
            lines.remove(line);
            return String.join("\n", lines);
        };
    }

    @Test
    void detectsChangedEntry() throws IOException {
        assertFound(EvidenceFile.ENTRIES, text -> text.replaceFirst("clerk-1204", "clerk-9999"), Kind.ENTRY_CHANGED);
        assertNamed(evidence.check(), "position 1 ");
    }

    @Test
    void detectsChangedEntryWithNewHash() throws IOException {
        Entry e = evidence.entry(4);
        Entry other = TestJournal.hashed(new Entry(
                e.sequence(),
                e.id(),
                e.caseId(),
                e.position(),
                e.at(),
                e.event(),
                "another",
                e.details(),
                e.previous(),
                ""));
        assertFound(
                EvidenceFile.ENTRIES,
                text -> text.replaceFirst("clerk-1204(?=[^\\n]*" + e.hash() + "\",\"proof)", "another")
                        .replace(e.hash() + "\",\"proof", other.hash() + "\",\"proof"),
                Kind.PROOF_FORGED,
                Kind.CHAIN_BROKEN);
        assertNamed(evidence.check(), "position 4 ");
    }

    @Test
    void detectsRemovedEntry() throws IOException {
        assertFound(EvidenceFile.ENTRIES, without(2), Kind.ENTRY_REMOVED, Kind.SHEET_CHANGED);
        assertNamed(evidence.check(), "position 3 is missing");
    }

    @Test
    void detectsRemovedLastEntry() throws IOException {
        assertFound(EvidenceFile.ENTRIES, without(4), Kind.ENTRY_REMOVED, Kind.CASE_CHANGED);
        assertNamed(evidence.check(), "position 5 is missing from the end");
    }

    @Test
    void detectsInsertedEntry() throws IOException {
        assertFound(
                EvidenceFile.ENTRIES,
                text -> text.split("\n")[0].replace("case.opened", "case.noted") + "\n" + text,
                Kind.ENTRY_INSERTED,
                Kind.ENTRY_CHANGED,
                Kind.PROOF_FORGED);
    }

    @Test
    void detectsForeignEntry() throws IOException {
        Entry stranger = evidence.journal.entries.get(0);
        CaseProof proof = evidence.content().proof();
        List<Proven> entries = new ArrayList<>(proof.entries());
        entries.add(
                1,
                new Proven(
                        stranger,
                        evidence.journal
                                .proof(stranger.caseId(), 4)
                                .entries()
                                .get(0)
                                .proof()));
        evidence.write(with(new CaseProof(entries, proof.seals(), proof.keys())));
        assertKinds(evidence.check(), Kind.ENTRY_INSERTED);
    }

    private EvidenceFile with(CaseProof proof) {
        EvidenceFile content = evidence.content();
        return new EvidenceFile(content.subject(), proof, content.sheets(), content.certificate(), content.aids());
    }

    @Test
    void detectsForgedProof() throws IOException {
        CaseProof proof = evidence.content().proof();
        List<Proven> entries = new ArrayList<>(proof.entries());
        entries.set(1, new Proven(entries.get(1).entry(), entries.get(2).proof()));
        evidence.write(with(new CaseProof(entries, proof.seals(), proof.keys())));
        assertKinds(evidence.check(), Kind.PROOF_FORGED);
        assertNamed(evidence.check(), "position 2 ");
        entries.set(1, new Proven(entries.get(1).entry(), null));
        evidence.write(with(new CaseProof(entries, proof.seals(), proof.keys())));
        assertKinds(evidence.check(), Kind.PROOF_FORGED);
        assertNamed(evidence.check(), "has no proof");
    }

    @Test
    void detectsSealsOfDifferentHistories() throws IOException {
        CaseProof proof = evidence.content().proof();
        List<Linked> seals = new ArrayList<>(proof.seals());
        seals.set(0, new Linked(seals.get(0).seal(), seals.get(1).extension()));
        evidence.write(with(new CaseProof(proof.entries(), seals, proof.keys())));
        assertKinds(evidence.check(), Kind.PROOF_FORGED);
        assertNamed(evidence.check(), "and seal 1 agree on");
    }

    @Test
    void detectsSealByUnknownKey() throws IOException {
        KeyPair stranger = TestJournal.keyPair();
        CaseProof proof = evidence.content().proof();
        List<Linked> seals = new ArrayList<>(proof.seals());
        Seal last = proof.head();
        Seal forged = Seal.sign(
                new Seal(
                        last.number(),
                        last.from(),
                        last.to(),
                        last.chains(),
                        last.root(),
                        last.previous(),
                        last.at(),
                        SealKey.id(stranger.getPublic()),
                        ""),
                stranger.getPrivate());
        seals.set(seals.size() - 1, new Linked(forged, List.of()));
        evidence.write(with(new CaseProof(proof.entries(), seals, proof.keys())));
        assertKinds(evidence.check(), Kind.SEAL_FORGED);
        assertNamed(evidence.check(), "seal 4");
    }

    @Test
    void detectsKeyNotSignedByPreviousKey() throws IOException {
        evidence.journal.rotate(false, "not vouched for");
        evidence.write(evidence.content());
        assertKinds(evidence.check(), Kind.KEY_UNKNOWN, Kind.MANIFEST_FORGED);
    }

    @Test
    void rejectsFileOfDifferentHub() throws IOException {
        EvidenceReport report =
                EvidenceCheck.check(evidence.file, List.of(TestJournal.keyPair().getPublic()), List.of());
        assertTrue(kinds(report).containsAll(Set.of(Kind.KEY_UNKNOWN, Kind.MANIFEST_FORGED, Kind.SEAL_FORGED)));
    }

    @Test
    void detectsChangedSheet() throws IOException {
        assertFound(EvidenceFile.SHEETS, text -> text.replace(TestEvidence.PLAN, "0".repeat(64)), Kind.SHEET_CHANGED);
        assertNamed(evidence.check(), "0".repeat(64));
        assertFound(EvidenceFile.SHEETS, without(0), Kind.SHEET_CHANGED);
        assertNamed(evidence.check(), TestEvidence.DEED);
    }

    @Test
    void detectsChangedCertificate() throws IOException {
        assertFound(
                EvidenceFile.CERTIFICATE,
                text -> text.replace(TestEvidence.DIGEST, "0".repeat(64)),
                Kind.CERTIFICATE_CHANGED);
        // only the signature protects the certificate's state, because no entry contains it
        evidence.write(evidence.content()).alter(true, files -> {
            files.computeIfPresent(EvidenceFile.CERTIFICATE, (n, text) -> text.replace("valid", "revoked"));
            return files;
        });
        assertKinds(evidence.check(), Kind.MANIFEST_FORGED);
    }

    @Test
    void detectsChangedReadme() throws IOException {
        evidence.alter(false, files -> {
            files.put("README.txt", "trust us");
            return files;
        });
        assertKinds(evidence.check(), Kind.PART_CHANGED);
        assertNamed(evidence.check(), "README.txt");
    }

    @Test
    void detectsRemovedAndInsertedParts() throws IOException {
        evidence.alter(false, files -> {
            files.remove(EvidenceFile.CERTIFICATE);
            files.put("permit.pdf", "another");
            return files;
        });
        assertKinds(evidence.check(), Kind.PART_REMOVED, Kind.PART_INSERTED, Kind.CERTIFICATE_CHANGED);
        evidence.write(evidence.content()).alter(false, files -> {
            files.remove(EvidenceFile.SIGNATURE);
            return files;
        });
        assertKinds(evidence.check(), Kind.MANIFEST_FORGED);
    }

    @Test
    void detectsForgedManifest() throws IOException {
        evidence.alter(false, files -> {
            files.computeIfPresent(
                    EvidenceFile.MANIFEST, (name, text) -> text.replace("\"office\":\"1204\"", "\"office\":\"1301\"")
                            .replace("approved", "refused"));
            return files;
        });
        assertKinds(evidence.check(), Kind.MANIFEST_FORGED, Kind.CASE_CHANGED);
        evidence.signAgain();
        assertKinds(evidence.check(), Kind.CASE_CHANGED);
        assertNamed(evidence.check(), "office is 1301");
        assertNamed(evidence.check(), "the case is refused");
    }

    @Test
    void movedCaseBelongsToNewOffice() throws IOException {
        evidence.journal.record(evidence.caseId, "case.moved", "{\"from\":\"1204\",\"to\":\"1301\"}");
        evidence.write(evidence.content());
        assertKinds(evidence.check(), Kind.CASE_CHANGED);
        assertNamed(evidence.check(), "the entries record 1301");
        evidence.alter(false, files -> {
            files.computeIfPresent(EvidenceFile.MANIFEST, (name, text) -> text.replace("\"1204\"", "\"1301\""));
            return files;
        });
        evidence.signAgain();
        assertKinds(evidence.check());
    }

    @Test
    void witnessRevealsRewrittenHistory() throws IOException {
        Seal kept = evidence.journal.last();
        Entry e = evidence.entry(2);
        int index = evidence.journal.entries.indexOf(e);
        String previous = e.previous();
        for (int i = index; i < evidence.journal.entries.size(); i++) {
            Entry old = evidence.journal.entries.get(i);
            if (old.caseId().equals(evidence.caseId)) {
                Entry other = TestJournal.hashed(new Entry(
                        old.sequence(),
                        old.id(),
                        old.caseId(),
                        old.position(),
                        old.at().minusSeconds(1),
                        old.event(),
                        old.actor(),
                        old.details(),
                        previous,
                        ""));
                evidence.journal.entries.set(i, other);
                previous = other.hash();
            }
        }
        evidence.journal.reseal();
        evidence.write(evidence.content());
        assertEquals(List.of(), evidence.check().findings(), "only the witness knows");
        assertKinds(evidence.check(kept), Kind.HISTORY_REWRITTEN);
    }

    @Test
    void rejectsInvalidFileWithReason() throws IOException {
        evidence.alter(false, files -> {
            files.put(EvidenceFile.ENTRIES, "{\"sequence\":1}\n");
            return files;
        });
        IOException refused = assertThrows(IOException.class, evidence::check);
        assertTrue(refused.getMessage().contains("entries.jsonl, line 1: Field id"), refused.getMessage());
        evidence.alter(false, files -> Map.of("manifest.json", "{}"));
        assertThrows(IOException.class, evidence::check);
        assertFalse(EvidenceCheck.isEvidence(Files.writeString(folder.resolve("x"), "no ZIP")));
    }
}
