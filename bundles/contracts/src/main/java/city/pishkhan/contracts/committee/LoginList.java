package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * All logins.
 *
 * @param items those that are due first
 */
public record LoginList(List<Login> items) {
    public LoginList {
        items = List.copyOf(items);
    }
}
