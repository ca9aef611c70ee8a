package city.pishkhan.routes.office.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CounterCases;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.contracts.office.forms.RunningCase;
import city.pishkhan.contracts.office.forms.ServiceChecklist;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import java.util.function.Predicate;

/** The day's work of a counter, and information for applicants before a case exists. */
final class CounterResource {
    /** Maximum length of a stage's id. */
    private static final int LONGEST_STAGE = 41;

    private final Procedures procedures;
    private final RuleTexts texts;
    private final CounterCases cases;

    CounterResource(Procedures procedures, RuleTexts texts, CounterCases cases) {
        this.procedures = procedures;
        this.texts = texts;
        this.cases = cases;
    }

    DoorReply today(DoorCall doorCall) {
        String service = doorCall.param("service");
        CounterCases.Today today = cases.today(
                doorCall.caller(),
                service == null ? null : FieldCheck.name("service", service),
                FieldCheck.optional("stage", doorCall.param("stage"), LONGEST_STAGE));
        return DoorReply.ok(CaseMapper.INSTANCE.today(today));
    }

    DoorReply running(DoorCall doorCall) {
        String service = FieldCheck.name("service", doorCall.param("service"));
        String subject = SubjectLookup.parse(doorCall.param("subject"));
        return DoorReply.ok(cases.findRunning(doorCall.caller(), service, subject)
                .map(found -> new RunningCase(true, found.id(), found.number()))
                .orElseGet(() -> new RunningCase(false, null, null)));
    }

    DoorReply checklist(DoorCall doorCall) {
        String service = FieldCheck.name("service", doorCall.param("service"));
        RuleTexts.Text text = texts.text(procedures.inForce().hash()).orElseThrow(() -> Refusal.notFound("rules"));
        Procedure procedure = text.procedures().stream()
                .filter(p -> p.service().equals(service))
                .filter(Predicate.not(Procedure::hasMunicipalCustomer))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("service"));
        ServiceChecklist.Usual usual = cases.usualDuration(doorCall.caller(), service)
                .map(found -> new ServiceChecklist.Usual(found.median().toSeconds(), found.cases()))
                .orElse(null);
        return DoorReply.ok(new ChecklistMapper(text, procedure).checklist(usual));
    }
}
