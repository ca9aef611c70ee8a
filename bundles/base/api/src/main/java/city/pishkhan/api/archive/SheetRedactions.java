package city.pishkhan.api.archive;

import city.pishkhan.api.archive.SheetImages.RedactedArea;
import java.util.List;

/** Redactions of sheets, for bundles of the hub that process a sheet without a case. */
public interface SheetRedactions {

    /** Areas that are black now for every viewer in every case; empty for a sheet without redactions. */
    List<RedactedArea> redactedAreas(String sha256);
}
