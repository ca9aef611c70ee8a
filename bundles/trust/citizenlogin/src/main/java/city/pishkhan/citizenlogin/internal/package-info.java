/**
 * Citizens' logins: one-time codes to a mobile, PINs of slips printed by offices, and the register of proved numbers. Begin with
 * {@link CitizenLogins}.
 */
@NullMarked
package city.pishkhan.citizenlogin.internal;

import org.jspecify.annotations.NullMarked;
