package city.pishkhan.deliveries.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Deliveries.Choice;
import city.pishkhan.api.governance.Offices;
import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.PostalCode;
import java.util.Set;

/** What may be chosen. */
final class DeliveryChoicePolicy {
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
     * @param own code of the office that has the case
     * @return with every value in its one form, and nothing that its way does not need
     * @throws Refusal INVALID naming the field at fault
     */
    Choice clean(Choice given, String own) {
        if (given.way() == null || !WAYS.contains(given.way())) {
            throw Refusal.invalid(
                    "delivery.way",
                    "way",
                    "The way is office, home or other-office.",
                    "شیوه تحویل باید office (دفتر)، home (نشانی) یا other-office (دفتر دیگر) باشد.");
        }
        return switch (given.way()) {
            case DeliveryTransitions.HOME -> home(given);
            case DeliveryTransitions.OTHER_OFFICE ->
                new Choice(given.way(), null, null, null, office(given.office(), own));
            default -> new Choice(given.way(), null, null, null, null);
        };
    }

    private static Choice home(Choice given) {
        String addressee = text(
                "addressee",
                given.addressee(),
                1,
                LONGEST_NAME,
                "a name of 1 to 200 characters",
                "نام گیرنده لازم است.");
        String address = text(
                "address",
                given.address(),
                SHORTEST_ADDRESS,
                LONGEST_ADDRESS,
                "an address of 5 to 300 characters",
                "نشانی را در ۵ تا ۳۰۰ نویسه بنویسید.");
        if (given.postalCode() == null) {
            throw Refusal.invalid("postal-code.length", "postalCode", "Give the postal code.", "کد پستی لازم است.");
        }
        try {
            return new Choice(
                    DeliveryTransitions.HOME,
                    addressee,
                    address,
                    PostalCode.parse(PersianText.normalise(given.postalCode())).value(),
                    null);
        } catch (InvalidIdentifier e) {
            throw Refusal.invalid(e.rule(), "postalCode", e.english(), e.persian());
        }
    }

    private static String text(String field, String given, int least, int most, String wanted, String persian) {
        String text = PersianText.normalise(given == null ? "" : given).strip();
        if (text.length() < least || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("delivery." + field, field, "Give " + wanted + ".", persian);
        }
        return text;
    }

    private String office(String given, String own) {
        String code = given == null ? "" : PersianText.normalise(given).strip();
        if (code.equals(own)) {
            throw Refusal.invalid(
                    "delivery.own-office",
                    DeliveryTransitions.OFFICE,
                    "Office " + own + " has the case itself: choose the way office.",
                    "پرونده نزد همین دفتر است؛ شیوه office را برگزینید.");
        }
        boolean open = code.matches("[0-9]{1,6}")
                && offices.find(code).filter(o -> o.state().equals(CONTRACTED)).isPresent();
        if (!open) {
            throw Refusal.invalid(
                    "delivery.office",
                    DeliveryTransitions.OFFICE,
                    "No office with that code is at work.",
                    "دفتری با این کد دایر نیست.");
        }
        return code;
    }
}
