package city.pishkhan.doors.mapping;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.archive.SheetImages.Shown;
import city.pishkhan.contracts.Headers;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.identifiers.Sha256;
import java.io.ByteArrayInputStream;

/**
 * Chooses what a caller gets of a sheet. A program gets the file. A person at a browser gets a PDF that the hub draws of its pages, in which nothing
 * of the file is left that could run; the file only with {@code original=true}, which is journaled. Where areas are covered nobody gets the file.
 */
public final class SheetFile {
    private static final String ORIGINAL = "original";

    private final Papers papers;
    private final SheetImages images;

    public SheetFile(Papers papers, SheetImages images) {
        this.papers = papers;
        this.images = images;
    }

    /** Whether the caller asks for the file in so many words. */
    public static boolean isOriginal(DoorCall doorCall) {
        return "true".equals(doorCall.param(ORIGINAL));
    }

    /**
     * @param size   of the file, in bytes
     * @param opened records that a person opens the file
     * @throws city.pishkhan.api.Refusal as {@link SheetImages#document}; CONFLICT {@code sheet.withheld} for a file that holds more than pages
     */
    public DoorReply reply(
            DoorCall doorCall, SheetImages.Sheet sheet, String name, long size, Shown shown, Runnable opened) {
        boolean file = shown.covers().isEmpty()
                && (isOriginal(doorCall) || doorCall.param(ORIGINAL) == null && !doorCall.isFromBrowser());
        if (!file) {
            return drawn(name, images.document(sheet, shown));
        }
        if (isOriginal(doorCall)) {
            papers.requireMerePages(sheet.sha256(), sheet.mediaType());
            opened.run();
        }
        return DoorReply.ok(new DoorReply.Sheet(
                name, sheet.mediaType(), size, sheet.sha256(), from -> papers.open(sheet.sha256(), from)));
    }

    /** Never the file's own bytes. */
    private static DoorReply drawn(String name, byte[] document) {
        return DoorReply.ok(new DoorReply.Sheet(
                name.replaceFirst("\\.[A-Za-z]{3,4}$", "") + ".pdf",
                Headers.PDF,
                document.length,
                Sha256.hex(document),
                from -> new ByteArrayInputStream(document, (int) from, document.length)));
    }
}
