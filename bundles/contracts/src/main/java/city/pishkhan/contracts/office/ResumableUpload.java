package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.UUID;

/**
 * An upload that is sent in pieces.
 *
 * @param id      its own, last part of its address
 * @param offset  bytes that are there
 * @param length  bytes of all of it
 * @param expires when the hub forgets it
 * @param pages   of the sheet that it became; {@code null} as long as it is none
 * @param sheet   that it became, stored as {@code POST …/sheets} stores one; {@code null} as long as it is none
 */
public record ResumableUpload(
        UUID id, long offset, long length, Instant expires, @Nullable Integer pages, @Nullable Sheet sheet) {}
