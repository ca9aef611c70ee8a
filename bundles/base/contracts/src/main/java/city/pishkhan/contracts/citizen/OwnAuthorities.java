package city.pishkhan.contracts.citizen;

import city.pishkhan.contracts.OneOf;
import city.pishkhan.contracts.office.persons.Authority;
import jakarta.annotation.Nullable;
import java.util.List;

/**
 * One page of the authorities that concern a citizen.
 *
 * @param items newest first
 * @param next  cursor of the next page; absent on the last
 */
public record OwnAuthorities(List<Line> items, @Nullable String next) {

    /**
     * One authority and the citizen's side in it.
     *
     * @param side      {@code over-me} if another person acts for the citizen, {@code mine} if the citizen acts for another person
     * @param authority the authority; national ID and mobile of the other person are masked
     */
    public record Line(@OneOf({"over-me", "mine"}) String side, Authority authority) {}
}
