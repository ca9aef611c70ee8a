package city.pishkhan.doors.mapping;

import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.archive.SheetImages.AppliedRedactions;
import city.pishkhan.contracts.Headers;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.identifiers.Sha256;
import java.io.ByteArrayInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Selects the content of a sheet for a caller. A program gets the original file. A person with a browser gets a PDF that the hub renders
 * from the pages and that contains no active content; {@code original=true} returns the original file and is journaled. If areas are
 * covered, no caller gets the original.
 */
public final class SheetFile {
    private static final String ORIGINAL = "original";

    private final Papers papers;
    private final SheetImages images;

    public SheetFile(Papers papers, SheetImages images) {
        this.papers = papers;
        this.images = images;
    }

    /** Returns whether the caller explicitly requests the original file. */
    public static boolean isOriginal(DoorCall doorCall) {
        return "true".equals(doorCall.param(ORIGINAL));
    }

    /**
     * Replies with the sheet.
     * @param size   size of the original file in bytes
     * @param opened records that a person opens the original file
     * @throws city.pishkhan.api.Refusal as {@link SheetImages#document}; CONFLICT {@code sheet.withheld} if the original contains more than
     *     pages
     */
    public DoorReply reply(
            DoorCall doorCall,
            SheetImages.Sheet sheet,
            @Nullable String name,
            long size,
            AppliedRedactions shown,
            Runnable opened) {
        boolean file = shown.areas().isEmpty()
                && (isOriginal(doorCall) || doorCall.param(ORIGINAL) == null && !doorCall.isFromBrowser());
        if (!file) {
            return replyRendered(name, images.document(sheet, shown));
        }
        if (isOriginal(doorCall)) {
            papers.requirePagesOnly(sheet.sha256(), sheet.mediaType());
            opened.run();
        }
        return DoorReply.ok(new DoorReply.Sheet(
                name, sheet.mediaType(), size, sheet.sha256(), from -> papers.open(sheet.sha256(), from)));
    }

    /** Replies with the rendered PDF, which contains none of the original's bytes. */
    private static DoorReply replyRendered(@Nullable String name, byte[] document) {
        return DoorReply.ok(new DoorReply.Sheet(
                name == null ? null : name.replaceFirst("\\.[A-Za-z]{3,4}$", "") + ".pdf",
                Headers.PDF,
                document.length,
                Sha256.hex(document),
                from -> new ByteArrayInputStream(document, (int) from, document.length)));
    }
}
