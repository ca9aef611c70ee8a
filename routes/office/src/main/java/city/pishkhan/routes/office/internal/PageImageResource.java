package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.Redactions;
import city.pishkhan.api.archive.ReportPhotos;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.archive.SheetImages.Page;
import city.pishkhan.api.archive.SheetImages.Sheet;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.iiif.PageImageDocument;
import city.pishkhan.doors.iiif.PageImageRequest;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;

/**
 * Papers of a case for image viewers: IIIF Presentation API 3.0 for the case, IIIF Image API 3.0 (level 1, same origin only) for each page.
 * Each request is authorized like a request for the paper itself. {@code pages/2-original} is page 2 without covered areas.
 */
final class PageImageResource {
    private static final String PRESENTATION = "http://iiif.io/api/presentation/3/context.json";
    private static final String READ = "office.paper.read";
    private static final String ORIGINAL = "-original";
    private static final int MOST_CANVASES = 2_000;

    private final Cases cases;
    private final Papers archive;
    private final Redactions redactions;
    private final SheetImages images;

    PageImageResource(Cases cases, Papers archive, Redactions redactions, SheetImages images) {
        this.cases = cases;
        this.archive = archive;
        this.redactions = redactions;
        this.images = images;
    }

    /**
     * Page that the caller may see.
     *
     * @param called page segment of its address
     */
    private record VisiblePage(Sheet sheet, String called, int index, Page page, SheetImages.AppliedRedactions shown) {}

    private VisiblePage visiblePage(DoorCall doorCall) {
        Cases.Paper paper = cases.readPaper(
                doorCall.caller(), CaseRequestMapper.caseId(doorCall), doorCall.requiredParam("sha256"));
        String called = doorCall.requiredParam("page");
        boolean original = called != null && called.endsWith(ORIGINAL);
        String number = original ? called.substring(0, called.length() - ORIGINAL.length()) : called;
        if (number == null || !number.matches("[1-9][0-9]{0,4}")) {
            throw Refusal.notFound("page");
        }
        SheetImages.AppliedRedactions shown = redactions.authorizeView(
                doorCall.caller(), CaseRequestMapper.caseId(doorCall), paper.sha256(), original);
        Sheet sheet = sheet(archive, paper);
        int index = Integer.parseInt(number) - 1;
        return new VisiblePage(sheet, called, index, page(images, sheet, index), shown);
    }

    static Page page(SheetImages images, Sheet sheet, int index) {
        List<Page> pages = readListed(() -> images.pages(sheet));
        if (index >= pages.size()) {
            throw Refusal.notFound("page");
        }
        return pages.get(index);
    }

    static Sheet sheet(Papers papers, Cases.Paper paper) {
        boolean personal = papers.isPersonal(paper.kind()) || paper.kind().equals(ReportPhotos.KIND);
        return new Sheet(paper.sha256(), paper.mediaType(), personal);
    }

    private static String base(DoorCall doorCall) {
        return doorCall.base() + "/cases/" + doorCall.requiredParam("id");
    }

    private static String pageBase(String base, String sha256, String called) {
        return base + "/papers/" + sha256 + "/pages/" + called;
    }

    /** Redirects from the address of a page to its description. */
    DoorReply page(DoorCall doorCall) {
        VisiblePage seen = visiblePage(doorCall);
        return new DoorReply(
                303,
                null,
                pageBase(base(doorCall), seen.sheet.sha256(), seen.called) + "/info.json",
                null,
                false,
                null);
    }

    DoorReply info(DoorCall doorCall) {
        VisiblePage seen = visiblePage(doorCall);
        return PageImageDocument.info(pageBase(base(doorCall), seen.sheet.sha256(), seen.called), seen.page);
    }

    DoorReply image(DoorCall doorCall) {
        VisiblePage seen = visiblePage(doorCall);
        SheetImages.Part part = PageImageRequest.parse(
                seen.page,
                seen.index,
                doorCall.requiredParam("region"),
                doorCall.requiredParam("size"),
                doorCall.requiredParam("rotation"),
                doorCall.requiredParam("file"));
        byte[] picture = readListed(() -> images.picture(seen.sheet, part, seen.shown, doorCall.caller()));
        return PageImageDocument.picture(picture, part.format());
    }

    /**
     * Reads the sheet of a paper that the case lists.
     *
     * @throws Refusal GONE {@code paper.erased} if the archive does not have the sheet any more, because its person was erased
     */
    static <T> T readListed(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Refusal e) {
            throw e.code().equals("sheet.unknown") ? Refusal.of(Refusal.Kind.GONE, "paper.erased", null) : e;
        }
    }

    /**
     * Creates the manifest of a case. Leaves out papers that cannot be rendered as images; they are available as files.
     * Also leaves out erased papers; if the request is for an erased paper only, it is refused.
     */
    DoorReply manifest(DoorCall doorCall) {
        CaseView view = cases.find(doorCall.caller(), CaseRequestMapper.caseId(doorCall), READ);
        String base = base(doorCall);
        ObjectNode manifest = object().put("@context", PRESENTATION)
                .put("id", base + "/manifest")
                .put("type", "Manifest");
        putLabel(manifest, view.number());
        ArrayNode canvases = manifest.putArray("items");
        String one = doorCall.param("paper");
        List<Cases.Paper> papers = view.papers().stream()
                .filter(paper -> one == null || paper.sha256().equals(one))
                .toList();
        if (one != null && papers.isEmpty()) {
            throw Refusal.notFound("paper");
        }
        for (Cases.Paper paper : papers) {
            List<Page> pages = pages(paper, one == null);
            for (int i = 0; i < pages.size() && canvases.size() < MOST_CANVASES; i++) {
                fillCanvas(canvases.addObject(), pageBase(base, paper.sha256(), String.valueOf(i + 1)), pages.get(i));
                putLabel((ObjectNode) canvases.get(canvases.size() - 1), paper.name() + " (" + (i + 1) + ")");
            }
        }
        return PageImageDocument.json(manifest, PRESENTATION);
    }

    /** @param skipErased whether an erased paper has no pages instead of being refused */
    private List<Page> pages(Cases.Paper paper, boolean skipErased) {
        try {
            return readListed(() -> images.pages(sheet(archive, paper)));
        } catch (Refusal e) {
            if (e.kind() == Refusal.Kind.INVALID || e.kind() == Refusal.Kind.GONE && skipErased) {
                return List.of();
            }
            throw e;
        }
    }

    private static void fillCanvas(ObjectNode canvas, String page, Page size) {
        putSize(canvas.put("id", page + "/canvas").put("type", "Canvas"), size);
        ObjectNode annotation = canvas.putArray("items")
                .addObject()
                .put("id", page + "/annotations")
                .put("type", "AnnotationPage")
                .putArray("items")
                .addObject()
                .put("id", page + "/annotation")
                .put("type", "Annotation")
                .put("motivation", "painting")
                .put("target", page + "/canvas");
        ObjectNode body = putSize(
                annotation
                        .putObject("body")
                        .put("id", page + "/full/max/0/default.jpg")
                        .put("type", "Image")
                        .put("format", "image/jpeg"),
                size);
        body.putArray("service")
                .addObject()
                .put("id", page)
                .put("type", "ImageService3")
                .put("profile", "level1");
    }

    private static ObjectNode putSize(ObjectNode of, Page size) {
        return of.put("width", size.width()).put("height", size.height());
    }

    private static void putLabel(ObjectNode of, String text) {
        of.putObject("label").putArray("none").add(text);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
