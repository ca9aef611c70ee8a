package city.pishkhan.committee.internal;

import city.pishkhan.api.DryRuns;
import city.pishkhan.api.DryRuns.Span;
import city.pishkhan.contracts.committee.NewDryRun;
import city.pishkhan.doors.Call;
import city.pishkhan.doors.Fields;
import city.pishkhan.doors.Reply;

/** Carries the trial of a rule set to its service. */
final class DryRunDesk {
    private final DryRuns dryRuns;

    DryRunDesk(DryRuns dryRuns) {
        this.dryRuns = dryRuns;
    }

    Reply run(Call call) {
        NewDryRun given = call.body(NewDryRun.class);
        Span span = new Span(
                Fields.present("from", given.from()),
                Fields.present("until", given.until()),
                given.service() == null ? null : Fields.name("service", given.service()),
                given.district() == null ? null : (int) Fields.range("district", given.district(), 1, 22));
        DryRuns.Result result = dryRuns.run(Fields.sha256("hash", call.param("hash")), span);
        boolean persian = call.origin().language().getLanguage().equals("fa");
        return Reply.ok(DryRunWire.result(result, DryRunWords.of(result, persian)));
    }
}
