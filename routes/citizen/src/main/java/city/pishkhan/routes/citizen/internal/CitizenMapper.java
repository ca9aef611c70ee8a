package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.contracts.citizen.OwnCase;
import city.pishkhan.contracts.citizen.Steps;
import city.pishkhan.contracts.office.cases.Applicant;
import city.pishkhan.doors.mapping.CommonCaseMapper;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Converts service objects to the wire form for citizens, without logins, digests and internals of the rules. */
final class CitizenMapper {
    private static final JsonMapper JSON = new JsonMapper();

    private CitizenMapper() {}

    static OwnCase own(CaseView v, Tracking.Standing standing) {
        return new OwnCase(
                v.id(),
                v.number(),
                v.tracking(),
                v.service(),
                standing.serviceEn(),
                standing.serviceFa(),
                v.subject(),
                v.district(),
                v.office(),
                CommonCaseMapper.state(v.state()),
                v.stage(),
                standing.stageEn(),
                standing.stageFa(),
                standing.since(),
                v.waitsFor(),
                v.note(),
                v.noteFa(),
                v.applicants().stream()
                        .map(a -> new Applicant(a.role(), a.nationalId(), a.name(), a.mobile()))
                        .toList(),
                v.needs().stream()
                        .map(n -> new OwnCase.Paper(n.kind(), n.present()))
                        .toList(),
                v.certificate(),
                v.opened(),
                v.ended(),
                CommonCaseMapper.hold(v.held()));
    }

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
