package city.pishkhan.proofs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known of one case, as evidence: a ZIP of the {@linkplain #PROOFS proofs}, reading aids, and a manifest with the SHA-256 of each,
 * signed by the key that signs seals. The same content gives the same bytes. There is no personal data in it.
 *
 * @param subject     the case
 * @param proof       its entries, and what proves them
 * @param sheets      its papers' hashes
 * @param certificate what it ended with, or {@code null}
 * @param aids        files for people by name: covered by the signature, but nothing proves what they say
 */
public record EvidenceFile(
        CaseSubject subject,
        CaseProof proof,
        List<SheetHash> sheets,
        IssuedCertificate certificate,
        Map<String, byte[]> aids) {

    /** First words of the manifest and of what is signed. */
    public static final String FORMAT = "pishkhan-evidence-1";

    /** A JSON object: format, case, how many entries, how many of them sealed, last seal, and every other file with its hash. */
    public static final String MANIFEST = "manifest.json";
    /** A JSON object: key and signature over the manifest's bytes. */
    public static final String SIGNATURE = "manifest.sig.json";
    /** A JSON object a line: an entry, and {@code proof} if it is sealed. */
    public static final String ENTRIES = "entries.jsonl";
    /** A JSON object a line: a seal and its {@code extension}. */
    public static final String SEALS = "seals.jsonl";
    /** A JSON object a line: a key as the journal introduced it. */
    public static final String KEYS = "keys.jsonl";
    /** A JSON object a line: a sheet's hash. */
    public static final String SHEETS = "sheets.jsonl";
    /** A JSON object; missing if nothing was issued. */
    public static final String CERTIFICATE = "certificate.json";

    /** What a check reads. */
    public static final Set<String> PROOFS = Set.of(ENTRIES, SEALS, KEYS, SHEETS, CERTIFICATE);

    public EvidenceFile {
        sheets = List.copyOf(sheets);
        aids = new TreeMap<>(aids);
    }

    /** A file in the ZIP, as the manifest has it. @param proves whether it is one of the {@link #PROOFS}; else it is a reading aid */
    public record Part(String name, String sha256, long bytes, boolean proves) {}

    /**
     * @param key       {@link SealKey#id} of the key that signed
     * @param signature Ed25519 over {@link #said}, Base64
     */
    public record Signature(String key, String signature) {}

    /** The bytes that are signed for a manifest: never those of a seal. */
    public static byte[] said(byte[] manifest) {
        return Hashes.canonical(FORMAT, Hashes.hex(Hashes.sha256().digest(manifest)));
    }
}
