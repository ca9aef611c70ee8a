package city.pishkhan.planning.internal;

import city.pishkhan.identifiers.InvalidIdentifier;
import city.pishkhan.identifiers.LegalId;
import city.pishkhan.identifiers.NationalId;
import city.pishkhan.identifiers.PersianText;
import city.pishkhan.identifiers.RenovationCode;
import city.pishkhan.spi.PlanOrder;
import java.math.BigDecimal;
import java.util.List;

/** Validates a plan order from the partner's XML before it is used, because decisions on permits depend on it. */
final class PlanOrderMapper {
    private static final int LEGAL_ID_DIGITS = 11;
    private static final int LONGEST_REVISION = 64;

    private PlanOrderMapper() {}

    /**
     * @param asked canonical renovation code of the request
     * @throws InvalidPlanOrder if the plan order is invalid
     */
    static PlanOrder map(String asked, city.pishkhan.planning.contract.PlanOrder order) {
        RenovationCode code = code(order.getRenovationCode());
        require(code.value().equals(asked), "the plan order of another property");
        require(order.getDistrict() == code.district(), "a district that differs from its code");
        require(!order.getUse().isEmpty(), "no use");
        require(
                order.getUse().stream().allMatch(use -> use != null && use.matches("[a-z][a-z0-9-]{0,39}")),
                "a use that is not a valid code");
        require(order.getFloors() >= 0 && order.getFloors() <= 200, "an impossible number of floors");
        require(order.getDensity() >= 0 && order.getDensity() <= 10_000, "an impossible density");
        require(order.getLandArea() != null && order.getLandArea().signum() > 0, "no land area");
        require(order.getRegionalPrice() >= 0, "a negative regional price");
        require(!order.getOwner().isEmpty(), "no owner");
        String revision = order.getRevision();
        require(revision != null && !revision.isBlank() && revision.length() <= LONGEST_REVISION, "no revision");
        return new PlanOrder(
                code.value(),
                order.getDistrict(),
                sorted(order.getUse()),
                order.getFloors(),
                order.getDensity(),
                scaled(order.getLandArea()),
                order.getRegionalPrice(),
                sorted(order.getOwner().stream().map(PlanOrderMapper::person).toList()),
                revision);
    }

    /**
     * Scales to two decimals, so that equal areas are equal values regardless of the trailing zeros that the partner
     * writes.
     */
    private static BigDecimal scaled(BigDecimal area) {
        require(area.stripTrailingZeros().scale() <= 2, "a land area with more than two decimals");
        return area.setScale(2);
    }

    private static List<String> sorted(List<String> values) {
        return values.stream().distinct().sorted().toList();
    }

    private static RenovationCode code(String text) {
        try {
            return RenovationCode.parse(text);
        } catch (InvalidIdentifier e) {
            throw invalid("no renovation code");
        }
    }

    private static String person(String id) {
        try {
            String digits = PersianText.compact(id);
            return digits.length() == LEGAL_ID_DIGITS
                    ? LegalId.parse(digits).value()
                    : NationalId.parse(digits).value();
        } catch (InvalidIdentifier | NullPointerException e) {
            throw invalid("an owner that is not a person");
        }
    }

    private static void require(boolean valid, String what) {
        if (!valid) {
            throw invalid(what);
        }
    }

    private static InvalidPlanOrder invalid(String what) {
        return new InvalidPlanOrder(what);
    }

    /** Reports an invalid plan order; the message describes the problem. */
    static final class InvalidPlanOrder extends RuntimeException {
        private static final long serialVersionUID = 1L;

        InvalidPlanOrder(String what) {
            super(what);
        }
    }
}
