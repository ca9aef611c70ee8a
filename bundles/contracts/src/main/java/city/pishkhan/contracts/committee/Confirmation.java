package city.pishkhan.contracts.committee;

import java.util.List;

/**
 * Says that a login is still needed.
 *
 * @param roles of the login, as the caller saw them
 */
public record Confirmation(List<String> roles) {}
