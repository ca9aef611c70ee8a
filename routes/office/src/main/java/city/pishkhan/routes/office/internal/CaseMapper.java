package city.pishkhan.routes.office.internal;

import city.pishkhan.api.archive.ArchiveSources;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.CounterCases;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.persons.BreakGlass;
import city.pishkhan.contracts.office.cases.Archive;
import city.pishkhan.contracts.office.cases.BrokenGlass;
import city.pishkhan.contracts.office.cases.Case;
import city.pishkhan.contracts.office.cases.History;
import city.pishkhan.contracts.office.cases.Part;
import city.pishkhan.contracts.office.cases.Request;
import city.pishkhan.contracts.office.cases.Sheet;
import city.pishkhan.contracts.office.cases.Vehicle;
import city.pishkhan.contracts.office.forms.Property;
import city.pishkhan.contracts.office.forms.Today;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.doors.mapping.WireMapping;
import city.pishkhan.identifiers.PersianDate;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import city.pishkhan.spi.PlanOrder;
import city.pishkhan.spi.VehicleRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;

/** Converts service objects to the wire form. */
@Mapper(config = WireMapping.class)
abstract class CaseMapper extends CommonCaseMapper {
    static final CaseMapper INSTANCE = new CaseMapperImpl();

    /** Prefix of the path of each case. */
    static final String PATH = "/office/v1/cases/";

    private static final Set<String> RUNNING = Set.of("queued", "dispatched", "delivered");
    private static final Messages MESSAGES = Messages.of(CaseMapper.class);

    /** Replies with the current case and the version that the next change must give. */
    static DoorReply reply(CaseView view) {
        return DoorReply.ok(INSTANCE.view(view, null)).version(view.version()).about(view.id());
    }

    /** @param archive contents of the archive for the case, or {@code null} */
    @Mapping(target = "archive", source = "archive")
    @Mapping(target = "held", source = "v.held")
    @Mapping(target = "needs", source = "v.needs")
    abstract Case view(CaseView v, @Nullable Archive archive);

    protected abstract Request request(Cases.Request r);

    protected abstract Part part(Cases.Part p);

    protected abstract Case.Need need(Cases.PaperNeed n);

    @Mapping(target = "due", source = "inquiries")
    abstract Cases.Summary summary(CaseView v);

    /** Returns the earliest deadline of the running inquiries, or {@code null} if none runs. */
    protected static @Nullable Instant earliestDeadline(List<InquiryView> inquiries) {
        return inquiries.stream()
                .filter(q -> RUNNING.contains(q.state()))
                .map(InquiryView::due)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    abstract History.Event event(Journal.Entry e);

    Sheet sheet(Papers.Sheet s) {
        return sheet(s, null);
    }

    protected abstract Sheet sheet(Papers.Sheet s, @Nullable String source);

    /** @param otherArchives offers of other archives of the city, in addition to the held sheets */
    Archive archive(CaseView view, List<Papers.Sheet> held, ArchiveSources.SourceOffers otherArchives) {
        List<Sheet> sheets = Stream.concat(
                        held.stream().map(this::sheet),
                        otherArchives.offers().stream().map(offer -> sheet(offer.sheet(), offer.source())))
                .toList();
        Set<String> kinds = sheets.stream().map(Sheet::kind).collect(Collectors.toSet());
        return new Archive(
                sheets,
                view.needs().stream()
                        .map(n -> need(n, !n.present() && !kinds.contains(n.kind())))
                        .toList(),
                otherArchives.sources().stream().map(this::source).toList());
    }

    protected abstract Archive.Need need(Cases.PaperNeed n, boolean mustScan);

    private Archive.Source source(ArchiveSources.SourceStatus s) {
        String state = s.state().name().toLowerCase(Locale.ROOT);
        Text gap = s.state() == ArchiveSources.State.ANSWERED
                ? null
                : s.at() == null
                        ? MESSAGES.text("archive.gap." + state, s.title())
                        : MESSAGES.text("archive.gap." + state + "/since", s.title(), PersianDate.persian(s.at()));
        return source(s, state, gap);
    }

    @Mapping(target = "state", source = "state")
    @Mapping(target = "gap", source = "gap.english")
    @Mapping(target = "gapFa", source = "gap.persian")
    protected abstract Archive.Source source(ArchiveSources.SourceStatus s, String state, @Nullable Text gap);

    abstract Today today(CounterCases.Today t);

    abstract Vehicle vehicle(VehicleRecord v);

    /** Converts a plan order, which states what may be built on a property, with the owners' national ids masked. */
    @Mapping(target = "owners", qualifiedByName = "masked")
    abstract Property property(PlanOrder o);

    @Named("masked")
    protected static List<String> masked(List<String> ids) {
        return ids.stream()
                .map(id -> id.length() < 10 ? "****" : id.substring(0, 3) + "****" + id.substring(id.length() - 3))
                .toList();
    }

    @Mapping(target = "number", source = "caseNumber")
    abstract BrokenGlass brokenGlass(BreakGlass.EmergencyAccess b);
}
