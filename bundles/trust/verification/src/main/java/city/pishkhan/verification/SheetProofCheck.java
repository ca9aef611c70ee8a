package city.pishkhan.verification;

import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.Hashes;
import city.pishkhan.proofs.Proven;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SheetProof;
import city.pishkhan.proofs.SheetTree;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Verifies the proof that an archive had a sheet, with a public key and with a witness's seals if available. */
public final class SheetProofCheck {
    private static final int LARGEST = 1 << 20;

    private SheetProofCheck() {}

    /** Returns {@code true} if the file is a sheet proof, valid or not. */
    public static boolean isProof(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(2 * SheetProof.FORMAT.length()), StandardCharsets.UTF_8)
                    .contains('"' + SheetProof.FORMAT + '"');
        }
    }

    /**
     * Result of a check.
     *
     * @param findings problems; empty if the proof is valid
     * @param lines the findings and a summary for people
     */
    public record Result(List<Finding> findings, List<String> lines) {
        public Result {
            findings = List.copyOf(findings);
            lines = List.copyOf(lines);
        }

        public boolean hasNoFindings() {
            return findings.isEmpty();
        }
    }

    /**
     * Verifies a proof.
     *
     * @param sheet file of the sheet, or {@code null} if only its hash is known
     * @param keys public keys from a trusted source
     * @param witnessed seals from witnesses, in any order
     * @throws IOException if a file cannot be read or is malformed; the message names the field
     */
    public static Result check(Path file, Path sheet, Collection<PublicKey> keys, Collection<Seal> witnessed)
            throws IOException {
        SheetProof proof = read(file);
        List<Finding> findings = new ArrayList<>();
        Trust trust = new Trust(keys, proof.journal().keys());
        findings.addAll(trust.findings());
        if (sheet != null && !hash(sheet).equals(proof.sha256())) {
            findings.add(Finding.of(
                    Finding.Kind.SHEET_CHANGED, sheet + " is not the sheet of this proof, " + proof.sha256()));
        }
        Proven proven = proof.journal().entries().get(0);
        Entry entry = proven.entry();
        if (!entry.hasValidHash()) {
            findings.add(Finding.of(Finding.Kind.ENTRY_CHANGED, entry, "does not match its hash"));
        }
        if (!proven.hasSeal() || !entry.caseId().equals(Entry.HUB)) {
            findings.add(Finding.of(Finding.Kind.PROOF_FORGED, entry, "is not a sealed entry of the hub's own chain"));
        }
        if (!isIncluded(proof)) {
            findings.add(
                    Finding.of(
                            Finding.Kind.PROOF_FORGED,
                            "the path from the sheet's hash does not lead to the root in the entry: the sheet or the proof is a different one"));
        }
        SealProofs seals = new SealProofs(trust, findings);
        seals.checkSeals(proof.journal().seals(), witnessed);
        seals.checkEntries(List.of(proven));
        return new Result(findings, lines(proof, sheet, seals, findings, !witnessed.isEmpty()));
    }

    private static SheetProof read(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " exceeds the maximum size of a proof");
        }
        try {
            JsonNode json = CanonicalJson.parse(Files.readString(file));
            return SheetProof.read(json);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isIncluded(SheetProof proof) {
        try {
            return SheetTree.isIncluded(
                    Hashes.bytes(proof.sha256()),
                    proof.index(),
                    proof.size(),
                    proof.within(),
                    proof.above(),
                    Hashes.bytes(
                            SheetProof.root(proof.journal().entries().get(0).entry())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String hash(Path sheet) throws IOException {
        MessageDigest digest = Hashes.sha256();
        try (InputStream in = Files.newInputStream(sheet)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Hashes.hex(digest.digest());
    }

    private static List<String> lines(
            SheetProof proof, Path sheet, SealProofs seals, List<Finding> findings, boolean witnessGiven) {
        List<String> lines =
                new ArrayList<>(findings.stream().map(Finding::toString).toList());
        Entry entry = proof.journal().entries().get(0).entry();
        lines.add("sheet " + proof.sha256() + ": root of " + entry.at()
                + (seals.head() == null
                        ? ""
                        : ", under seal " + seals.head().number() + " of "
                                + seals.head().at()));
        if (sheet == null) {
            lines.add("No sheet was given: compare the sheet's SHA-256 with that of the proof (--sheet FILE).");
        }
        Seal witness = seals.witnessed();
        long confirmed = seals.confirmed(proof.journal().entries());
        lines.add(
                witness != null && confirmed > 0
                        ? "A witness confirms seal " + witness.number() + "."
                        : witnessGiven
                                ? "No witness was checked: none of the witness's seals covers the root; fetch the proof again with ?seal=<number of"
                                        + " the witness's seal>."
                                : "No witness was checked: a holder of the key could have rewritten everything.");
        lines.add(
                findings.isEmpty()
                        ? "The archive had this sheet."
                        : "THIS PROVES NOTHING: " + findings.size() + " findings.");
        return lines;
    }
}
