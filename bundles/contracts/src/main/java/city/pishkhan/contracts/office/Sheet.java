package city.pishkhan.contracts.office;

/**
 * A sheet of the archive.
 *
 * @param sha256 hex digest of its content, which is its address
 * @param kind   {@code deed}, {@code plan}, {@code national-card} …
 * @param owner  renovation code of the property, or the opaque id of the person
 * @param size   bytes
 */
public record Sheet(String sha256, String kind, String owner, String name, String mediaType, long size) {}
