package city.pishkhan.contracts.citizen;

/**
 * A photo that is not part of a report yet.
 *
 * @param id   id for a report's {@code photos}
 * @param size size of the redrawn photo in bytes
 */
public record ReportPhoto(String id, long size) {}
