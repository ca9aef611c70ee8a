package city.pishkhan.cases.internal.model;

import org.jspecify.annotations.Nullable;

/**
 * A sheet that is sent with an inquiry.
 *
 * @param role kind of its paper
 * @param size in bytes
 */
public record InquirySheet(
        String role, int revision, String sha256, @Nullable String name, String mediaType, long size) {}
