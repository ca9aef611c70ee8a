package city.pishkhan.contracts.citizen;

/**
 * A photo that waits for its report.
 *
 * @param id   for a report's {@code photos}
 * @param size bytes of the photo as it was drawn again
 */
public record ReportPhoto(String id, long size) {}
