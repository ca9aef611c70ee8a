package city.pishkhan.proofs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one case: a ZIP with the {@linkplain #PROOFS proofs}, files for human readers, and a manifest with
 * the SHA-256 of each file. The manifest is signed with the key that signs seals. The same content gives the same
 * bytes. The file has no personal data.
 *
 * @param subject the case
 * @param proof its entries with their proofs
 * @param sheets hashes of its papers
 * @param certificate its certificate, or {@code null}
 * @param aids files for human readers, by name: covered by the signature, but without proof of their content
 */
public record EvidenceFile(
        CaseSubject subject,
        CaseProof proof,
        List<SheetHash> sheets,
        @Nullable IssuedCertificate certificate,
        Map<String, byte[]> aids) {

    /** First part of the manifest and of the signed bytes. */
    public static final String FORMAT = "pishkhan-evidence-1";

    /** A JSON object: format, case, number of entries, number of sealed entries, last seal, and every other file with its hash. */
    public static final String MANIFEST = "manifest.json";
    /** A JSON object: key and signature over the manifest's bytes. */
    public static final String SIGNATURE = "manifest.sig.json";
    /** One JSON object per line: an entry, with {@code proof} if it is sealed. */
    public static final String ENTRIES = "entries.jsonl";
    /** One JSON object per line: a seal and its {@code extension}. */
    public static final String SEALS = "seals.jsonl";
    /** One JSON object per line: a key as introduced in the journal. */
    public static final String KEYS = "keys.jsonl";
    /** One JSON object per line: the hash of a sheet. */
    public static final String SHEETS = "sheets.jsonl";
    /** A JSON object; missing if no certificate was issued. */
    public static final String CERTIFICATE = "certificate.json";

    /** Files that a verification reads. */
    public static final Set<String> PROOFS = Set.of(ENTRIES, SEALS, KEYS, SHEETS, CERTIFICATE);

    public EvidenceFile {
        sheets = List.copyOf(sheets);
        aids = new TreeMap<>(aids);
    }

    /**
     * A file in the ZIP, as listed in the manifest.
     *
     * @param proves {@code true} for one of the {@link #PROOFS}; {@code false} for a reading aid
     */
    public record Part(String name, String sha256, long bytes, boolean proves) {}

    /**
     * Signature of a manifest.
     *
     * @param key {@link SealKey#id} of the signing key
     * @param signature Ed25519 over {@link #signedBytes}, in Base64
     */
    public record Signature(String key, String signature) {}

    /**
     * Returns the bytes to sign for a manifest; they contain {@link #FORMAT}, so that the signature is never valid for
     * a seal.
     */
    public static byte[] signedBytes(byte[] manifest) {
        return Hashes.canonical(FORMAT, Hashes.hex(Hashes.sha256().digest(manifest)));
    }
}
