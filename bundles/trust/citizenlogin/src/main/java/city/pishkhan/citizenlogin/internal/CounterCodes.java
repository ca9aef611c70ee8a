package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Attempt;
import city.pishkhan.api.security.AttemptLimiter.Kind;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Ids;
import city.pishkhan.persistence.Tx;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Codes sent to a phone and read back at a counter. Each code is valid for one person at one office. */
final class CounterCodes {
    /** maximum codes that an office may send in ten minutes; higher than the number of people that it can serve */
    private static final int OF_OFFICE = 100;
    /** maximum wrong codes that an office may enter in ten minutes */
    private static final int WRONG_OF_OFFICE = 30;

    /** @param code six or eight digits, known only to the phone's owner */
    record Code(UUID id, String code) {
        @Override
        public String toString() {
            return "Code[" + id + "]";
        }
    }

    /**
     * A code that was read back correctly.
     *
     * @param mobile {@code 09…}
     */
    record ConfirmedCode(UUID person, UUID caseId, String number, @Nullable String mobile) {
        @Override
        public String toString() {
            return "Back[" + person + "]";
        }
    }

    private final Tx tx;
    private final Vault vault;
    private final AttemptLimiter limiter;
    private final CodeLimits codeLimits;
    private final SecureRandom random = new SecureRandom();

    CounterCodes(Tx tx, Vault vault, AttemptLimiter limiter, CodeLimits codeLimits) {
        this.tx = tx;
        this.vault = vault;
        this.limiter = limiter;
        this.codeLimits = codeLimits;
    }

    Duration life() {
        return codeLimits.life();
    }

    /**
     * Creates a code; the previous code for the person at the office becomes invalid.
     *
     * @throws Refusal {@code TOO_MANY}
     */
    Code make(UUID person, String office, UUID caseId, String number, String mobile) {
        Code code = new Code(Ids.next(), CodeLimits.randomCode(limiter, random));
        String ofPerson = vault.index("counter codes for " + person);
        String ofNumber = vault.index("counter codes to " + mobile);
        String ofOffice = vault.index("counter codes of " + office);
        boolean late = tx.required(sql -> {
            LoginCodeRepository.lock(sql, ofPerson);
            LoginCodeRepository.lock(sql, ofNumber);
            LoginCodeRepository.lock(sql, ofOffice);
            if (isLimitReached(sql, ofPerson)
                    || isLimitReached(sql, ofNumber)
                    || LoginCodeRepository.count(sql, ofOffice, CodeLimits.WINDOW) >= OF_OFFICE) {
                return true;
            }
            LoginCodeRepository.add(sql, ofPerson);
            LoginCodeRepository.add(sql, ofNumber);
            LoginCodeRepository.add(sql, ofOffice);
            put(sql, code, person, office, caseId, number, mobile);
            return false;
        });
        if (late) {
            throw tooMany();
        }
        return code;
    }

    private boolean isLimitReached(Handle sql, String key) {
        return LoginCodeRepository.count(sql, key, CodeLimits.WINDOW) >= codeLimits.codesWindow()
                || LoginCodeRepository.count(sql, key, CodeLimits.DAY) >= codeLimits.codesDay();
    }

    private void put(Handle sql, Code code, UUID person, String office, UUID caseId, String number, String mobile) {
        sql.createUpdate(
                        "insert into citizenlogin.counter_code (id, person, office, case_id, number, mobile, hash, expires)"
                                + " values (:id, :person, :office, :case, :number, :mobile, :hash,"
                                + " now() + :seconds * interval '1 second') on conflict (person, office) do update set"
                                + " id = excluded.id, case_id = excluded.case_id, number = excluded.number,"
                                + " mobile = excluded.mobile, hash = excluded.hash, expires = excluded.expires, tries = 0")
                .bind("id", code.id())
                .bind("person", person)
                .bind("office", office)
                .bind("case", caseId)
                .bind("number", number)
                .bind("mobile", vault.seal(person, place(code.id()), mobile))
                .bind("hash", hash(code.id(), code.code()))
                .bind("seconds", codeLimits.life().toSeconds())
                .execute();
    }

    private static String place(UUID code) {
        return "counter.mobile " + code;
    }

    private String hash(UUID id, String code) {
        return vault.index("counter code " + id + " " + code);
    }

    /**
     * Checks a code and counts the try. Wrong codes also count towards a limit for the whole office.
     *
     * @return the code's id if it was sent for this person, case and office; otherwise empty
     * @throws Refusal {@code TOO_MANY}; {@code UNAVAILABLE} if attempts cannot be counted
     */
    Optional<UUID> verify(UUID person, String office, UUID caseId, String code) {
        Attempt attempt = limiter.reserve(
                Kind.CODE, List.of(CodeLimits.wrong("counter codes read back at " + office, WRONG_OF_OFFICE)));
        if (!attempt.isPermitted()) {
            throw tooMany();
        }
        Optional<UUID> right = countTry(person, office, caseId)
                .filter(found -> MessageDigest.isEqual(
                        hash(UUID.fromString(found[0]), code).getBytes(StandardCharsets.US_ASCII),
                        found[1].getBytes(StandardCharsets.US_ASCII)))
                .map(found -> UUID.fromString(found[0]));
        if (right.isPresent()) {
            attempt.release();
        }
        return right;
    }

    private Optional<String[]> countTry(UUID person, String office, UUID caseId) {
        return tx.single(sql -> sql.createQuery("update citizenlogin.counter_code set tries = tries + 1"
                        + " where person = :person and office = :office and case_id = :case and expires > now()"
                        + " and tries < :most returning id, hash")
                .bind("person", person)
                .bind("office", office)
                .bind("case", caseId)
                .bind("most", codeLimits.tries())
                .map((row, context) ->
                        new String[] {row.getObject("id", UUID.class).toString(), row.getString("hash")})
                .findOne());
    }

    private static Refusal tooMany() {
        return Refusal.of(Refusal.Kind.TOO_MANY, "login.codes", null);
    }

    /**
     * Uses up a code.
     *
     * @return the code's data; empty if it was used already
     */
    Optional<ConfirmedCode> consume(Handle sql, UUID id) {
        return sql.createQuery("delete from citizenlogin.counter_code where id = :id"
                        + " returning person, case_id, number, mobile")
                .bind("id", id)
                .map((row, context) -> {
                    UUID person = row.getObject("person", UUID.class);
                    return new ConfirmedCode(
                            person,
                            row.getObject("case_id", UUID.class),
                            row.getString("number"),
                            vault.open(person, place(id), row.getBytes("mobile"))
                                    .orElse(null));
                })
                .findOne()
                .filter(back -> back.mobile() != null);
    }
}
