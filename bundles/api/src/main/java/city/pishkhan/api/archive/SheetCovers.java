package city.pishkhan.api.archive;

import city.pishkhan.api.archive.SheetImages.Cover;
import java.util.List;

/** What districts cover of sheets, for the hub's own rooms that look at a sheet without a case. */
public interface SheetCovers {

    /** What is black now for whoever looks at it, in whichever case; empty for a sheet that nobody covered. */
    List<Cover> of(String sha256);
}
