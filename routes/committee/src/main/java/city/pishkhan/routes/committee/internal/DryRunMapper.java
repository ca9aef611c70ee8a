package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.rules.DryRuns.AgencyLine;
import city.pishkhan.api.rules.DryRuns.DutyLine;
import city.pishkhan.api.rules.DryRuns.PaperLine;
import city.pishkhan.api.rules.DryRuns.Result;
import city.pishkhan.api.rules.DryRuns.Tally;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.contracts.committee.DryRun;
import city.pishkhan.contracts.committee.RuleSets;
import city.pishkhan.doors.mapping.WireMapping;
import java.util.List;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;

/** Converts the result of a dry run to the wire form. */
@Mapper(config = WireMapping.class)
abstract class DryRunMapper {
    static final DryRunMapper INSTANCE = new DryRunMapperImpl();

    /** @param says the result in sentences */
    @Mapping(target = "from", source = "r.span.from")
    @Mapping(target = "until", source = "r.span.until")
    @Mapping(target = "service", source = "r.span.service")
    @Mapping(target = "district", source = "r.span.district")
    @Mapping(target = "says", source = "says")
    abstract DryRun result(Result r, List<String> says);

    protected abstract DryRun.Agency agency(AgencyLine a);

    protected abstract DryRun.Paper paper(PaperLine p);

    protected abstract DryRun.Duty duty(DutyLine d);

    protected abstract DryRun.Tally tally(Tally t);

    protected abstract RuleSets.Remark remark(Remark r);
}
