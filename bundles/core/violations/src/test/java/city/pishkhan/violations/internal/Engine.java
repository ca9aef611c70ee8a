package city.pishkhan.violations.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.archive.Papers;
import city.pishkhan.api.cases.Cases;
import city.pishkhan.api.cases.MunicipalCases;
import city.pishkhan.api.security.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Cases of the municipality for tests; records the cases that it was asked to open. */
final class Engine implements MunicipalCases {
    static final String OFFICE = "1204";
    static final String EXPERT = "expert-1204";

    final List<Order> orders = new ArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();
    /** number of the case and hash of each photo that was attached to a case */
    final List<String> attached = new CopyOnWriteArrayList<>();

    private final Map<UUID, MunicipalCaseStatus> cases = new LinkedHashMap<>();
    private final Map<String, UUID> open = new LinkedHashMap<>();
    volatile boolean nobody;
    volatile Refusal refusal;

    @Override
    public void appendText(UUID id, String words) {
        told.add(words);
    }

    @Override
    public void attach(UUID id, List<Papers.Sheet> photos) {
        photos.forEach(photo -> attached.add(standingNumber(id) + " " + photo.sha256()));
    }

    private synchronized String standingNumber(UUID id) {
        return cases.get(id).number();
    }

    @Override
    public synchronized Optional<MunicipalCaseStatus> open(Caller hub, Order order) {
        if (!hub.isHub()) {
            throw new AssertionError("only the hub opens these");
        }
        if (refusal != null) {
            throw refusal;
        }
        if (nobody) {
            return Optional.empty();
        }
        if (open.containsKey(order.subject())) {
            throw new Refusal(Refusal.Kind.CONFLICT, "case.already-open", null, "There is one.", "هست.");
        }
        orders.add(order);
        UUID id = UUID.randomUUID();
        open.put(order.subject(), id);
        cases.put(id, standing(id, Cases.State.OPEN));
        return find(id);
    }

    private MunicipalCaseStatus standing(UUID id, Cases.State state) {
        return new MunicipalCaseStatus(
                id, "22-1405-%07d-2".formatted(cases.size() + 1), OFFICE, EXPERT, state, "Inspection", "بازدید");
    }

    /** Ends the case of a property. */
    synchronized void end(String subject) {
        UUID id = open.remove(subject);
        MunicipalCaseStatus s = cases.get(id);
        cases.put(
                id,
                new MunicipalCaseStatus(
                        id, s.number(), OFFICE, EXPERT, Cases.State.APPROVED, "Inspected", "بازدید شد"));
    }

    @Override
    public synchronized Optional<MunicipalCaseStatus> findOpen(String service, String subject) {
        return Optional.ofNullable(open.get(subject)).map(cases::get);
    }

    @Override
    public synchronized Optional<MunicipalCaseStatus> find(UUID id) {
        return Optional.ofNullable(cases.get(id));
    }
}
