package city.pishkhan.contracts.office.persons;

import jakarta.annotation.Nullable;
import java.util.List;

/**
 * One page of deaths.
 *
 * @param items newest first
 * @param next  cursor of the next page; absent on the last
 */
public record DeathList(List<Death> items, @Nullable String next) {}
