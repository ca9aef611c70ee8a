package city.pishkhan.api.cases;

import city.pishkhan.api.security.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Cases whose customer is the municipality, such as a violation report (گزارش تخلف ساختمانی): the hub opens them, and no one chooses the
 * office. Its turn does: of the offices that may work on the service, the one that was given such a case longest ago, without those that
 * have or had a case of the same property.
 */
public interface MunicipalCases {

    /**
     * What the municipality wants looked into.
     *
     * @param service e.g. {@code violation-report}; its procedure must name the municipality as customer
     * @param subject renovation code of the property
     * @param facts   names of the vocabulary to values, beside those that the hub knows itself; nothing personal
     * @param words   what the office's expert reads beside the facts, up to 2,000 characters, or {@code null}; sealed with the case
     */
    record Order(String service, String subject, Map<String, Object> facts, String words) {
        public Order {
            facts = Map.copyOf(facts);
        }
    }

    /**
     * A case as it stands.
     *
     * @param office  code of the office whose turn it was
     * @param titleEn of the stage, for people
     */
    record Standing(
            UUID id, String number, String office, String expert, Cases.State state, String titleEn, String titleFa) {}

    /**
     * Opens a case, in the caller's transaction if it has one.
     *
     * @return empty if no office may take it now; nothing is changed then
     * @throws Refusal INVALID with the field at fault; CONFLICT {@code case.already-open} if the property has an open case of the service
     */
    Optional<Standing> open(Caller hub, Order order);

    /**
     * Adds what somebody else saw to what the expert reads, in the caller's transaction if it has one. Once the expert has reported, or
     * when there is too much to read already, it changes nothing.
     *
     * @param words as in {@link Order}
     */
    void tell(UUID id, String words);

    /** The open case of a service for a property. */
    Optional<Standing> current(String service, String subject);

    Optional<Standing> find(UUID id);
}
