package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * Confirmation that a login is still needed.
 *
 * @param roles roles of the login, as the caller saw them
 */
public record NewRecertification(List<String> roles) {}
