package city.pishkhan.testkit.plots;

import java.util.List;
import java.util.Set;

/**
 * One generated property, as its island's file says.
 *
 * @param code     renovation code
 * @param uses     permitted uses
 * @param floors   storeys allowed
 * @param density  floor area allowed, percent of the land
 * @param landArea m², rounded down
 * @param owners   national IDs
 */
public record Plot(String code, Set<String> uses, int floors, int density, long landArea, List<String> owners) {

    public int district() {
        return Integer.parseInt(code.substring(0, code.indexOf('-')));
    }

    /** The phone of one of the owners: another for each person. */
    public String mobile(int owner) {
        return "0912%07d".formatted(Math.floorMod(owners.get(owner).hashCode(), 10_000_000));
    }

    /** Floor area in m² that may be built. */
    public long buildable() {
        return landArea * density / 100;
    }
}
