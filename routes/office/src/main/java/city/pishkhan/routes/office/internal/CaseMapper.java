package city.pishkhan.routes.office.internal;

import city.pishkhan.api.archive.ArchiveSources;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.contracts.office.cases.Applicant;
import city.pishkhan.contracts.office.cases.Archive;
import city.pishkhan.contracts.office.cases.Case;
import city.pishkhan.contracts.office.cases.History;
import city.pishkhan.contracts.office.cases.Part;
import city.pishkhan.contracts.office.cases.Request;
import city.pishkhan.contracts.office.cases.Sheet;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Converts service objects to the wire form. */
final class CaseMapper {
    /** Prefix of the path of each case. */
    static final String PATH = "/office/v1/cases/";

    private static final Set<String> RUNNING = Set.of("queued", "dispatched", "delivered");
    private static final Messages MESSAGES = Messages.of(CaseMapper.class);

    private CaseMapper() {}

    /** Replies with the current case and the version that the next change must give. */
    static DoorReply reply(CaseView view) {
        return DoorReply.ok(view(view)).version(view.version()).about(view.id());
    }

    static Case view(CaseView view) {
        return view(view, null);
    }

    /** @param archive contents of the archive for the case, or {@code null} */
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
                v.noteFa(),
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
        return sheet(s, null);
    }

    private static Sheet sheet(Papers.Sheet s, String source) {
        return new Sheet(s.sha256(), s.kind(), s.owner(), s.name(), s.mediaType(), s.size(), s.attested(), source);
    }

    /** @param others offers of other archives of the city, in addition to the held sheets */
    static Archive archive(CaseView view, List<Papers.Sheet> held, ArchiveSources.Answer others) {
        List<Sheet> sheets = Stream.concat(
                        held.stream().map(CaseMapper::sheet),
                        others.offers().stream().map(offer -> sheet(offer.sheet(), offer.source())))
                .toList();
        Set<String> kinds = sheets.stream().map(Sheet::kind).collect(Collectors.toSet());
        return new Archive(
                sheets,
                view.needs().stream()
                        .map(n -> new Archive.Need(
                                n.kind(), n.reason(), n.present(), !n.present() && !kinds.contains(n.kind())))
                        .toList(),
                others.sources().stream().map(CaseMapper::source).toList());
    }

    private static Archive.Source source(ArchiveSources.Standing s) {
        String state = s.state().name().toLowerCase(Locale.ROOT);
        Text gap = s.state() == ArchiveSources.State.ANSWERED
                ? null
                : s.at() == null
                        ? MESSAGES.text("archive.gap." + state, s.title())
                        : MESSAGES.text("archive.gap." + state + "/since", s.title(), PersianDate.persian(s.at()));
        return new Archive.Source(
                s.name(),
                s.title(),
                state,
                s.at(),
                gap == null ? null : gap.english(),
                gap == null ? null : gap.persian());
    }
}
