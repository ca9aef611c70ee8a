package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.contracts.citizen.OwnCase;
import city.pishkhan.contracts.citizen.Steps;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import city.pishkhan.doors.mapping.WireMapping;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
    abstract OwnCase own(CaseView v, Tracking.Standing standing);

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
}
