package city.pishkhan.api.security;

import city.pishkhan.api.Refusal;

/** Makes of a national ID what logins carry of their person, see {@link Caller#person}. */
public interface LoginPersons {

    /**
     * @param field      of the national ID, as the caller named it
     * @param nationalId as somebody typed it
     * @throws Refusal INVALID with the rule that it breaks
     */
    String digest(String field, String nationalId);
}
