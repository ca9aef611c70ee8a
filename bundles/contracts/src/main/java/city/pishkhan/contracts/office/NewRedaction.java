package city.pishkhan.contracts.office;

import java.util.List;

/**
 * Areas of a page that are to be covered.
 *
 * @param page    the first is 1
 * @param regions 1 to 50, as in the address of a picture: {@code x,y,w,h} in pixels of the page, or {@code pct:x,y,w,h} in hundredths of it
 * @param reason  at most 2,000 characters
 */
public record NewRedaction(Integer page, List<String> regions, String reason) {

    /** Without the reason. */
    @Override
    public String toString() {
        return "NewRedaction[page=" + page + "]";
    }
}
