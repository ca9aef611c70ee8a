package city.pishkhan.contracts.agency;

/**
 * A sheet that the agency uploaded for its answer.
 *
 * @param sha256    what the answer's {@code attachments} names; 64 hexadecimal digits
 * @param name      of the file, cleaned: no path, no long numbers, at most 100 characters and the extension
 * @param mediaType {@code application/pdf}, {@code image/png}, {@code image/jpeg} or {@code image/tiff}, as found in its bytes
 * @param size      bytes
 */
public record Sheet(String sha256, String name, String mediaType, long size) {}
