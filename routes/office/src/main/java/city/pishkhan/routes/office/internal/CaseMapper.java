package city.pishkhan.routes.office.internal;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.cases.Papers;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.contracts.office.Applicant;
import city.pishkhan.contracts.office.Archive;
import city.pishkhan.contracts.office.Case;
import city.pishkhan.contracts.office.History;
import city.pishkhan.contracts.office.Part;
import city.pishkhan.contracts.office.Request;
import city.pishkhan.contracts.office.Sheet;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** From the services' form to the wire form. */
final class CaseMapper {
    /** Below which each case has its own path. */
    static final String PATH = "/office/v1/cases/";

    private static final Set<String> RUNNING = Set.of("queued", "dispatched", "delivered");

    private CaseMapper() {}

    /** A case as it is now, with the version that the next change must name. */
    static DoorReply reply(CaseView view) {
        return DoorReply.ok(view(view)).version(view.version()).about(view.id());
    }

    static Case view(CaseView view) {
        return view(view, null);
    }

    /** @param archive what the archive holds for it, or {@code null} */
    static Case view(CaseView v, Archive archive) {
        return new Case(
                v.id(),
                v.number(),
                v.tracking(),
                v.service(),
                v.subject(),
                v.district(),
                v.office(),
                CommonCaseMapper.state(v.state()),
                v.stage(),
                v.version(),
                v.ruleSet(),
                v.procedureVersion(),
                v.waitsFor(),
                v.note(),
                v.applicants().stream().map(CaseMapper::applicant).toList(),
                v.request() == null
                        ? null
                        : new Request(
                                v.request().floors(),
                                v.request().parts().stream()
                                        .map(p -> new Part(p.use(), p.area(), p.units()))
                                        .toList()),
                v.facts(),
                v.papers().stream().map(CommonCaseMapper::paper).toList(),
                v.needs().stream()
                        .map(n -> new Case.Need(n.kind(), n.reason(), n.present()))
                        .toList(),
                v.inquiries().stream().map(CommonCaseMapper::inquiry).toList(),
                v.certificate(),
                v.opened(),
                v.ended(),
                CommonCaseMapper.hold(v.held()),
                v.specialRequest(),
                v.customer(),
                v.expert(),
                archive);
    }

    private static Applicant applicant(Cases.Applicant a) {
        return new Applicant(a.role(), a.nationalId(), a.name(), a.mobile());
    }

    static Cases.Summary summary(CaseView v) {
        return new Cases.Summary(
                v.id(),
                v.number(),
                v.service(),
                v.subject(),
                v.office(),
                v.district(),
                v.state(),
                v.stage(),
                v.opened(),
                v.inquiries().stream()
                        .filter(q -> RUNNING.contains(q.state()))
                        .map(InquiryView::due)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    static History.Event event(Journal.Entry e) {
        return new History.Event(
                e.sequence(), e.id(), e.position(), e.at(), e.event(), e.actor(), e.details(), e.previous(), e.hash());
    }

    static Sheet sheet(Papers.Sheet s) {
        return new Sheet(s.sha256(), s.kind(), s.owner(), s.name(), s.mediaType(), s.size(), s.attested());
    }

    static Archive archive(CaseView view, List<Papers.Sheet> held) {
        Set<String> kinds = held.stream().map(Papers.Sheet::kind).collect(Collectors.toSet());
        return new Archive(
                held.stream().map(CaseMapper::sheet).toList(),
                view.needs().stream()
                        .map(n -> new Archive.Need(
                                n.kind(), n.reason(), n.present(), !n.present() && !kinds.contains(n.kind())))
                        .toList());
    }
}
