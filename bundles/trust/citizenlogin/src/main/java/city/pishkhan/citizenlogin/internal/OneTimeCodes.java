package city.pishkhan.citizenlogin.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.security.AttemptLimiter;
import city.pishkhan.api.security.AttemptLimiter.Attempt;
import city.pishkhan.api.security.AttemptLimiter.Kind;
import city.pishkhan.api.security.AttemptLimiter.Limit;
import city.pishkhan.api.security.LoginNetworks;
import city.pishkhan.api.security.SourceNetwork;
import city.pishkhan.api.security.Vault;
import city.pishkhan.identifiers.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Creates and checks one-time codes. Unknown national IDs are processed exactly like known ones; whether the person exists is
 * determined later in the background.
 */
final class OneTimeCodes {
    /**
     * @param id   id of this code, for the provider
     * @param code six or eight digits, known only to the phone's owner
     */
    record Code(UUID id, String code) {
        @Override
        public String toString() {
            return "Code[" + id + "]";
        }
    }

    private final LoginCodeRepository rows;
    private final Vault vault;
    private final LoginNetworks networks;
    private final AttemptLimiter limiter;
    private final CodeLimits codeLimits;
    private final SecureRandom random = new SecureRandom();

    OneTimeCodes(
            LoginCodeRepository rows,
            Vault vault,
            LoginNetworks networks,
            AttemptLimiter limiter,
            CodeLimits codeLimits) {
        this.rows = rows;
        this.vault = vault;
        this.networks = networks;
        this.limiter = limiter;
        this.codeLimits = codeLimits;
    }

    /**
     * Creates a code; the previous one from the same network becomes invalid. The codes for a person are counted per network, and
     * together for all networks from which the person never logged in. Requests from such networks therefore cannot block a
     * person's usual network.
     *
     * @param mobile mobile that the person claims to have, or {@code null}; counted separately, because a wrong mobile gets no
     *     message
     * @throws Refusal {@code TOO_MANY}
     */
    Code make(String nationalId, String mobile, String address) {
        String network = SourceNetwork.of(address);
        Code code = new Code(Ids.next(), CodeLimits.randomCode(limiter, random));
        // the person's known networks are only read if the stricter limit is exceeded
        boolean made = tryStore(nationalId, mobile, network, code, false)
                || networks.isKnown(account(nationalId), network) && tryStore(nationalId, mobile, network, code, true);
        if (!made) {
            throw tooMany();
        }
        return code;
    }

    private boolean tryStore(String nationalId, String mobile, String network, Code code, boolean known) {
        String mobileSuffix = mobile == null ? "" : " at " + mobile;
        String strangers = vault.index("citizen codes for " + nationalId + mobileSuffix);
        String pair = vault.index("citizen codes for " + nationalId + mobileSuffix + " from " + network);
        String from = vault.index("citizen codes " + (mobile == null ? "" : "by number ") + "from " + network);
        int most = mobile == null ? codeLimits.addressCodes() : codeLimits.namedCodes();
        String hash = hash(code.id(), code.code());
        return rows.tx().required(sql -> {
            LoginCodeRepository.lock(sql, strangers);
            LoginCodeRepository.lock(sql, from);
            boolean late = isLimitReached(sql, pair)
                    || !known
                            && (isLimitReached(sql, strangers)
                                    || LoginCodeRepository.count(sql, from, CodeLimits.WINDOW) >= most);
            if (late) {
                return false;
            }
            LoginCodeRepository.add(sql, pair);
            if (!known) {
                LoginCodeRepository.add(sql, strangers);
                LoginCodeRepository.add(sql, from);
            }
            LoginCodeRepository.put(
                    sql, code.id(), personKey(nationalId), networkKey(network), hash, codeLimits.life());
            LoginCodeRepository.deleteExpired(sql);
            return true;
        });
    }

    private boolean isLimitReached(Handle sql, String key) {
        return LoginCodeRepository.count(sql, key, CodeLimits.WINDOW) >= codeLimits.codesWindow()
                || LoginCodeRepository.count(sql, key, CodeLimits.DAY) >= codeLimits.codesDay();
    }

    /**
     * A code that was entered correctly.
     *
     * @param number           see {@link city.pishkhan.api.persons.Persons#number}
     * @param registeredMobile the encrypted mobile if the register confirms that it belongs to the person; otherwise {@code null}
     */
    record ConsumedCode(UUID code, String number, byte[] registeredMobile) {}

