package city.pishkhan.backup.internal;

import city.pishkhan.persistence.copy.BackupFile;
import city.pishkhan.proofs.EvidenceFile;
import city.pishkhan.proofs.SealKey;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.PublicKey;
import java.util.Optional;

/**
 * {@code manifest.sig} of a backup: the signature of the manifest with the key that signs the journal's seals.
 *
 * @param key id of the key
 * @param publicKey X.509 SubjectPublicKeyInfo in Base64
 * @param signature Ed25519 signature in Base64
 */
record ManifestSignature(String key, String publicKey, String signature) {
    private static final ObjectMapper JSON = new ObjectMapper();

    @FunctionalInterface
    interface Signer {
        ManifestSignature sign(byte[] manifest);
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads the signature of a backup; empty if it is missing or invalid.
     *
     * @param fault receives the reason
     */
    static Optional<ManifestSignature> of(BackupFile backup, java.util.function.Consumer<String> fault)
            throws IOException {
        if (!backup.has(BackupFile.SIGNATURE)) {
            fault.accept(
                    "manifest: it is not signed, so the origin of this backup is unknown. The backup is not restored");
            return Optional.empty();
        }
        ManifestSignature read;
        try {
            read = JSON.readValue(backup.readSmall(BackupFile.SIGNATURE), ManifestSignature.class);
        } catch (JsonProcessingException e) {
            fault.accept("manifest: its signature cannot be read");
            return Optional.empty();
        }
        if (!read.isSignatureOf(backup.manifestBytes())) {
            fault.accept("manifest: it was altered after signing, or the signature belongs to another manifest");
            return Optional.empty();
        }
        return Optional.of(read);
    }

    private boolean isSignatureOf(byte[] manifest) {
        try {
            PublicKey signer = SealKey.read(publicKey);
            return SealKey.id(signer).equals(key)
                    && SealKey.verify(signer, EvidenceFile.signedBytes(manifest), signature);
        } catch (IllegalArgumentException | NullPointerException e) {
            return false;
        }
    }
}
