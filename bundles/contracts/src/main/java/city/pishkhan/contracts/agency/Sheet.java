package city.pishkhan.contracts.agency;

/**
 * A sheet that the agency uploaded for its answer.
 *
 * @param sha256 what the answer's {@code attachments} names
 * @param size   bytes
 */
public record Sheet(String sha256, String name, String mediaType, long size) {}
