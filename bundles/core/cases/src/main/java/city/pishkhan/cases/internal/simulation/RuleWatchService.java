package city.pishkhan.cases.internal.simulation;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.rules.Procedures;
import city.pishkhan.api.rules.RuleWatch;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.identifiers.PersianDate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link RuleWatch}: counts the cases of a day by district and rule set. */
@Component(service = RuleWatch.class)
public final class RuleWatchService implements RuleWatch {
    private final CaseRepository store;
    private final Procedures procedures;

    @Activate
    public RuleWatchService(@Reference CaseRepository store, @Reference Procedures procedures) {
        this.store = store;
        this.procedures = procedures;
    }

    @Override
    public Day day(LocalDate day) {
        Instant begin = day.atStartOfDay(PersianDate.TEHRAN).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(PersianDate.TEHRAN).toInstant();
        Map<Integer, Map<String, Long>> counts = new TreeMap<>();
        store.tx().run(sql -> sql.createQuery("select district, rule_set, count(*) from cases.case_file"
                        + " where opened >= :begin::timestamptz and opened < :end::timestamptz group by 1, 2")
                .bind("begin", begin)
                .bind("end", end)
                .map((row, context) -> counts.computeIfAbsent(row.getInt(1), d -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3)))
                .list());
        List<District> districts = new ArrayList<>();
        counts.forEach((district, cases) -> districts.add(new District(district, cases)));
        return new Day(day, inForce(end.minusMillis(1)), districts);
    }

    /**
     * Hash of the rule set in force at the end of the day, or {@code null}. Rules change at midnight, but the very first rule set may
     * start during a day.
     */
    private @Nullable String inForce(Instant at) {
        try {
            return procedures.inForce(at).hash();
        } catch (Refusal none) {
            return null;
        }
    }
}
