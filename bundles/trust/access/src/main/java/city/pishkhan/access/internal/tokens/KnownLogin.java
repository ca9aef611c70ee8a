package city.pishkhan.access.internal.tokens;

import city.pishkhan.api.security.Caller;

/**
 * An authenticated login.
 *
 * @param voucher see {@link city.pishkhan.api.security.Authenticator.Token}
 */
public record KnownLogin(Caller caller, String voucher) {}
