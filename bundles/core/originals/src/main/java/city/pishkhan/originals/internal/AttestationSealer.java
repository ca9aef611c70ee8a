package city.pishkhan.originals.internal;

import city.pishkhan.api.cases.Attestations.OriginalObservations;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Encrypts the clerk's statements about an original and binds them to the hashes of its scans. The encrypted text can be decrypted only
 * together with the same scans, and the journal has a commitment to both.
 */
final class AttestationSealer {
    private static final String REASON = "attestation.reason ";

    private final Vault vault;
    private final Journal journal;

    AttestationSealer(Vault vault, Journal journal) {
        this.vault = vault;
        this.journal = journal;
    }

    /** Encrypted statements as they are stored. */
    record EncryptedStatements(byte[] salt, byte[] serial, byte[] issuer, byte[] seen) {}

    EncryptedStatements seal(UUID id, UUID caseId, List<String> sheets, String salt, OriginalObservations seen) {
        return new EncryptedStatements(
                vault.seal(caseId, place("salt", id, sheets), salt),
                vault.seal(caseId, place("serial", id, sheets), seen.serial()),
                vault.seal(caseId, place("issuer", id, sheets), seen.issuer()),
                vault.seal(caseId, place("seen", id, sheets), seen.seen()));
    }

    /**
     * Decrypts the statements. Empty if the case is erased.
     *
     * @throws IllegalStateException if the statements or the list of sheets were altered
     */
    Optional<OriginalObservations> open(AttestationRow row) {
        return open(row, "serial", row.serial())
                .flatMap(serial -> open(row, "issuer", row.issuer()).flatMap(issuer -> open(row, "seen", row.seen())
                        .map(seen -> new OriginalObservations(serial, issuer, seen))));
    }

    private Optional<String> open(AttestationRow row, String what, byte[] sealed) {
        return vault.open(row.caseId(), place(what, row.id(), row.sheets()), sealed);
    }

    /** Commitment in the journal. It can be recomputed from the statements, the salt and the sheets. */
    String commitment(String salt, List<String> sheets, OriginalObservations seen) {
        return journal.commitment(salt, String.join("\n", seen.serial(), seen.issuer(), seen.seen(), digest(sheets)));
    }

    /** Commitment to a reason, or {@code null} if the attestation's case is erased. */
    String commitment(AttestationRow row, String reason) {
        return open(row, "salt", row.salt())
                .map(salt -> journal.commitment(salt, reason))
                .orElse(null);
    }

    /** @param of identifies the object of the reason, for example the attestation's id and the position of the step */
    byte[] sealReason(String of, UUID caseId, String reason) {
        return vault.seal(caseId, REASON + of, reason);
    }

    /** @return {@code null} if there is no reason or the case is erased */
    String openReason(String of, UUID caseId, byte[] sealed) {
        return vault.open(caseId, REASON + of, sealed).orElse(null);
    }

    private static String place(String what, UUID id, List<String> sheets) {
        return "attestation." + what + " " + id + " " + digest(sheets);
    }

    /** One hash for all scans of a document, in the order of pages. */
    static String digest(List<String> sheets) {
        return Sha256.hex(String.join("\n", sheets));
    }
}
