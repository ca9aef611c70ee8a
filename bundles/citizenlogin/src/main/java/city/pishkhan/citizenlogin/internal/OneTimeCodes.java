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
 * Codes and their counts. Everything here is done for a national ID that nobody here has in the same way as for any other: whether there is
 * such a person is asked later, and by nobody who waits.
 */
final class OneTimeCodes {
    /** @param id of this code, for the provider @param code six or eight digits, for the person's phone alone */
    record Code(UUID id, String code) {
        @Override
        public String toString() {
            return "Code[" + id + "]";
        }
    }

    private final CodeRows rows;
    private final Vault vault;
    private final LoginNetworks networks;
    private final AttemptLimiter limiter;
    private final CodeLimits codeLimits;
    private final SecureRandom random = new SecureRandom();

    OneTimeCodes(CodeRows rows, Vault vault, LoginNetworks networks, AttemptLimiter limiter, CodeLimits codeLimits) {
        this.rows = rows;
        this.vault = vault;
        this.networks = networks;
        this.limiter = limiter;
        this.codeLimits = codeLimits;
    }

    /**
     * A new code; the one before from the same network is void. Counted are the codes for a person from one network, and those from all
     * networks that are strange to the person: nobody keeps a code from a person at home by asking for others elsewhere.
     *
     * @param mobile which the person says to have, or {@code null}: counted apart, for who does not know the number wakes nobody with it
     * @throws Refusal TOO_MANY
     */
    Code make(String nationalId, String mobile, String address) {
        String network = SourceNetwork.of(address);
        Code code = new Code(Ids.next(), CodeLimits.draw(limiter, random));
        // where the person has logged in before is asked only if it matters
        boolean made = made(nationalId, mobile, network, code, false)
                || networks.known(account(nationalId), network) && made(nationalId, mobile, network, code, true);
        if (!made) {
            throw tooMany();
        }
        return code;
    }

    private boolean made(String nationalId, String mobile, String network, Code code, boolean known) {
        String meant = mobile == null ? "" : " at " + mobile;
        String strangers = vault.index("citizen codes for " + nationalId + meant);
        String pair = vault.index("citizen codes for " + nationalId + meant + " from " + network);
        String from = vault.index("citizen codes " + (mobile == null ? "" : "by number ") + "from " + network);
        int most = mobile == null ? codeLimits.addressCodes() : codeLimits.namedCodes();
        String hash = hash(code.id(), code.code());
        return rows.tx().required(sql -> {
            CodeRows.hold(sql, strangers);
            CodeRows.hold(sql, from);
            boolean late = tooOften(sql, pair)
                    || !known && (tooOften(sql, strangers) || CodeRows.count(sql, from, CodeLimits.WINDOW) >= most);
            if (late) {
                return false;
            }
            CodeRows.add(sql, pair);
            if (!known) {
                CodeRows.add(sql, strangers);
                CodeRows.add(sql, from);
            }
            CodeRows.put(sql, code.id(), who(nationalId), source(network), hash, codeLimits.life());
            CodeRows.tidy(sql);
            return true;
        });
    }

    private boolean tooOften(Handle sql, String key) {
        return CodeRows.count(sql, key, CodeLimits.WINDOW) >= codeLimits.codesWindow()
                || CodeRows.count(sql, key, CodeLimits.DAY) >= codeLimits.codesDay();
    }

    /**
     * Where a code went that was entered.
     *
     * @param number see {@link city.pishkhan.api.persons.Persons#number}
     * @param owned  the mobile itself, sealed, if the register says that it is the person's; else {@code null}
     */
    record Taken(UUID code, String number, byte[] owned) {}

    /**
     * Writes down to which number a code goes.
     *
     * @param number see {@link city.pishkhan.api.persons.Persons#number}
     * @param owned  the mobile itself if the register says that it is the person's; else {@code null}
     */
    void goesTo(Code code, UUID person, String number, String owned) {
        rows.tx().run(sql -> CodeRows.proves(sql, code.id(), number, vault.seal(person, place(code.id()), owned)));
    }

    /** The mobile that stands sealed in what was taken. */
    Optional<String> owned(UUID person, Taken taken) {
        return vault.open(person, place(taken.code()), taken.owned());
    }

    private static String place(UUID code) {
        return "code.owned " + code;
    }

    /**
     * Where the code went, if it is one that was made for this national ID; it is used up then. Every entry is an attempt of its network, until
     * the code is right. A network above its limit may enter codes only for people who have logged in from it within 30 days. Entries of codes that
     * were asked for from the network are counted apart: guessing at other people's codes takes no entry away from those who wait for their own.
     *
     * @return empty for a wrong code
     * @throws Refusal TOO_MANY; UNAVAILABLE if attempts cannot be counted
     */
    Optional<Taken> take(String nationalId, String code, String address) {
        String network = SourceNetwork.of(address);
        Optional<Taken> taken = rows.tx().required(sql -> {
            List<CodeRows.Live> live = CodeRows.tried(sql, who(nationalId), source(network), codeLimits.tries());
            // a refusal takes back the counted tries
            Attempt attempt = reserve(nationalId, network, live.stream().anyMatch(CodeRows.Live::own));
            Optional<CodeRows.Live> right =
                    live.stream().filter(l -> same(l, code)).findFirst();
            right.ifPresent(l -> CodeRows.use(sql, l.id()));
            Optional<Taken> found =
                    right.filter(l -> l.proved() != null).map(l -> new Taken(l.id(), l.proved(), l.owned()));
            if (found.isPresent()) {
                attempt.release();
            }
            return found;
        });
        taken.ifPresent(found -> networks.succeeded(account(nationalId), network));
        return taken;
    }

    private Attempt reserve(String nationalId, String network, boolean own) {
        List<Limit> limits = List.of(CodeLimits.wrong(
                "citizens' codes " + (own ? "asked for and " : "") + "entered from " + network,
                codeLimits.addressFailures()));
        Attempt attempt = limiter.reserve(Kind.CODE, limits);
        if (attempt.isPermitted()) {
            return attempt;
        }
        if (!networks.known(account(nationalId), network)) {
            throw tooMany();
        }
        return limiter.reserveAnyway(Kind.CODE, limits);
    }

    private boolean same(CodeRows.Live live, String code) {
        return MessageDigest.isEqual(
                hash(live.id(), code).getBytes(StandardCharsets.US_ASCII),
                live.hash().getBytes(StandardCharsets.US_ASCII));
    }

    private static String account(String nationalId) {
        return "citizen " + nationalId;
    }

    private String source(String network) {
        return vault.index("citizen codes asked from " + network);
    }

    private String who(String nationalId) {
        return vault.index("citizen codes for " + nationalId);
    }

    private String hash(UUID id, String code) {
        return vault.index("citizen code " + id + " " + code);
    }

    private static Refusal tooMany() {
        return Refusal.of(Refusal.Kind.TOO_MANY, "login.codes", null);
    }
}
