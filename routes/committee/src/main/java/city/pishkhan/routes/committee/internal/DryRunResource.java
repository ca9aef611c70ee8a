package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.rules.DryRuns;
import city.pishkhan.api.rules.DryRuns.Span;
import city.pishkhan.api.rules.RuleTexts;
import city.pishkhan.contracts.committee.NewDryRun;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.identifiers.RenovationCode;

/** Dry run of a rule set. */
final class DryRunResource {
    private final DryRuns dryRuns;
    private final RuleTexts texts;

    DryRunResource(DryRuns dryRuns, RuleTexts texts) {
        this.dryRuns = dryRuns;
        this.texts = texts;
    }

    DoorReply run(DoorCall doorCall) {
        NewDryRun given = doorCall.body(NewDryRun.class);
        Span span = new Span(
                FieldCheck.present("from", given.from()),
                FieldCheck.present("until", given.until()),
                given.service() == null ? null : FieldCheck.name("service", given.service()),
                given.district() == null
                        ? null
                        : (int) FieldCheck.range("district", given.district(), 1, RenovationCode.DISTRICTS));
        String hash = FieldCheck.sha256("hash", doorCall.param("hash"));
        DryRuns.Result result = dryRuns.run(hash, span);
        boolean persian = doorCall.origin().language().getLanguage().equals("fa");
        return DoorReply.ok(DryRunMapper.INSTANCE.result(
                result, DryRunSentences.describe(result, persian, texts.candidateText(hash))));
    }
}
