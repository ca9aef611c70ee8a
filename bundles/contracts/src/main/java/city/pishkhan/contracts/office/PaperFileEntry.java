package city.pishkhan.contracts.office;

import jakarta.annotation.Nullable;

/**
 * The file of a case that began on paper, before the hub.
 *
 * @param number by which its papers were taken over, the manifest's {@code paper_case}
 * @param begun  day on which it was begun, ISO 8601
 * @param stage  of the procedure to which it had come on paper; recorded, no stage is left out for it
 */
public record PaperFileEntry(String number, String begun, @Nullable String stage) {}
