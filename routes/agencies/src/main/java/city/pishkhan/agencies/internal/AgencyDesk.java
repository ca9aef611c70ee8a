package city.pishkhan.agencies.internal;

import city.pishkhan.api.Caller;
import city.pishkhan.api.Inquiries;
import city.pishkhan.api.Papers;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.Worklist;
import city.pishkhan.contracts.agency.AgencyNotice;
import city.pishkhan.contracts.agency.Answer;
import city.pishkhan.contracts.agency.BatchResult;
import city.pishkhan.contracts.agency.Item;
import city.pishkhan.contracts.agency.OpenInquiry;
import city.pishkhan.contracts.agency.Release;
import city.pishkhan.contracts.agency.Sheet;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Problems;
import city.pishkhan.doors.Reply;
import city.pishkhan.doors.Upload;
import city.pishkhan.spi.Attachment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Carries each operation of the door to its service: wire form in, wire form out, no rules between. */
final class AgencyDesk {
    private static final int MOST_ANSWERS = 100;
    private static final int LONGEST_NAME = 200;

    private final Inquiries inquiries;
    private final Worklist worklist;
    private final Papers papers;
    private final AnswerIn answers;

    AgencyDesk(Inquiries inquiries, Worklist worklist, Papers papers) {
        this.inquiries = inquiries;
        this.worklist = worklist;
        this.papers = papers;
        this.answers = new AnswerIn(papers);
    }

    Reply worklist(Call call) {
        var page = worklist.list(call.caller(), call.param("cursor"), call.limit());
        return Reply.ok(
                new Item.Listing(page.items().stream().map(AgencyOut::item).toList(), page.next()));
    }

    Reply item(Call call) {
        return Reply.ok(AgencyOut.item(worklist.item(call.caller(), id(call))));
    }

    Reply claim(Call call) {
        return Reply.ok(AgencyOut.item(worklist.claim(call.caller(), id(call))));
    }

    Reply release(Call call) {
        long fence = Fields.present("fence", call.body(Release.class).fence());
        worklist.release(call.caller(), id(call), fence);
        return Reply.done();
    }

    Reply inquiries(Call call) {
        var page = inquiries.open(call.caller(), call.param("cursor"), call.limit());
        return Reply.ok(new OpenInquiry.Listing(
                page.items().stream()
                        .map(o -> new OpenInquiry(AgencyOut.inquiry(o.inquiry()), o.state(), o.delivered()))
                        .toList(),
                page.next()));
    }

    Reply inquiry(Call call) {
        return Reply.ok(AgencyOut.asked(inquiries.asked(call.caller(), id(call))));
    }

    Reply notices(Call call) {
        var page = inquiries.notices(call.caller(), call.param("cursor"), call.limit());
        return Reply.ok(new AgencyNotice.Listing(
                page.items().stream().map(AgencyOut::notice).toList(), page.next()));
    }

    Reply answer(Call call) {
        Answer answer = call.body(Answer.class);
        return Reply.ok(AgencyOut.receipt(take(call.caller(), answer.fence(), answers.answer("", id(call), answer))));
    }

    Reply answerAll(Call call) {
        List<Answer> batch =
                Fields.list("answers", call.body(Answer.Batch.class).answers(), MOST_ANSWERS);
        List<BatchResult.Result> results = new ArrayList<>();
        for (Answer answer : batch) {
            results.add(result(call, answer, "answers[" + results.size() + "]."));
        }
        return Reply.ok(new BatchResult(results));
    }

    private BatchResult.Result result(Call call, Answer answer, String at) {
        try {
            UUID inquiry = Fields.present(at + "inquiry", answer.inquiry());
            Inquiries.Receipt receipt = take(call.caller(), answer.fence(), answers.answer(at, inquiry, answer));
            return new BatchResult.Result(inquiry, 200, AgencyOut.receipt(receipt), null);
        } catch (Refusal refusal) {
            return new BatchResult.Result(
                    answer.inquiry(), refusal.kind().status(), null, Problems.of(refusal, call.origin()));
        }
    }

    private Inquiries.Receipt take(Caller caller, Long fence, city.pishkhan.spi.Answer answer) {
        if (fence != null) {
            return worklist.answer(caller, fence, answer);
        }
        if (listed(caller, answer.inquiry())) {
            throw Refusal.invalid(
                    "answer.fence",
                    "fence",
                    "This inquiry lies in the worklist: claim it, and answer with the claim's fence.",
                    "این استعلام در کارتابل است: نخست آن را بردارید و با شماره fence همان برداشت پاسخ دهید.");
        }
        return inquiries.answer(caller, answer);
    }

    private boolean listed(Caller caller, UUID inquiry) {
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

    Reply attachment(Call call) {
        Attachment found = inquiries.attachment(call.caller(), id(call), call.param("sha256"));
        try {
            return Reply.ok(new Reply.File(
                    found.name(),
                    found.mediaType(),
                    found.size(),
                    found.content().open()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply upload(Call call) {
        UUID inquiry = inquiries
                .find(call.caller(), id(call), "agency.attachment.upload")
                .id();
        String name = Fields.text("name", call.param("name"), LONGEST_NAME);
        Papers.Sheet sheet = papers.storeAnswer(
                call.caller(), inquiry, name, call.body(Upload.class).open());
        return Reply.created(null, new Sheet(sheet.sha256(), sheet.name(), sheet.mediaType(), sheet.size()));
    }

    private static UUID id(Call call) {
        return call.id("id", "inquiry", "استعلام");
    }
}
