package city.pishkhan.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Hashes;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SheetProof;
import city.pishkhan.proofs.SheetTree;
import city.pishkhan.proofs.TestJournal;
import city.pishkhan.verification.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A valid sheet proof, and tampered ones. */
class SheetProofCheckTest {
    @TempDir
    Path folder;

    private final TestJournal journal = new TestJournal(3);
    private final PublicKey anchor = journal.key.getPublic();
    private Path sheet;
    private Path file;

    @BeforeEach
    void make() throws IOException {
        sheet = Files.writeString(folder.resolve("deed.pdf"), "a deed");
        byte[] hash = Hashes.sha256().digest(Files.readAllBytes(sheet));
        List<byte[]> group = List.of(hash);
        byte[] root = SheetTree.group(group);
        List<byte[]> above = new ArrayList<>();
        int at = SheetTree.group(hash);
        for (int level = SheetTree.LEVELS; level > 0; level--, at >>= 1) {
            byte[] empty = SheetTree.empty(level);
            above.add(empty);
            root = SheetTree.above((at & 1) == 0 ? List.of(root, empty) : List.of(empty, root));
        }
        journal.record(journal.uuid(), "case.opened");
        journal.record(Entry.HUB, SheetProof.EVENT, "{\"root\":\"" + Hashes.hex(root) + "\",\"sheets\":1}");
        journal.seal();
        journal.rotate(true, "a year is over");
        journal.record(journal.uuid(), "case.opened");
        journal.seal();
        SheetProof proof =
                new SheetProof(Hashes.hex(hash), 0, 1, SheetTree.within(group, 0), above, journal.proof(Entry.HUB, 2));
        file = Files.writeString(folder.resolve("proof.json"), proof.text());
    }

    private Set<Kind> kinds(Path of, Seal... witnessed) throws IOException {
        SheetProofCheck.Result result = SheetProofCheck.check(file, of, List.of(anchor), List.of(witnessed));
        assertEquals(result.findings().isEmpty(), result.hasNoFindings());
        return result.findings().stream().map(Finding::kind).collect(Collectors.toSet());
    }

    private void change(String from, String to) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(from), text);
        Files.writeString(file, text.replace(from, to));
    }

    @Test
    void acceptsValidProof() throws IOException {
        assertTrue(SheetProofCheck.isProof(file));
        assertFalse(SheetProofCheck.isProof(sheet));
        assertEquals(Set.of(), kinds(sheet));
        assertEquals(Set.of(), kinds(null));
        List<String> lines = SheetProofCheck.check(file, sheet, List.of(anchor), List.of(journal.last()))
                .lines();
        assertTrue(lines.contains("A witness confirms seal 2."), lines::toString);
        assertTrue(lines.contains("The archive had this sheet."), lines::toString);
    }

    @Test
    void detectsDifferentSheet() throws IOException {
        Files.writeString(sheet, "a deep");
        assertEquals(Set.of(Kind.SHEET_CHANGED), kinds(sheet));
        change(
                SheetProof.read(CanonicalJson.parse(Files.readString(file))).sha256(),
                Hashes.hex(Hashes.sha256().digest(Files.readAllBytes(sheet))));
        assertEquals(Set.of(Kind.PROOF_FORGED), kinds(sheet), "a proof that was made to fit the other sheet");
    }

    @Test
    void detectsChangedSibling() throws IOException {
        change(Hashes.hex(SheetTree.empty(7)), "ab".repeat(32));
        assertEquals(Set.of(Kind.PROOF_FORGED), kinds(sheet));
    }

    @Test
    void detectsChangedRoot() throws IOException {
        String root = SheetProof.root(SheetProof.read(CanonicalJson.parse(Files.readString(file)))
                .journal()
                .entries()
                .get(0)
                .entry());
        change(root, "cd".repeat(32));
        assertEquals(Set.of(Kind.ENTRY_CHANGED, Kind.PROOF_FORGED), kinds(sheet));
    }

    @Test
    void detectsChangedEventType() throws IOException {
        change(SheetProof.EVENT, "archive-tree.altered");
        assertTrue(kinds(sheet).contains(Kind.PROOF_FORGED));
    }

    @Test
    void detectsProofOfEntryWithoutNumber() throws IOException {
        change("\"sequence\":2,", "\"sequence\":null,");
        assertTrue(kinds(sheet, journal.last()).contains(Kind.PROOF_FORGED));
    }

    @Test
    void rejectsUnknownKey() throws IOException {
        SheetProofCheck.Result result =
                SheetProofCheck.check(file, sheet, List.of(TestJournal.keyPair().getPublic()), List.of());
        assertFalse(result.hasNoFindings());
    }

    @Test
    void rejectsWitnessOfDifferentHistory() throws IOException {
        assertTrue(kinds(sheet, TestJournal.create(5, 30).last()).contains(Kind.WITNESS_FORGED));
    }

    @Test
    void reportsInvalidFieldOfProof() throws IOException {
        change("\"index\":0", "\"index\":\"x\"");
        IOException told = assertThrows(IOException.class, () -> kinds(sheet));
        assertTrue(told.getMessage().contains("index"), told::getMessage);
        Files.writeString(file, "{\"format\":\"pishkhan-sheet-proof-1\"");
        assertThrows(IOException.class, () -> kinds(sheet));
    }
}
