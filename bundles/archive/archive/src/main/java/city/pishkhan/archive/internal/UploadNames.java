package city.pishkhan.archive.internal;

import city.pishkhan.api.archive.Papers.Sheet;
import city.pishkhan.api.security.Vault;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Encrypts and decrypts the file names of scans with the case's key. */
final class UploadNames {
    private final Vault vault;

    UploadNames(Vault vault) {
        this.vault = vault;
    }

    byte @Nullable [] seal(UUID caseId, Sheet sheet) {
        return vault.seal(caseId, place(sheet.sha256()), sheet.name());
    }

    /** Returns the sheet with its decrypted file name, or with the default name of its kind if the name was erased. */
    Sheet withName(UUID caseId, SheetIndex.Named found) {
        Sheet s = found.sheet();
        String name = found.name() == null || found.name().length == 0
                ? s.name()
                : vault.open(caseId, place(s.sha256()), found.name()).orElse(s.name());
        return new Sheet(s.sha256(), s.kind(), s.owner(), name, s.mediaType(), s.size());
    }

    private static String place(String sha256) {
        return "upload.name " + sha256;
    }
}
