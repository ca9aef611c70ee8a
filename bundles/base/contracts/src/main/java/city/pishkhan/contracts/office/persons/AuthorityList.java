package city.pishkhan.contracts.office.persons;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * One page of authorities.
 *
 * @param items newest first
 * @param next  cursor of the next page; absent on the last
 */
public record AuthorityList(List<Authority> items, @Nullable String next) {}
