/**
 * Citizens' logins: one-time codes to a mobile, PINs of slips printed by offices, and the register of proved numbers. Begin with
 * {@link CitizenLogins}.
 */
package city.pishkhan.citizenlogin.internal;
