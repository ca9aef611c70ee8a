package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Deliveries.State;
import city.pishkhan.api.cases.DeliveryEvents.Concern;
import city.pishkhan.api.cases.Persons;
import city.pishkhan.api.cases.Persons.Party;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.api.security.Caller;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.persistence.Tx;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Certificates over the counter: to somebody of the case, who shows a national card. */
final class CounterHandover {
    private static final int SHOWN = 3;

    private final Tx tx;
    private final LateBoundDeliveryEvents lateBoundDeliveryEvents;
    private final Persons persons;
    private final Offices offices;
    private final DeliverySeals deliverySeals;
    private final DeliveryJournal deliveryJournal;
    private final Clock clock;

    CounterHandover(
            Tx tx,
            LateBoundDeliveryEvents lateBoundDeliveryEvents,
            Persons persons,
            Offices offices,
            DeliverySeals deliverySeals,
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

    /** As {@link city.pishkhan.api.cases.Deliveries#handOver}. */
    DeliveryRow handOver(Caller clerk, UUID id, String given) {
        return tx.required(sql -> {
            DeliveryRow seen = mine(sql, clerk, id);
            Concern concern = lateBoundDeliveryEvents.lock(seen.caseId());
            DeliveryRow row = mine(sql, clerk, id);
            if (row.stopped() != null) {
                throw Refusal.conflict(
                        "delivery.stopped",
                        "The certificate is revoked: it is handed over to nobody any more. Keep the paper; it is worth nothing.",
                        "این گواهی باطل شده است و به کسی تحویل داده نمی‌شود؛ کاغذ آن بی‌ارزش است و در دفتر می‌ماند.");
            }
            if (lateBoundDeliveryEvents.held(row.caseId())) {
                throw Refusal.conflict(
                        "delivery.held",
                        "The bank took a payment of this case back, and its certificate is held: it is handed over when that is settled.",
                        "بانک پرداختی از این پرونده را پس گرفته و گواهی آن نگه داشته شده است؛ پس از تعیین تکلیف تحویل می‌شود.");
            }
            if (row.state() != State.READY && row.state() != State.RETURNED) {
                throw Refusal.conflict(
                        "delivery.not-ready",
                        "There is nothing to hand over: it is " + row.state().code() + ".",
                        "گواهی برای تحویل در این دفتر نیست.");
            }
            fit(row, concern);
            String nationalId = nationalId(given);
            Party party = party(row, nationalId);
            String masked = nationalId.substring(0, SHOWN) + "****" + nationalId.substring(nationalId.length() - SHOWN);
            DeliveryRepository.received(
                    sql,
                    row,
                    State.HANDED_OVER,
                    new DeliveryRepository.Receiver(
                            deliverySeals.seal(row.caseId(), id, DeliverySeals.RECEIVER, masked),
                            party.role(),
                            clerk.principal(),
                            null),
                    clock.instant());
            deliveryJournal.tell(
                    row,
                    State.HANDED_OVER,
                    clerk,
                    Map.of(
                            "office",
                            row.liesAt(),
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

    /** What lies elsewhere does not exist for this office. */
    private static DeliveryRow mine(Handle sql, Caller clerk, UUID id) {
        return DeliveryRepository.find(sql, id)
                .filter(row -> row.liesAt() != null
                        && clerk.office().filter(row.liesAt()::equals).isPresent())
                .orElseThrow(() -> Refusal.notFound("delivery", "تحویل"));
    }

    /** An office that may not work hands nothing over; another one needs no qualification for a service whose case it never had. */
    private void fit(DeliveryRow row, Concern concern) {
        if (row.liesAt().equals(concern.office())) {
            offices.hindrance(row.liesAt(), concern.service(), clock.instant()).ifPresent(refusal -> {
                throw refusal;
            });
        } else if (offices.find(row.liesAt())
                .filter(o -> o.state().equals("contracted"))
                .isEmpty()) {
            throw new Refusal(
                    Refusal.Kind.FORBIDDEN,
                    "office.not-contracted",
                    null,
                    "Office " + row.liesAt() + " may not work now.",
                    "دفتر " + row.liesAt() + " اکنون مجاز به کار نیست.");
        }
    }

    private static String nationalId(String given) {
        try {
            return NationalId.parse(PersianText.normalise(given == null ? "" : given))
                    .value();
        } catch (InvalidIdentifier e) {
            throw Refusal.invalid(e.rule(), "nationalId", e.english(), e.persian());
        }
    }

    private Party party(DeliveryRow row, String nationalId) {
        return persons.find(nationalId)
                .flatMap(person -> persons.ofCase(row.caseId()).stream()
                        .filter(party -> party.person().equals(person))
                        .findFirst())
                .orElseThrow(() -> Refusal.invalid(
                        "delivery.receiver",
                        "nationalId",
                        "It is handed over to an owner, co-owner or proxy of the case only; this national ID is none of theirs.",
                        "گواهی تنها به مالک، شریک یا وکیل پرونده تحویل می‌شود؛ این کد ملی از آنِ هیچ‌یک نیست."));
    }
}
