package city.pishkhan.api.security;

import city.pishkhan.api.Refusal;

/** Computes the digest of a national ID that logins contain, see {@link Caller#person}. */
public interface LoginPersons {

    /**
     * Computes the digest.
     *
     * @param field      field of the national ID, as the caller named it
     * @param nationalId national ID as typed
     * @throws Refusal INVALID with the violated rule
     */
    String digest(String field, String nationalId);
}
