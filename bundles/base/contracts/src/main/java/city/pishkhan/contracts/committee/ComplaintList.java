package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Complaints and signals, newest first.
 *
 * @param items complaints of this page
 * @param next  cursor of the next page; absent at the end
 */
public record ComplaintList(List<Complaint> items, @Nullable String next) {}
