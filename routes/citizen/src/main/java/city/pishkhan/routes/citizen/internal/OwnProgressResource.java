package city.pishkhan.routes.citizen.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.CaseView;
import city.pishkhan.api.cases.CitizenCases;
import city.pishkhan.api.cases.InquiryView;
import city.pishkhan.api.rules.Procedures.Procedure;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.contracts.citizen.OwnProgress;
import city.pishkhan.contracts.office.forms.ServiceForm;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.mapping.StageMapper;
import java.util.Comparator;
import java.util.List;

/** Progress of a case, with the titles of the rules that apply to it. */
final class OwnProgressResource {
    private final CitizenCases cases;
    private final RuleTexts texts;

    OwnProgressResource(CitizenCases cases, RuleTexts texts) {
        this.cases = cases;
        this.texts = texts;
    }

    DoorReply find(DoorCall doorCall) {
        CaseView view = cases.find(doorCall.caller(), doorCall.id("id", "case"), "citizen.case.read");
        RuleTexts.Text text = texts.text(view.ruleSet()).orElseThrow(() -> Refusal.notFound("rules"));
        Procedure procedure = text.procedures().stream()
                .filter(p -> p.service().equals(view.service()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("rules"));
        return DoorReply.ok(new OwnProgress(
                        text.hash(),
                        procedure.stages().stream()
                                .map(stage -> StageMapper.stage(stage, List.of()))
                                .toList(),
                        text.papers().stream()
                                .map(p -> new ServiceForm.Paper(p.code(), p.en(), p.fa(), false, false))
                                .toList(),
                        StageMapper.words(text.words()),
                        view.inquiries().stream()
                                .sorted(Comparator.comparing(InquiryView::asked))
                                .map(CitizenMapper.INSTANCE::asked)
                                .toList()))
                .version(view.version());
    }
}
