package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Redactions;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.archive.SheetImages.Page;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.contracts.office.papers.NewRedaction;
import city.pishkhan.contracts.office.papers.RedactionList;
import city.pishkhan.contracts.office.papers.RedactionRemoval;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.iiif.PageImageRequest;
import java.util.List;

/** Operations on covered areas of papers. */
final class RedactionResource {
    static final String MAKE = "office.redaction.make";

    private static final int LONGEST_REASON = 2_000;
    private static final int MOST_PAGES = 99_999;
    private static final int MOST_REGIONS = 50;

    private final Cases cases;
    private final Papers archive;
    private final Redactions redactions;
    private final SheetImages images;

    RedactionResource(Cases cases, Papers archive, Redactions redactions, SheetImages images) {
        this.cases = cases;
        this.archive = archive;
        this.redactions = redactions;
        this.images = images;
    }

    DoorReply list(DoorCall doorCall) {
        return DoorReply.ok(new RedactionList(PaperMapper.INSTANCE.redactions(redactions.list(
                doorCall.caller(), CaseRequestMapper.caseId(doorCall), doorCall.requiredParam("sha256")))));
    }

    /** Determines the areas to cover. Call it without a transaction, because the page's size may have to be read from the sheet. */
    List<SheetImages.Area> areas(DoorCall doorCall) {
        NewRedaction given = doorCall.body(NewRedaction.class);
        int index = (int) FieldCheck.range("page", given.page(), 1, MOST_PAGES) - 1;
        List<String> regions = FieldCheck.list("regions", given.regions(), MOST_REGIONS);
        FieldCheck.text("reason", given.reason(), LONGEST_REASON);
        Cases.Paper paper = cases.find(doorCall.caller(), CaseRequestMapper.caseId(doorCall), MAKE).papers().stream()
                .filter(one -> one.sha256().equals(doorCall.requiredParam("sha256")))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("paper"));
        Page page = PageImageResource.page(images, PageImageResource.sheet(archive, paper), index);
        return regions.stream()
                .map(region -> PageImageRequest.parseCovered(page, FieldCheck.present("regions", region)))
                .toList();
    }

    DoorReply redact(DoorCall doorCall, List<SheetImages.Area> areas) {
        NewRedaction given = doorCall.body(NewRedaction.class);
        Redactions.Redaction covered = redactions.redact(
                doorCall.caller(),
                CaseRequestMapper.caseId(doorCall),
                doorCall.requiredParam("sha256"),
                given.page(),
                areas,
                FieldCheck.text("reason", given.reason(), LONGEST_REASON));
        return DoorReply.created(null, PaperMapper.INSTANCE.redaction(covered))
                .about(CaseRequestMapper.caseId(doorCall));
    }

    DoorReply removeRedaction(DoorCall doorCall) {
        Redactions.Redaction shown = redactions.removeRedaction(
                doorCall.caller(),
                CaseRequestMapper.caseId(doorCall),
                doorCall.requiredParam("sha256"),
                doorCall.id("redaction", "redaction"),
                FieldCheck.text("reason", doorCall.body(RedactionRemoval.class).reason(), LONGEST_REASON));
        return DoorReply.ok(PaperMapper.INSTANCE.redaction(shown)).about(CaseRequestMapper.caseId(doorCall));
    }
}
