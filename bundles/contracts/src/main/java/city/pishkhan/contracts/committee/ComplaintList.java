package city.pishkhan.contracts.committee;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * Complaints and signals, newest first.
 *
 * @param items the complaints of this page
 * @param next  cursor of the page after this; absent on the last
 */
public record ComplaintList(List<Complaint> items, @Nullable String next) {}
