package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * Acts that need two people.
 *
 * @param items acts, newest first
 */
public record ApprovalList(List<Approval> items) {
    public ApprovalList {
        items = List.copyOf(items);
    }
}
