package city.pishkhan.verification;

import city.pishkhan.proofs.EvidenceFile;
import city.pishkhan.proofs.EvidenceJson;
import city.pishkhan.proofs.Hashes;
import city.pishkhan.proofs.SealKey;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the manifest of an evidence file is signed and lists exactly the present files with their hashes. */
final class ManifestCheck {
    private final EvidenceReader files;
    private final List<Finding> findings;

    ManifestCheck(EvidenceReader files, List<Finding> findings) {
        this.files = files;
        this.findings = findings;
    }

    void check(Trust trust, List<EvidenceFile.Part> parts) throws IOException {
        checkSignature(trust);
        Set<String> unnamed = new TreeSet<>(files.names());
        unnamed.removeAll(Set.of(EvidenceFile.MANIFEST, EvidenceFile.SIGNATURE));
        for (EvidenceFile.Part part : parts) {
            unnamed.remove(part.name());
            files.bytes(part.name())
                    .ifPresentOrElse(
                            content -> checkHash(part, content),
                            () -> findings.add(Finding.of(
                                    Finding.Kind.PART_REMOVED, part.name() + " is missing, but is in the manifest")));
        }
        unnamed.forEach(name -> findings.add(
                Finding.of(Finding.Kind.PART_INSERTED, name + " is in the file, but not in the manifest")));
        files.duplicates()
                .forEach(name ->
                        findings.add(Finding.of(Finding.Kind.PART_INSERTED, name + " is in the file more than once")));
    }

    private void checkHash(EvidenceFile.Part part, byte[] content) {
        if (!Hashes.hex(Hashes.sha256().digest(content)).equals(part.sha256())) {
            findings.add(
                    Finding.of(Finding.Kind.PART_CHANGED, part.name() + " does not match its hash in the manifest"));
        }
    }

    private void checkSignature(Trust trust) throws IOException {
        byte[] signedBytes =
                EvidenceFile.signedBytes(files.bytes(EvidenceFile.MANIFEST).orElseThrow());
        List<EvidenceFile.Signature> signatures = files.lines(EvidenceFile.SIGNATURE, EvidenceJson::signature);
        boolean good = signatures.size() == 1
                && trust.key(signatures.get(0).key())
                        .filter(key -> SealKey.verify(
                                key, signedBytes, signatures.get(0).signature()))
                        .isPresent();
        if (!good) {
            findings.add(Finding.of(
                    Finding.Kind.MANIFEST_FORGED,
                    signatures.isEmpty()
                            ? "the manifest has no signature"
                            : "the manifest has no signature of a trusted key (key "
                                    + signatures.get(0).key() + ")"));
        }
    }
}
