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

/** Checks an evidence file with nothing but a public key, and a witness's seals if there are any. */
public final class EvidenceCheck {
    private final EvidenceReader files;
    private final List<Finding> findings = new ArrayList<>();

    private EvidenceCheck(EvidenceReader files) {
        this.files = files;
    }

    /** Whether a file is an evidence file, right or not; else it may be an export of the whole journal. */
    public static boolean isEvidence(Path file) {
        return EvidenceReader.is(file);
    }

    /**
     * @param keys      public keys that the checker has from elsewhere
     * @param witnessed seals that witnesses kept, in any order
     * @throws IOException if the file cannot be read, or a part of it is not of its form; names the part
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
        proofs.seals(seals, witnessed);
        proofs.entries(entries);
        new CaseLine(findings).check(manifest, entries);
        new CaseContent(findings).check(manifest.path("case"), entries, sheets, certificates);
        return new EvidenceReport(
                findings,
                manifest.path("case").path("number").asText(),
                entries.size(),
                entries.stream().filter(Proven::sealed).count(),
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

    /** A leaf of the journal's tree; an entry whose hash is none is no leaf of any. */
    static byte[] hash(Entry entry) {
        try {
            return Hashes.bytes(entry.hash());
        } catch (IllegalArgumentException e) {
            return new byte[Hashes.LENGTH];
        }
    }
}
