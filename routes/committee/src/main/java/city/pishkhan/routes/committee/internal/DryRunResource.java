package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.rules.DryRuns;
import city.pishkhan.api.rules.DryRuns.Span;
import city.pishkhan.contracts.committee.NewDryRun;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;

/** Carries the trial of a rule set to its service. */
final class DryRunResource {
    private final DryRuns dryRuns;

    DryRunResource(DryRuns dryRuns) {
        this.dryRuns = dryRuns;
    }

    DoorReply run(DoorCall doorCall) {
        NewDryRun given = doorCall.body(NewDryRun.class);
        Span span = new Span(
                FieldCheck.present("from", given.from()),
                FieldCheck.present("until", given.until()),
                given.service() == null ? null : FieldCheck.name("service", given.service()),
                given.district() == null ? null : (int) FieldCheck.range("district", given.district(), 1, 22));
        DryRuns.Result result = dryRuns.run(FieldCheck.sha256("hash", doorCall.param("hash")), span);
        boolean persian = doorCall.origin().language().getLanguage().equals("fa");
        return DoorReply.ok(DryRunMapper.result(result, DryRunSentences.of(result, persian)));
    }
}
