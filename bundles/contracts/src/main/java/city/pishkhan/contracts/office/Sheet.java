package city.pishkhan.contracts.office;

/**
 * A sheet of the archive.
 *
 * @param sha256    hex digest of its content, which is its address; 64 hexadecimal digits
 * @param kind      {@code deed}, {@code plan}, {@code national-card} …
 * @param owner     renovation code of the property, or the opaque id of the person
 * @param name      of the file, cleaned: no path, no long numbers, at most 100 characters and the extension
 * @param mediaType {@code application/pdf}, {@code image/png}, {@code image/jpeg} or {@code image/tiff}, as found in its bytes
 * @param size      bytes
 * @param attested  whether an office compared it with its original; of what the archive holds alone
 */
public record Sheet(
        String sha256, String kind, String owner, String name, String mediaType, long size, boolean attested) {}
