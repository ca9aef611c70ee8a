package city.pishkhan.contracts.office.papers;

import city.pishkhan.contracts.office.cases.Sheet;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * An upload that is sent in several requests.
 *
 * @param id      id, the last part of its address
 * @param offset  number of received bytes
 * @param length  size of the whole upload in bytes
 * @param expires time at which the hub deletes it unless completed; UTC, ISO 8601
 * @param pages   number of pages of the resulting sheet; {@code null} before completion
 * @param sheet   the resulting sheet, stored as by {@code POST …/sheets}; {@code null} before completion
 */
public record ResumableUpload(
        UUID id, long offset, long length, Instant expires, @Nullable Integer pages, @Nullable Sheet sheet) {}
