package city.pishkhan.contracts.citizen;

/**
 * A case that its owner opens at home.
 *
 * @param service  one of {@code GET /citizen/v1/home-services}
 * @param subject  plate of a vehicle of one's own, as on the plate: two digits, letter, three digits, two digits
 * @param district where one lives, 1 to 22: that one looks after the case
 */
public record NewHomeCase(String service, String subject, int district) {}
