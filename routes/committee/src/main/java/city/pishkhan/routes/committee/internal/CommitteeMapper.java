package city.pishkhan.routes.committee.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Handovers;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.governance.Committee;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.Remark;
import city.pishkhan.api.security.Recertification;
import city.pishkhan.contracts.committee.Approval;
import city.pishkhan.contracts.committee.Contract;
import city.pishkhan.contracts.committee.Decision;
import city.pishkhan.contracts.committee.DecisionList;
import city.pishkhan.contracts.committee.Exposures;
import city.pishkhan.contracts.committee.Handover;
import city.pishkhan.contracts.committee.Login;
import city.pishkhan.contracts.committee.Office;
import city.pishkhan.contracts.committee.RuleSets;
import city.pishkhan.contracts.committee.Terms;
import city.pishkhan.doors.mapping.WireMapping;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;

/** Converts between service objects and the wire form. */
@Mapper(config = WireMapping.class)
abstract class CommitteeMapper {
    static final CommitteeMapper INSTANCE = new CommitteeMapperImpl();

    Committee.Terms checkedTerms(Terms t) {
        if (t.offices() != null && t.offices().contains(null)) {
            throw Refusal.invalid("list.entry", "terms.offices");
        }
        return terms(t);
    }

    protected abstract Committee.Terms terms(Terms t);

    @Mapping(target = "offices", qualifiedByName = "absentIfEmpty")
    protected abstract Terms terms(Committee.Terms t);

    @Named("absentIfEmpty")
    protected static @Nullable List<String> absentIfEmpty(List<String> list) {
        return list.isEmpty() ? null : list;
    }

    @Mapping(target = "yours", source = "standing.seat")
    abstract Decision decision(Committee.Decision d, Committee.VotingPosition standing);

    protected static String kind(Committee.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Mapping(target = "vote", source = "voice")
    protected abstract Decision.Vote vote(Committee.Vote v);

    /** @param standing returns the caller's rights in a decision */
    DecisionList decisions(
            Page<Committee.Decision> page, Function<Committee.Decision, Committee.VotingPosition> standing) {
        return new DecisionList(
                page.items().stream().map(d -> decision(d, standing.apply(d))).toList(), page.next());
    }

    abstract List<Exposures.Exposure> exposures(List<Committee.Exposure> all);

    protected abstract Exposures.Exposure exposure(Committee.Exposure e);

    abstract List<RuleSets.Remark> remarks(List<Remark> remarks);

    protected abstract RuleSets.Remark remark(Remark r);

    abstract List<RuleSets.RuleSet> ruleSets(List<Procedures.Version> versions);

    protected abstract RuleSets.RuleSet ruleSet(Procedures.Version v);

    /** @param names {@code true} to include the names of experts */
    abstract Office office(Offices.Office o, @Context boolean names);

    protected abstract Contract contract(Offices.Contract c);

    @Mapping(target = "expertName", qualifiedByName = "expertName")
    protected abstract Office.Qualification qualification(Offices.Qualification q, @Context boolean names);

    @Named("expertName")
    protected static @Nullable String expertName(String name, @Context boolean names) {
        return names ? name : null;
    }

    /** @param result outcome of the act in the caller's language, or {@code null} */
    @Mapping(target = "result", source = "result")
    abstract Approval approval(Approvals.Approval a, @Nullable String result);

    @Mapping(target = "state", source = "ended", qualifiedByName = "handoverState")
    abstract Handover handover(Handovers.Handover h);

    protected abstract Handover.Left left(Handovers.RemainingCase l);

    @Named("handoverState")
    protected static String handoverState(Instant ended) {
        return ended == null ? "running" : "ended";
    }

    abstract List<Login> logins(List<Recertification.Login> logins);

    abstract Login login(Recertification.Login l);

    protected static List<String> sorted(Set<String> roles) {
        return List.copyOf(new TreeSet<>(roles));
    }
}
