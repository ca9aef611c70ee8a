package city.pishkhan.contracts.agency;

/**
 * A sheet that the agency uploaded for its answer.
 *
 * @param sha256    SHA-256 of the content for the answer's {@code attachments}; 64 hexadecimal digits
 * @param name      cleaned file name: no path, no long numbers, up to 100 characters and the extension
 * @param mediaType media type detected from the content: {@code application/pdf}, {@code image/png}, {@code image/jpeg} or
 *                  {@code image/tiff}
 * @param size      size in bytes
 */
public record Sheet(String sha256, String name, String mediaType, long size) {}
