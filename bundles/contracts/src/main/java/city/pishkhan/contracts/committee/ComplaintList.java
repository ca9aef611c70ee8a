package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * Complaints and signals, newest first.
 *
 * @param items the complaints of this page
 * @param next  cursor of the page after this; absent on the last
 */
public record ComplaintList(List<Complaint> items, String next) {}
