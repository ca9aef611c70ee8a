package city.pishkhan.archive.internal.inspection;

import city.pishkhan.messages.Messages;

/**
 * What a sheet may ask of whoever opens it.
 *
 * @param bytes  of the file
 * @param pixels of one page
 * @param pages  of the file
 */
public record SheetLimits(long bytes, long pixels, int pages) {
    private static final Messages MESSAGES = Messages.of(SheetLimits.class);

    /** For sheets that were within the limits when they came. */
    public static SheetLimits none() {
        return new SheetLimits(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    void pixels(long width, long height) {
        // each at most 2^32: the product may not fit
        if (width > 0 && height > pixels / width) {
            throw SheetRefusal.tooLarge("sheet.pixels", width, height, pixels);
        }
    }

    void pages(long count) {
        if (count > pages) {
            throw SheetRefusal.tooLarge("sheet.pages", pages);
        }
    }
}
