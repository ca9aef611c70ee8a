package city.pishkhan.archive.internal.examination;

import city.pishkhan.messages.Messages;

/**
 * Limits of a sheet's size.
 *
 * @param bytes maximum size of the file in bytes
 * @param pixels maximum number of pixels of a page
 * @param pages maximum number of pages
 */
public record SheetLimits(long bytes, long pixels, int pages) {
    private static final Messages MESSAGES = Messages.of(SheetLimits.class);

    /** Returns no limits, for sheets that were checked at upload. */
    public static SheetLimits none() {
        return new SheetLimits(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    void pixels(long width, long height) {
        // divides instead of multiplying width and height, because their product may overflow: each is up to 2^32
        if (width > 0 && height > pixels / width) {
            throw SheetRefusal.tooLarge("sheet.pixels", width, height, pixels);
        }
    }

    /**
     * Refuses a page that has too many pixels.
     *
     * @param page page of a file with several pages, from 1
     */
    void pixels(long width, long height, int page) {
        if (width > 0 && height > pixels / width) {
            throw SheetRefusal.tooLarge("sheet.pixels/page", width, height, pixels, page);
        }
    }

    void pages(long count) {
        if (count > pages) {
            throw SheetRefusal.tooLarge("sheet.pages", pages);
        }
    }
}
