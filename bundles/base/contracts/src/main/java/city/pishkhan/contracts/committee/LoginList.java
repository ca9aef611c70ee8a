package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * All logins with their confirmations.
 *
 * @param items logins; those due for confirmation first
 */
public record LoginList(List<Login> items) {
    public LoginList {
        items = List.copyOf(items);
    }
}
