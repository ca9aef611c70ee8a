package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Page;
import city.pishkhan.api.Paging;
import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Deliveries;
import city.pishkhan.api.security.Caller;
import city.pishkhan.persistence.Tx;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Implementation of {@link Deliveries}: delegates to the steps of a delivery. */
final class DeliveryService implements Deliveries {
    private final Tx tx;
    private final DeliveryArrangement deliveryArrangement;
    private final CounterHandover counterHandover;
    private final PostalDispatch postalDispatch;
    private final DeliverySeals deliverySeals;

    DeliveryService(
            Tx tx,
            DeliveryArrangement deliveryArrangement,
            CounterHandover counterHandover,
            PostalDispatch postalDispatch,
            DeliverySeals deliverySeals) {
        this.tx = tx;
        this.deliveryArrangement = deliveryArrangement;
        this.counterHandover = counterHandover;
        this.postalDispatch = postalDispatch;
        this.deliverySeals = deliverySeals;
    }

    @Override
    public Delivery arrange(Caller caller, UUID caseId, Choice choice) {
        return shown(deliveryArrangement.arrange(caller, caseId, choice));
    }

    @Override
    public Delivery recall(Caller caller, UUID caseId) {
        return shown(deliveryArrangement.recall(caller, caseId));
    }

    @Override
    public Optional<Delivery> ofCase(UUID caseId) {
        return tx.required(sql -> DeliveryRepository.ofCase(sql, caseId)).map(this::shown);
    }

    @Override
    public Page<Row> waiting(Caller office, String cursor, int limit) {
        Paging paging = Paging.of(cursor, limit);
        String code = office.office().orElse(null);
        return code == null
                ? new Page<>(List.of(), null)
                : paging.page(tx.required(sql -> DeliveryRepository.ready(sql, code, paging)), Row::id);
    }

    @Override
    public Delivery handOver(Caller office, UUID delivery, String nationalId) {
        return shown(counterHandover.handOver(office, delivery, nationalId));
    }

    @Override
    public Optional<State> release(UUID caseId, String office) {
        return deliveryArrangement.release(caseId, office);
    }

    @Override
    public Optional<State> state(UUID caseId) {
        return tx.required(sql -> DeliveryRepository.ofCase(sql, caseId)).map(DeliveryRow::state);
    }

    @Override
    public void cancel(UUID caseId, String reason) {
        deliveryArrangement.cancel(caseId, reason);
    }

    @Override
    public void stop(UUID caseId, Caller actor) {
        deliveryArrangement.stop(caseId, actor);
    }

    @Override
    public void carry(UUID delivery) {
        postalDispatch.carry(delivery);
    }

    @Override
    public Page<Row> list(String state, String cursor, int limit) {
        State wanted = state == null ? null : wanted(state);
        Paging paging = Paging.of(cursor, limit);
        return paging.page(tx.required(sql -> DeliveryRepository.list(sql, wanted, paging)), Row::id);
    }

    private static State wanted(String code) {
        return Arrays.stream(State.values())
                .filter(s -> s.code().equals(code))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> known =
                            Arrays.stream(State.values()).map(State::code).toList();
                    return Refusal.invalid("delivery.state", "state", known);
                });
    }

    void erase(List<UUID> cases) {
        tx.run(sql -> DeliveryRepository.erase(sql, cases));
    }

    private Delivery shown(DeliveryRow row) {
        Proof proof = row.received() == null
                ? null
                : new Proof(
                        deliverySeals.open(row, DeliverySeals.RECEIVER, row.receiver()),
                        row.role(),
                        row.handedBy(),
                        row.reference(),
                        row.received());
        return new Delivery(
                row.id(),
                row.caseId(),
                row.caseNumber(),
                new Choice(
                        row.way(),
                        deliverySeals.open(row, DeliverySeals.ADDRESSEE, row.addressee()),
                        deliverySeals.open(row, DeliverySeals.ADDRESS, row.address()),
                        deliverySeals.open(row, DeliverySeals.POSTAL_CODE, row.postalCode()),
                        row.office()),
                row.state() == State.READY || row.state() == State.RETURNED ? row.liesAt() : null,
                row.state(),
                row.tracking(),
                row.note(),
                row.recalled(),
                TrackingSteps.read(row.steps()),
                proof,
                row.arranged(),
                row.changed(),
                row.stopped());
    }
}
