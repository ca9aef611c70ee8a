package city.pishkhan.contracts.office.papers;

import java.util.List;

/**
 * Areas of a page to be redacted.
 *
 * @param page    number of the page, from 1
 * @param regions 1 to 50 areas, in the notation of IIIF: {@code x,y,w,h} in pixels of the page, or {@code pct:x,y,w,h} in percent of it
 * @param reason  up to 2,000 characters
 */
public record NewRedaction(Integer page, List<String> regions, String reason) {

    /** Omits the reason. */
    @Override
    public String toString() {
        return "NewRedaction[page=" + page + "]";
    }
}
