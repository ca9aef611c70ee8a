package city.pishkhan.contracts.agency;

import java.util.List;

/**
 * Pages of a sheet with their sizes.
 *
 * @param pages in order; the first is page 1 in paths
 */
public record PageList(List<Page> pages) {

    /**
     * One page.
     *
     * @param width  width in pixels
     * @param height height in pixels
     */
    public record Page(int width, int height) {}
}
