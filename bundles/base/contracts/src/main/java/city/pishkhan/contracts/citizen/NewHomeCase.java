package city.pishkhan.contracts.citizen;

/**
 * A case that the owner of a vehicle opens online, without an office.
 *
 * @param service  one of the services that {@code GET /citizen/v1/home-services} lists
 * @param subject  plate of the caller's own vehicle, as on the plate: two digits, letter, three digits, two digits
 * @param district district of the caller's home, 1 to {@value city.pishkhan.contracts.Limits#DISTRICTS}; it handles the case
 */
public record NewHomeCase(String service, String subject, int district) {}
