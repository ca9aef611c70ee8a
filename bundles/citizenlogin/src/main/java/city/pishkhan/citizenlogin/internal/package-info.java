/** Citizens' logins: one-time codes to a mobile that a case names. Begin with {@link CitizenLogins}. */
package city.pishkhan.citizenlogin.internal;
