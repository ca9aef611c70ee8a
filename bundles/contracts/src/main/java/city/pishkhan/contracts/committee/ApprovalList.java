package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * Acts that need four eyes.
 *
 * @param items the newest first
 */
public record ApprovalList(List<Approval> items) {
    public ApprovalList {
        items = List.copyOf(items);
    }
}
