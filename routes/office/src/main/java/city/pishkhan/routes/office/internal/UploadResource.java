package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.ResumableUploads;
import city.pishkhan.api.archive.ResumableUploads.Progress;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.contracts.Headers;
import city.pishkhan.contracts.office.papers.ResumableUpload;
import city.pishkhan.contracts.office.papers.UnfinishedUpload;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations on resumable uploads. */
final class UploadResource {
    static final String UPLOAD = "office.sheet.upload";

    private static final int DIGITS = 12;

    private final Cases cases;
    private final PaperResource papers;
    private final ResumableUploads uploads;

    UploadResource(Cases cases, PaperResource papers, ResumableUploads uploads) {
        this.cases = cases;
        this.papers = papers;
        this.uploads = uploads;
    }

    DoorReply begin(DoorCall doorCall) {
        PaperResource.Named named = papers.describe(doorCall);
        long length = number(doorCall, Headers.UPLOAD_LENGTH);
        Progress progress = uploads.begin(
                doorCall.caller(),
                new ResumableUploads.UploadMetadata(
                        named.of().id(), named.of().service(), named.kind(), named.owner(), named.name(), length));
        return DoorReply.created(
                OfficeDoor.REST + "/cases/" + named.of().id() + "/uploads/" + progress.id(), wire(progress));
    }

    DoorReply check(DoorCall doorCall) {
        return DoorReply.ok(withHeaders(progress(doorCall), null));
    }

    DoorReply find(DoorCall doorCall) {
        Progress progress = progress(doorCall);
        return DoorReply.ok(withHeaders(progress, wire(progress)));
    }

    private Progress progress(DoorCall doorCall) {
        return uploads.findOrComplete(doorCall.caller(), caseId(doorCall), uploadId(doorCall));
    }

    /** Appends bytes as they arrive, so that bytes sent before a broken connection are kept. */
    DoorReply append(DoorCall doorCall) {
        Progress progress = uploads.append(
                doorCall.caller(),
                caseId(doorCall),
                uploadId(doorCall),
                number(doorCall, Headers.UPLOAD_OFFSET),
                doorCall.body(InputStream.class));
        return new DoorReply(204, null, null, withHeaders(progress, null), false, null);
    }

    DoorReply end(DoorCall doorCall) {
        uploads.delete(doorCall.caller(), caseId(doorCall), uploadId(doorCall));
        return DoorReply.done();
    }

    /** Lists unfinished uploads. A suspended office may also list and discard its uploads. */
    DoorReply listUnfinished(DoorCall doorCall) {
        return DoorReply.ok(new UnfinishedUpload.Listing(
                PaperMapper.INSTANCE.unfinished(uploads.listUnfinished(doorCall.caller()))));
    }

    DoorReply drop(DoorCall doorCall) {
        uploads.discard(doorCall.caller(), uploadId(doorCall));
        return DoorReply.done();
    }

    /** Returns the case of an upload. A suspended office is refused and cannot send further bytes. */
    private UUID caseId(DoorCall doorCall) {
        return cases.reference(doorCall.caller(), CaseRequestMapper.caseId(doorCall), UPLOAD)
                .id();
    }

    private static UUID uploadId(DoorCall doorCall) {
        return doorCall.id("upload", "upload");
    }

    private static long number(DoorCall doorCall, String header) {
        String text = doorCall.param(header);
        if (text == null || text.length() > DIGITS || !text.matches("[0-9]+")) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "upload.header", header, header);
        }
        return Long.parseLong(text);
    }

    private static DoorReply.Headed withHeaders(Progress progress, @Nullable Object body) {
        return new DoorReply.Headed(
                Map.of(
                        Headers.UPLOAD_OFFSET, Long.toString(progress.offset()),
                        Headers.UPLOAD_LENGTH, Long.toString(progress.length())),
                body);
    }

    private static ResumableUpload wire(Progress progress) {
        return new ResumableUpload(
                progress.id(),
                progress.offset(),
                progress.length(),
                progress.expires(),
                progress.sheet().isEmpty() ? null : progress.pages(),
                progress.sheet().map(CaseMapper.INSTANCE::sheet).orElse(null));
    }
}
