package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.cases.Tracking;
import city.pishkhan.api.journal.Journal;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Attempt;
import city.pishkhan.api.security.AttemptLimiter.Kind;
import city.pishkhan.api.security.Caller;
import city.pishkhan.api.security.SourceNetwork;
import city.pishkhan.api.security.Vault;
import city.pishkhan.citizenlogin.internal.LoginSlipRepository.Live;
import city.pishkhan.persistence.Tx;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * PINs of login slips. A PIN can be used once. It is stored as a slow hash with the vault's key, and becomes invalid after a few
 * wrong tries.
 */
final class LoginSlips {
    static final int TRIES = 5;
    private static final int PINS = 100_000_000;
    /** iterations of the hash; a guess takes a tenth of a second */
    static final int ITERATIONS = 120_000;

    private static final int BITS = 256;
    private static final int SALT_BYTES = 16;
    private static final int SESSION = 32;
    /** maximum number of hashes computed at the same time, to limit CPU use */
    private static final int AT_A_TIME = 4;

    /** maximum wait for a permit to compute a hash, in seconds; after that the caller has to retry */
    private static final long PATIENCE_SECONDS = 1;

    private static final String NO_SALT = "00".repeat(SALT_BYTES);

    /**
     * The person of a used slip.
     *
     * @param session identifier that the person's token contains instead of a phone number
     */
    record ConsumedSlip(UUID person, String session) {}

    private final Tx tx;
    private final Vault vault;
    private final Journal journal;
    private final Tracking tracking;
    private final AttemptLimiter limiter;
    private final int failures;
    private final int iterations;
    private final Semaphore hashing = new Semaphore(AT_A_TIME);
    private final SecureRandom random = new SecureRandom();

    /**
     * @param failures   maximum wrong entries from one network in ten minutes
     * @param iterations {@link #ITERATIONS}; tests use fewer
     */
    LoginSlips(
            Tx tx,
            Vault vault,
            Journal journal,
            Tracking tracking,
            AttemptLimiter limiter,
            int failures,
            int iterations) {
        this.tx = tx;
        this.vault = vault;
        this.journal = journal;
        this.tracking = tracking;
        this.limiter = limiter;
        this.failures = failures;
        this.iterations = iterations;
    }

    /** Returns a random PIN of eight digits. */
    String pin() {
        return "%08d".formatted(random.nextInt(PINS));
    }

    String salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    /** @throws Refusal {@code UNAVAILABLE} if too many hashes are being computed */
    String hash(UUID id, String salt, String pin) {
        return withHashingPermit(() -> computeHash(id, salt, pin));
    }

    private <T> T withHashingPermit(Supplier<T> work) {
        try {
            if (!hashing.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.get();
        } finally {
            hashing.release();
        }
    }

    private static Refusal busy() {
        return Refusal.of(Refusal.Kind.UNAVAILABLE, "login.busy", null);
    }

    private String computeHash(UUID id, String salt, String pin) {
        PBEKeySpec spec = new PBEKeySpec(
                vault.index("login slip " + id + " " + pin).toCharArray(),
                HexFormat.of().parseHex(salt),
                iterations,
                BITS);
        try {
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2WithHmacSHA512", e);
        } finally {
            spec.clearPassword();
        }
    }

    /**
     * Uses up a PIN.
     *
     * @return the slip's person; empty if the PIN is wrong or there is no slip; the response time is the same in both
     *     cases
     * @throws Refusal {@code TOO_MANY}; {@code UNAVAILABLE} as in {@link #hash}, without counting a try
     */
    Optional<ConsumedSlip> consume(String code, String pin, String address) {
        // the permit is acquired before a try is counted, so that concurrent requests do not invalidate a slip
        return withHashingPermit(() -> verifyAndConsume(code, pin, address));
    }

    private Optional<ConsumedSlip> verifyAndConsume(String code, String pin, String address) {
        // the attempt is reserved before the check, so that many PINs cannot be tried in parallel; it is released if
        // the PIN is right
        Attempt attempt = limiter.reserve(
                Kind.CODE, List.of(CodeLimits.wrong("slip PINs from " + SourceNetwork.of(address), failures)));
        if (!attempt.isPermitted()) {
            throw Refusal.of(Refusal.Kind.TOO_MANY, "login.codes", null);
        }
        UUID caseId = tracking.findCase(code).map(Tracking.TrackedCase::caseId).orElse(null);
        List<Live> live =
                caseId == null ? List.of() : tx.single(sql -> LoginSlipRepository.countTry(sql, caseId, TRIES));
        if (live.isEmpty()) {
            computeHash(new UUID(0, 0), NO_SALT, pin);
        }
        Optional<Live> right = live.stream().filter(slip -> isMatch(slip, pin)).findFirst();
        return tx.required(sql -> {
            if (right.isEmpty()) {
                live.stream().filter(slip -> slip.tries() >= TRIES).forEach(slip -> {
                    LoginSlipRepository.close(sql, slip.id());
                    journal.record(caseId, "login-slip.closed", Caller.HUB, Map.of("slip", slip.id()));
                });
                return Optional.empty();
            }
            Live slip = right.get();
            String session = vault.index("session of login slip " + slip.id()).substring(0, SESSION);
            if (!LoginSlipRepository.tryUse(sql, slip.id(), session)) {
                return Optional.empty();
            }
            attempt.release();
            Caller citizen = new Caller("citizen:" + slip.person(), Set.of());
            journal.record(caseId, "login-slip.used", citizen, Map.of("slip", slip.id()));
            return Optional.of(new ConsumedSlip(slip.person(), session));
        });
    }

    private boolean isMatch(Live slip, String pin) {
        return MessageDigest.isEqual(
                computeHash(slip.id(), slip.salt(), pin).getBytes(StandardCharsets.US_ASCII),
                slip.hash().getBytes(StandardCharsets.US_ASCII));
    }
}
