package city.pishkhan.contracts.office.archive;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * One page of documents.
 *
 * @param items up to 20 documents, unsorted
 * @param next  cursor of the next page; absent at the end
 */
public record DocumentList(List<ArchiveDocument> items, @Nullable String next) {}
