package city.pishkhan.cases.internal.model;

/**
 * A sheet that is sent with an inquiry.
 *
 * @param role kind of its paper
 * @param size in bytes
 */
public record InquirySheet(String role, int revision, String sha256, String name, String mediaType, long size) {}
