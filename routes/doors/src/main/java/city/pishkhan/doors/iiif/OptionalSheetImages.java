package city.pishkhan.doors.iiif;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.security.Caller;
import java.util.List;
import java.util.function.Supplier;

/**
 * Images of sheets for a door that also runs without them. While the service is absent, every call is refused as UNAVAILABLE
 * {@code sheet.pictures-missing}.
 */
public final class OptionalSheetImages implements SheetImages {
    private final Supplier<SheetImages> service;

    /** @param service returns the present service, or {@code null} while there is none */
    public OptionalSheetImages(Supplier<SheetImages> service) {
        this.service = service;
    }

    private SheetImages required() {
        SheetImages present = service.get();
        if (present == null) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "sheet.pictures-missing", null);
        }
        return present;
    }

    @Override
    public List<Page> pages(Sheet sheet) {
        return required().pages(sheet);
    }

    @Override
    public byte[] picture(Sheet sheet, Part part, Shown shown, Caller viewer) {
        return required().picture(sheet, part, shown, viewer);
    }

    @Override
    public byte[] document(Sheet sheet, Shown shown) {
        return required().document(sheet, shown);
    }

    @Override
    public void ahead(Sheet sheet) {
        required().ahead(sheet);
    }
}