    /**
     * Records the number to which a code is sent.
     *
     * @param number           see {@link city.pishkhan.api.persons.Persons#number}
     * @param registeredMobile the mobile if the register confirms that it belongs to the person; otherwise {@code null}
     */
    void recordNumber(Code code, UUID person, String number, String registeredMobile) {
        rows.tx()
                .run(sql -> LoginCodeRepository.recordNumber(
                        sql, code.id(), number, vault.seal(person, place(code.id()), registeredMobile)));
    }

    /**
     * Counts a code that is about to be sent as a text message. Above the hub's limit, codes are still sent to people
     * who have logged in from the network before, and a few to others. A flood of requests by strangers therefore does
     * not lock people out.
     */
    boolean tryCountSending(String nationalId, String address) {
        if (limiter.reserve(Kind.CODE_SENDING, codeLimits.sendings()).isPermitted()) {
            return true;
        }
        String network = SourceNetwork.of(address);
        if (networks.isKnown(account(nationalId), network)) {
            return limiter.reserveAnyway(Kind.CODE_SENDING, codeLimits.sendings())
                    .isPermitted();
        }
        return limiter.reserve(Kind.CODE_SENDING, CodeLimits.fewSendings(network))
                .isPermitted();
    }

    /** Decrypts the mobile of a code; empty if there is none. */
    Optional<String> decryptMobile(UUID person, ConsumedCode consumed) {
        return vault.open(person, place(consumed.code()), consumed.registeredMobile());
    }

    private static String place(UUID code) {
        return "code.owned " + code;
    }

    /**
     * Uses up a code created for this national ID. Every entry counts as an attempt of its network, unless the code is
     * right. A network above its limit may enter codes only for people who have logged in from it within 30 days. Codes
     * requested from the network are counted separately. Guessing other people's codes therefore does not block people
     * who wait for their own.
     *
     * @return the number to which the code was sent; empty if the code is wrong
     * @throws Refusal {@code TOO_MANY}; {@code UNAVAILABLE} if attempts cannot be counted
     */
    Optional<ConsumedCode> consume(String nationalId, String code, String address) {
        String network = SourceNetwork.of(address);
        Optional<ConsumedCode> consumed = rows.tx().required(sql -> {
            List<LoginCodeRepository.Live> live =
                    LoginCodeRepository.countTry(sql, personKey(nationalId), networkKey(network), codeLimits.tries());
            // if the network is above its limit, this throws a refusal; the rollback also removes the tries counted
            // above
            Attempt attempt =
                    reserve(nationalId, network, live.stream().anyMatch(LoginCodeRepository.Live::sameNetwork));
            Optional<LoginCodeRepository.Live> right =
                    live.stream().filter(l -> isMatch(l, code)).findFirst();
            right.ifPresent(l -> LoginCodeRepository.delete(sql, l.id()));
            Optional<ConsumedCode> found = right.filter(l -> l.sentTo() != null)
                    .map(l -> new ConsumedCode(l.id(), l.sentTo(), l.registeredMobile()));
            if (found.isPresent()) {
                attempt.release();
            }
            return found;
        });
        consumed.ifPresent(found -> networks.recordSuccess(account(nationalId), network));
        return consumed;
    }

    private Attempt reserve(String nationalId, String network, boolean own) {
        List<Limit> limits = List.of(CodeLimits.wrong(
                "citizens' codes " + (own ? "asked for and " : "") + "entered from " + network,
                codeLimits.addressFailures()));
        Attempt attempt = limiter.reserve(Kind.CODE, limits);
        if (attempt.isPermitted()) {
            return attempt;
        }
        if (!networks.isKnown(account(nationalId), network)) {
            throw tooMany();
        }
        return limiter.reserveAnyway(Kind.CODE, limits);
    }

    private boolean isMatch(LoginCodeRepository.Live live, String code) {
        return MessageDigest.isEqual(
                hash(live.id(), code).getBytes(StandardCharsets.US_ASCII),
                live.hash().getBytes(StandardCharsets.US_ASCII));
    }

    private static String account(String nationalId) {
        return "citizen " + nationalId;
    }

    private String networkKey(String network) {
        return vault.index("citizen codes asked from " + network);
    }

    private String personKey(String nationalId) {
        return vault.index("citizen codes for " + nationalId);
    }

    private String hash(UUID id, String code) {
        return vault.index("citizen code " + id + " " + code);
    }

    private static Refusal tooMany() {
        return Refusal.of(Refusal.Kind.TOO_MANY, "login.codes", null);
    }
}
