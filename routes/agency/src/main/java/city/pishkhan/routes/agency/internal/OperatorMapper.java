package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.agencies.InquiryDispatchers;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.EffectiveSettings;
import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.api.health.HubHealth;
import city.pishkhan.api.messaging.DeadLetters;
import city.pishkhan.contracts.operator.AgencyLimits;
import city.pishkhan.contracts.operator.AgencyList;
import city.pishkhan.contracts.operator.AgencyPause;
import city.pishkhan.contracts.operator.DeadLetterList;
import city.pishkhan.contracts.operator.Deployment;
import city.pishkhan.contracts.operator.InquiryList;
import city.pishkhan.contracts.operator.Loads;
import city.pishkhan.contracts.operator.NodeHealth;
import city.pishkhan.contracts.operator.RouteList;
import city.pishkhan.contracts.operator.SettingList;
import city.pishkhan.doors.mapping.WireMapping;
import city.pishkhan.messages.CodeNames;
import city.pishkhan.messages.NullContract;
import city.pishkhan.messages.Text;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;

/** Converts service objects to the wire form for operators. */
@Mapper(config = WireMapping.class)
abstract class OperatorMapper {
    static final OperatorMapper INSTANCE = new OperatorMapperImpl();

    abstract List<AgencyList.Agency> agencies(List<Agencies.Status> agencies);

    protected AgencyList.Agency agency(Agencies.Status s) {
        return agency(s, CodeNames.nameOrCode("agency", s.agency()));
    }

    @Mapping(target = "titleEn", source = "name.english")
    @Mapping(target = "titleFa", source = "name.persian")
    @Mapping(target = "consumers", source = "s.dispatch.consumers")
    @Mapping(target = "perSecond", source = "s.dispatch.perSecond")
    @Mapping(target = "breaker", source = "s.dispatch.breaker")
    @Mapping(target = "breakerUntil", source = "s.dispatch.until")
    @Mapping(target = "latencyMs", source = "s.dispatch.latency")
    protected abstract AgencyList.Agency agency(Agencies.Status s, Text name);

    @NullContract("!null -> !null")
    protected static @Nullable String breaker(InquiryDispatchers.@Nullable Breaker breaker) {
        return breaker == null ? null : wireName(breaker);
    }

    @NullContract("!null -> !null")
    protected static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    abstract AgencyPause pause(Agencies.Pause p);

    abstract AgencyLimits limits(Agencies.Limits l);

    abstract List<DeadLetterList.DeadLetter> deadLetters(List<DeadLetters.Dead> letters);

    protected abstract DeadLetterList.DeadLetter deadLetter(DeadLetters.Dead d);

    /** Converts a deployment without the folder of its file, which is only of interest on the machine itself. */
    @Mapping(target = "file", source = "source", qualifiedByName = "fileName")
    @Mapping(target = "sha256", qualifiedByName = "absentIfEmpty")
    @Mapping(target = "before", qualifiedByName = "absentIfEmpty")
    @Mapping(target = "cause", qualifiedByName = "absentIfEmpty")
    abstract Deployment deployment(Deployments.Entry e);

    protected static String kind(Deployments.Kind kind) {
        return wireName(kind);
    }

    protected static String effect(Deployments.Effect effect) {
        return wireName(effect);
    }

    @Named("fileName")
    protected static @Nullable String fileName(String path) {
        return absentIfEmpty(path.replaceFirst(".*[/\\\\]", ""));
    }

    @Named("absentIfEmpty")
    protected static @Nullable String absentIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    abstract NodeHealth health(HubHealth.HealthState s);

    protected abstract NodeHealth.Check check(HubHealth.Check c);

    @Mapping(target = "kind", source = "warning.kind")
    @Mapping(target = "subject", source = "warning.subject")
    @Mapping(target = "what", source = "warning.what.english")
    @Mapping(target = "since", source = "warning.since")
    @Mapping(target = "effect", source = "warning.effect.english")
    @Mapping(target = "remedy", source = "warning.remedy.english")
    @Mapping(target = "whatFa", source = "warning.what.persian")
    @Mapping(target = "effectFa", source = "warning.effect.persian")
    @Mapping(target = "remedyFa", source = "warning.remedy.persian")
    protected abstract NodeHealth.Warning warning(HubHealth.CheckWarning t);

    abstract List<RouteList.Route> routes(List<RouteControl.Route> routes);

    protected abstract RouteList.Route route(RouteControl.Route r);

    abstract List<SettingList.Setting> settings(List<EffectiveSettings.Setting> settings);

    protected abstract SettingList.Setting setting(EffectiveSettings.Setting s);

    abstract InquiryList inquiries(Page<Inquiries.Row> page);

    @Mapping(target = "waits", source = "waits.english")
    @Mapping(target = "waitsFa", source = "waits.persian")
    protected abstract InquiryList.Line inquiry(Inquiries.Row r);

    abstract List<Loads.Load> loads(List<Inquiries.Load> loads);

    protected abstract Loads.Load load(Inquiries.Load l);

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
