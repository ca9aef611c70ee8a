package city.pishkhan.contracts.citizen;

/**
 * A photo that is not part of a report yet.
 *
 * @param id   id for a report's {@code photos}
 * @param size size in bytes of the photo as the hub stores it, re-encoded without metadata
 */
public record ReportPhoto(String id, long size) {}
