package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.archive.SheetImages.Page;
import city.pishkhan.api.archive.SheetImages.Sheet;
import city.pishkhan.contracts.agency.PageList;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.iiif.PageImageDocument;
import city.pishkhan.doors.iiif.PageImageRequest;
import city.pishkhan.spi.Attachment;
import java.util.List;

/**
 * Pages of an inquiry's sheets for image viewers (IIIF Image API 3.0). Each request is authorized like a request for
 * the sheet itself, and a delivered page counts as opened. Redactions are not applied, because an agency must judge the
 * complete sheet.
 */
final class AttachmentPageResource {
    private final Inquiries inquiries;
    private final Worklist worklist;
    private final SheetImages images;
    private final Papers papers;

    AttachmentPageResource(Inquiries inquiries, Worklist worklist, SheetImages images, Papers papers) {
        this.papers = papers;
        this.inquiries = inquiries;
        this.worklist = worklist;
        this.images = images;
    }

    private Sheet sheet(DoorCall doorCall) {
        return sheet(
                papers,
                inquiries.attachment(
                        doorCall.caller(), doorCall.id("id", "inquiry"), doorCall.requiredParam("sha256")));
    }

    /** Returns the sheet of an attachment. Images of identity papers are not cached. */
    static Sheet sheet(Papers papers, Attachment found) {
        return new Sheet(found.sha256(), found.mediaType(), papers.isPersonal(found.role()));
    }

    private static int index(DoorCall doorCall, List<Page> pages) {
        String number = doorCall.requiredParam("page");
        if (number == null || !number.matches("[1-9][0-9]{0,4}") || Integer.parseInt(number) > pages.size()) {
            throw Refusal.notFound("page");
        }
        return Integer.parseInt(number) - 1;
    }

    DoorReply pages(DoorCall doorCall) {
        return DoorReply.ok(new PageList(AgencyMapper.INSTANCE.pages(images.pages(sheet(doorCall)))));
    }

    DoorReply info(DoorCall doorCall) {
        List<Page> pages = images.pages(sheet(doorCall));
        int index = index(doorCall, pages);
        return PageImageDocument.info(
                doorCall.base() + "/inquiries/" + doorCall.requiredParam("id") + "/attachments/"
                        + doorCall.requiredParam("sha256") + "/pages/" + (index + 1),
                pages.get(index));
    }

    DoorReply image(DoorCall doorCall) {
        Sheet sheet = sheet(doorCall);
        List<Page> pages = images.pages(sheet);
        int index = index(doorCall, pages);
        SheetImages.Part part = PageImageRequest.parse(
                pages.get(index),
                index,
                doorCall.requiredParam("region"),
                doorCall.requiredParam("size"),
                doorCall.requiredParam("rotation"),
                doorCall.requiredParam("file"));
        byte[] picture = images.picture(sheet, part, SheetImages.AppliedRedactions.NONE, doorCall.caller());
        worklist.recordPageView(
                doorCall.caller(), doorCall.id("id", "inquiry"), sheet.sha256(), index + 1, pages.size());
        return PageImageDocument.picture(picture, part.format());
    }
}
