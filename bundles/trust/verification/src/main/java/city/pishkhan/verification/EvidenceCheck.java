package city.pishkhan.verification;

import city.pishkhan.proofs.CanonicalJson;
import city.pishkhan.proofs.Entry;
import city.pishkhan.proofs.EvidenceFile;
import city.pishkhan.proofs.EvidenceJson;
import city.pishkhan.proofs.Hashes;
import city.pishkhan.proofs.IssuedCertificate;
import city.pishkhan.proofs.Linked;
import city.pishkhan.proofs.Proven;
import city.pishkhan.proofs.Seal;
import city.pishkhan.proofs.SealKey;
import city.pishkhan.proofs.SheetHash;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Verifies an evidence file with a public key, and with a witness's seals if available. */
public final class EvidenceCheck {
    private final EvidenceReader files;
    private final List<Finding> findings = new ArrayList<>();

    private EvidenceCheck(EvidenceReader files) {
        this.files = files;
    }

    /** Returns {@code true} if the file is an evidence file, valid or not. It may otherwise be an export of the whole journal. */
    public static boolean isEvidence(Path file) {
        return EvidenceReader.isEvidence(file);
    }

    /**
     * Verifies an evidence file.
     *
     * @param keys public keys from a trusted source
     * @param witnessed seals from witnesses, in any order
     * @throws IOException if the file cannot be read or a part is malformed; the message names the part
     */
    public static EvidenceReport check(Path file, Collection<PublicKey> keys, Collection<Seal> witnessed)
            throws IOException {
        return new EvidenceCheck(EvidenceReader.read(file)).run(keys, witnessed);
    }

    private EvidenceReport run(Collection<PublicKey> keys, Collection<Seal> witnessed) throws IOException {
        List<SealKey> introduced = files.lines(EvidenceFile.KEYS, CanonicalJson::key);
        List<Proven> entries = files.lines(EvidenceFile.ENTRIES, EvidenceJson::proven);
        List<Linked> seals = files.lines(EvidenceFile.SEALS, EvidenceJson::linked);
        List<SheetHash> sheets = files.lines(EvidenceFile.SHEETS, EvidenceJson::sheet);
        List<IssuedCertificate> certificates = files.lines(EvidenceFile.CERTIFICATE, EvidenceJson::certificate);
        List<JsonNode> manifests = files.lines(EvidenceFile.MANIFEST, json -> json);
        if (manifests.size() != 1) {
            throw new IOException(EvidenceFile.MANIFEST + " must be one JSON object, on one line");
        }
        JsonNode manifest = manifests.get(0);
        if (!manifest.path("format").asText().equals(EvidenceFile.FORMAT)) {
            throw new IOException("Not an evidence file of the form " + EvidenceFile.FORMAT);
        }
        Trust trust = new Trust(keys, introduced);
        findings.addAll(trust.findings());
        List<EvidenceFile.Part> parts = parts(manifest);
        new ManifestCheck(files, findings).check(trust, parts);
        SealProofs proofs = new SealProofs(trust, findings);
        proofs.checkSeals(seals, witnessed);
        proofs.checkEntries(entries);
        new CaseChainCheck(findings).check(manifest, entries);
        new CaseContentCheck(findings).check(manifest.path("case"), entries, sheets, certificates);
        return new EvidenceReport(
                findings,
                manifest.path("case").path("number").asText(),
                entries.size(),
                entries.stream().filter(Proven::hasSeal).count(),
                sheets.size(),
                proofs.head(),
                seals.stream().map(linked -> linked.seal().number()).toList(),
                proofs.witnessed(),
                proofs.confirmed(entries),
                parts.stream()
                        .filter(part -> !part.proves())
                        .map(EvidenceFile.Part::name)
                        .toList());
    }

    private static List<EvidenceFile.Part> parts(JsonNode manifest) throws IOException {
        List<EvidenceFile.Part> parts = new ArrayList<>();
        try {
            manifest.path("files").forEach(part -> parts.add(EvidenceJson.part(part)));
        } catch (IllegalArgumentException e) {
            throw new IOException(EvidenceFile.MANIFEST + ": " + e.getMessage(), e);
        }
        return parts;
    }

    /** Returns the hash of an entry; an invalid hash becomes zeros, which match no leaf. */
    static byte[] hash(Entry entry) {
        try {
            return Hashes.bytes(entry.hash());
        } catch (IllegalArgumentException e) {
            return new byte[Hashes.LENGTH];
        }
    }
}
