package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.governance.ViolationReports;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.contracts.citizen.OwnCase;
import city.pishkhan.contracts.citizen.OwnProgress;
import city.pishkhan.contracts.citizen.OwnReport;
import city.pishkhan.contracts.citizen.OwnReports;
import city.pishkhan.contracts.citizen.ReportKinds;
import city.pishkhan.contracts.citizen.Steps;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.doors.mapping.WireMapping;
import city.pishkhan.spi.Condition;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Converts service objects to the wire form for citizens, without logins, digests and internals of the rules. */
@Mapper(config = WireMapping.class)
abstract class CitizenMapper extends CommonCaseMapper {
    static final CitizenMapper INSTANCE = new CitizenMapperImpl();

    private static final JsonMapper JSON = new JsonMapper();

    @Mapping(target = "service", source = "v.service")
    @Mapping(target = "state", source = "v.state")
    @Mapping(target = "stage", source = "v.stage")
    @Mapping(target = "opened", source = "v.opened")
    @Mapping(target = "papers", source = "v.needs")
    abstract OwnCase own(CaseView v, Tracking.TrackingStatus standing);

    protected abstract OwnCase.Paper neededPaper(Cases.PaperNeed n);

    static Steps.Step step(Journal.Entry entry) {
        JsonNode details = details(entry);
        String stage = details.path("stage").textValue();
        return new Steps.Step(
                entry.at(),
                entry.event(),
                stage == null ? details.path("to").textValue() : stage,
                details.path("agency").textValue());
    }

    private static JsonNode details(Journal.Entry entry) {
        try {
            return JSON.readTree(entry.details());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("entry " + entry.id() + " does not contain valid JSON", e);
        }
    }

    @Mapping(target = "verdict", qualifiedByName = "verdict")
    abstract OwnProgress.Asked asked(InquiryView i);

    protected abstract OwnProgress.Condition ownCondition(Condition c);

    abstract OwnReports reports(Page<ViolationReports.Own> page);

    @Mapping(target = "kind", source = "kind.code")
    @Mapping(target = "kindEn", source = "kind.titleEn")
    @Mapping(target = "kindFa", source = "kind.titleFa")
    abstract OwnReport report(ViolationReports.Own o);

    abstract List<ReportKinds.Kind> reportKinds(List<ViolationReports.Kind> kinds);

    protected abstract ReportKinds.Kind reportKind(ViolationReports.Kind k);
}
