package city.pishkhan.archive.internal.inspection;

/**
 * What a sheet may ask of whoever opens it.
 *
 * @param bytes  of the file
 * @param pixels of one page
 * @param pages  of the file
 */
public record SheetLimits(long bytes, long pixels, int pages) {

    void pixels(long width, long height) {
        // each at most 2^32: the product may not fit
        if (width > 0 && height > pixels / width) {
            throw SheetRefusal.tooLarge(
                    "sheet.pixels",
                    "The image has " + width + " × " + height + " pixels; " + pixels + " are allowed.",
                    "تصویر " + width + " × " + height + " پیکسل دارد؛ حداکثر " + pixels + " مجاز است.");
        }
    }

    void pages(long count) {
        if (count > pages) {
            throw SheetRefusal.tooLarge(
                    "sheet.pages",
                    "The file has more than " + pages + " pages.",
                    "پرونده بیش از " + pages + " صفحه دارد.");
        }
    }
}
