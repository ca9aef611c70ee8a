package city.pishkhan.office.internal;

import city.pishkhan.api.CaseView;
import city.pishkhan.api.Cases;
import city.pishkhan.api.Papers;
import city.pishkhan.api.Refusal;
import city.pishkhan.contracts.office.Archive;
import city.pishkhan.contracts.office.PaperReference;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;
import city.pishkhan.doors.Upload;
import city.pishkhan.identifiers.RenovationCode;
import java.util.List;
import java.util.UUID;

/** Carries each operation on papers to its service: what the archive holds, what is added to it, and what a case is shown. */
final class PaperDesk {
    private final Cases cases;
    private final Papers papers;

    PaperDesk(Cases cases, Papers papers) {
        this.cases = cases;
        this.papers = papers;
    }

    Reply archive(Call call) {
        String property = Fields.identifier("property", call.param("property"), RenovationCode::parse)
                .value();
        List<String> persons = WireIn.persons(call.params("person"));
        return Reply.ok(new Archive(
                papers.held(call.caller(), property, persons).stream()
                        .map(WireOut::sheet)
                        .toList(),
                null));
    }

    Reply caseArchive(Call call) {
        CaseView view = cases.find(call.caller(), WireIn.caseId(call), "office.archive.read");
        return Reply.ok(WireOut.archive(view, papers.held(call.caller(), view.subject(), WireIn.persons(view))));
    }

    Reply upload(Call call) {
        CaseView view = cases.find(call.caller(), WireIn.caseId(call), "office.sheet.upload");
        String kind = Fields.name("kind", call.param("kind"));
        String owner = WireIn.owner(view, kind, call.param("owner"));
        String name = Fields.text("name", call.param("name"), WireIn.LONGEST_NAME);
        return Reply.created(
                        null,
                        WireOut.sheet(papers.store(
                                call.caller(),
                                view.id(),
                                kind,
                                owner,
                                name,
                                call.body(Upload.class).open())))
                .about(view.id());
    }

    Reply addPaper(Call call) {
        PaperReference paper = call.body(PaperReference.class);
        return WireOut.reply(cases.addPaper(
                call.caller(),
                WireIn.caseId(call),
                call.version(),
                Fields.name("kind", paper.kind()),
                Fields.sha256("sha256", paper.sha256())));
    }

    Reply paper(Call call) {
        String sha256 = call.param("sha256");
        return cases.find(call.caller(), WireIn.caseId(call), "office.paper.read").papers().stream()
                .filter(p -> p.sha256().equals(sha256))
                .findFirst()
                .map(p -> Reply.ok(new Reply.File(p.name(), p.mediaType(), p.size(), papers.open(sha256))))
                .orElseThrow(() -> Refusal.notFound("paper", "مدرک"));
    }

    /** Of an answer that is erased the case names no sheets, and none is shown. */
    Reply answerSheet(Call call) {
        CaseView view = cases.find(call.caller(), WireIn.caseId(call), "office.answer.read");
        UUID inquiry = call.id("inquiry", "inquiry", "استعلام");
        String sha256 = call.param("sha256");
        return view.inquiries().stream()
                .filter(i -> i.id().equals(inquiry)
                        && i.sheets().stream().anyMatch(s -> s.sha256().equals(sha256)))
                .findFirst()
                .flatMap(i -> papers.answerSheet(i.id(), sha256))
                .map(s -> Reply.ok(new Reply.File(s.name(), s.mediaType(), s.size(), papers.open(sha256))))
                .orElseThrow(() -> Refusal.notFound("sheet", "برگ"));
    }
}
