package city.pishkhan.contracts.office.cases;

import jakarta.annotation.Nullable;

/**
 * An archived sheet.
 *
 * @param sha256    hex SHA-256 of the content, which is its address; 64 hexadecimal digits
 * @param kind      {@code deed}, {@code plan}, {@code national-card} …
 * @param owner     renovation code of the property, or the opaque id of the person
 * @param name      cleaned file name: no path, no long numbers, up to 100 characters and the extension
 * @param mediaType media type detected from the content: {@code application/pdf}, {@code image/png}, {@code image/jpeg} or
 *                  {@code image/tiff}
 * @param size      size in bytes; 0 for a sheet of another archive that does not report it
 * @param attested  {@code true} if an office compared it with its original; only for sheets of the hub's archive
 * @param source    name of the other archive that has it; the hub fetches it if it becomes a paper of the case. Absent
 *                  for sheets of the hub's archive
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
