package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;

/**
 * A sheet of the archive.
 *
 * @param sha256    hex digest of its content, which is its address; 64 hexadecimal digits
 * @param kind      {@code deed}, {@code plan}, {@code national-card} …
 * @param owner     renovation code of the property, or the opaque id of the person
 * @param name      of the file, cleaned: no path, no long numbers, at most 100 characters and the extension
 * @param mediaType {@code application/pdf}, {@code image/png}, {@code image/jpeg} or {@code image/tiff}, as found in its bytes
 * @param size      bytes; 0 of a sheet that another archive has, if that does not know it
 * @param attested  whether an office compared it with its original; of what the archive holds alone
 * @param source    name of the archive that has it, if it is not the hub's own: it is fetched when it becomes a paper of the case
 */
public record Sheet(
        String sha256,
        String kind,
        String owner,
        String name,
        String mediaType,
        long size,
        boolean attested,
        @Nullable String source) {}
