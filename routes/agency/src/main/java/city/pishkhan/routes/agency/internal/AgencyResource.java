package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.Worklist;
import city.pishkhan.api.archive.OriginalFiles;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.archive.SheetImages;
import city.pishkhan.api.security.Caller;
import city.pishkhan.contracts.agency.AgencyNotice;
import city.pishkhan.contracts.agency.Answer;
import city.pishkhan.contracts.agency.BatchResult;
import city.pishkhan.contracts.agency.Item;
import city.pishkhan.contracts.agency.OpenInquiry;
import city.pishkhan.contracts.agency.Release;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.doors.call.Upload;
import city.pishkhan.doors.mapping.SheetFile;
import city.pishkhan.doors.problem.ProblemDetails;
import city.pishkhan.spi.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations of the agency door. Converts between wire form and services and contains no rules. */
final class AgencyResource {
    private static final int MOST_ANSWERS = 100;
    private static final int LONGEST_NAME = 200;

    private final Inquiries inquiries;
    private final Worklist worklist;
    private final Papers papers;
    private final SheetFile files;
    private final OriginalFiles originals;
    private final AnswerMapper answers;

    AgencyResource(Inquiries inquiries, Worklist worklist, Papers papers, SheetImages images, OriginalFiles originals) {
        this.inquiries = inquiries;
        this.worklist = worklist;
        this.papers = papers;
        this.files = new SheetFile(papers, images);
        this.originals = originals;
        this.answers = new AnswerMapper(papers);
    }

    DoorReply worklist(DoorCall doorCall) {
        var page = worklist.list(doorCall.caller(), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(new Item.Listing(
                page.items().stream().map(AgencyMapper.INSTANCE::item).toList(), page.next()));
    }

    DoorReply item(DoorCall doorCall) {
        return DoorReply.ok(AgencyMapper.INSTANCE.item(worklist.item(doorCall.caller(), id(doorCall))));
    }

    DoorReply claim(DoorCall doorCall) {
        return DoorReply.ok(AgencyMapper.INSTANCE.item(worklist.claim(doorCall.caller(), id(doorCall))));
    }

    DoorReply release(DoorCall doorCall) {
        long fence = FieldCheck.present("fence", doorCall.body(Release.class).fence());
        worklist.release(doorCall.caller(), id(doorCall), fence);
        return DoorReply.done();
    }

    DoorReply inquiries(DoorCall doorCall) {
        var page = inquiries.listOpen(doorCall.caller(), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(new OpenInquiry.Listing(
                page.items().stream().map(AgencyMapper.INSTANCE::open).toList(), page.next()));
    }

    DoorReply inquiry(DoorCall doorCall) {
        return DoorReply.ok(AgencyMapper.INSTANCE.asked(inquiries.findForAgency(doorCall.caller(), id(doorCall))));
    }

    DoorReply notices(DoorCall doorCall) {
        var page = inquiries.notices(doorCall.caller(), doorCall.param("cursor"), doorCall.limit());
        return DoorReply.ok(new AgencyNotice.Listing(
                page.items().stream().map(AgencyMapper.INSTANCE::notice).toList(), page.next()));
    }

    DoorReply answer(DoorCall doorCall) {
        Answer answer = doorCall.body(Answer.class);
        return DoorReply.ok(AgencyMapper.INSTANCE.receipt(
                submitAnswer(doorCall.caller(), answer.fence(), answers.answer("", id(doorCall), answer))));
    }

    DoorReply answerAll(DoorCall doorCall) {
        List<Answer> batch =
                FieldCheck.list("answers", doorCall.body(Answer.Batch.class).answers(), MOST_ANSWERS);
        List<BatchResult.Result> results = new ArrayList<>();
        for (Answer answer : batch) {
            results.add(result(doorCall, answer, "answers[" + results.size() + "]."));
        }
        return DoorReply.ok(new BatchResult(results));
    }

    private BatchResult.Result result(DoorCall doorCall, Answer answer, String at) {
        try {
            UUID inquiry = FieldCheck.present(at + "inquiry", answer.inquiry());
            Inquiries.Receipt receipt =
                    submitAnswer(doorCall.caller(), answer.fence(), answers.answer(at, inquiry, answer));
            return new BatchResult.Result(inquiry, 200, AgencyMapper.INSTANCE.receipt(receipt), null);
        } catch (Refusal refusal) {
            return new BatchResult.Result(
                    answer.inquiry(), refusal.kind().status(), null, ProblemDetails.of(refusal, doorCall.origin()));
        }
    }

    private Inquiries.Receipt submitAnswer(Caller caller, @Nullable Long fence, city.pishkhan.spi.Answer answer) {
        if (fence != null) {
            return worklist.answer(caller, fence, answer);
        }
        if (isListed(caller, answer.inquiry())) {
            throw Refusal.invalid("answer.fence", "fence");
        }
        return inquiries.answer(caller, answer);
    }

    private boolean isListed(Caller caller, UUID inquiry) {
        try {
            worklist.item(caller, inquiry);
            return true;
        } catch (Refusal e) {
            if (e.kind() != Refusal.Kind.NOT_FOUND) {
                throw e;
            }
            return false;
        }
    }

    DoorReply attachment(DoorCall doorCall) {
        Attachment found = inquiries.attachment(doorCall.caller(), id(doorCall), doorCall.requiredParam("sha256"));
        worklist.recordPageView(doorCall.caller(), id(doorCall), found.sha256(), 0, 0);
        return files.reply(
                doorCall,
                AttachmentPageResource.sheet(papers, found),
                found.name(),
                found.size(),
                SheetImages.AppliedRedactions.NONE,
                () -> originals.recordInquiryAccess(doorCall.caller(), id(doorCall), found.sha256()));
    }

    DoorReply upload(DoorCall doorCall) {
        UUID inquiry = inquiries
                .find(doorCall.caller(), id(doorCall), "agency.attachment.upload")
                .id();
        String name = FieldCheck.text("name", doorCall.param("name"), LONGEST_NAME);
        Papers.Sheet sheet = papers.storeAnswer(
                doorCall.caller(), inquiry, name, doorCall.body(Upload.class).open());
        return DoorReply.created(null, AgencyMapper.INSTANCE.sheet(sheet));
    }

    private static UUID id(DoorCall doorCall) {
        return doorCall.id("id", "inquiry");
    }
}
