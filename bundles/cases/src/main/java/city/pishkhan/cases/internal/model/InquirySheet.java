package city.pishkhan.cases.internal.model;

/**
 * A sheet that goes with an inquiry.
 *
 * @param role kind of the paper that it is of
 * @param size in bytes
 */
public record InquirySheet(String role, int revision, String sha256, String name, String mediaType, long size) {}
