package city.pishkhan.cases.internal.handover;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Handovers;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.Access;
import city.pishkhan.api.security.Caller;
import city.pishkhan.cases.internal.model.StoredTime;
import city.pishkhan.cases.internal.office.ApplicantCheck;
import city.pishkhan.cases.internal.store.CaseRepository;
import city.pishkhan.identifiers.CaseNumber;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.identifiers.PersianText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@link Handovers}: accepts orders to hand over cases; {@link HandoverExecutor} executes the handovers. */
@Component(service = Handovers.class)
public final class HandoverService implements Handovers {
    private static final String ORDER = "committee.office.handover";
    private static final String READ = "committee.handover.read";
    private static final int MOST_NUMBERS = 1_000;
    private static final int LONGEST_REASON = 2_000;

    private final CaseRepository store;
    private final Offices offices;
    private final Journal journal;
    private final Access access;

    @Activate
    public HandoverService(
            @Reference CaseRepository store,
            @Reference Offices offices,
            @Reference Journal journal,
            @Reference Access access) {
        this.store = store;
        this.offices = offices;
        this.journal = journal;
        this.access = access;
    }

    @Override
    public Handover order(Caller institute, String from, Order order) {
        access.check(institute, ORDER);
        offices.find(from).orElseThrow(() -> Refusal.notFound("office"));
        String to = requireReceiver(from, order.to());
        List<String> numbers = numbers(order.numbers());
        String reason = reason(order.reason());
        return store.tx().required(sql -> {
            List<String> strangers = HandoverRepository.findForeignNumbers(sql, from, to, numbers);
            if (!strangers.isEmpty()) {
                throw Refusal.invalid("case.not-there", "cases", from, strangers);
            }
            HandoverRepository.services(sql, from, numbers).forEach(service -> check(from, to, service));
            return begin(sql, institute, from, to, numbers, reason);
        });
    }

    private Handover begin(Handle sql, Caller institute, String from, String to, List<String> numbers, String reason) {
        UUID id = Ids.next();
        String salt = UUID.randomUUID().toString();
        HandoverRepository.add(sql, id, from, to, numbers, reason, salt, institute.principal(), StoredTime.get());
        journal.record(
                null,
                "handover.ordered",
                institute,
                Map.of(
                        "handover",
                        id,
                        "from",
                        from,
                        "to",
                        to,
                        "cases",
                        numbers.isEmpty() ? "all" : numbers,
                        "reason",
                        journal.commitment(salt, reason)));
        return HandoverRepository.find(sql, id).orElseThrow();
    }

    /**
     * Checks that the present office may not continue cases of the service, and that the receiving office may.
     *
     * @throws Refusal CONFLICT {@code office.fit} if the present office may continue; INVALID if the receiving office may not
     */
    private void check(String from, String to, String service) {
        Instant now = StoredTime.get();
        if (offices.hindrance(from, service, now).isEmpty()) {
            throw Refusal.conflict("office.fit", from, service);
        }
        try {
            offices.checkOpening(to, service, now, () -> 0);
        } catch (Refusal e) {
            throw new Refusal(Refusal.Kind.INVALID, e.code(), "to", e.text());
        }
    }

    private static String requireReceiver(String from, String to) {
        if (to == null || to.isBlank()) {
            throw Refusal.invalid("field.missing", "to");
        }
        if (to.equals(from)) {
            throw Refusal.invalid("office.same", "to", to);
        }
        return to;
    }

    private static List<String> numbers(List<String> given) {
        if (given.size() > MOST_NUMBERS) {
            throw Refusal.invalid("list.size", "cases", MOST_NUMBERS);
        }
        return given.stream()
                .map(number -> ApplicantCheck.parseField(
                        "cases", () -> CaseNumber.parse(number).value()))
                .distinct()
                .sorted()
                .toList();
    }

    private static String reason(String given) {
        String reason = given == null || given.length() > LONGEST_REASON ? "" : PersianText.normalise(given);
        if (reason.isBlank()) {
            throw Refusal.invalid("text.length", "reason", LONGEST_REASON);
        }
        return reason;
    }

    @Override
    public Handover find(Caller caller, UUID id) {
        access.check(caller, READ);
        return store.tx()
                .required(sql -> HandoverRepository.find(sql, id))
                .orElseThrow(() -> Refusal.notFound("handover"));
    }
}
