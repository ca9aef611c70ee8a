package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.certificates.Deliveries.State;
import city.pishkhan.api.certificates.DeliveryEvents.DeliveryCase;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.persons.Persons;
import city.pishkhan.api.persons.Persons.Party;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.persistence.Tx;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Hands certificates over at an office's counter, to a party of the case who shows a national card. */
final class CounterHandover {
    private static final int SHOWN = 3;

    private final Tx tx;
    private final LateBoundDeliveryEvents lateBoundDeliveryEvents;
    private final Persons persons;
    private final Offices offices;
    private final DeliverySealer deliverySeals;
    private final DeliveryJournal deliveryJournal;
    private final Clock clock;

    CounterHandover(
            Tx tx,
            LateBoundDeliveryEvents lateBoundDeliveryEvents,
            Persons persons,
            Offices offices,
            DeliverySealer deliverySeals,
            DeliveryJournal deliveryJournal,
            Clock clock) {
        this.tx = tx;
        this.lateBoundDeliveryEvents = lateBoundDeliveryEvents;
        this.persons = persons;
        this.offices = offices;
        this.deliverySeals = deliverySeals;
        this.deliveryJournal = deliveryJournal;
        this.clock = clock;
    }

    /** Implements {@link city.pishkhan.api.certificates.Deliveries#handOver}. */
    DeliveryRow handOver(Caller clerk, UUID id, String given) {
        return tx.required(sql -> {
            DeliveryRow seen = findAtOffice(sql, clerk, id);
            DeliveryCase concern = lateBoundDeliveryEvents.lock(seen.caseId());
            DeliveryRow row = findAtOffice(sql, clerk, id);
            if (row.stopped() != null) {
                throw Refusal.conflict("delivery.stopped");
            }
            if (lateBoundDeliveryEvents.isHeld(row.caseId())) {
                throw Refusal.conflict("delivery.held");
            }
            if (row.state() != State.READY && row.state() != State.RETURNED) {
                throw Refusal.conflict(
                        "delivery.not-ready/hand-over", row.state().code());
            }
            requirePermitted(row, concern);
            String nationalId = nationalId(given);
            Party party = party(row, nationalId);
            lateBoundDeliveryEvents.requireReceiver(row.caseId(), party.person());
            String masked = nationalId.substring(0, SHOWN) + "****" + nationalId.substring(nationalId.length() - SHOWN);
            DeliveryRepository.recordReceipt(
                    sql,
                    row,
                    State.HANDED_OVER,
                    new DeliveryRepository.Receiver(
                            deliverySeals.seal(row.caseId(), id, DeliverySealer.RECEIVER, masked),
                            party.role(),
                            clerk.principal(),
                            null),
                    clock.instant());
            deliveryJournal.record(
                    row,
                    State.HANDED_OVER,
                    clerk,
                    Map.of(
                            "office",
                            row.locationOffice(),
                            "role",
                            party.role(),
                            "person",
                            party.person(),
                            "receiver",
                            deliverySeals.commitment(row, nationalId)));
            lateBoundDeliveryEvents.changed(row.caseId());
            return DeliveryRepository.find(sql, id).orElseThrow();
        });
    }

    /** Returns a delivery kept at the clerk's office; deliveries kept elsewhere are not found. */
    private static DeliveryRow findAtOffice(Handle sql, Caller clerk, UUID id) {
        return DeliveryRepository.find(sql, id)
                .filter(row -> row.locationOffice() != null
                        && clerk.office().filter(row.locationOffice()::equals).isPresent())
                .orElseThrow(() -> Refusal.notFound("delivery"));
    }

    /**
     * Checks that the office may hand the certificate over. The case's own office must be allowed to work on the case's
     * service. Any other office only needs a contract; it need not be qualified for the service.
     */
    private void requirePermitted(DeliveryRow row, DeliveryCase concern) {
        if (concern.office().equals(row.locationOffice())) {
            offices.hindrance(concern.office(), concern.service(), clock.instant())
                    .ifPresent(refusal -> {
                        throw refusal;
                    });
        } else if (offices.find(Objects.requireNonNull(row.locationOffice()))
                .filter(o -> o.state().equals("contracted"))
                .isEmpty()) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "office.not-contracted", null, row.locationOffice());
        }
    }

    private static String nationalId(String given) {
        try {
            return NationalId.parse(PersianText.normalise(given == null ? "" : given))
                    .value();
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), "nationalId", e.text());
        }
    }

    private Party party(DeliveryRow row, String nationalId) {
        return persons.find(nationalId)
                .flatMap(person -> persons.ofCase(row.caseId()).stream()
                        .filter(party -> party.person().equals(person))
                        .findFirst())
                .orElseThrow(() -> Refusal.invalid("delivery.receiver", "nationalId"));
    }
}
