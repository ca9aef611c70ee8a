package city.pishkhan.contracts.agency;

import java.util.List;

/**
 * The pages of a sheet, as pictures.
 *
 * @param pages in order; the first is page 1 in paths
 */
public record PageList(List<Page> pages) {

    /**
     * One page.
     *
     * @param width  pixels
     * @param height pixels
     */
    public record Page(int width, int height) {}
}
