package city.pishkhan.contracts.office.papers;

import jakarta.annotation.Nullable;

/**
 * The paper file of a case that began on paper, before the hub.
 *
 * @param number number under which its papers were imported: the manifest's {@code paper_case}
 * @param begun  day on which it began, ISO 8601
 * @param stage  stage that the case had reached on paper; recorded only, no stage is skipped
 */
public record PaperFileEntry(String number, String begun, @Nullable String stage) {}
