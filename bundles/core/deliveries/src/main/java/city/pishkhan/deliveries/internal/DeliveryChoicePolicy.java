package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.RefusalText;
import city.pishkhan.api.certificates.Deliveries.Choice;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.PostalCode;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Validation of the chosen way of delivery. */
final class DeliveryChoicePolicy {
    private static final Messages MESSAGES = Messages.of(DeliveryChoicePolicy.class);

    private static final Set<String> WAYS =
            Set.of(DeliveryTransitions.OFFICE, DeliveryTransitions.HOME, DeliveryTransitions.OTHER_OFFICE);
    private static final String CONTRACTED = "contracted";
    private static final int SHORTEST_ADDRESS = 5;
    private static final int LONGEST_ADDRESS = 300;
    private static final int LONGEST_NAME = 200;

    private final Offices offices;

    DeliveryChoicePolicy(Offices offices) {
        this.offices = offices;
    }

    /**
     * @param own code of the office that handles the case
     * @return the choice with normalized values, without values that its way does not need
     * @throws Refusal {@code INVALID} with the field at fault
     */
    Choice clean(Choice given, String own) {
        if (given.way() == null || !WAYS.contains(given.way())) {
            throw Refusal.invalid("delivery.way", "way");
        }
        return switch (given.way()) {
            case DeliveryTransitions.HOME -> home(given);
            case DeliveryTransitions.OTHER_OFFICE ->
                new Choice(given.way(), null, null, null, office(given.office(), own));
            default -> {
                if (own.equals(Offices.HOME)) {
                    throw Refusal.invalid("delivery.no-office", "way");
                }
                yield new Choice(given.way(), null, null, null, null);
            }
        };
    }

    private static Choice home(Choice given) {
        String addressee = text(
                "addressee",
                given.addressee(),
                1,
                LONGEST_NAME,
                RefusalText.of(MESSAGES, "delivery.addressee", LONGEST_NAME));
        String address = text(
                "address",
                given.address(),
                SHORTEST_ADDRESS,
                LONGEST_ADDRESS,
                RefusalText.of(MESSAGES, "delivery.address", SHORTEST_ADDRESS, LONGEST_ADDRESS));
        if (given.postalCode() == null) {
            throw Refusal.invalid("postal-code.length", "postalCode");
        }
        try {
            return new Choice(
                    DeliveryTransitions.HOME,
                    addressee,
                    address,
                    PostalCode.parse(PersianText.normalise(given.postalCode())).value(),
                    null);
        } catch (InvalidIdentifier e) {
            throw new Refusal(Refusal.Kind.INVALID, e.rule(), "postalCode", e.text());
        }
    }

    private static String text(String field, @Nullable String given, int minimum, int maximum, Text wanted) {
        String text = PersianText.normalise(given == null ? "" : given).strip();
        if (text.length() < minimum || text.length() > maximum || text.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(Refusal.Kind.INVALID, "delivery." + field, field, wanted);
        }
        return text;
    }

    private String office(@Nullable String given, String own) {
        String code = given == null ? "" : PersianText.normalise(given).strip();
        if (code.equals(own)) {
            throw Refusal.invalid("delivery.own-office", DeliveryTransitions.OFFICE, own);
        }
        boolean open = code.matches("[0-9]{1,6}")
                && offices.find(code).filter(o -> o.state().equals(CONTRACTED)).isPresent();
        if (!open) {
            throw Refusal.invalid("delivery.office", DeliveryTransitions.OFFICE);
        }
        return code;
    }
}
