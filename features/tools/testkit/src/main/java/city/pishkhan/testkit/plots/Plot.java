package city.pishkhan.testkit.plots;

import java.util.List;
import java.util.Set;

/**
 * A generated property, read from a district's file.
 *
 * @param code     renovation code
 * @param uses     permitted uses
 * @param floors   permitted storeys
 * @param density  permitted floor area in percent of the land
 * @param landArea land area in m², rounded down
 * @param owners   national IDs
 */
public record Plot(String code, Set<String> uses, int floors, int density, long landArea, List<String> owners) {

    public int district() {
        return Integer.parseInt(code.substring(0, code.indexOf('-')));
    }

    /** Returns a mobile number for an owner, derived from the national ID. */
    public String mobile(int owner) {
        return "0912%07d".formatted(Math.floorMod(owners.get(owner).hashCode(), 10_000_000));
    }

    /** Returns the permitted floor area in m². */
    public long buildable() {
        return landArea * density / 100;
    }
}
